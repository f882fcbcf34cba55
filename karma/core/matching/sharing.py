"""Who has a topic in common, and how each of them puts it (S6)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.matching.crowd import bits_of
from karma.core.matching.reading import reading, telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from karma.core.matching.tastes import Taste


class Sharing:
    """Who has a topic in common, by place; `tastes` are the texts of everybody that may be about it."""

    def __init__(self, topic: str, places: Iterable[int], tastes: Sequence[Sequence[Taste]]) -> None:
        self._topic, self._tastes = topic, tastes
        self.places = frozenset(places)

    @cached_property
    def bits(self) -> int:
        """The same people as one number, so that crowds are parted at once."""
        return bits_of(self.places)

    def text(self, place: int) -> str:
        """The first text that is about it of the one at that place."""
        return next(text for text, topics in self._tastes[place] if self._topic in topics)


class Offering(Sharing):
    """Who offers something that has to do with a topic; `said` are the offers of each in the notation."""

    def __init__(
        self,
        topic: str,
        places: Iterable[int],
        said: Sequence[str],
        offers: Callable[[], Sequence[Sequence[str]]],
    ) -> None:
        """`offers` gives the texts themselves, by place, which are wanted of few."""
        super().__init__(topic, places, ())
        self._said, self._offers = said, offers

    def text(self, place: int) -> str:
        """The first offer that has to do with it of the one at that place."""
        about = (self._topic in telling(reading(one)) for one in self._said[place].split("\n"))
        return next(text for text, fits in zip(self._offers()[place], about, strict=True) if fits)


def shared(tastes: Sequence[Sequence[Taste] | None]) -> Mapping[str, Sharing]:
    """Whom each topic may concern, by what everybody has, in the order of their places."""
    every = [one or () for one in tastes]
    found: dict[str, list[int]] = {}
    for place, theirs in enumerate(every):
        for _, topics in theirs:
            for topic in topics:
                found.setdefault(topic, []).append(place)
    return {topic: Sharing(topic, places, every) for topic, places in found.items()}


def shared_offers(
    said: Sequence[str | None], offers: Callable[[], Sequence[Sequence[str]]]
) -> Mapping[str, Sharing]:
    """Whom each topic may concern by what they offer, as `said` in the notation."""
    alike: dict[str, list[int]] = {}
    for place, theirs in enumerate(said):
        if theirs:
            alike.setdefault(theirs, []).append(place)
    found: dict[str, list[int]] = {}
    for theirs, places in alike.items():
        for topic in {topic for one in theirs.split("\n") for topic in telling(reading(one))}:
            found.setdefault(topic, []).extend(places)
    every = [one or "" for one in said]
    return {topic: Offering(topic, places, every, offers) for topic, places in found.items()}
