"""How much style and script stand in a page: `python -m benchmarks.theme`."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, NamedTuple

from karma.views.html.assets import SCRIPTS, STYLES
from karma.views.theme import theme_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

PARTS = {
    "style, on every page": [f"style/{name}.css" for name in STYLES],
    "script, on every page": [f"script/{name}.js" for name in SCRIPTS],
    "script, on People besides": ["script/people.js"],
}
"""What is put into pages, by where."""


class Size(NamedTuple):
    """Bytes as they stand in a page, and as a server would send them."""

    plain: int
    gzipped: int


def size(names: Iterable[str]) -> Size:
    """The size of files of the theme, put together."""
    text = b"".join((theme_folder() / name).read_bytes() for name in names)
    return Size(len(text), len(gzip.compress(text, mtime=0)))


def main() -> None:
    """Print the table."""
    for label, names in PARTS.items():
        found = size(names)
        print(f"{label:27} {found.plain:7,} bytes {found.gzipped:7,} gzipped")


if __name__ == "__main__":
    main()
