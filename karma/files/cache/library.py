"""The book, read so that no unchanged file is parsed twice: neither in the next run nor in this one.

The files decide. A record counts while its file has the stamp that it had, or at least the bytes; what does
not count is read anew, and nobody is told.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.core.config import Config
from karma.core.problems import Problem
from karma.files.cache import records as stored
from karma.files.cache.columns import Columns
from karma.files.cache.maker import has_libyaml, settings_key
from karma.files.cache.moment import is_settled, moment
from karma.files.cache.records import Known
from karma.files.cache.shape import lean
from karma.files.cache.unread import finish, lean_again, unread
from karma.files.listing import Listing, look, stamp_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from karma.core.book import Contact
    from karma.files.cache.records import Record, Records
    from karma.files.cache.seen import Seen
    from karma.files.listing import Stamp


_MANY = 2000
"""People who are held unpacked, some ten megabytes of them: who watches has those of a few saves at hand."""


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
        self._only: tuple[str, ...] = ()
        self._settings = ""
        self._config = Config()
        self._records: Records | None = None
        self._known = Known()
        self._unsaved: dict[str, Record] = {}
        self._contacts: dict[str, Contact] = {}
        self._opened: list[Contact] = []
        self._unread = unread(self._daily, self._rest, self._opened)
        self.columns = Columns(root)

    def only(self, paths: Iterable[str]) -> None:
        """Says that these files have changed and no others, for the next time that somebody asks."""
        self._only = tuple(paths)

    def people(self, config: Config, listing: Listing | None = None) -> People:
        """Everybody as the files have them now. `listing` is a look at contacts/ that was taken before.

        Nothing is looked at one by one where contacts/ is as it was when the rows were all there is to know.
        """
        self._take_up(config)
        only, self._only = self._only, ()
        if only and self._contacts and all(path in self._known.rows for path in only):
            return self._seen_again(only)
        listing = listing or look(str(self.root))
        known = self._known
        if listing.is_sure and listing.state == known.state and not known.loose:
            self.settled = True
            return self._people()
        return self._caught_up(listing)

    def _caught_up(self, listing: Listing) -> People:
        """Everybody, after each file was held against what is known of it."""
        changed = listing.changed_since(Listing.of(self._known.state))
        if changed is None:
            known, paths = self._judged(listing)
        else:
            known, paths = self._known._replace(state=listing.state), self._not_as_known(changed)
        seen, since = self._look_at(paths) if paths else ([], 0)
        stamps = listing.stamps_of({one.path for one in seen}) | dict(known.links)
        moved = {one.path for one in seen if one.stamp is None or one.stamp != stamps.get(one.path)}
        self.settled = not moved
        loose = (one.path for one in seen if one.path in moved or not is_settled(stamps[one.path], since))
        rows = known.rows.changed({one.path: one.row for one in seen})
        lasting = since if seen else self._records
        self._keep(seen, known._replace(rows=rows, loose=tuple(loose)), lasting=bool(lasting))
        unreadable = [problem for one in seen for problem in one.problems]
        return self._people(unreadable, slowly=bool(seen) and not has_libyaml())

    def _seen_again(self, paths: Iterable[str]) -> People:
        """Everybody, after a look at these files; the next look at all makes sure of them."""
        known = self._known
        seen, since = self._look_at(list(dict.fromkeys((*known.loose, *paths))))
        self.settled = False
        rows = known.rows.changed({one.path: one.row for one in seen})
        loose = tuple(one.path for one in seen)
        self._keep(seen, known._replace(rows=rows, loose=loose), lasting=bool(since))
        unreadable = [problem for one in seen for problem in one.problems]
        return self._people(unreadable, slowly=not has_libyaml())

    def _people(self, unreadable: Iterable[tuple[Any, ...]] = (), *, slowly: bool = False) -> People:
        """Those of whom there are rows. `unreadable` are the problems of files that there are no rows of."""
        rows, contacts = self._known.rows, self._contacts
        paths, names = rows.without(contacts)
        contacts |= zip(paths, lean(self._unread, paths, names), strict=True)
        everybody = tuple([contacts[path] for path in rows.paths])
        self.columns.now(everybody, rows)
        problems = [*self._known.problems, *unreadable, *chain.from_iterable(rows.problems.values())]
        files = len(rows.paths) + sum(path not in rows for path in self._known.loose)
        return People(everybody, tuple([Problem(*one) for one in problems]), files, slowly)

    def digest(self, path: str) -> bytes | None:
        """The digest of the bytes of a person's file, as it was read; None for a file that nobody read."""
        return self._known.rows.digest(path)

    def let_go(self) -> None:
        """Lets go of what was unpacked of people, when it is of many: who is asked about is unpacked again.

        All there is to know of ten thousand people would be half of the memory.
        """
        if len(self._opened) < _MANY:
            return
        for contact in self._opened:
            if self._contacts.get(contact.path) is contact:
                lean_again(contact, self._unread)
        self._opened.clear()

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
        self._known = self._records.known if self._records else Known()

    def _not_as_known(self, changed: list[str]) -> list[str]:
        """The files to be looked at when these have changed, and none has come or gone."""
        known = self._known
        return [*known.loose, *(path for path in changed if path in known.rows and path not in known.loose)]

    def _judged(self, listing: Listing) -> tuple[Known, list[str]]:
        """What is known still, going by the names of the files, and the files to be looked at."""
        from karma.files.discover import discover  # noqa: PLC0415  (start-up)

        known, found = self._known, discover(self.root, listing)
        earlier = Listing.of(known.state)
        others = (path for path in found.paths if path not in listing.files)
        links = {path: stamp for path in others if (stamp := self._stamp(path))}
        now, then, loose = listing.files | links, earlier.files | dict(known.links), set(known.loose)
        paths = [
            path
            for path in found.paths
            if path not in known.rows or path in loose or path not in now or now[path] != then.get(path)
        ]
        gone = set(known.rows.paths).difference(found.paths)
        rows = known.rows.changed(dict.fromkeys(gone))
        problems = tuple(map(tuple, found.problems))
        return Known(rows, listing.state, tuple(links.items()), known.loose, problems), paths

    def _look_at(self, paths: list[str]) -> tuple[list[Seen], int]:
        """The files as they are, and the moment before which what changed has its stamp; 0 for never.

        What was read without libyaml is not remembered: it may be read otherwise with it (faults.md L02).
        """
        from karma.files.cache.several import WORTH_TWO, see_many  # noqa: PLC0415  (start-up)

        since = moment(self.root)
        name = self._room() if since and len(paths) >= WORTH_TWO else ""
        seen = see_many(self.root, paths, self._config, self._known.rows, name)
        return seen, since if has_libyaml() else 0

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

    def _keep(self, seen: Iterable[Seen], known: Known, *, lasting: bool) -> None:
        """Remembers what was seen: here, and on the disk if it is `lasting`."""
        before = self._known
        for path in self._contacts.keys() - set(known.rows.paths):
            with suppress(OSError):  # nobody can say any more what stood there
                self._let_go(path)
        for one in seen:
            if one.row and one.row.digest != before.rows.digest(one.path):
                self._let_go(one.path)
            if one.row and one.record:
                self._unsaved[one.path] = one.record
        self._known = known
        self._owes = lasting and (self._owes or known != before)
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
        rows, records = self._known.rows, self._records
        wanted = [path for path in self._unsaved if path in rows]
        if records and stored.can_add(self.root, records, rows, wanted):
            self._leave(records, wanted, as_news=True)
            return
        if records is None or stored.is_worn(records, rows):
            records, wanted = stored.begun(self.root), rows.paths
        if records and not self._leave(records, wanted) and not records.listed:
            # what it holds can be read for as long as this run goes on
            stored.forget(self.root, records.name)

    def _leave(self, records: Records, wanted: Collection[str], *, as_news: bool = False) -> bool:
        """Puts the records of those who are wanted with the others, and says where; False if it cannot.

        Raises OSError for a record that cannot be had any more.
        """
        fresh = ((path, self._record(path)) for path in wanted)
        places = stored.add_all(self.root, records.name, fresh)
        if places is None:
            return False
        known = self._known._replace(rows=self._known.rows.placed(places))
        if as_news:
            left = stored.save_news(self.root, records, known, wanted)
        else:
            left = stored.save(self.root, self._settings, records, known)
        if left:
            self._records, self._known, self._unsaved = records, known, {}
        return left

    def _let_go(self, path: str) -> None:
        """Forgets somebody; who still holds the contact as it was, keeps it as it was."""
        if contact := self._contacts.pop(path, None):
            finish(contact)

    def _daily(self, path: str) -> bytes:
        """What is asked daily of that person. Raises OSError."""
        known = self._records if path not in self._unsaved else None
        return (known and known.daily(self._known.rows.place(path))) or self._record(path)[0]

    def _rest(self, path: str) -> bytes:
        """The rest. Raises OSError."""
        known = self._records if path not in self._unsaved else None
        return (known and known.rest(self._known.rows.place(path))) or self._record(path)[1]

    def _record(self, path: str) -> Record:
        """The record of that person; parsed once more if the disk has lost it. Raises OSError."""
        if path in self._unsaved:
            return self._unsaved[path]
        known, place = self._records, self._known.rows.place(path)
        daily, rest = (known.daily(place), known.rest(place)) if known else (None, None)
        if daily and rest:
            return daily, rest
        from karma.files.cache.seen import see  # noqa: PLC0415  (start-up)

        stored.forget(self.root)
        record = see(self.root, path, self._config, None).record
        if not record:
            raise FileNotFoundError(2, "The file went away while karma read it", path)
        return record
