"""The shape of `karma why WHO --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.views.json.entries import iso

if TYPE_CHECKING:
    from karma.core.standing import Standing
    from karma.core.why import Why as WhyFound


class Term(TypedDict):
    """One part of a score, and the sentence that explains it."""

    name: str
    value: float
    says: str


class Why(TypedDict):
    """What `karma why WHO` prints. `not_now` is the rule that keeps them off the list, null when none does.

    `slot` is their place on today's list (due, quiet, new) or null; `says` is why they are on it or not.
    """

    id: str
    name: str
    score: float
    terms: list[Term]
    not_now: str | None
    slot: str | None
    says: str
    due: str | None
    limit: str | None


def why(answer: WhyFound) -> Why:
    """The score of one person, term by term."""
    found = answer.standing
    return {
        "id": found.contact.id,
        "name": found.contact.name,
        "score": round(found.score, 6),
        "terms": score_terms(found),
        "not_now": found.not_now,
        "slot": answer.slot,
        "says": answer.says,
        "due": iso(found.due),
        "limit": iso(found.limit),
    }


def score_terms(found: Standing) -> list[Term]:
    """The parts of a score, in the order they are explained."""
    return [{"name": term.name, "value": round(term.value, 6), "says": term.says} for term in found.terms]
