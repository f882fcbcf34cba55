"""A person as plain values and back: what `marshal` can hold, in the order of the attributes of Contact."""

from __future__ import annotations

import marshal
import sys
from datetime import date
from decimal import Decimal
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from karma.core.book import Contact
from karma.core.cadence import Cadence
from karma.core.dates import Birthday, Period
from karma.core.fields import Labelled
from karma.core.logline import LogLine, Party
from karma.core.promise import Promise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from karma.files.cache.rows import Names

    _Ways = tuple[Callable[[Any], Any], Callable[[Any], Any]]
    _Kinds = dict[int, _Ways]

NAMES = ("id", "name", "aliases", "archived", "circle", "private")
LEAN = ("path", *NAMES)
"""What everybody is known by; all else of a person is unpacked when it is first asked for."""
DAILY = (
    *("every", "snooze", "birthday", "met", "via", "added"),
    *("email", "opt_in", "interests", "needs", "offers", "promises", "log"),
)
"""What the rules of the day ask of everybody; the rest, half of it prose, is for who is looked at."""
REST = tuple(name for name in Contact.__slots__ if name not in LEAN + DAILY)

names_of: Callable[[Contact], Names] = attrgetter(*NAMES)
_daily_of, _rest_of = attrgetter(*DAILY), attrgetter(*REST)

_put = {name: Contact.__dict__[name].__set__ for name in Contact.__slots__}
"""The way past what keeps a contact from being changed, for one that is being made."""


class _Line:
    """A LogLine in the making: the same slots, but they can be set, at a third of the time."""

    __slots__ = LogLine.__slots__


class _Vow:
    """A Promise in the making."""

    __slots__ = Promise.__slots__


def pack(contact: Contact) -> tuple[bytes, bytes]:
    """All of the contact but what is lean: what is asked daily, and the rest."""
    return _packed(contact, _daily_of, _KINDS_DAILY), _packed(contact, _rest_of, _KINDS_REST)


def unpack_daily(contact: Contact, record: bytes) -> None:
    """Puts in what is asked daily. Raises what `marshal` raises."""
    _unpack(contact, record, _KINDS_DAILY, _PUT_DAILY)


def unpack_rest(contact: Contact, record: bytes) -> None:
    """Puts in the rest. Raises what `marshal` raises."""
    _unpack(contact, record, _KINDS_REST, _PUT_REST)


def _packed(contact: Contact, values_of: Callable[[Contact], tuple[Any, ...]], kinds: _Kinds) -> bytes:
    values = list(values_of(contact))
    for at, (packed, _) in kinds.items():
        if values[at]:
            values[at] = packed(values[at])
    return marshal.dumps(values)


def _unpack(contact: Contact, record: bytes, kinds: _Kinds, puts: list[Callable[..., None]]) -> None:
    values = marshal.loads(record)  # noqa: S302  (behind its seal)
    for at, (_, unpacked) in kinds.items():
        if values[at]:
            values[at] = unpacked(values[at])
    for put, value in zip(puts, values, strict=True):
        put(contact, value)


def lean(kind: type[Contact], paths: Sequence[str], names: Sequence[Sequence[Any]]) -> list[Contact]:
    """Contacts of that kind with nothing but what is lean: their paths, and for each of NAMES a column."""
    made = list(map(kind.__new__, repeat(kind, len(paths))))
    for name, values in zip(LEAN, (paths, *names), strict=True):
        for _ in map(_put[name], made, values):
            pass
    return made


# How what is not plain becomes plain, and back


def _plain_line(entry: LogLine) -> tuple[Any, ...]:
    amount = None if entry.amount is None else str(entry.amount)
    parties = tuple((party.preposition, party.target) for party in entry.parties)
    what = (entry.verb, entry.text, entry.time, entry.inbound, amount, entry.currency, parties, entry.block)
    return (entry.date.toordinal(), *what, entry.line)


class _Dates(dict[int, date]):
    """Days by their number: a book of years has a few thousand of them, each in many lines."""

    def __missing__(self, day: int) -> date:
        made = self[day] = date.fromordinal(day)
        return made


_DATES = _Dates()


def _lines(rows: list[tuple[Any, ...]]) -> tuple[LogLine, ...]:
    return tuple([_line(*row) for row in rows])


def _line(  # noqa: PLR0913, PLR0917  (the attributes of a line)
    day: int,
    verb: str,
    text: str,
    time: str | None,
    inbound: bool,
    amount: str | None,
    currency: str | None,
    parties: tuple[tuple[str, str], ...],
    block: str,
    number: int,
) -> LogLine:
    made: Any = _Line()
    made.date = _DATES[day]
    made.verb = verb
    made.text = text
    made.time = time
    made.inbound = inbound
    made.amount = None if amount is None else Decimal(amount)
    made.currency = currency
    made.parties = tuple([Party(*party) for party in parties]) if parties else ()
    made.block = block
    made.line = number
    made.__class__ = LogLine
    line: LogLine = made
    return line


def _plain_promise(one: Promise) -> tuple[Any, ...]:
    by = one.by and (one.by.start.toordinal(), one.by.end.toordinal(), one.by.precision)
    return one.text, by, one.theirs, one.state, one.kept_on and one.kept_on.toordinal(), one.line


def _promise(row: tuple[Any, ...]) -> Promise:
    made: Any = _Vow()
    made.text, by, made.theirs, made.state, kept_on, made.line = row
    made.by = by and Period(_DATES[by[0]], _DATES[by[1]], by[2])
    made.kept_on = kept_on and _DATES[kept_on]
    made.__class__ = Promise
    promise: Promise = made
    return promise


def _each(one: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda many: tuple(map(one, many))


def _interned(lines: Mapping[str, int]) -> dict[str, int]:
    return {sys.intern(name): line for name, line in lines.items()}


_DAY = (date.toordinal, lambda day: _DATES[day])
_LABELLED = (_each(lambda one: (one.value, one.label)), _each(lambda one: Labelled(*one)))
_BY_NAME: dict[str, _Ways] = {
    "every": (lambda one: (one.text, one.ideal, one.limit), lambda one: Cadence(*one)),
    "birthday": (lambda one: (one.month, one.day, one.year), lambda one: Birthday(*one)),
    **dict.fromkeys(("snooze", "met", "added"), _DAY),
    **dict.fromkeys(("phone", "email", "url"), _LABELLED),
    "promises": (_each(_plain_promise), _each(_promise)),
    "log": (_each(_plain_line), _lines),
    "lines": (_interned, lambda lines: lines),
}


def _kinds(names: tuple[str, ...]) -> _Kinds:
    """By their places among the names, those that are not plain, and how they become so and back."""
    return {names.index(name): ways for name, ways in _BY_NAME.items() if name in names}


_KINDS_DAILY, _KINDS_REST = _kinds(DAILY), _kinds(REST)
_PUT_DAILY, _PUT_REST = ([_put[name] for name in names] for names in (DAILY, REST))
