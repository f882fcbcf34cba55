"""The shapes of `karma review --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.core.dates import add_days

if TYPE_CHECKING:
    from karma.core.money import Money
    from karma.core.review.figures import Figures as FiguresFound
    from karma.core.review.moved import Move
    from karma.core.review.review import Part
    from karma.core.review.review import Review as ReviewFound


class ReviewKind(TypedDict):
    """Touches of one kind that you made, and how many the plan wants in the whole span, or null."""

    kind: str
    done: int
    wanted: float | None


class ReviewMove(TypedDict):
    """A referral that came to a stage; `other` is the giver, or of one you gave (`given`) the receiver."""

    id: str
    name: str
    date: str
    before: str | None
    stage: str
    given: bool
    other: str | None


class ReviewSum(TypedDict):
    """An amount in one currency; the currency is empty for amounts that name none."""

    currency: str
    amount: str


class ReviewMet(TypedDict):
    """Somebody you met."""

    id: str
    name: str


class ReviewFigures(TypedDict):
    """A span of days, both included. `kept` are your promises by the day they were ticked."""

    first: str
    last: str
    workdays: int
    calls: int
    calls_per_day: float
    voice: int
    email: int
    kinds: list[ReviewKind]
    referrals_in: int
    referrals_out: int
    won: list[ReviewSum]
    won_for_others: list[ReviewSum]
    promises_kept: int
    promises_on_time: int
    promises_past: int
    met: list[ReviewMet]
    moved: list[ReviewMove]


class ReviewPart(TypedDict):
    """One span up to today, and as many days before it."""

    name: str
    now: ReviewFigures
    before: ReviewFigures


class ReviewWeek(TypedDict):
    """One of the last twelve whole weeks, from its Monday."""

    start: str
    calls: int
    wanted: int


class ReviewAdvice(TypedDict):
    """The one thing to do next; `id` is whom it is about, or null."""

    id: str | None
    text: str
    why: str


class Review(TypedDict):
    """What `karma review` prints. `consistency` is a share from 0 to 1, null without a whole week."""

    today: str
    wanted_per_day: int
    parts: list[ReviewPart]
    weeks: list[ReviewWeek]
    consistency: float | None
    advice: ReviewAdvice


def review(found: ReviewFound) -> Review:
    """The whole review."""
    return {
        "today": found.today.isoformat(),
        "wanted_per_day": found.wanted,
        "parts": [_part(one) for one in found.parts],
        "weeks": [
            {"start": one.start.isoformat(), "calls": one.calls, "wanted": one.wanted} for one in found.weeks
        ],
        "consistency": None if found.consistency is None else round(found.consistency, 3),
        "advice": {
            "id": found.advice.contact.id if found.advice.contact else None,
            "text": found.advice.text,
            "why": found.advice.why,
        },
    }


def _part(one: Part) -> ReviewPart:
    return {"name": one.name, "now": _figures(one.now), "before": _figures(one.before)}


def _figures(one: FiguresFound) -> ReviewFigures:
    return {
        "first": one.start.isoformat(),
        "last": add_days(one.end, -1).isoformat(),
        "workdays": one.workdays,
        "calls": one.calls,
        "calls_per_day": round(one.calls_a_day, 3),
        "voice": one.voice,
        "email": one.email,
        "kinds": [
            {
                "kind": kind.kind,
                "done": kind.done,
                "wanted": None if kind.wanted is None else round(kind.wanted, 3),
            }
            for kind in one.kinds
        ],
        "referrals_in": one.referrals_in,
        "referrals_out": one.referrals_out,
        "won": _money(one.won),
        "won_for_others": _money(one.won_for_others),
        "promises_kept": one.kept,
        "promises_on_time": one.kept_on_time,
        "promises_past": one.past,
        "met": [{"id": contact.id, "name": contact.name} for contact in one.met],
        "moved": [_move(move) for move in one.moved],
    }


def _money(money: Money) -> list[ReviewSum]:
    return [{"currency": currency, "amount": f"{amount:f}"} for currency, amount in money]


def _move(move: Move) -> ReviewMove:
    return {
        "id": move.prospect.id,
        "name": move.prospect.name,
        "date": move.date.isoformat(),
        "before": move.before,
        "stage": move.stage,
        "given": move.given,
        "other": move.other,
    }
