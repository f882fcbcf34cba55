"""The best introduction for one person or another: a draft and a page propose no more than one (S14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from karma.core.matching.intros import Introduction, Matchmaker


@dataclass(frozen=True)
class BestFor:
    """The best introduction for each person with a need, by id; nobody hidden is among them (S14)."""

    maker: Matchmaker

    def get(self, who: str) -> Introduction | None:
        """Theirs, None when there is none."""
        best = self.maker.in_order(self.maker.pairs_of(who))
        return self.maker.introduction(best[0]) if best else None
