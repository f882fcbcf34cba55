"""What `karma stage` says besides: a touch not yet written, promises done with, whose sum, which referral."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from karma.core import logline
from karma.core.called import first_name
from karma.core.links import links_in
from karma.core.logline import Party
from karma.core.money import money_words
from karma.core.referrals.answers import is_answer
from karma.core.referrals.stages import IN_TOUCH, OUTCOMES
from karma.core.typed import quoted, word
from karma.views.terminal.names import name_of, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.promise import Promise
    from karma.core.referrals.referral import Referral


def hints(
    entry: LogLine, contact: Contact, referrals: Sequence[Referral], book: Book, today: date
) -> Iterator[str]:
    """One line for each thing that the new stage line leaves open; commands stand on a line of their own.

    `referrals` are all of this prospect's, with the line.
    """
    moved = [one for one in referrals if any(step.line == entry for step in one.steps)]
    yield from _whose_sum(entry, contact, moved, book)
    yield from _sum_in_all(entry, contact, moved)
    yield from _rather_with(entry, contact, referrals, book)
    received = [one for one in moved if one.direction != "out"]
    if not received or entry.verb not in IN_TOUCH | OUTCOMES:
        return
    if entry.verb in IN_TOUCH and not _spoke(contact, entry.date, book):
        day = "" if entry.date == today else f" {entry.date}"
        yield f"A stage is no touch. Was it a call? karma log {word(contact.id)} call{day}"
    for person, promise in _done_with(contact, received, book):
        which = f"{word(person.id)} {quoted(promise.text)}"
        yield f"Still promised to {first_name(person.name)}: {named(promise.text, book)}"
        yield f"  karma keep {which}"
        yield f"  karma release {which}"


def _whose_sum(entry: LogLine, contact: Contact, moved: list[Referral], book: Book) -> Iterator[str]:
    """Money is made once: of several givers, with whom it stands, and how to say it otherwise."""
    if entry.verb != "won" or len(moved) < 2:
        return
    for one in moved:
        won = next((step.value for step in one.steps if step.line == entry and step.value), None)
        if won:
            others = [name_of(other.giver or "", book) for other in moved if other is not one]
            yield f"{money_words(won)} stands with {name_of(one.giver or '', book)} alone."
            yield f"{' or '.join(others)}? That is said with --by; to mend it: karma edit {word(contact.id)}"


def _sum_in_all(entry: LogLine, contact: Contact, moved: list[Referral]) -> Iterator[str]:
    """Several `won` of a referral add up, which is not what a correction means to say."""
    for one in moved:
        paid = [step for step in one.wins if step.value]
        if len(paid) > 1 and any(step.line == entry for step in paid):
            yield (
                f"Won in all: {money_words(one.value)}. Was the one before meant to be replaced? "
                f"karma edit {word(contact.id)}"
            )


def _rather_with(
    entry: LogLine, contact: Contact, referrals: Sequence[Referral], book: Book
) -> Iterator[str]:
    """A stage without a name that began a story of your own, while one that you gave is open."""
    begun = any(one.direction == "own" and one.line == entry for one in referrals)
    given = [one.receiver for one in referrals if one.direction == "out" and not one.closed]
    if begun and given and given[-1]:
        expert = given[-1]
        meant = logline.write(replace(entry, text="", parties=(Party("with", expert),)))
        yield f"Meant the one to {name_of(expert, book)}? That is said with --with {word(expert)};"
        yield f"to mend it, the line begins “{meant}”: karma edit {word(contact.id)}"


def _spoke(contact: Contact, day: date, book: Book) -> bool:
    """True when the log has a conversation of that day, or a word of theirs."""
    return any(line.date == day and is_answer(line, book) for line in contact.log)


def _done_with(contact: Contact, received: list[Referral], book: Book) -> Iterator[tuple[Contact, Promise]]:
    """Your open promises of the play: to call the prospect, and to speak of them with who sent them (S7)."""
    for promise in contact.promises:
        if promise.state == "open" and promise.asks_for_call:
            yield contact, promise
    for one in received:
        giver = book.resolve(one.giver) if one.giver else None
        if giver is None:
            continue
        for promise in giver.promises:
            about = (book.resolve(target) for target in links_in(promise.text))
            if promise.state == "open" and not promise.theirs and contact in about:
                yield giver, promise
