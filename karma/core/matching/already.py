"""What you said when you introduced people, and who knows whom without you (S14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from karma.core.each import EVER, of_each
from karma.core.matching.people import folded, meant
from karma.core.matching.synonyms import synonyms_from, synonyms_in
from karma.core.matching.tastes import topic_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.matching.people import Acquainted, Pair
    from karma.core.matching.reading import Reading
    from karma.core.referrals.referral import Pipeline

LET_GO_DAYS = 180
"""So long after an introduction, it is left to the two; and a need that still stands may be met by somebody
else."""


@dataclass(frozen=True, slots=True)
class Made:
    """One saying that you introduced two people, in the file of the first; `words` are its telling ones."""

    day: date
    needer: Contact
    expert: Contact
    text: str
    words: frozenset[str]


def said_in(book: Book, before: date, pipeline: Pipeline) -> list[Made]:
    """Lines `intro to`, and the referrals that you sent out, by day."""
    until, synonyms = before.toordinal(), synonyms_in(book)
    found = [
        Made(date.fromordinal(day), contact, other, text, frozenset(words))
        for contact, lines in _intros.people(book, EVER)
        if lines
        for day, targets, text, words in lines
        if day < until
        for other in meant(targets, book)
        if contact.id != other.id
    ]
    for one in pipeline.outbound:
        other = book.resolve(one.receiver) if one.receiver and one.opened < before else None
        if other and other.id != one.prospect.id:
            words = frozenset(topic_words(one.line, synonyms))
            found.append(Made(one.opened, one.prospect, other, one.line.text, words))
    return sorted(found, key=by_day)


def by_day(one: Made) -> tuple[date, str, str]:
    """The order of what was said: by day, then by the ids of the two."""
    return one.day, one.needer.id, one.expert.id


class Already:
    """Who knows whom without you, and what you said when you introduced people. Everybody is meant by id."""

    def __init__(self, known: Acquainted, said: Iterable[Made]) -> None:
        """`known` are those who know each other."""
        self._known = known
        self._said: dict[Pair, list[Made]] = {}
        for one in said:
            self._said.setdefault(frozenset((one.needer.id, one.expert.id)), []).append(one)
        self._introduced = frozenset(who for pair in self._said for who in pair)

    @property
    def key(self) -> Any:
        """All of it in plain values: the same key, the same answers."""
        said = [
            (one.day.toordinal(), one.needer.id, one.expert.id, sorted(one.words))
            for made in self._said.values()
            for one in made
        ]
        return self._known.listed, said

    def concerns(self, needer: str, experts: AbstractSet[str]) -> bool:
        """False when none of the experts can be known to the one in need, nor introduced."""
        return needer in self._introduced or self.knows_any(needer, experts)

    def knows_any(self, needer: str, experts: AbstractSet[str]) -> bool:
        """True when they know one of the experts, whatever you did."""
        return not self._known.known_to(needer).isdisjoint(experts)

    def new(self, needer: str, need: Reading, expert: str) -> bool:
        """True for two who do not know each other, and whom you did not introduce for this need."""
        return expert not in self._known.known_to(needer) and not self.day(needer, need, expert)

    def under_way(self, needer: str, need: Reading, experts: Iterable[str], today: date) -> bool:
        """True when you introduced them to one of the experts for this need lately."""
        if needer not in self._introduced:
            return False
        days = [self.day(needer, need, expert) for expert in experts]
        return any(day is not None and (today - day).days <= LET_GO_DAYS for day in days)

    def day(self, needer: str, need: Reading, expert: str) -> date | None:
        """The newest day on which you introduced the two for this need.

        It was for it when it has a word of it, or says nothing of what it was for.
        """
        found = self._said.get(frozenset((needer, expert)), ())
        days = [made.day for made in found if not made.words or made.words & need.words.keys()]
        return max(days, default=None)


@of_each
def _intros(
    contact: Contact, config: Config, _today: date
) -> tuple[tuple[int, tuple[str, ...], str, tuple[str, ...]], ...] | None:
    """The introductions that you made: day, folded targets, text and its telling words; None without any."""
    synonyms = synonyms_from(config.synonyms)
    found = [
        (line.date.toordinal(), folded(line), line.text, topic_words(line, synonyms))
        for line in contact.log
        if line.verb == "intro" and not line.inbound and line.parties
    ]
    return tuple(found) or None
