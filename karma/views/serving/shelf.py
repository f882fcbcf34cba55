"""The pages by the paths that a browser may ask for: nothing else is ever looked up (S03, S04)."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from karma.views.serving.answer import HTML, Answer, refused
from karma.views.serving.inline import own_files, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from karma.views.serving.inline import Inline

NO_PAGE = "There is no such page. Whoever it was about may have been renamed or archived."
_NOTHING_YET = b"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>karma</title></head>
<body>
<p>There are no pages yet. They will be here as soon as they are made.</p>
</body>
</html>
"""


class Shelf:
    """Pages by path. `read` gives the bytes of the page of a name, or None when it is not there."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self._read = read
        self._names: dict[str, str] = {}
        self._files = own_files()
        self._inlines: tuple[Inline, ...] = ()

    def fill(self, names: Iterable[str], inline: Inline) -> None:
        """After a build: which pages there are, and what stands in them."""
        # A page that is read while the next build writes may still be one of the build before.
        self._inlines = (inline, *self._inlines[:1])
        self._files = inline.files
        paths = {f"/{quote(name)}": name for name in names}
        self._names = paths | ({"/": "index.html"} if "/index.html" in paths else {})

    def answer(self, path: str) -> Answer:
        """What stands at that very path."""
        if path in self._files:
            kind, data = self._files[path]
            return Answer(HTTPStatus.OK, data, kind)
        if path == "/favicon.ico":  # every browser asks
            return Answer(HTTPStatus.NO_CONTENT)
        page = self._page(path)
        if page is None and path == "/" and not self._names:
            return Answer(HTTPStatus.OK, served(_NOTHING_YET, "", ()), HTML)
        if page is None:
            return refused(HTTPStatus.NOT_FOUND, NO_PAGE)
        swaps = (swap for inline in self._inlines for swap in inline.swaps)
        return Answer(HTTPStatus.OK, served(page, _tag(page), swaps), HTML)

    def tag(self, path: str) -> str:
        """Tells the page at `path`, as it is on the disk, from every other; nothing when there is none."""
        page = self._page(path)
        return "" if page is None else _tag(page)

    def _page(self, path: str) -> bytes | None:
        name = self._names.get(path)
        return None if name is None else self._read(name)


def _tag(page: bytes) -> str:
    return hashlib.sha256(page).hexdigest()[:24]
