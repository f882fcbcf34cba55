"""All needs, or all offers, of a market: by number, and each reading of them looked at once (S14)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING

from karma.core.matching.notice import Notice
from karma.core.matching.reading import heads, reading, senses

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from karma.core.book import Contact
    from karma.core.matching.reading import Reading


class Texts:
    """The texts of one field of everybody, in the notation; each index is made when first asked for.

    `written` has each text, `owners` whose it is, by the place among the people.
    """

    def __init__(self, said: Sequence[str | None]) -> None:
        """`said` are the texts of each, as `said_of` gives them."""
        speaking = [(place, lines) for place, lines in enumerate(said) if lines is not None]
        self.written = "\n".join([lines for _, lines in speaking]).split("\n") if speaking else []
        self.owners = [place for place, lines in speaking for _ in range(lines.count("\n") + 1)]
        self._headed: dict[str, list[list[int]]] = {}

    @cached_property
    def nth(self) -> list[int]:
        """Which of the texts of its person each is, from 0."""
        return [nth for _, theirs in groupby(self.owners) for nth, _ in enumerate(theirs)]

    @cached_property
    def alike(self) -> dict[str, list[int]]:
        """The numbers of the texts that read alike, by what is written in the notation."""
        found: dict[str, list[int]] = {}
        for number, text in enumerate(self.written):
            if text in found:
                found[text].append(number)
            else:
                found[text] = [number]
        return found

    @cached_property
    def having(self) -> dict[str, list[list[int]]]:
        """By each sense the numbers of the texts that have it, those that read alike together."""
        found: dict[str, list[list[int]]] = {}
        for text, numbers in self.alike.items():
            for sense in senses(text):
                if sense in found:
                    found[sense].append(numbers)
                else:
                    found[sense] = [numbers]
        return found

    def headed(self, sense: str) -> list[list[int]]:
        """The numbers of the texts of which some thing is that, those that read alike together."""
        if sense not in self._headed:
            found = self.having.get(sense, ())
            self._headed[sense] = [one for one in found if sense in heads(self.written[one[0]])]
        return self._headed[sense]


@lru_cache(maxsize=4)
def texts_of(said: tuple[str | None, ...]) -> Texts:
    """The same for the same texts: those of a book are as they were after most edits."""
    return Texts(said)


class Stand:
    """The `texts` of one field of everybody, numbered in the order of the people, and whose they are."""

    def __init__(self, people: Sequence[Contact], field: str, said: Iterable[str | None]) -> None:
        """`said` are the texts of each, as `said_of` gives them."""
        self._people, self._field = people, field
        self.texts = texts_of(tuple(said))
        self.written, self.owners = self.texts.written, self.texts.owners

    def owner(self, number: int) -> Contact:
        """Whose text it is."""
        return self._people[self.owners[number]]

    def reading(self, number: int) -> Reading:
        """What it tells."""
        return reading(self.written[number])

    def notice(self, number: int) -> Notice:
        """All about it."""
        place = self.owners[number]
        nth = number - self.of(place).start
        return Notice(self._people[place], self.reading(number), (self._field, nth))

    def notices(self) -> tuple[Notice, ...]:
        """All about all of them."""
        return tuple(map(self.notice, range(len(self.owners))))

    def of(self, place: int) -> range:
        """The numbers of the texts of the one at that place."""
        return range(bisect_left(self.owners, place), bisect_right(self.owners, place))


def first(groups: Iterable[list[int]], most: int) -> list[int]:
    """The first numbers of these groups, each of which is in order."""
    return sorted(chain.from_iterable([numbers[:most] for numbers in groups]))[:most]
