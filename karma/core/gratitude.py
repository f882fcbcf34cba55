"""Who did you a good turn and was not thanked since (S2, S8)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from karma.core.each import EVER, of_each
from karma.core.once import once_per_book
from karma.core.referrals.openings import givers_named
from karma.core.referrals.stages import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine

_INBOUND_HELP = ("intro", "helped")
"""Turned round by `in`, these are favours that they did you."""

_Own = tuple[tuple[int, int], ...]
"""Day and place in the log of each favour that a file tells of its own person."""
_Row = tuple[int, int, bool, tuple[str, ...]]
"""A favour of those whom its line links, as written: day, place in the log, whether it is a referral."""
_Naming = tuple[tuple[_Row, ...], tuple[int, ...], tuple[int, ...]]
"""Such rows, and the days on which a referral of this person ended in any way, and in work."""
_Thanks = tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...]
"""The day of each thanks, whom the head of the line links, and whom all of it links."""
_NO_FAVOURS: tuple[int, _Own] = -1, ()


class Favour(NamedTuple):
    """A good turn to be thanked for: when, in whose file, and where in their log; `sent`: they were sent."""

    date: date
    source: Contact
    at: int
    sent: bool

    @property
    def line(self) -> LogLine:
        """The line that says so."""
        return self.source.log[self.at]

    @property
    def referred(self) -> Contact | None:
        """The person they sent you, if that is what they did."""
        return self.source if self.sent else None


class _Turn(NamedTuple):
    """A Favour before anybody asks for more of it: `source` is the place of that person in the book."""

    day: int
    source: int
    at: int
    sent: bool


class Gratitude(NamedTuple):
    """All favours and thanks of a book by contact id, gathered once. Days are plain numbers.

    `own` are the favours that their own file tells without a link, with the place of that person in the book;
    `named` those of lines that link them.
    `thanks` are for all that somebody did; `for_sending`, by helper and prospect, for that referral only.
    `won` are the days on which somebody became work.
    """

    book: Book
    own: Mapping[str, tuple[int, _Own]]
    named: Mapping[str, Sequence[_Turn]]
    thanks: Mapping[str, Sequence[int]]
    for_sending: Mapping[tuple[str, str], Sequence[int]]
    won: Mapping[str, Sequence[int]]

    def of(self, contact: Contact) -> tuple[Favour, ...]:
        """All that they did for you, oldest first."""
        return tuple([self._favour(turn) for turn in self._turns(contact.id)])

    def told_elsewhere(self, contact: Contact) -> bool:
        """True when other files tell of what they did for you, or of thanks; else theirs says all."""
        return contact.id in self.named or contact.id in self.thanks

    def owed(self, contact: Contact, day: date, thanked_before: date | None = None) -> Favour | None:
        """The favour to thank for as that day begins; None when none is left without a `thanked` since.

        A referral that became work comes first, then the newest. Thanks on the day of the favour count, and
        those of the day itself with `thanked_before`: the day behind the last whose thanks are known.
        """
        if contact.id not in self.own and contact.id not in self.named:
            return None
        turn = self._owed(contact.id, day.toordinal(), (thanked_before or day).toordinal())
        return self._favour(turn) if turn else None

    def owing(self, day: date) -> dict[str, int]:
        """Everybody to thank as that day begins, by id, with the number of the day of what they did."""
        before = day.toordinal()
        found: dict[str, int] = {}
        told_elsewhere = self.named.keys() | self.thanks.keys()
        # Of most nobody else's file says anything: the newest of their own favours is the one to thank for.
        for who, (_, rows) in self.own.items():
            if who not in told_elsewhere:
                newest = rows[-1][0]
                if when := newest if newest < before else _newest(rows, before):
                    found[who] = when
        for who in told_elsewhere:
            if turn := self._owed(who, before, before):
                found[who] = turn.day
        return found

    def days(self) -> dict[str, list[int]]:
        """The days of all that each did for you, by id, in any order."""
        found = {who: [day for day, _ in rows] for who, (_, rows) in self.own.items()}
        for who, turns in self.named.items():
            found[who] = [*found.get(who, ()), *(turn.day for turn in turns)]
        return found

    def thanked_on(self, contact: Contact, day: date) -> bool:
        """True when you thanked them on that day, for whatever it was."""
        thanked = day.toordinal()
        return any(thanked in self._days(contact.id, turn) for turn in self._turns(contact.id))

    def _owed(self, who: str, day: int, end: int) -> _Turn | None:
        left = [turn for turn in self._turns(who) if turn.day < day]
        if who in self.named or who in self.thanks:
            left = [
                turn for turn in left if not any(turn.day <= when < end for when in self._days(who, turn))
            ]
        return max(left, key=lambda turn: (self._became_work(turn, day), turn.day), default=None)

    def _turns(self, who: str) -> Sequence[_Turn]:
        """Oldest first, and those of one day in the order of the files and of their lines."""
        place, rows = self.own.get(who, _NO_FAVOURS)
        own = [_Turn(day, place, at, sent=False) for day, at in rows]
        named = self.named.get(who)
        return sorted([*own, *named]) if named else own

    def _days(self, who: str, turn: _Turn) -> Iterable[int]:
        """The days of thanks that may be meant for the favour."""
        for_all = self.thanks.get(who, ())
        if not turn.sent:
            return for_all
        return (*for_all, *self.for_sending.get((who, self.book.contacts[turn.source].id), ()))

    def _became_work(self, turn: _Turn, before: int) -> bool:
        """True when they sent you somebody who was won before that day."""
        if not turn.sent:
            return False
        won = self.won.get(self.book.contacts[turn.source].id, ())
        return any(turn.day <= day < before for day in won)

    def _favour(self, turn: _Turn) -> Favour:
        return Favour(date.fromordinal(turn.day), self.book.contacts[turn.source], turn.at, turn.sent)


@once_per_book
def gratitude(book: Book) -> Gratitude:
    """Favours: `got`, `intro in` and `helped in` in their file, `referred by` them in another's.

    Thanks: `thanked` in their own file, or a line that links them in any file. Between somebody and a person
    whom they sent you, in either one's file, it is for that referral; else for all that they did (S8, S11).
    """
    named: dict[str, list[_Turn]] = {}
    sent: set[tuple[str, str]] = set()
    won: dict[str, Sequence[int]] = {}
    for place, found in enumerate(_naming.values(book, EVER)):
        if found:
            contact = book.contacts[place]
            won[contact.id] = found[2]
            for helper, (day, at, is_referral, _) in _helpers(contact, found, book):
                named.setdefault(helper, []).append(_Turn(day, place, at, is_referral))
                if is_referral:
                    sent.add((helper, contact.id))
    told = enumerate(_own.values(book, EVER))
    own = {book.contacts[place].id: (place, rows) for place, rows in told if rows}
    return Gratitude(book, own, named, *_thanks(sent, book), won)


def _newest(rows: _Own, before: int) -> int:
    """The day of the newest favour before that day, 0 for none."""
    return max([day for day, _ in rows if day < before], default=0)


@once_per_book
def owing(book: Book, day: date) -> Mapping[str, int]:
    """Everybody to thank as that day begins, by id, with the number of the day of what they did."""
    return gratitude(book).owing(day)


def _helpers(contact: Contact, naming: _Naming, book: Book) -> Iterator[tuple[str, _Row]]:
    """Who did you a good turn with each of the rows of somebody's file, by id; nobody sends themselves.

    A second `referred by` of the same two people while the first referral is open is a reminder of it.
    """
    rows, ends, _ = naming
    last_sent: dict[str, int] = {}
    for row in rows:
        day, _, is_referral, targets = row
        for person in map(book.resolve, targets):
            if person is None or (is_referral and person.id == contact.id):
                continue
            if is_referral:
                first = last_sent.get(person.id)
                if first is not None and not any(first <= end <= day for end in ends):
                    continue
                last_sent[person.id] = day
            yield person.id, row


def _thanks(
    sent: set[tuple[str, str]], book: Book
) -> tuple[dict[str, list[int]], dict[tuple[str, str], list[int]]]:
    """The days of thanks for all that somebody did, and of those for one referral; `sent`: by whom, whom."""
    thanks: dict[str, list[int]] = {}
    for_sending: dict[tuple[str, str], list[int]] = {}
    said = [(contact, found) for contact, found in _thanked.people(book, EVER) if found]
    for contact, found in said:
        for day, parties, links in found:
            linked = [person.id for person in map(book.resolve, links) if person]
            both_ways = [(contact.id, one) for one in linked] + [(one, contact.id) for one in linked]
            pairs = [pair for pair in both_ways if pair in sent]
            for pair in pairs:
                for_sending.setdefault(pair, []).append(day)
            if not pairs:
                helped = [person.id for person in map(book.resolve, parties) if person]
                for helper in helped if parties else (contact.id,):
                    thanks.setdefault(helper, []).append(day)
    return thanks, for_sending


@of_each
def _own(contact: Contact, _config: Config, _today: date) -> _Own | None:
    """The favours that their file tells without a link."""
    return (
        tuple(
            [
                (line.date.toordinal(), at)
                for at, line in enumerate(contact.log)
                if (line.verb == "got" and not line.inbound and not line.parties)
                or (line.inbound and line.verb in _INBOUND_HELP)
            ]
        )
        or None
    )


@of_each
def _naming(contact: Contact, _config: Config, _today: date) -> _Naming | None:
    """The favours of others that their file tells."""
    rows = tuple(
        [
            (line.date.toordinal(), at, line.verb == "referred", targets)
            for at, line in enumerate(contact.log)
            if (targets := _helpers_named(line))
        ]
    )
    if not rows:
        return None
    ends = [(line.date.toordinal(), line.verb) for line in contact.log if line.verb in OUTCOMES]
    return rows, tuple([day for day, _ in ends]), tuple([day for day, verb in ends if verb == "won"])


@of_each
def _thanked(contact: Contact, _config: Config, _today: date) -> _Thanks | None:
    """The thanks that their file tells."""
    return (
        tuple(
            [
                (line.date.toordinal(), tuple([party.target for party in line.parties]), line.links)
                for line in contact.log
                if line.verb == "thanked" and not line.inbound
            ]
        )
        or None
    )


def _helpers_named(line: LogLine) -> tuple[str, ...]:
    """Whom a line links as those who did you a good turn, as written."""
    if line.verb == "referred":
        return givers_named(line)
    if line.verb == "got" and not line.inbound:
        return tuple([party.target for party in line.parties])
    return ()
