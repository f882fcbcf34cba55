"""What is worth doing today to help first: introduce, ask what became of it, pass on news (S14, S6)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from karma.core.agenda import Also
from karma.core.around import plain
from karma.core.called import first_name
from karma.core.matching.intros import Matchmaker
from karma.core.matching.people import linked
from karma.core.phrases import ago, day_words, sentence
from karma.core.turns import in_turns, one_for_each
from karma.core.welcome import proposable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.referrals.referral import Pipeline


def suggestions(book: Book, today: date, morning: Pipeline) -> Iterator[Also]:
    """Introductions to follow up, introductions to propose, and intel, taking turns, the best of each first.

    One thing for each person. The list is this morning's; what was done today stands, done.
    """
    morning_of = Matchmaker(book, today, morning, so_far=False)
    kinds = (
        _follow_ups(morning_of, book, today),
        _proposals(morning_of, book, today),
        _news(book, today),
    )
    yield from one_for_each(in_turns(kinds))


def needs_and_offers(needer: Contact, need: str, expert: Contact, offer: str, book: Book) -> str:
    """Why two people should meet, as a clause: what the one needs, and in quotation marks what is offered."""
    one, other = names_of((needer, expert))
    need, offer = (plain(text, book).rstrip(".") for text in (need, offer))
    return f"{one} needs {need}, and {other} offers “{offer}”"


def names_of(people: Sequence[Contact]) -> list[str]:
    """What to call people in one sentence: by first names, and by whole names where two of them are alike."""
    first = [first_name(contact.name) for contact in people]
    return first if len(set(first)) == len(first) else [contact.name for contact in people]


def _follow_ups(found: Matchmaker, book: Book, today: date) -> Iterator[Also]:
    for one in found.made():
        if one.waits(today) and one.made and proposable(one.needer, book, today):
            text = f"Ask {first_name(one.needer.name)} how it went with {one.expert.name}."
            reason = f"You introduced them {ago((today - one.made).days)}; nothing has followed in the log."
            done = any(line.date == today and not line.inbound for line in one.needer.log)
            yield Also(one.needer, "intro-follow-up", text, reason, done)


def _proposals(found: Matchmaker, book: Book, today: date) -> Iterator[Also]:
    for one in found.proposals():
        text = f"Introduce {first_name(one.needer.name)} to {one.expert.name}."
        done = _introduced(one.needer, one.expert, book, today) or _introduced(
            one.expert, one.needer, book, today
        )
        why = sentence(needs_and_offers(one.needer, one.need, one.expert, one.offer, book))
        yield Also(one.needer, "intro", text, why, done)


def _introduced(one: Contact, other: Contact, book: Book, today: date) -> bool:
    lines = (line for line in one.log if line.date == today and line.verb == "intro" and not line.inbound)
    return any(person.id == other.id for line in lines for person in linked(line, book))


def _news(book: Book, today: date) -> Iterator[Also]:
    """Each piece of news for the one who likes it best; what only a tag points to, `karma match` shows."""
    from karma.core.matching.intel import intel  # noqa: PLC0415  (start-up)

    found = []
    for one in intel(book, today):
        if one.date < today:
            known_or_not = chain(one.knowing.told_on(today), one.knowing.in_turn())
            liked = next((listener for listener in known_or_not if listener.likes), None)
            found += [(liked, one)] if liked else []
    for listener, one in sorted(found, key=lambda pair: (-pair[0].score, pair[0].contact.id)):
        text = f"Tell {first_name(listener.contact.name)} what you heard from {one.source.name}."
        said = plain(one.line.text, book)
        reason = sentence(f"{listener.contact.name} {listener.why}: “{said}” ({day_words(one.date, today)})")
        yield Also(listener.contact, "intel", text, reason, listener.told == today)
