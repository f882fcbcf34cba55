"""What `make browser` put beside Python: axe, and the Nu Html Checker of the W3C."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

INSTALLED = Path(sys.prefix) / "browser" / "node_modules"
CHROMIUM = "/usr/bin/chromium"
SWITCHES = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
"""No sandbox, because CI runs as root; nothing that the browser itself would ask of the network."""
KNOWS_NO_HASHES = re.compile(r"Inline (style|script) violates Content Security Policy \(meta tag\)")
"""The checker does not compute the hashes of the policy; the browser does, and would say so on its console."""


@cache
def axe_source() -> str:
    return (INSTALLED / "axe-core" / "axe.min.js").read_text("utf-8")


def html_errors(folder: Path) -> list[str]:
    """What the checker says against the pages (and their styles) in a folder: `page:line: message`, sorted."""
    jar = INSTALLED / "vnu-jar" / "build" / "dist" / "vnu.jar"
    done = subprocess.run(
        ["java", "-jar", str(jar), "--format", "json", "--skip-non-html", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert '"messages"' in done.stderr, done.stderr
    return sorted(_errors(json.loads(done.stderr)["messages"], folder))


def _errors(messages: list[dict[str, object]], folder: Path) -> Iterator[str]:
    for one in messages:
        if not KNOWS_NO_HASHES.match(str(one["message"])):
            page = str(one["url"]).rpartition(f"{folder}/")[2]
            yield f"{page}:{one.get('lastLine', 0)}: {one['message']}"
