"""Asks the system to say when a file of the book changes. The home of watchdog.

Whatever it says is passed on as a hint and no more: an exception here would silence watchdog for good
(faults.md W03).
"""

from __future__ import annotations

import errno
import logging
import os
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchdog import events
from watchdog.observers import Observer

from karma.files.discover import CONTACTS, is_leftover
from karma.files.watching.look import TEMPLATES, is_read

if TYPE_CHECKING:
    from collections.abc import Callable

    from karma.files.watching.hints import Hints

_WANTED: list[type[events.FileSystemEvent]] = [
    *(events.FileCreatedEvent, events.FileModifiedEvent, events.FileClosedEvent, events.FileAttribEvent),
    *(events.FileMovedEvent, events.FileDeletedEvent),
    *(events.DirCreatedEvent, events.DirMovedEvent, events.DirDeletedEvent),
]
"""Not that a file was opened or read: the build itself does that."""
_LIMITS = (errno.ENOSPC, errno.EMFILE, errno.ENFILE)

# What it has to say is known here, or found by looking; it would be printed between our own lines.
logging.getLogger("watchdog").addHandler(logging.NullHandler())


class TooMany(Exception):  # noqa: N818  (named for what is in the way)
    """The system does not let anybody watch more folders (faults.md W04)."""


class Watcher:
    """Watches what a build of the book at `root` reads, and rings `hints`."""

    def __init__(self, root: Path, hints: Hints, observer: Callable[[], Any] = Observer) -> None:
        self._root, self._hints = root, hints
        self._make = observer
        self._observer: Any = None
        self._armed: dict[Path, tuple[int, int]] = {}

    def arm(self) -> None:
        """Begins to watch the folders that are there. Raises TooMany, or OSError when one has just gone."""
        self.stop()
        # Folders made one in another in one moment are watched twice, it says, and are watched all the same.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
        self._armed = _identities(self._root)
        try:
            self._observer = self._make()
            self._observer.start()
            # The book's own folder comes last. watchdog hides that a folder further down was refused for want
            # of watches; then there is none left for this one either.
            for folder in reversed(self._armed):
                handler = _Handler(folder, self._noted)
                self._observer.schedule(
                    handler, str(folder.resolve()), recursive=folder != self._root, event_filter=_WANTED
                )
        except OSError as failure:
            self.stop()
            if failure.errno in _LIMITS:
                raise TooMany(failure.strerror) from failure
            raise

    @property
    def well(self) -> bool:
        """False when a folder is another one than was armed, or nobody watches it any more (W02)."""
        if self._observer is None or _identities(self._root) != self._armed:
            return False
        return self._observer.is_alive() and all(one.is_alive() for one in self._observer.emitters)

    def stop(self) -> None:
        """Watches no more."""
        observer, self._observer = self._observer, None
        if observer is not None:
            with suppress(OSError):
                observer.stop()
            if observer.ident is not None:
                observer.join(5)

    def _noted(self, path: Path, *, finished: bool, gone: bool = False) -> None:
        if is_read(path, self._root):
            self._hints.note(str(path), finished=finished)
        elif gone and is_leftover(path.name) and is_read(path.parent, self._root):
            # An editor's own file beside a person's comes and goes; only with the last one all is said.
            self._hints.note(str(path), finished=True)


class _Handler(events.FileSystemEventHandler):
    """Passes on which path an event is about, as seen from the book: the folder may be a link."""

    def __init__(self, folder: Path, noted: Callable[..., None]) -> None:
        self._folder, self._real, self._noted = folder, folder.resolve(), noted

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        gone = isinstance(event, events.FileDeletedEvent | events.FileMovedEvent)
        finished = isinstance(event, events.FileClosedEvent | events.FileAttribEvent)
        self._noted(self._seen(event.src_path), finished=finished, gone=gone)
        if event.dest_path:
            arrived = isinstance(event, events.FileMovedEvent)
            self._noted(self._seen(event.dest_path), finished=arrived)

    def _seen(self, path: bytes | str) -> Path:
        found = Path(os.fsdecode(path))
        return self._folder / found.relative_to(self._real) if found.is_relative_to(self._real) else found


def _identities(root: Path) -> dict[Path, tuple[int, int]]:
    """Device and inode of each folder to be watched, as far as it is there; the book's own comes first."""
    found = {}
    for folder in (root, root / CONTACTS, root / TEMPLATES):
        with suppress(OSError):
            if folder.is_dir():
                status = folder.stat()
                found[folder] = (status.st_dev, status.st_ino)
    return found
