"""Meetings against referrals over a quarter, each from none to three: where an alliance stands (S12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.partners.meetings import meetings
from karma.core.welcome import in_book

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.book import Contact
    from karma.core.partners.quarter import Quarter
    from karma.core.referrals.referral import Pipeline

MOST = 3
"""Three and more are one step of the matrix."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The partners with so many meetings and referrals, either way, in the quarter; 3 is 3 and more."""

    meetings: int
    referrals: int
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Corner:
    """The partners of one kind of quarter: what they have in common, and what it asks for."""

    title: str
    says: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every partner of a quarter in one of sixteen cells: `rows` from three meetings down to none.

    `corners` are the four kinds of quarter, met and referred, met only, referred only, neither; those without
    anybody are left out.
    """

    quarter: Quarter
    rows: tuple[tuple[Cell, ...], ...]
    corners: tuple[Corner, ...]


_CORNERS = {
    (True, True): (
        "You met, and referrals passed",
        "This works: say thank you, and keep the rhythm.",
    ),
    (True, False): (
        "You met, and no referral yet",
        "Bring one name each next time, and say again whom you would love to meet.",
    ),
    (False, True): (
        "A referral without a meeting",
        "They think of you unasked: meet, and thank them in person.",
    ),
    (False, False): (
        "Neither this time",
        "Begin again with half an hour and one name each, or let it rest kindly.",
    ),
}


def matrix(partners: Iterable[Contact], pipeline: Pipeline, quarter: Quarter) -> Matrix:
    """The matrix of one quarter for those who were in the book by its end, each cell in the order given."""
    placed: dict[tuple[int, int], list[Contact]] = {}
    for contact in partners:
        if in_book(contact, quarter.last):
            met = len(meetings(contact, quarter.start, quarter.end))
            referred = _referrals(contact, pipeline, quarter)
            placed.setdefault((min(met, MOST), min(referred, MOST)), []).append(contact)
    steps = range(MOST + 1)
    rows = tuple(
        tuple(Cell(met, referred, tuple(placed.get((met, referred), ()))) for referred in steps)
        for met in reversed(steps)
    )
    return Matrix(quarter, rows, tuple(_corners(cell for row in rows for cell in row)))


def _referrals(contact: Contact, pipeline: Pipeline, quarter: Quarter) -> int:
    """How many referrals passed between the two of you, either way, opened in the quarter."""
    passed = (*pipeline.given_by(contact), *pipeline.sent_to(contact))
    return sum(referral.opened in quarter for referral in passed)


def _corners(cells: Iterable[Cell]) -> Iterable[Corner]:
    found: dict[tuple[bool, bool], list[Contact]] = {}
    for cell in cells:
        found.setdefault((cell.meetings > 0, cell.referrals > 0), []).extend(cell.contacts)
    for corner, (title, says) in _CORNERS.items():
        if found.get(corner):
            yield Corner(title, says, tuple(found[corner]))
