"""The shape of `plan --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from karma.core.plan.overview import Plan as PlanFound


class PlanPast(TypedDict):
    """A period that is over, from `start` to before `end`."""

    start: str
    end: str
    done: int


class PlanRow(TypedDict):
    """One kind in the period that runs; `circle` is null for the whole practice.

    `aim`, `wanted`, `by_now` and `left` are null where there is no aim. `by_now` is the part of `wanted` that
    has come up by today. `previous` has the latest first.
    """

    kind: str
    circle: str | None
    aim: str | None
    start: str
    end: str
    wanted: int | None
    by_now: int | None
    done: int
    left: int | None
    previous: list[PlanPast]


class PlanPerson(TypedDict):
    """Somebody who is proposed."""

    id: str
    name: str


class PlanNext(TypedDict):
    """Whom next for one kind, what to do, and why; the best of each kind first."""

    kind: str
    people: list[PlanPerson]
    text: str
    reason: str


class Plan(TypedDict):
    """What `karma plan` prints; `circle` is null for the whole practice."""

    today: str
    circle: str | None
    rows: list[PlanRow]
    next: list[PlanNext]


def plan(found: PlanFound) -> Plan:
    """The plan as data."""
    return {
        "today": found.today.isoformat(),
        "circle": found.circle,
        "rows": [
            {
                "kind": row.kind,
                "circle": row.circle,
                "aim": str(row.aim) if row.aim else None,
                "start": row.start.isoformat(),
                "end": row.end.isoformat(),
                "wanted": row.wanted,
                "by_now": row.by_now,
                "done": row.done,
                "left": row.left,
                "previous": [
                    {"start": past.start.isoformat(), "end": past.end.isoformat(), "done": past.done}
                    for past in row.previous
                ],
            }
            for row in found.rows
        ],
        "next": [
            {
                "kind": one.kind,
                "people": [{"id": contact.id, "name": contact.name} for contact in one.people],
                "text": one.text,
                "reason": one.reason,
            }
            for one in found.next
        ],
    }
