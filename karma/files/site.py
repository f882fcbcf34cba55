"""Publishes pages into a folder: the only writer of the site.

It writes what changed, removes the pages of people who are gone, and never touches a file it did not make.
`.karma-site.json` in the folder remembers which pages are ours and the hash of each as it was written; while
a build is under way it holds the old hash and the new one, so that an interrupted build is still known.
"""

from __future__ import annotations

import hashlib
import json
import stat
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from karma.files import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

MANIFEST = ".karma-site.json"
_MARK = b'<meta name="generator" content="karma '
_MARK_WITHIN = 4096
NOT_OURS = "karma did not make this file; move it away and build again"
EDITED = "somebody edited this page after karma made it; move it away and build again"
NOBODYS = "this page is nobody's any more, and somebody edited it; delete it if you do not need it"
A_LINK = "a link stands in the way; karma writes only inside the site's folder"
NO_FOLDER = "something that is no folder stands in the way; move it away and build again"


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did, by the names of the pages, each sorted. `refused` also says why."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def publish(folder: Path, pages: Mapping[str, bytes]) -> Published:
    """Makes `folder` hold `pages` (relative names with forward slashes), and no page of ours besides.

    A file that karma did not make, or that was edited since, is refused and left alone; so is everything
    behind a link. Raises ValueError for a name that leaves the folder, OSError when the disk refuses.
    """
    for name in pages:
        _check_name(name)
    folder.mkdir(parents=True, exist_ok=True)
    return _Build(folder.resolve(), pages).run()


@dataclass
class _Build:
    """One run. `known` holds for each page of ours the hashes it may have; None when the manifest is lost."""

    folder: Path
    pages: Mapping[str, bytes]
    known: dict[str, list[str]] | None = None
    to_write: list[str] = field(default_factory=list)
    to_remove: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    def run(self) -> Published:
        self._read_manifest()
        for name in sorted(self.pages):
            self._compare(name)
        for name in sorted(self._old_names()):
            self._compare_old(name)
        if self.to_write or self.to_remove:
            self._write_manifest(self._during())
            for name in self.to_write:
                self._write(name, self.pages[name])
            for name in self.to_remove:
                (self.folder / name).unlink()
        self._write_manifest(self._afterwards())
        return Published(
            tuple(self.to_write),
            tuple(self.unchanged),
            tuple(self.to_remove),
            tuple(sorted(self.refused.items())),
        )

    # What is to be done

    def _compare(self, name: str) -> None:
        obstacle = self._obstacle(name)
        there = None if obstacle else self._read(name)
        if obstacle:
            self.refused[name] = obstacle
        elif there == self.pages[name]:
            self.unchanged.append(name)
        elif there is None or (reason := self._why_not(name, there)) is None:
            self.to_write.append(name)
        else:
            self.refused[name] = reason

    def _compare_old(self, name: str) -> None:
        if self._obstacle(name):
            return
        there = self._read(name)
        if there is None:
            return
        if reason := self._why_not(name, there):
            self.refused[name] = NOBODYS if reason == EDITED else reason
        else:
            self.to_remove.append(name)

    def _why_not(self, name: str, there: bytes) -> str | None:
        """Why the file may not be replaced or removed; None when it is ours as we made it."""
        if self.known is None:
            return None if _says_ours(there) else NOT_OURS
        if name not in self.known:
            return NOT_OURS
        return None if _hash(there) in self.known[name] else EDITED

    def _old_names(self) -> Iterable[str]:
        """Pages of ours that nobody asks for any more; without the manifest, those that say so."""
        if self.known is not None:
            return [name for name in self.known if name not in self.pages]
        folders = {str(PurePosixPath(name).parent) for name in self.pages}
        return [name for where in folders for name in self._marked(where) if name not in self.pages]

    def _marked(self, where: str) -> list[str]:
        path = self.folder / where
        if path.is_symlink() or not path.is_dir():
            return []
        names = (str(PurePosixPath(where) / found.name) for found in path.glob("*.html"))
        return [name for name in names if not self._obstacle(name) and _says_ours(self._read(name) or b"")]

    # The disk

    def _obstacle(self, name: str) -> str | None:
        """Why nothing can be done at `name`: a link, or a thing that is no file or folder."""
        path = self.folder
        *parents, _ = PurePosixPath(name).parts
        for part in parents:
            path /= part
            mode = _mode(path)
            if mode is not None and not stat.S_ISDIR(mode):
                return A_LINK if stat.S_ISLNK(mode) else NO_FOLDER
        mode = _mode(self.folder / name)
        if mode is None or stat.S_ISREG(mode):
            return None
        return A_LINK if stat.S_ISLNK(mode) else NOT_OURS

    def _read(self, name: str) -> bytes | None:
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def _write(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = atomic.stage(path, data, durable=False)
        try:
            temporary.replace(path)
        except BaseException:
            atomic.discard(temporary)
            raise

    # The manifest

    def _read_manifest(self) -> None:
        if self._obstacle(MANIFEST) is None:
            self.known = _manifest(self._read(MANIFEST) or b"")

    def _afterwards(self) -> dict[str, list[str]]:
        """Ours after this build: what it asks for, and refused pages that we made before."""
        mine = {name: [_hash(self.pages[name])] for name in (*self.to_write, *self.unchanged)}
        held = {name: hashes for name, hashes in (self.known or {}).items() if name in self.refused}
        return mine | held

    def _during(self) -> dict[str, list[str]]:
        """As the files may be found if this build is cut short: each as it was, or as it will be."""
        ours = {name: list(hashes) for name, hashes in (self.known or {}).items()}
        for name in (*self.to_write, *self.to_remove):
            there = self._read(name)
            hashes = [_hash(there)] if there is not None else []
            ours[name] = [*hashes, _hash(self.pages[name])] if name in self.pages else hashes
        for name in self.unchanged:
            ours[name] = [_hash(self.pages[name])]
        return ours

    def _write_manifest(self, ours: dict[str, list[str]]) -> None:
        data = json.dumps({"version": 1, "pages": ours}, ensure_ascii=False, sort_keys=True, indent=0)
        text = data.encode("utf-8", "surrogatepass") + b"\n"
        if self._obstacle(MANIFEST) is None and self._read(MANIFEST) != text:
            self._write(MANIFEST, text)


def _manifest(data: bytes) -> dict[str, list[str]] | None:
    """The pages that the manifest names, with their hashes; None when it is no manifest of ours."""
    try:
        known = {str(name): list(map(str, hashes)) for name, hashes in json.loads(data)["pages"].items()}
        for name in known:
            _check_name(name)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return known


def _check_name(name: str) -> None:
    parts = name.split("/")
    if any(part in ("", ".", "..") or not part.isprintable() or set(part) & set("\\:") for part in parts):
        raise ValueError(f"not the name of a page inside the site: {name!r}")


def _says_ours(there: bytes) -> bool:
    return _MARK in there[:_MARK_WITHIN]


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except FileNotFoundError:
        return None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
