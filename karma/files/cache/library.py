"""The book, read so that no unchanged file is parsed twice: neither in the next run nor in this one.

The files decide. A record counts while its file has the stamp that it had, or at least the bytes; what does
not count is read anew, and nobody is told.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from karma.core.book import Book, Contact
from karma.core.problems import Problem
from karma.files.cache import records as stored
from karma.files.cache.moment import is_settled, moment
from karma.files.cache.shape import lean
from karma.files.cache.unread import unread
from karma.files.discover import discover
from karma.files.listing import stamp_of
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from karma.core.config import Config
    from karma.files.cache.records import Records, Row
    from karma.files.cache.seen import Seen
    from karma.files.listing import Listing, Stamp


class People(NamedTuple):
    """Everybody, sorted by id, what is wrong with their files, and how many files there are.

    `settled`: all of it is what the listing stands for; nothing moved while karma looked.
    """

    contacts: tuple[Contact, ...]
    problems: tuple[Problem, ...]
    files: int
    settled: bool


class Library:
    """The people of one book; who keeps it and asks again pays for the files that changed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._settings = ""
        self._records: Records | None = None
        self._rows: dict[str, Row] = {}
        self._settled = 0
        self._unsaved: dict[str, bytes] = {}
        self._contacts: dict[str, Contact] = {}
        self._unread = unread(self._record)

    def people(self, config: Config, listing: Listing | None = None) -> People:
        """Everybody as the files have them now. `listing` is a look at contacts/ that was taken before."""
        self._config = config
        self._take_up(settings_key(config))
        found = discover(self.root, listing)
        stamps = {path: found.stamps.get(path) or self._stamp(path) for path in found.paths}
        changed = [path for path, stamp in stamps.items() if not self._counts(path, stamp)]
        seen = self._look_at(changed) if changed else []
        if changed or len(self._rows) != len(found.paths):
            self._keep(seen, stamps)
        contacts = [self._contact(path, row) for path in found.paths if (row := self._rows.get(path))]
        contacts.sort(key=lambda contact: contact.id)
        own = (row.problems for path in found.paths if (row := self._rows.get(path)) and row.problems)
        problems = [Problem(*one) for many in (*own, *(one.problems for one in seen)) for one in many]
        settled = all(one.settled and one.row and one.row.stamp == stamps[one.path] for one in seen)
        return People(tuple(contacts), (*found.problems, *problems), len(found.paths), settled)

    # What is known, and what has to be looked at

    def _take_up(self, settings: str) -> None:
        """Goes on from what the last run left, or from nothing when the settings have changed."""
        if settings == self._settings:
            return
        self._settings, self._contacts, self._unsaved = settings, {}, {}
        self._records = stored.opened(self.root, settings)
        self._rows = self._records.rows if self._records else {}
        self._settled = self._records.settled if self._records else 0

    def _counts(self, path: str, stamp: Stamp | None) -> bool:
        row = self._rows.get(path)
        return row is not None and row.stamp == stamp and is_settled(row.stamp, self._settled)

    def _look_at(self, paths: list[str]) -> list[Seen]:
        from karma.files.cache.several import see_many  # noqa: PLC0415  (start-up)

        self._settled = moment(self.root)
        return see_many(self.root, paths, self._config, self._rows)

    def _stamp(self, path: str) -> Stamp | None:
        try:
            return stamp_of(os.stat(self.root / path))  # noqa: PTH116  (one way to look at all of them)
        except OSError:
            return None

    # What is remembered

    def _keep(self, seen: Iterable[Seen], stamps: Mapping[str, Stamp | None]) -> None:
        """Remembers what was seen, here and on the disk; what moved while it was read only here."""
        rows = {path: row for path, row in self._rows.items() if path in stamps}
        for one in seen:
            if one.row is None:
                rows.pop(one.path, None)
            else:
                rows[one.path] = one.row
            if one.row is None or one.record:
                self._contacts.pop(one.path, None)
            if one.record:
                self._unsaved[one.path] = one.record
        self._rows = rows
        restless = {one.path for one in seen if not one.settled}
        with suppress(OSError, WriteRefused):
            self._save({path: row for path, row in rows.items() if path not in restless})

    def _save(self, rows: dict[str, Row]) -> None:
        if not self._settled:
            return
        fresh = {path: record for path, record in self._unsaved.items() if path in rows}
        if self._records and not stored.is_worn(self._records, rows):
            name = self._records.name
            if fresh:
                stored.add(self.root, self._records, rows, fresh)
        else:
            every = {path: fresh.get(path) or self._record(path) for path in rows}
            name = stored.begin(self.root, rows, every)
        stored.save(self.root, self._settings, name, self._settled, rows)

    def _contact(self, path: str, row: Row) -> Contact:
        known = self._contacts.get(path)
        if known is None:
            known = self._contacts[path] = lean(self._unread, path, row.names)
        return known

    def _record(self, path: str) -> bytes:
        """The record of that person; parsed once more if the disk has lost it. Raises OSError."""
        if path in self._unsaved:
            return self._unsaved[path]
        record = self._records.read(self._rows[path]) if self._records else None
        if record is None:
            from karma.files.cache.seen import see  # noqa: PLC0415  (start-up)

            stored.forget(self.root)
            record = see(self.root, path, self._config, None).record
            if not record:
                raise FileNotFoundError(2, "The file went away while karma read it", path)
        return record


def settings_key(config: Config) -> str:
    """All that the settings have to say about how a file is read."""
    return repr((tuple(config.circles), tuple(config.verbs.values())))
