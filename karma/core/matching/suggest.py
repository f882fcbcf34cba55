"""What is worth doing today to help first: introduce, ask what became of it, pass on news (S14, S6)."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from karma.core.agenda import Also
from karma.core.around import plain
from karma.core.called import first_name
from karma.core.matching.intel import intel
from karma.core.matching.intros import introductions
from karma.core.matching.people import linked, proposable
from karma.core.phrases import ago, day_words, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.matching.intros import Introduction, Introductions
    from karma.core.referrals.referral import Pipeline


def suggestions(book: Book, today: date, morning: Pipeline) -> Iterator[Also]:
    """Introductions to follow up, introductions to propose, and intel, taking turns, the best of each first.

    One thing for each person. The list is this morning's; what was done today stands, done.
    """
    morning_of = introductions(book, today, morning, so_far=False)
    kinds = (
        _follow_ups(morning_of, book, today),
        _proposals(morning_of, book, today),
        _news(book, today),
    )
    seen: set[str] = set()
    for thing in chain.from_iterable(zip_longest(*kinds)):
        if thing and thing.contact.id not in seen:
            seen.add(thing.contact.id)
            yield thing


def needs_and_offers(one: Introduction, book: Book) -> str:
    """Why the two should meet, in a sentence."""
    needer, expert = first_name(one.needer.name), first_name(one.expert.name)
    return sentence(f"{needer} needs {plain(one.need, book)}; {expert} offers “{plain(one.offer, book)}”")


def _follow_ups(found: Introductions, book: Book, today: date) -> Iterator[Also]:
    for one in found.to_follow_up(today):
        if one.made and proposable(one.needer, book, today):
            text = f"Ask {first_name(one.needer.name)} how it went with {one.expert.name}."
            reason = f"You introduced them {ago((today - one.made).days)}; nothing has followed in the log."
            done = any(line.date == today and not line.inbound for line in one.needer.log)
            yield Also(one.needer, "intro-follow-up", text, reason, done)


def _proposals(found: Introductions, book: Book, today: date) -> Iterator[Also]:
    for one in found.proposed:
        text = f"Introduce {first_name(one.needer.name)} to {one.expert.name}."
        done = _introduced(one.needer, one.expert, book, today) or _introduced(
            one.expert, one.needer, book, today
        )
        yield Also(one.needer, "intro", text, needs_and_offers(one, book), done)


def _introduced(one: Contact, other: Contact, book: Book, today: date) -> bool:
    lines = (line for line in one.log if line.date == today and line.verb == "intro" and not line.inbound)
    return any(person.id == other.id for line in lines for person in linked(line, book))


def _news(book: Book, today: date) -> Iterator[Also]:
    """Each piece of news for the one who likes it best; what only a tag points to, `karma match` shows."""
    found = []
    for one in intel(book, today):
        told_today = (listener for listener in one.told if listener.told == today)
        liked = [listener for listener in (*told_today, *one.listeners) if listener.likes]
        if liked and one.line.date < today:
            found.append((liked[0], one))
    for listener, one in sorted(found, key=lambda pair: (-pair[0].score, pair[0].contact.id)):
        text = f"Tell {first_name(listener.contact.name)} what you heard from {one.source.name}."
        said = plain(one.line.text, book)
        reason = sentence(
            f"{listener.contact.name} {listener.why}: “{said}” ({day_words(one.line.date, today)})"
        )
        yield Also(listener.contact, "intel", text, reason, listener.told == today)
