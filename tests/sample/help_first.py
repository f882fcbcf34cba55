"""Needs and offers, introductions, news, and what calls brought."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from karma.core.matching.matches import matches_of
from tests.sample.book import TODAY, book, called, listed, on, pipeline

if TYPE_CHECKING:
    from karma.core.matching.intros import Introduction
    from karma.core.matching.matches import Matches


@cache
def matches() -> Matches:
    return matches_of(book(), TODAY, pipeline())


def proposed() -> dict[str, str]:
    """Each need for which somebody is proposed: `Nadia: Desmond`."""
    experts: dict[tuple[str, str], list[str]] = {}
    for one in matches().introductions.proposed:
        experts.setdefault((one.need, called(one.needer)), []).append(called(one.expert))
    return {need: f"{needer}: {', '.join(sorted(found))}" for (need, needer), found in experts.items()}


def unmet() -> str:
    return ", ".join(called(one.contact) for one in matches().introductions.unmet)


def pair(one: Introduction) -> str:
    return f"{called(one.needer)} with {called(one.expert)}"


def followed_up() -> str:
    return listed(f"{pair(one)} {on(one.followed_up)}" for one in matches().introductions.followed_up)


def made() -> str:
    return listed(map(pair, matches().introductions.made)) or "nobody"


def told(source: str) -> str:
    news = next(one for one in matches().intel if one.source.id == source)
    return listed(f"{called(one.contact)} {on(one.told)}" for one in news.told) or "nobody"


FIGURES = {
    "needs without anybody": unmet,
    "introductions made, and followed up": followed_up,
    "introductions made, and nothing since": made,
    "who was told of the deck ovens": lambda: told("łukasz-wrona"),
    "who was told of the kelp grant": lambda: told("zoë-carrasco"),
    "who was told of the guest dock": lambda: told("quentin-yoo"),
    "calls in twelve months": lambda: str(matches().serendipity.calls),
    "calls with something in it": lambda: str(matches().serendipity.lucky_calls),
    "people sent in a conversation": lambda: str(matches().serendipity.referrals),
    "news heard in a conversation": lambda: str(matches().serendipity.intel),
}
