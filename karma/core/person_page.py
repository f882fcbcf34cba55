"""One person's page: the brief, the promises, the story so far, and what to type when the call is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.afterwards import afterwards, brief_command
from karma.core.around import plain
from karma.core.call_me.promised import promised_call
from karma.core.phrases import day_words, sentence
from karma.core.reason import last_words
from karma.core.welcome import proposable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.afterwards import Command
    from karma.core.agenda import Call
    from karma.core.balance.turn import Between
    from karma.core.book import Book, Contact
    from karma.core.cultivation.recall import Recall
    from karma.core.dates import Period
    from karma.core.history.latest import Latest
    from karma.core.logline import LogLine
    from karma.core.matching.share import MatchesOf
    from karma.core.partners.partner import Partner
    from karma.core.promise import Promise
    from karma.core.referrals.referral import Referral
    from karma.core.referrals.unreachable import Play
    from karma.core.standing import Standing


NEWEST, FEW_MORE = 20, 10
"""As many lines of the story stand open; so few more of them are not worth folding away."""


@dataclass(frozen=True, slots=True)
class Year:
    """What happened with a person in one year, the newest first."""

    year: int
    lines: tuple[LogLine, ...]


@dataclass(slots=True)  # not frozen: it is made of everybody, to see whose page has changed
class Systems:
    """What the systems know of one person, as of the whole book.

    `call` is their place on today's list and `recall` when to ask again in cultivation (S13), `play` what is
    tried in place of one more call (S7), `partner` what they are as a partner (S10); None for others.
    Referrals in which they are the prospect (`received`), that they gave you (`gave`) and that you sent to
    them (`sent`). `between` is give and take (S8). `latest` are the latest changes of their file, the newest
    first.
    """

    call: Call | None
    latest: tuple[Latest, ...]
    recall: Recall | None
    play: Play | None
    received: tuple[Referral, ...]
    gave: tuple[Referral, ...]
    sent: tuple[Referral, ...]
    between: Between
    partner: Partner | None
    matches: MatchesOf


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person's page: the brief first, then the timeline, the fields and the prose.

    `why` says where you stand with them, and why today or why not; after today's call, when next. `mine` and
    `theirs` are the open promises, the earliest first, those for someday last. `next_time` are your notes but
    for the one that is the opener.
    `years` hold the newest lines of the story, and `earlier` what may be folded away of a long one. `ahead`
    holds lines dated after today: a problem of the file, shown but not counted. `standing` is None for
    somebody who is archived. `prepare` is what to type for an opener where the day's list has none, and
    `afterwards` what to type when the call is over. `systems` say the rest.
    """

    contact: Contact
    standing: Standing | None
    why: str
    mine: tuple[Promise, ...]
    theirs: tuple[Promise, ...]
    next_time: tuple[str, ...]
    years: tuple[Year, ...]
    earlier: tuple[Year, ...]
    ahead: tuple[LogLine, ...]
    prepare: Command | None
    afterwards: tuple[Command, ...]
    systems: Systems

    @property
    def call(self) -> Call | None:
        """Their place on today's list, None when they are not on it."""
        return self.systems.call

    @property
    def latest(self) -> tuple[Latest, ...]:
        """The latest changes of their file, the newest first."""
        return self.systems.latest


def person_page(standing: Standing, book: Book, today: date, systems: Systems) -> PersonPage:
    """The page of one person of a visible book."""
    contact = standing.contact
    still_open = sorted((p for p in contact.promises if p.state == "open"), key=_by_day)
    story = [line for line in reversed(contact.log) if line.date <= today]
    call = systems.call if systems.call and not systems.call.done else None
    newest = len(story) if len(story) <= NEWEST + FEW_MORE else NEWEST
    return PersonPage(
        contact=contact,
        standing=None if contact.archived else standing,
        why=call.reason if call else _why(standing, book, today, systems.recall),
        mine=tuple(promise for promise in still_open if not promise.theirs),
        theirs=tuple(promise for promise in still_open if promise.theirs),
        next_time=_not_said_already(contact.next_time, call, book),
        years=_years(story[:newest]),
        earlier=_years(story[newest:]),
        ahead=tuple(line for line in contact.log if line.date > today),
        prepare=None if contact.archived or systems.call else brief_command(contact),
        afterwards=()
        if contact.archived
        else afterwards(contact, still_open, cultivated=systems.recall is not None),
        systems=systems,
    )


def _why(found: Standing, book: Book, today: date, recall: Recall | None) -> str:
    """Where you stand with somebody who is not to be called today, or was already, in a sentence or two."""
    last, due = last_words(found, book, today), found.due_on
    promised = promised_call(found.contact)
    if promised and not found.contact.archived and (due is None or promised.last <= max(due, today)):
        return f"{last}. You promised to call {_by_when(promised, today)}."
    # When to ask somebody in cultivation again is said beside it.
    asked = recall is not None and recall.due is not None and recall.due <= max(due or today, today)
    if found.last and found.last.date == today and due and proposable(found.contact, book, today):
        return f"{last}." if asked else f"{last}. Next around {day_words(due, today)}."
    if found.not_now:
        says_it_too = found.not_now.startswith(last.partition(" (")[0])
        return found.not_now if says_it_too else f"{last}. {found.not_now}"
    if asked:
        return f"{last}."
    if due and due > today:
        return f"{last}. Next around {day_words(due, today)}."
    since = f"since {day_words(due, today)}" if due and due < today else "today"
    return f"{last}. Due {since}; others come first today."


def _by_when(by: Period, today: date) -> str:
    if by.last == today:
        return "today"
    return f"{'on' if by.precision == 'day' and by.start > today else 'by'} {day_words(by.last, today)}"


def _not_said_already(notes: tuple[str, ...], call: Call | None, book: Book) -> tuple[str, ...]:
    said = call.opener.text if call else None
    return tuple(note for note in notes if not said or sentence(plain(note, book)) != said)


def _years(lines: Iterable[LogLine]) -> tuple[Year, ...]:
    found: dict[int, list[LogLine]] = {}
    for line in lines:
        found.setdefault(line.date.year, []).append(line)
    return tuple(Year(year, tuple(of_it)) for year, of_it in found.items())


def _by_day(promise: Promise) -> tuple[bool, str, int]:
    return promise.by is None, promise.by.last.isoformat() if promise.by else "", promise.line
