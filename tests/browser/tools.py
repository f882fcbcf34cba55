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
    from collections.abc import Iterable, Iterator

INSTALLED = Path(sys.prefix) / "browser" / "node_modules"
CHROMIUM = "/usr/bin/chromium"
SWITCHES = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
"""No sandbox, because CI runs as root; nothing that the browser itself would ask of the network."""
NOT_KNOWN_TO_IT = re.compile(
    r"(Inline \w+|Resource) violates Content Security Policy \(meta tag\)|CSS: “vector-effect”"
)
"""The checker knows no hashes and no 'self' of a policy (the browser does, and says on its console what it blocks),
and no property that came with SVG 2."""


@cache
def axe_source() -> str:
    return (INSTALLED / "axe-core" / "axe.min.js").read_text("utf-8")


def html_errors(folder: Path, names: Iterable[str] = (".",)) -> list[str]:
    """What the checker says against pages in a folder and their styles: `page:line: message`, sorted."""
    jar = INSTALLED / "vnu-jar" / "build" / "dist" / "vnu.jar"
    done = subprocess.run(
        [
            "java",
            "-jar",
            str(jar),
            "--format",
            "json",
            "--skip-non-html",
            *(str(folder / name) for name in names),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert '"messages"' in done.stderr, done.stderr
    return sorted(_errors(json.loads(done.stderr)["messages"], folder))


def _errors(messages: list[dict[str, object]], folder: Path) -> Iterator[str]:
    for one in messages:
        if not NOT_KNOWN_TO_IT.match(str(one["message"])):
            page = str(one["url"]).rpartition(f"{folder}/")[2]
            yield f"{page}:{one.get('lastLine', 0)}: {one['message']}"
