"""The folder of the site: what stands at the name of a page, and putting a page there."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from typing import TYPE_CHECKING

from karma.files import atomic
from karma.files.listing import stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from karma.files.listing import Stamp

MARK = b'<meta name="generator" content="karma '
_MARK_WITHIN = 4096
_PLAIN_NAME = re.compile(r"(?:[a-z0-9-]+/)?[a-z0-9-]+\.html")
"""What most pages are called, and nothing is wrong with."""
NOT_OURS = "karma did not make this file; move it away and build again"
EDITED = "somebody edited this page, and so it stays; delete it and build again to have karma's"
NOBODYS = "this page is nobody's any more, and somebody edited it; delete it if you do not need it"
A_LINK = "a link stands in the way; karma writes only inside the site's folder"
NO_FOLDER = "something that is no folder stands in the way; move it away and build again"


class SiteFolder:
    """The folder at `path`, by names of pages: relative, with forward slashes. No link is followed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folders: dict[str, str | None] = {}

    def look_again(self) -> None:
        """Forgets what is in the way of whole folders, which is looked at once for many pages."""
        self._folders.clear()

    def obstacle(self, name: str) -> str | None:
        """Why nothing can be done at `name`: a link, or a thing that is no file or folder."""
        return self.seen(name)[0]

    def seen(self, name: str) -> tuple[str | None, Stamp | None]:
        """What is in the way at `name`, and the stamp of the file there; neither where there is nothing."""
        above = name.rpartition("/")[0]
        if above not in self._folders:
            self._folders[above] = self._in_the_way(above)
        if obstacle := self._folders[above]:
            return obstacle, None
        status = _status(f"{self.path}/{name}")
        if status is None:
            return None, None
        if stat.S_ISREG(status.st_mode):
            return None, stamp_of(status)
        return (A_LINK if stat.S_ISLNK(status.st_mode) else NOT_OURS), None

    def _in_the_way(self, folders: str) -> str | None:
        path = str(self.path)
        for part in folders.split("/") if folders else ():
            path = f"{path}/{part}"
            status = _status(path)
            if status is not None and not stat.S_ISDIR(status.st_mode):
                return A_LINK if stat.S_ISLNK(status.st_mode) else NO_FOLDER
        return None

    def read(self, name: str) -> bytes | None:
        """The bytes of a file that is known to be one; None when it is not there. Raises OSError."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Puts `data` in the place of what is there: whoever looks sees the old page or the new one.

        It can be made again, so it need not outlast a power cut. Raises OSError.
        """
        path = self.path / name
        try:
            temporary = atomic.stage(path, data, durable=False)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = atomic.stage(path, data, durable=False)
        try:
            temporary.replace(path)
        except BaseException:
            atomic.discard(temporary)
            raise

    def marked(self, names: Iterable[str]) -> list[str]:
        """The pages beside `names`, none of these, that say themselves that karma made them."""
        found: list[str] = []
        known = set(names)
        for where in sorted({name.rpartition("/")[0] for name in known}):
            if self._in_the_way(where) or not (self.path / where).is_dir():
                continue
            before = f"{where}/" if where else ""
            there = os.listdir(self.path / where)  # noqa: PTH208  (ten thousand of them)
            others = {f"{before}{name}" for name in there if name.endswith(".html")} - known
            found += [one for one in others if not self.obstacle(one) and says_ours(self.read(one) or b"")]
        return found


def says_ours(there: bytes) -> bool:
    """True for a page that bears karma's mark: what is left to go by where the manifest is lost."""
    return MARK in there[:_MARK_WITHIN]


def check_name(name: str) -> None:
    """Raises ValueError for what is not the name of a page inside the site."""
    if _PLAIN_NAME.fullmatch(name):
        return
    parts = name.split("/")
    if any(part in ("", ".", "..") or not part.isprintable() or set(part) & set("\\:") for part in parts):
        raise ValueError(f"not the name of a page inside the site: {name!r}")


def digest_of(data: bytes) -> str:
    """By which a page is known to be as karma made it."""
    return hashlib.sha256(data).hexdigest()


def _status(path: str) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except FileNotFoundError:
        return None
