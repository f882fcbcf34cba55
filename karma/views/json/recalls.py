"""The shape of `karma recalls --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.core.fields import FIT
from karma.views.json.entries import iso

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.cultivation.overview import Answer, Cultivation, Month
    from karma.core.cultivation.recall import Recall


class RecallRow(TypedDict):
    """A prospect to call again. `due` is the day of the next recall, which may have passed.

    `since` is the day on which cultivation began, `requalified` the days on which they stayed since.
    `fit` says which of the four hold.
    """

    id: str
    name: str
    phone: str | None
    since: str
    requalified: list[str]
    due: str | None
    overdue: bool
    fit: list[str]
    reason: str


class AnswerRow(TypedDict):
    """What a recall came to: the line that says `requalified`, or the stage after cultivation."""

    id: str
    name: str
    date: str
    verb: str
    text: str


class MonthRow(TypedDict):
    """How many people are to be called again in a month, if all stay."""

    month: str
    recalls: int


class Recalls(TypedDict):
    """What `karma recalls` prints. `recalls` are those of `month`; of this month also those from before.

    `in_cultivation` counts people, `per_month` is a third of them: each once a quarter. `requalified` in this
    calendar quarter; `let_go` and `moved_on` in the last twelve months.
    """

    month: str
    recalls: list[RecallRow]
    in_cultivation: int
    per_month: float
    ahead: list[MonthRow]
    requalified: list[AnswerRow]
    let_go: list[AnswerRow]
    moved_on: list[AnswerRow]


def recalls(found: Cultivation, month: Month, today: date) -> Recalls:
    """The recalls of one month, and the whole of cultivation."""
    return {
        "month": str(month.period),
        "recalls": [_recall(recall, today) for recall in month.recalls],
        "in_cultivation": len(found.everybody),
        "per_month": round(found.per_month, 2),
        "ahead": [{"month": str(one.period), "recalls": len(one.recalls)} for one in found.ahead],
        "requalified": _answers(found.requalified),
        "let_go": _answers(found.let_go),
        "moved_on": _answers(found.moved_on),
    }


def _recall(recall: Recall, today: date) -> RecallRow:
    contact = recall.contact
    return {
        "id": contact.id,
        "name": contact.name,
        "phone": contact.phone[0].value if contact.phone else None,
        "since": recall.since.isoformat(),
        "requalified": [line.date.isoformat() for line in recall.requalified],
        "due": iso(recall.due),
        "overdue": recall.due is not None and recall.due < today,
        "fit": [word for word in FIT if word in contact.fit],
        "reason": recall.says(today),
    }


def _answers(found: Iterable[Answer]) -> list[AnswerRow]:
    return [
        {
            "id": one.contact.id,
            "name": one.contact.name,
            "date": one.line.date.isoformat(),
            "verb": one.line.verb,
            "text": one.line.text,
        }
        for one in found
    ]
