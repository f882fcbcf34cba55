"""Opens the pages of any site in every mode and prints what is wrong with them.

python -m tests.browser.look FOLDER [EVERY]   EVERY: of the people, only each so-manieth
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.modes import MODES
from tests.browser.tools import CHROMIUM, SWITCHES, html_errors
from tests.browser.visit import Tabs


def look(folder: Path, every: int) -> int:
    """How many complaints there were."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    people = [name for name in names if "/" in name][::every]
    chosen = [name for name in names if "/" not in name] + people
    complaints = html_errors(folder, chosen)
    print(*complaints, sep="\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        tabs = Tabs(browser)
        for name in chosen:
            for mode in MODES:
                begun = time.perf_counter()
                for one in tabs.of(mode).look((folder / name).as_uri()):
                    complaints.append(one)
                    print(f"{name}, {mode}: {one}")
                if (taken := time.perf_counter() - begun) > 3:
                    print(f"{name}, {mode}: took {taken:.1f} s")
        browser.close()
    print(f"{len(chosen)} of {len(names)} pages in {len(MODES)} modes: {len(complaints)} complaints")
    return len(complaints)


if __name__ == "__main__":
    sys.exit(look(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 1) > 0)
