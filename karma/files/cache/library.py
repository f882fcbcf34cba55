"""The book, read so that no unchanged file is parsed twice: neither in the next run nor in this one.

The files decide. A record counts while its file has the stamp that it had, or at least the bytes; what does
not count is read anew, and nobody is told.
"""

from __future__ import annotations

import os
from contextlib import suppress
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from karma.core.config import Config
from karma.core.problems import Problem
from karma.files.cache import records as stored
from karma.files.cache.moment import is_settled, moment
from karma.files.cache.shape import lean
from karma.files.cache.unread import finish, unread
from karma.files.discover import discover
from karma.files.listing import stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from karma.core.book import Contact
    from karma.files.cache.records import Records, Row
    from karma.files.cache.seen import Seen
    from karma.files.listing import Listing, Stamp


class People(NamedTuple):
    """Everybody, sorted by id, what is wrong with their files, and how many files there are.

    `slowly`: files were read without libyaml.
    """

    contacts: tuple[Contact, ...]
    problems: tuple[Problem, ...]
    files: int
    slowly: bool = False


class Library:
    """The people of one book; who keeps it and asks again pays for the files that changed.

    `settled`: all that was read is what the listing stands for; nothing moved while karma looked.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settled = False
        self._settings = ""
        self._config = Config()
        self._records: Records | None = None
        self._rows: dict[str, Row] = {}
        self._since = 0
        self._unsaved: dict[str, bytes] = {}
        self._contacts: dict[str, Contact] = {}
        self._unread = unread(self._record)

    def people(self, config: Config, listing: Listing | None = None) -> People:
        """Everybody as the files have them now. `listing` is a look at contacts/ that was taken before."""
        self._take_up(config)
        found = discover(self.root, listing)
        stamps = {path: found.stamps.get(path) or self._stamp(path) for path in found.paths}
        changed = self._changed(stamps)
        seen = self._look_at(changed) if changed else []
        if changed or len(self._rows) != len(found.paths):
            self._keep(seen, found.paths)
        rows = [(path, row) for path in found.paths if (row := self._rows.get(path))]
        contacts = [self._contacts.get(path) or self._contact(path, row) for path, row in rows]
        contacts.sort(key=attrgetter("id"))
        own = [row.problems for _, row in rows if row.problems]
        problems = [Problem(*one) for many in (*own, *(one.problems for one in seen)) for one in many]
        self.settled = all(one.row and one.row.stamp == stamps[one.path] for one in seen)
        slowly = bool(seen) and not _has_libyaml()
        return People(tuple(contacts), (*found.problems, *problems), len(found.paths), slowly)

    def digest(self, path: str) -> bytes | None:
        """The digest of the bytes of a person's file, as it was read; None for a file that nobody read."""
        row = self._rows.get(path)
        return row.digest if row else None

    # What is known, and what has to be looked at

    def _take_up(self, config: Config) -> None:
        """Goes on from what the last run left, or from nothing when the settings have changed."""
        settings = settings_key(config)
        if settings == self._settings:
            return
        for path in list(self._contacts):
            self._let_go(path)
        self._config, self._settings, self._unsaved = config, settings, {}
        self._records = stored.opened(self.root, settings)
        self._rows = self._records.rows if self._records else {}
        self._since = self._records.settled if self._records else 0

    def _changed(self, stamps: Mapping[str, Stamp | None]) -> list[str]:
        """The paths of which what is known does not count."""
        rows, since = self._rows, self._since
        return [
            path
            for path, stamp in stamps.items()
            if (row := rows.get(path)) is None or row.stamp != stamp or not is_settled(row.stamp, since)
        ]

    def _look_at(self, paths: list[str]) -> list[Seen]:
        from karma.files.cache.several import see_many  # noqa: PLC0415  (start-up)

        # What was read without libyaml is not remembered: it may be read otherwise with it (faults.md L02).
        self._since = moment(self.root) if _has_libyaml() else 0
        return see_many(self.root, paths, self._config, self._rows)

    def _stamp(self, path: str) -> Stamp | None:
        try:
            return stamp_of(os.stat(self.root / path))  # noqa: PTH116  (one way to look at all of them)
        except OSError:
            return None

    # What is remembered

    def _keep(self, seen: Iterable[Seen], paths: Iterable[str]) -> None:
        """Remembers what was seen, here and on the disk."""
        rows = {path: row for path in paths if (row := self._rows.get(path))}
        news = len(rows) < len(self._rows)
        for one in seen:
            if one.row is None or one.record:
                self._let_go(one.path)
            if one.row is None:
                rows.pop(one.path, None)
                continue
            news = True
            rows[one.path] = one.row
            if one.record:
                self._unsaved[one.path] = one.record
        self._rows = rows
        if news and self._since:
            with suppress(OSError):  # a record that cannot be had any more
                self._save()

    def _save(self) -> None:
        fresh = {path: record for path, record in self._unsaved.items() if path in self._rows}
        rows = dict(self._rows)
        if self._records and not stored.is_worn(self._records, rows):
            name = self._records.name
            written = stored.add(self.root, name, rows, fresh)
        else:
            name = stored.begin(self.root, rows, {path: self._record(path) for path in rows})
            written = bool(name)
        if written and stored.save(self.root, self._settings, name, self._since, rows):
            if self._records is None or self._records.name != name:
                self._records = stored.opened(self.root, self._settings)
            self._rows, self._unsaved = rows, {}

    def _let_go(self, path: str) -> None:
        """Forgets somebody; who still holds the contact as it was, keeps it as it was."""
        if contact := self._contacts.pop(path, None):
            finish(contact)

    def _contact(self, path: str, row: Row) -> Contact:
        contact = self._contacts[path] = lean(self._unread, path, row.names)
        return contact

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


def _has_libyaml() -> bool:
    from karma.files import yaml_events  # noqa: PLC0415  (start-up)

    return yaml_events.HAS_LIBYAML


def settings_key(config: Config) -> str:
    """All that the settings have to say about how a file is read."""
    return repr((tuple(config.circles), tuple(config.verbs.values())))
