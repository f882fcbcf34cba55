"""What happened with a person, read off the log: last touch, attempts in a row, karma calls (S1, S5).

Everything here looks at lines before a day that the caller names, so that nothing dated in the future counts
and what is done today does not disturb this morning's list. Spans of dates are half-open.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.each import EVER, of_each
from karma.core.links import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine
    from karma.core.verbs import Verb

Event = tuple[frozenset[str], "LogLine"]
"""A touch, and the ids of those who were there."""

_What = tuple[date, str | None, str, bool, str]
"""What makes two lines the same event, but for the people: day, time, verb, direction, text."""


def newest_first(contact: Contact, before: date) -> Iterator[LogLine]:
    """The log lines dated before that day, newest first; of one day, the last in the file first."""
    return (line for line in reversed(contact.log) if line.date < before)


def between(contact: Contact, start: date, end: date) -> Sequence[LogLine]:
    """The log lines from `start` to before `end`, newest first: of most people there are none."""
    log = contact.log
    if not log or log[-1].date < start or log[0].date >= end:
        return ()
    return [line for line in reversed(log) if start <= line.date < end]


def resetting(contact: Contact, verbs: Mapping[str, Verb], before: date) -> Iterator[LogLine]:
    """The touches before that day that start the cadence anew, by you or by them, newest first."""
    return (line for line in newest_first(contact, before) if verbs[line.verb].resets)


def last_touch(contact: Contact, verbs: Mapping[str, Verb], today: date) -> LogLine | None:
    """The newest resetting touch before today; a line added later for an earlier day changes nothing."""
    return next(resetting(contact, verbs, today), None)


def is_attempt(line: LogLine, verbs: Mapping[str, Verb]) -> bool:
    """True for a call without answer or message: `tried`, or a declared verb of that sort."""
    verb = verbs[line.verb]
    return verb.voice and not verb.resets and not verb.answered


def is_conversation(line: LogLine, verbs: Mapping[str, Verb]) -> bool:
    """True for a voice touch that reached them, in words or as a message, whoever began it."""
    return verbs[line.verb].voice and not is_attempt(line, verbs)


def reaches_them(line: LogLine, verbs: Mapping[str, Verb]) -> bool:
    """True for a touch that they notice, whoever began it: all but a call without answer or message."""
    return verbs[line.verb].kind == "touch" and not is_attempt(line, verbs)


def unanswered(contact: Contact, verbs: Mapping[str, Verb], today: date) -> tuple[LogLine, ...]:
    """Your calls and voicemails in a row without an answer, oldest first (S7).

    The run begins anew after a conversation, after anything `in`, after another kind of touch (a note, an
    e-mail, a gift), and after `reached`, which says that you are talking.
    """
    run: list[LogLine] = []
    for line in newest_first(contact, today):
        verb = verbs[line.verb]
        if not line.inbound and verb.voice and not verb.answered:
            run.append(line)
        elif line.inbound or verb.kind == "touch" or line.verb == "reached":
            break
    return tuple(reversed(run))


def is_karma_call(line: LogLine, verbs: Mapping[str, Verb]) -> bool:
    """True for a call, voicemail or requalification that you made; `calls_by_day` says how they count."""
    return verbs[line.verb].karma and not line.inbound


def karma_calls(contact: Contact, verbs: Mapping[str, Verb], start: date, end: date) -> tuple[LogLine, ...]:
    """The karma calls you made to this person from `start` to before `end`, oldest first."""
    return tuple([line for line in reversed(between(contact, start, end)) if is_karma_call(line, verbs)])


def made_today(contact: Contact, verbs: Mapping[str, Verb], today: date) -> tuple[LogLine, ...]:
    """The karma calls you made to this person today."""
    return karma_calls(contact, verbs, today, add_days(today, 1))


def tried_today(contact: Contact, verbs: Mapping[str, Verb], today: date) -> bool:
    """True when you tried them today and no conversation or message of today says that you got through."""
    lines = between(contact, today, add_days(today, 1))
    tried = any(is_attempt(line, verbs) and not line.inbound for line in lines)
    return tried and not any(is_conversation(line, verbs) for line in lines)


def events(book: Book, start: date, end: date) -> Iterator[LogLine]:
    """Each touch of the whole book from `start` to before `end`, once.

    A meeting with several people stands in each one's file and is one event: the same day, time, verb,
    direction, text and people, the owner of the file among them (format.md, Verbs). Two like lines in one
    file are two events.
    """
    return (line for _, line in events_with_people(book, start, end))


def events_with_people(book: Book, start: date, end: date) -> Iterator[Event]:
    """The `events` with the ids of the people of each, those with one person first: each line is one."""
    touches = {name for name, verb in book.config.verbs.items() if verb.kind == "touch"}
    found: dict[_What, dict[frozenset[str], list[LogLine]]] = {}
    for contact in _with_lines(book, start, end):
        of_several = []
        for line in between(contact, start, end):
            if line.verb in touches:
                if line.parties:
                    of_several.append(line)
                else:
                    yield frozenset((contact.id,)), line
        for (what, people), lines in _alike(contact, of_several, book).items():
            versions = found.setdefault(what, {})
            if len(lines) > len(versions.get(people, ())):
                versions[people] = lines
    for what, versions in found.items():
        for people, lines in versions.items():
            if not _pasted(people, what, versions):
                yield from ((people, line) for line in lines)


def _with_lines(book: Book, start: date, end: date) -> list[Contact]:
    """Everybody whose log has a line of these days, and maybe some more: nobody else is looked at."""
    first, behind = start.toordinal(), end.toordinal()
    spans = _logged.people(book, EVER)
    return [contact for contact, span in spans if span and span[1] >= first and span[0] < behind]


@of_each
def _logged(contact: Contact, _config: Config, _today: date) -> tuple[int, int] | None:
    """The first and the last day of which there is a line."""
    log = contact.log
    return (log[0].date.toordinal(), log[-1].date.toordinal()) if log else None


def _alike(
    contact: Contact, lines: Iterable[LogLine], book: Book
) -> dict[tuple[_What, frozenset[str]], list[LogLine]]:
    found: dict[tuple[_What, frozenset[str]], list[LogLine]] = {}
    for line in lines:
        what = (line.date, line.time, line.verb, line.inbound, line.text)
        found.setdefault((what, people_of(contact, line, book)), []).append(line)
    return found


def _pasted(people: frozenset[str], what: _What, versions: Iterable[frozenset[str]]) -> bool:
    """True when the very same line was pasted from another file, whose owner it therefore does not name."""
    return len(people) > 1 and bool(what[-1]) and any(people < others for others in versions)


def calls_by_day(made: Iterable[Event], verbs: Mapping[str, Verb]) -> Counter[date]:
    """How many karma calls you made on each day, among these events (S1).

    A karma call is one person on one day: three calls to somebody on a day count once, on two days twice,
    and a call with several at a time is one. Today, the plan, the load, the review and the charts count so.
    """
    called = {(line.date, people) for people, line in made if is_karma_call(line, verbs)}
    return Counter(day for day, _ in called)


def calls_made(book: Book, start: date, end: date) -> int:
    """How many karma calls you made from `start` to before `end`, counted as `calls_by_day` does."""
    return calls_by_day(events_with_people(book, start, end), book.config.verbs).total()


def people_of(contact: Contact, line: LogLine, book: Book) -> frozenset[str]:
    """Who was there, by id: the owner of the file, and everybody whom the head of the line links."""
    people = {contact.id}
    for party in line.parties:
        person = book.resolve(party.target)
        people.add(person.id if person else fold(party.target))
    return frozenset(people)
