"""From the log to good turns: each one once, also when lines of it stand in two files (S8, format.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.balance.codes import is_given, kind_of, may_close_a_loop
from karma.core.balance.turn import Turn
from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.matching.people import linked, people_of
from karma.core.referrals.words_back import person_id
from karma.core.touch import between, newest_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from karma.core.balance.ledger import Ledger
    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine
    from karma.core.referrals.referral import Referral

_Event = tuple[object, ...]


def turns_of(ledger: Ledger) -> tuple[Turn, ...]:
    """Every good turn of the ledger, the newest first; kinds of weight 0 are left out."""
    book = ledger.book
    return _in_order([*_referrals(ledger.pipeline.referrals, book), *_lines(book.contacts, ledger)], book)


def turns_with(contact: Contact, ledger: Ledger) -> tuple[Turn, ...]:
    """Those with one person: of all files only theirs is read, and those that tell of them."""
    book, pipeline = ledger.book, ledger.pipeline
    files = {contact.id: contact}
    found: list[Turn] = []
    if others := ledger.others.get(contact.id):
        files |= {other.source.id: other.source for other in others}
        every = (*pipeline.of(contact), *pipeline.given_by(contact), *pipeline.sent_to(contact))
        found += _referrals(sorted({id(one): one for one in every}.values(), key=_opened), book)
    found += _lines([files[who] for who in sorted(files)], ledger)
    return _in_order([turn for turn in found if any(one.id == contact.id for one in turn.people)], book)


def given_on(book: Book, day: date) -> frozenset[str]:
    """To whom you gave anything of weight on that day, by id."""
    weights = book.config.balance
    found: set[str] = set()
    for contact, gave in _gave.people(book, day):
        for line in between(contact, day, add_days(day, 1)) if gave else ():
            kind = kind_of(line.verb, line.inbound)
            if line.verb == "intro" and not line.inbound:
                found.update(person.id for person in (contact, *linked(line, book)))
            elif kind and weights[kind] and is_given(line.verb, line.inbound):
                found.update(person.id for person in people_of(line, contact, book))
    return frozenset(found)


@of_each
def _gave(contact: Contact, _config: Config, today: date) -> bool:
    """True when their file tells of a turn on that day."""
    lines = between(contact, today, add_days(today, 1))
    return any(line.verb == "intro" or kind_of(line.verb, line.inbound) is not None for line in lines)


def _in_order(found: Iterable[Turn], book: Book) -> tuple[Turn, ...]:
    kinds = list(book.config.balance)
    real = [turn for turn in found if turn.weight > 0 and turn.people]
    real.sort(key=lambda turn: (-turn.date.toordinal(), kinds.index(turn.kind), turn.source.id, turn.about))
    return tuple(real)


def _opened(one: Referral) -> tuple[date, str, str, str]:
    """As the pipeline is sorted."""
    return one.opened, one.prospect.id, one.giver or "", one.receiver or ""


def _referrals(referrals: Iterable[Referral], book: Book) -> Iterator[Turn]:
    """A referral counts for its giver; one that you gave for the receiver, and for the prospect as an intro.

    The same introduction noted in the files of both is one.
    """
    weights = book.config.balance
    seen: set[tuple[date, frozenset[str]]] = set()
    for one in referrals:
        about = one.prospect
        if one.direction == "in":
            giver = _known(one.giver, book)
            yield Turn(one.opened, "referral", False, weights["referral"], giver, one.line, about, about.id)
        elif one.direction == "out" and is_new(one, seen):
            yield from _introduced(one, book)


def _introduced(one: Referral, book: Book) -> Iterator[Turn]:
    weights = book.config.balance
    receiver, prospect = one.receiver or "", one.prospect
    to_them = _known(one.receiver, book)
    yield Turn(one.opened, "referral", True, weights["referral"], to_them, one.line, prospect, prospect.id)
    yield Turn(one.opened, "intro", True, weights["intro"], (prospect,), one.line, prospect, receiver)


def _lines(files: Iterable[Contact], ledger: Ledger) -> Iterator[Turn]:
    """The turns that single lines tell; of like lines in several files the file with most of them counts.

    Where two have as many, that of the person whom they are about goes first: it need not be looked for.
    """
    book, end = ledger.book, add_days(ledger.today, 1)
    found: dict[_Event, list[Turn]] = {}
    for contact in files:
        here: dict[_Event, list[Turn]] = {}
        for line in newest_first(contact, end):
            if turn := _turn(contact, line, book):
                told = (person.id for person in turn.people)
                if may_close_a_loop(line) and closes_a_loop(contact.id, told, line.links, ledger):
                    continue
                here.setdefault(_event(turn), []).append(turn)
        for event, turns in here.items():
            before = found.get(event)
            if before is None or (len(turns), _is_own(turns[0])) > (len(before), _is_own(before[0])):
                found[event] = turns
    for turns in found.values():
        yield from turns


def _turn(contact: Contact, line: LogLine, book: Book) -> Turn | None:
    kind, given = kind_of(line.verb, line.inbound), is_given(line.verb, line.inbound)
    if kind is None:
        return None
    weight = book.config.balance[kind]
    if kind == "intro":
        about = next((party.target for party in line.parties), "")
        return Turn(line.date, kind, given, weight, (contact,), line, contact, about)
    return Turn(line.date, kind, given, weight, people_of(line, contact, book), line, contact)


def closes_a_loop(source: str, people: Iterable[str], links: Iterable[str], ledger: Ledger) -> bool:
    """True for telling a giver what became of whom they sent: that closes a loop (S11), and is no intel.

    The line stands in the prospect's file and links the giver, or in the giver's and links the prospect,
    also as `told [[prospect]]`. What has a #tag is intel all the same. `source` is whose file it is, `people`
    are those to whom it is told, by id, and `links` are the targets of all links in it.
    """
    named = {source, *(person_id(target, ledger.book) for target in links)}
    return any(
        (person, source) in ledger.sent or any((about, person) in ledger.sent for about in named)
        for person in people
    )


def is_new(one: Referral, seen: set[tuple[date, frozenset[str]]]) -> bool:
    """False for an introduction that stands in the file of the other as well, and was seen there."""
    what = (one.opened, frozenset((one.prospect.id, one.receiver or "")))
    known = what in seen
    seen.add(what)
    return not known


def _is_own(turn: Turn) -> bool:
    """True for what the file of the one person tells whom it is about."""
    return [one.id for one in turn.people] == [turn.source.id]


def _event(turn: Turn) -> _Event:
    line = turn.line
    people = frozenset(person.id for person in turn.people)
    return (line.date, line.time, line.verb, line.inbound, line.text, people)


def _known(target: str | None, book: Book) -> tuple[Contact, ...]:
    person = book.resolve(target) if target else None
    return (person,) if person else ()
