"""Who may be proposed for anything, and whether a call would be welcome: who is left in peace (S5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.each import EVER, of_each
from karma.core.once import once_per_book
from karma.core.phrases import ago, day_words, touched
from karma.core.referrals.answers import between_others, is_answer, says_in_touch
from karma.core.referrals.answers import is_attempt as found_no_answer
from karma.core.referrals.stages import OUTCOMES, STAGES
from karma.core.touch import between, is_attempt, is_conversation, newest_first, unanswered

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine

ATTEMPT_GAP = 3
"""Days after an attempt in which nobody is tried again."""
ATTEMPTS = 3
"""So many attempts in a row without an answer ask for another kind of touch."""
_STAGES = frozenset(STAGES)


def first_known(contact: Contact) -> date | None:
    """The day they came into the book, the earlier of `added` and `met`; None when neither says."""
    if contact.added and contact.met:
        return min(contact.added, contact.met)
    return contact.added or contact.met


def in_book(contact: Contact, day: date) -> bool:
    """True for who had come into the book by that day; who has no such date was always there."""
    known = first_known(contact)
    return known is None or known <= day


@once_per_book
def people_in_book(book: Book, day: date) -> tuple[Contact, ...]:
    """Everybody who had come into the book by that day, in the order of the contacts."""
    last = day.toordinal()
    return tuple([contact for contact, known in _known_since.people(book, EVER) if known <= last])


@of_each
def _known_since(contact: Contact, _config: Config, _today: date) -> int:
    """The number of the day they came into the book; 0 when nothing says which."""
    known = first_known(contact)
    return known.toordinal() if known else 0


def proposable(contact: Contact, book: Book, today: date) -> bool:
    """False for whom nothing is proposed: archived, not in the book yet, with the cadence off, or snoozed."""
    return _set_aside(contact, book.config, today) is None


@once_per_book
def proposable_people(book: Book, today: date) -> tuple[Contact, ...]:
    """Everybody who may be proposed for anything, in the order of the contacts."""
    return tuple([contact for contact, may_be in _proposable.people(book, today) if may_be])


@of_each
def _proposable(contact: Contact, config: Config, today: date) -> bool:
    """`proposable`."""
    return _set_aside(contact, config, today) is None


def call_welcome(contact: Contact, book: Book, today: date) -> bool:
    """True when nothing keeps them from this morning's list, so that what is done today changes nothing."""
    attempts = len(unanswered(contact, book.config.verbs, today))
    return not_now(contact, book, today, before=today, attempts=attempts) is None


def not_now(contact: Contact, book: Book, today: date, *, before: date, attempts: int) -> str | None:
    """The first rule that keeps them from the list, as a sentence with the day on which it ends.

    Lines from `before` on do not count; `attempts` are those in a row without an answer.
    """
    aside = _set_aside(contact, book.config, today) or _too_soon(contact, book, today, before)
    if aside:
        return aside
    if does_not_answer(contact, book, before):
        return _until_the_day(contact, book, today, before)
    if attempts >= ATTEMPTS:
        return f"{attempts} attempts in a row without an answer: try another kind of touch, such as a note."
    return None


def _until_the_day(contact: Contact, book: Book, today: date, before: date) -> str | None:
    """A prospect who does not answer is not called a fourth time until a day that you promised (S7)."""
    lines = (line for line in contact.log if line.date < before and _tried(line, book))
    tried = max((line.date for line in lines), default=before)
    days = [
        promise.by.last
        for promise in contact.promises
        if promise.by and promise.waits_for_call and promise.by.last >= tried and promise.state != "released"
    ]
    if not days:
        return "No answer so far: something else than one more call comes first."
    first = min(days)
    return None if first <= today else f"No answer so far; you mean to call on {day_words(first, today)}."


def _tried(line: LogLine, book: Book) -> bool:
    return found_no_answer(line, book) or line.verb == "unreachable"


def _set_aside(contact: Contact, config: Config, today: date) -> str | None:
    if contact.archived:
        return "In the archive: remembered, not called."
    known = first_known(contact)
    if known and known > today:
        return f"Not in the book before {day_words(known, today)}."
    if (contact.every or config.circle(contact.circle).every).off:
        return "Their cadence is off: no calls are proposed."
    if contact.snooze and contact.snooze > today:
        return f"Snoozed until {day_words(contact.snooze, today)}."
    return None


def does_not_answer(contact: Contact, book: Book, before: date) -> bool:
    """True for a prospect who did not answer three attempts, or was called `unreachable`, before that day.

    Attempts count from the last answer, and from the day on which they became a prospect, as for the play.
    """
    if not any(line.verb in _STAGES for line in contact.log):
        return False
    tries: list[date] = []
    answered, unreachable, prospect_since = False, False, None
    for line in newest_first(contact, before):
        if between_others(line):
            continue
        if line.verb in OUTCOMES or (answered and not unreachable and len(tries) < ATTEMPTS):
            break
        answered = answered or is_answer(line, book) or says_in_touch(line)
        if not answered:
            unreachable = unreachable or line.verb == "unreachable"
            tries += [line.date] if found_no_answer(line, book) else []
        if line.verb in _STAGES:
            prospect_since = line.date
    since = [day for day in tries if prospect_since and day >= prospect_since]
    return unreachable or len(since) >= ATTEMPTS


def _too_soon(contact: Contact, book: Book, today: date, before: date) -> str | None:
    if contact.met == today:
        return f"You met today: a call is for another day, from {_day_after(today)}."
    verbs, min_gap = book.config.verbs, book.config.min_gap
    since = add_days(today, 1 - max(min_gap, ATTEMPT_GAP))
    tried = None
    for line in between(contact, since, before):
        days = (today - line.date).days
        if is_conversation(line, verbs) and days < min_gap:
            return f"{_when(line, book, today)}: not again before {_ends(line, min_gap, today)}."
        if not tried and is_attempt(line, verbs) and days < ATTEMPT_GAP:
            tried = f"Tried {ago(days)}: again from {_ends(line, ATTEMPT_GAP, today)}."
    return tried


def _day_after(today: date) -> str:
    return day_words(add_days(today, 1), today)


def _when(line: LogLine, book: Book, today: date) -> str:
    return f"{touched(line, book.config.verbs[line.verb])} {ago((today - line.date).days)}"


def _ends(line: LogLine, days: int, today: date) -> str:
    return day_words(add_days(line.date, days), today)
