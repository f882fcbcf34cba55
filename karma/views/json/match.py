"""The shapes of `karma match --json`: introductions, intel, and what calls brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from karma.core.matching.intel import Intel as IntelFound
    from karma.core.matching.intros import Introduction as Found
    from karma.core.matching.intros import Unmet
    from karma.core.matching.listeners import Listener as ListenerFound
    from karma.core.matching.matches import Matches as MatchesFound
    from karma.core.matching.serendipity import Serendipity as Luck
    from karma.core.matching.share import MatchesOf


class Introduction(TypedDict):
    """Two people who could meet, or were introduced; `state` is `proposed`, `made` or `followed-up`.

    `offer` is null for an introduction that was made without a match; `waits`: it is time to ask.
    """

    needer: str
    needer_name: str
    expert: str
    expert_name: str
    need: str
    offer: str | None
    words: list[str]
    score: float
    state: str
    made: str | None
    followed_up: str | None
    waits: bool


class Need(TypedDict):
    """A need that nobody's offer meets."""

    id: str
    name: str
    need: str


class Listener(TypedDict):
    """Somebody who would like to hear it and why; `told` is the day on which you told them."""

    id: str
    name: str
    why: str
    score: float
    told: str | None


class Intel(TypedDict):
    """Something you heard: in whose file, the text as written, who would like to hear it, and who knows."""

    source: str
    source_name: str
    date: str
    text: str
    tags: list[str]
    listeners: list[Listener]
    told: list[Listener]


class Serendipity(TypedDict):
    """What conversations of the last twelve months brought; so many of your `calls` were `lucky_calls`."""

    since: str
    calls: int
    lucky_calls: int
    intel: int
    referrals: int


class Matches(TypedDict):
    """What `karma match` prints."""

    today: str
    proposed: list[Introduction]
    made: list[Introduction]
    followed_up: list[Introduction]
    unmet: list[Need]
    intel: list[Intel]
    serendipity: Serendipity


class News(TypedDict):
    """Something they would like to hear, and why."""

    source: str
    source_name: str
    date: str
    text: str
    why: str


class PersonMatches(TypedDict):
    """What `karma match WHO` prints: who could help them, whom they could help, and news for them."""

    id: str
    name: str
    helped_by: list[Introduction]
    could_help: list[Introduction]
    unmet: list[Need]
    made: list[Introduction]
    news: list[News]


def matches(found: MatchesFound) -> Matches:
    """The whole book's."""
    intros = found.introductions
    return {
        "today": found.today.isoformat(),
        "proposed": [_introduction(one, found) for one in intros.proposed],
        "made": [_introduction(one, found) for one in intros.made],
        "followed_up": [_introduction(one, found) for one in intros.followed_up],
        "unmet": [_need(one) for one in intros.unmet],
        "intel": [_intel(one) for one in found.intel],
        "serendipity": _serendipity(found.serendipity),
    }


def person_matches(one: MatchesOf, found: MatchesFound) -> PersonMatches:
    """One person's."""
    return {
        "id": one.contact.id,
        "name": one.contact.name,
        "helped_by": [_introduction(intro, found) for intro in one.helped_by],
        "could_help": [_introduction(intro, found) for intro in one.could_help],
        "unmet": [_need(need) for need in one.unmet],
        "made": [_introduction(intro, found) for intro in one.made],
        "news": [
            {
                "source": news.intel.source.id,
                "source_name": news.intel.source.name,
                "date": news.intel.line.date.isoformat(),
                "text": news.intel.line.text,
                "why": news.listener.why,
            }
            for news in one.news
        ],
    }


def _introduction(one: Found, found: MatchesFound) -> Introduction:
    return {
        "needer": one.needer.id,
        "needer_name": one.needer.name,
        "expert": one.expert.id,
        "expert_name": one.expert.name,
        "need": one.need,
        "offer": one.offer or None,
        "words": list(one.words),
        "score": one.score,
        "state": one.state,
        "made": one.made.isoformat() if one.made else None,
        "followed_up": one.followed_up.isoformat() if one.followed_up else None,
        "waits": one.waits(found.today),
    }


def _need(one: Unmet) -> Need:
    return {"id": one.contact.id, "name": one.contact.name, "need": one.need}


def _intel(one: IntelFound) -> Intel:
    return {
        "source": one.source.id,
        "source_name": one.source.name,
        "date": one.line.date.isoformat(),
        "text": one.line.text,
        "tags": list(one.line.tags),
        "listeners": [_listener(listener) for listener in one.listeners],
        "told": [_listener(listener) for listener in one.told],
    }


def _listener(one: ListenerFound) -> Listener:
    return {
        "id": one.contact.id,
        "name": one.contact.name,
        "why": one.why,
        "score": one.score,
        "told": one.told.isoformat() if one.told else None,
    }


def _serendipity(luck: Luck) -> Serendipity:
    return {
        "since": luck.start.isoformat(),
        "calls": luck.calls,
        "lucky_calls": luck.lucky_calls,
        "intel": luck.intel,
        "referrals": luck.referrals,
    }
