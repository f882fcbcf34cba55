"""The book, read so that no unchanged file is parsed twice: neither in the next run nor in this one.

The files decide. A record counts while its file has the stamp that it had, or at least the bytes; what does
not count is read anew, and nobody is told.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import astuple
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.core.config import Config
from karma.core.problems import Problem
from karma.files.cache import records as stored
from karma.files.cache.columns import Columns
from karma.files.cache.moment import is_settled, moment
from karma.files.cache.records import Known
from karma.files.cache.shape import lean
from karma.files.cache.unread import finish, unread
from karma.files.listing import look, stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from karma.core.book import Contact
    from karma.files.cache.records import Record, Records, Row
    from karma.files.cache.seen import Seen
    from karma.files.discover import Discovered
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

    `settled`: all that was read is what the listing stands for; nothing moved while karma looked. What is new
    is left for the next run `at_once`, or when `put_away` is called.
    """

    def __init__(self, root: Path, *, at_once: bool = True) -> None:
        self.root = root
        self.settled = False
        self._at_once, self._owes = at_once, False
        self._settings = ""
        self._config = Config()
        self._records: Records | None = None
        self._known = Known(0, {})
        self._unsaved: dict[str, Record] = {}
        self._contacts: dict[str, Contact] = {}
        self._unread = unread(self._daily, self._rest)
        self.columns = Columns(root)

    def people(self, config: Config, listing: Listing | None = None) -> People:
        """Everybody as the files have them now. `listing` is a look at contacts/ that was taken before.

        Nothing is looked at one by one where the listing is the one for which the rows are all there is to
        know: all the files had been as they are for a while, and nothing but their names was wrong with them.
        """
        self._take_up(config)
        listing = listing or look(str(self.root))
        state = listing.fingerprint() or b""
        if not state or state != self._known.state:
            return self._caught_up(listing, state)
        self.settled = True
        return self._people(self._known.problems, len(self._known.rows))

    def _caught_up(self, listing: Listing, state: bytes) -> People:
        """Everybody, after each file was held against what is known of it."""
        from karma.files.discover import discover  # noqa: PLC0415  (start-up)

        found = discover(self.root, listing)
        stamps = {path: found.stamps.get(path) or self._stamp(path) for path in found.paths}
        changed = self._changed(stamps)
        seen = self._look_at(changed) if changed else []
        self.settled = all(one.row and one.row.stamp == stamps[one.path] for one in seen)
        self._keep(seen, found, state)
        problems = (*map(astuple, found.problems), *(one for file in seen for one in file.problems))
        slowly = bool(seen) and not _has_libyaml()
        return self._people(problems, len(found.paths), slowly=slowly)

    def _people(self, problems: tuple[tuple[Any, ...], ...], files: int, *, slowly: bool = False) -> People:
        """Those of whom there are rows. `problems` are others than those in the rows."""
        rows, known = self._known.rows, self._contacts
        contacts = [known.get(path) or self._contact(path, row) for path, row in rows.items()]
        contacts.sort(key=attrgetter("id"))
        every = [*problems, *(one for row in rows.values() if row.problems for one in row.problems)]
        everybody = tuple(contacts)
        self.columns.now(everybody, rows)
        return People(everybody, tuple(Problem(*one) for one in every), files, slowly)

    def digest(self, path: str) -> bytes | None:
        """The digest of the bytes of a person's file, as it was read; None for a file that nobody read."""
        row = self._known.rows.get(path)
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
        self._known = self._records.known if self._records else Known(0, {})

    def _changed(self, stamps: Mapping[str, Stamp | None]) -> list[str]:
        """The paths of which what is known does not count."""
        since, rows, *_ = self._known
        return [
            path
            for path, stamp in stamps.items()
            if (row := rows.get(path)) is None or row.stamp != stamp or not is_settled(row.stamp, since)
        ]

    def _look_at(self, paths: list[str]) -> list[Seen]:
        from karma.files.cache.several import WORTH_TWO, see_many  # noqa: PLC0415  (start-up)

        since = moment(self.root)
        name = self._room() if since and len(paths) >= WORTH_TWO else ""
        seen = see_many(self.root, paths, self._config, self._known.rows, name)
        # What was read without libyaml is not remembered: it may be read otherwise with it (faults.md L02).
        self._known = self._known._replace(settled=since if _has_libyaml() else 0)
        return seen

    def _room(self) -> str:
        """The name of the file that many records go to at once; empty where nothing is to be remembered."""
        from karma.files import yaml_events  # noqa: PLC0415  (many files: one of them needs it)

        if not yaml_events.HAS_LIBYAML:
            return ""
        self._records = self._records or stored.begun(self.root)
        return self._records.name if self._records else ""

    def _stamp(self, path: str) -> Stamp | None:
        try:
            return stamp_of(os.stat(self.root / path))  # noqa: PTH116  (one way to look at all of them)
        except OSError:
            return None

    # What is remembered

    def _keep(self, seen: Iterable[Seen], found: Discovered, state: bytes) -> None:
        """Remembers what was seen, here and on the disk."""
        looked_at = {one.path: one.row for one in seen}
        settled, old, *_ = before = self._known
        for one in seen:
            was = old.get(one.path)
            if one.row is None or was is None or was.digest != one.row.digest:
                self._let_go(one.path)
            if one.row and one.record:
                self._unsaved[one.path] = one.record
        rows = {path: row for path in found.paths if (row := looked_at.get(path, old.get(path)))}
        if self.settled and all(is_settled(row.stamp, settled) for row in rows.values()):
            self._known = Known(settled, rows, state, tuple(map(astuple, found.problems)))
        else:
            self._known = Known(settled, rows)
        news = any(looked_at.values()) or len(rows) < len(old) or self._known.state != before.state
        self._owes = (self._owes or news) and bool(settled)
        if self._at_once:
            self.put_away()

    def put_away(self) -> None:
        """Leaves what is new for the next run."""
        if self._owes:
            self._owes = False
            with suppress(OSError):  # a record that cannot be had any more
                self._save()

    def _save(self) -> None:
        """Leaves what is known for the next run. Raises OSError for a record that cannot be had any more."""
        rows, records, wanted = dict(self._known.rows), self._records, set(self._unsaved)
        if records is None or stored.is_worn(records, rows):
            records, wanted = stored.begun(self.root), set(rows)
        if records is None:
            return
        fresh = ((path, self._record(path)) for path in rows if path in wanted)
        places = stored.add_all(self.root, records.name, fresh)
        rows |= {path: rows[path].placed(place) for path, place in (places or {}).items()}
        known = self._known._replace(rows=rows)
        if places is not None and stored.save(self.root, self._settings, records.name, known):
            records.listed = True
            self._records, self._known, self._unsaved = records, known, {}
        elif not records.listed:
            stored.forget(
                self.root, records.name
            )  # what it holds can be read for as long as this run goes on

    def _let_go(self, path: str) -> None:
        """Forgets somebody; who still holds the contact as it was, keeps it as it was."""
        if contact := self._contacts.pop(path, None):
            finish(contact)

    def _contact(self, path: str, row: Row) -> Contact:
        contact = self._contacts[path] = lean(self._unread, path, row.names)
        return contact

    def _daily(self, path: str) -> bytes:
        """What is asked daily of that person. Raises OSError."""
        known = self._records if path not in self._unsaved else None
        return (known and known.daily(self._known.rows[path])) or self._record(path)[0]

    def _rest(self, path: str) -> bytes:
        """The rest. Raises OSError."""
        known = self._records if path not in self._unsaved else None
        return (known and known.rest(self._known.rows[path])) or self._record(path)[1]

    def _record(self, path: str) -> Record:
        """The record of that person; parsed once more if the disk has lost it. Raises OSError."""
        if path in self._unsaved:
            return self._unsaved[path]
        row = self._known.rows[path]
        daily, rest = (self._records.daily(row), self._records.rest(row)) if self._records else (None, None)
        if daily and rest:
            return daily, rest
        from karma.files.cache.seen import see  # noqa: PLC0415  (start-up)

        stored.forget(self.root)
        record = see(self.root, path, self._config, None).record
        if not record:
            raise FileNotFoundError(2, "The file went away while karma read it", path)
        return record


def _has_libyaml() -> bool:
    """False when a file was read without libyaml. Few files need any YAML at all (`frontmatter`)."""
    events = sys.modules.get("karma.files.yaml_events")
    return events is None or bool(events.HAS_LIBYAML)


def settings_key(config: Config) -> str:
    """All that the settings have to say about how a file is read."""
    return repr((tuple(config.circles), tuple(config.verbs.values())))
