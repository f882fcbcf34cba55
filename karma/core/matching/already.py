"""What you said when you introduced people, and who knows whom without you (S14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.deeds import deeds
from karma.core.matching.listeners import topic_words
from karma.core.matching.people import linked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.matching.market import Market, Meeting
    from karma.core.matching.notice import Notice
    from karma.core.matching.people import Pair
    from karma.core.matching.synonyms import Synonyms
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


def said_in(book: Book, before: date, pipeline: Pipeline, synonyms: Synonyms) -> list[Made]:
    """Lines `intro to`, and the referrals that you sent out, by day."""
    lines = [
        (line.date, contact, other, line)
        for contact, deeds_of in deeds(book)
        for line in deeds_of
        if line.verb == "intro" and not line.inbound
        for other in linked(line, book)
    ]
    for one in pipeline.outbound:
        receiver = book.resolve(one.receiver) if one.receiver else None
        if receiver:
            lines.append((one.opened, one.prospect, receiver, one.line))
    found = [
        Made(day, contact, other, line.text, frozenset(topic_words(line, synonyms)))
        for day, contact, other, line in lines
        if day < before and contact.id != other.id
    ]
    return sorted(found, key=by_day)


def by_day(one: Made) -> tuple[date, str, str]:
    """The order of what was said: by day, then by the ids of the two."""
    return one.day, one.needer.id, one.expert.id


class Already:
    """Who knows whom without you, and what you said when you introduced people."""

    def __init__(self, known: frozenset[Pair], said: Iterable[Made]) -> None:
        """`known` are those who know each other."""
        self._known = known
        self._said: dict[Pair, list[Made]] = {}
        for one in said:
            self._said.setdefault(pair_of(one.needer, one.expert), []).append(one)
        self._introduced = {who for pair in self._said for who in pair}

    def under_way(self, need: Notice, market: Market, today: date) -> bool:
        """True when you introduced them for this need lately."""
        if need.contact.id not in self._introduced:
            return False
        days = map(self.introduced, market.experts(need))
        return any(day is not None and (today - day).days <= LET_GO_DAYS for day in days)

    def new(self, one: Meeting) -> bool:
        """True for two who do not know each other, and whom you did not introduce for this need."""
        return not self.know(one) and not self.introduced(one)

    def know(self, one: Meeting) -> bool:
        """True when the two know each other, whatever you did."""
        return pair_of(one.need.contact, one.offer.contact) in self._known

    def introduced(self, one: Meeting) -> date | None:
        """The newest day on which you introduced the two for this need.

        It was for it when it has a word of it, or says nothing of what it was for.
        """
        if one.need.contact.id not in self._introduced:
            return None
        found = self._said.get(pair_of(one.need.contact, one.offer.contact), ())
        days = [made.day for made in found if not made.words or made.words & one.need.words.keys()]
        return max(days, default=None)


def pair_of(one: Contact, other: Contact) -> Pair:
    """The two, whoever is named first."""
    return frozenset((one.id, other.id))
