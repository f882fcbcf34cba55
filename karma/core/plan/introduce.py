"""Whom to introduce next: somebody's need, and somebody whose offer meets it (S9, S14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.matching.intros import Matchmaker
from karma.core.matching.suggest import names_of, needs_and_offers
from karma.core.phrases import listed, sentence
from karma.core.plan.proposal import Next

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.matching.intros import Introduction
    from karma.core.plan.proposal import Moment


def introduce(now: Moment, circle: str | None, most: int, tables: Iterable[Next]) -> tuple[Next, ...]:
    """The best of the introductions that matching proposes, each person in one of them.

    With a circle one of the two is in it. Two who are to meet at one of the tables need no introduction, and
    hidden people are never named to others.
    """
    seated = [{contact.id for contact in table.people} for table in tables]
    taken: set[str] = set()
    found: list[Next] = []
    for one in Matchmaker(now.book, now.today, now.pipeline, now.so_far).proposals():
        if len(found) == most:
            break
        both = (one.needer, one.expert)
        meet = any({who.id for who in both} <= table for table in seated)
        fits = not meet and circle in (None, one.needer.circle, one.expert.circle)
        if fits and not any(who.hidden or who.id in taken for who in both):
            taken.update(who.id for who in both)
            found.append(_proposal(one, now))
    return tuple(found)


def _proposal(found: Introduction, now: Moment) -> Next:
    both = (found.needer, found.expert)
    text = f"Ask {listed(names_of(both))} whether they would like to meet."
    why = needs_and_offers(found.needer, found.need, found.expert, found.offer, now.book)
    return Next("intro", both, text, sentence(why))
