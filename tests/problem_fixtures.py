"""Fixtures of problems: Markdown pages that hold a book in fenced blocks and what karma says of it.

A block `problems` is the report of `karma check`; a block `console` holds commands with their output.

A block's info string is the path of a file. A word after it says how the block is to be taken: `escaped`
(backslash escapes stand for bytes), `name` (they stand in the path), `link` (a symbolic link to the text),
`folder`, `empty`, `filled` (that many bytes) or `locked` (the system refuses to open it).
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from karma.core.check import check
from karma.files.book import load
from karma.files.recover import saved_over

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "problems"
COMMANDS = FOLDER / "commands"
TODAY = date(2026, 11, 22)
_SAID = ("problems", "console")
_BLOCK = re.compile(r"^```(?P<info>[^\n`]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str) -> list[tuple[str, str]]:
    """The info strings and texts of the fenced blocks of a page."""
    return [(match["info"], match["text"]) for match in _BLOCK.finditer(page)]


def build(page: str, root: Path) -> Path:
    """Puts the files of `page` under `root` and gives `root` back."""
    for info, text in blocks(page):
        path, _, how = info.rpartition(" ") if info.rpartition(" ")[2] in _MAKERS else (info, "", "")
        if path.split()[0] not in _SAID:
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            _MAKERS[how](target, text)
    return root


def report(root: Path) -> str:
    """What `karma check` says of the book at `root`, on a fixed day."""
    return "\n".join(map(str, sorted((*check(load(root), TODAY), *saved_over(root)))))


def _from_escapes(text: str) -> bytes:
    return text.encode().decode("unicode_escape").encode("latin-1")


_MAKERS: dict[str, Callable[[Path, str], object]] = {
    "": lambda path, text: path.write_bytes(text.encode()),
    "locked": lambda path, text: path.write_bytes(text.encode()),
    "escaped": lambda path, text: path.write_bytes(_from_escapes(text)),
    "name": lambda path, text: Path(os.fsdecode(_from_escapes(str(path)))).write_text(text),
    "link": lambda path, text: path.symlink_to(text.strip()),
    "folder": lambda path, _: path.mkdir(),
    "empty": lambda path, _: path.write_bytes(b""),
    "filled": lambda path, text: path.write_bytes(b"x" * int(text)),
}
