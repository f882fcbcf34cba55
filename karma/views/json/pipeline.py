"""The shapes of `karma pipeline --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.core import logline
from karma.views.branches import rows
from karma.views.json.entries import iso
from karma.views.json.pipeline_reports import PipelineReports, Sum, pipeline_reports, sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from karma.core.book import Book
    from karma.core.referrals.referral import Referral
    from karma.core.referrals.reports import Reports
    from karma.core.referrals.tree import Branch
    from karma.views.branches import Row


class StageStep(TypedDict):
    """A stage from its day on, and the line that says so."""

    stage: str
    since: str
    line: str


class ReferralRow(TypedDict):
    """One referral, as it stands on the day.

    `prospect`, `giver` and `receiver` are stems, null for you; `direction` is `in` (sent to you), `out` (sent
    by you) or `own` (nobody sent them). `amount` is the last that a stage named, a decimal as text;
    `currency` is null when none is known. `value` is what was won. `told` and `thanked` are the last such
    days, `contacted` the first day somebody spoke with them, `attempts` your calls without an answer before
    it, `unanswered` those since the last answer. `outcome` is `won`, `lost`, `no-fit`, or null while open.
    """

    prospect: str
    giver: str | None
    receiver: str | None
    direction: str
    opened: str
    stage: str
    since: str
    days: int
    amount: str | None
    currency: str | None
    told: str | None
    thanked: str | None
    to_tell: bool
    to_thank: bool
    prospect_name: str
    giver_name: str | None
    receiver_name: str | None
    text: str
    attempts: int
    unanswered: int
    contacted: str | None
    consents: bool
    level: int | None
    value: list[Sum]
    outcome: str | None
    steps: list[StageStep]


class Pipeline(TypedDict):
    """What `karma pipeline` prints: each referral, open or not, by the day it was opened, and the reports.

    `reports` are null for `karma pipeline WHO`: they are of the whole book.
    """

    referrals: list[ReferralRow]
    reports: PipelineReports | None


class TreeRow(TypedDict):
    """Somebody in the tree, above those whom they brought.

    `under` is who sent them first, null for a root; `also_by` who else did. `value` is what their own
    referrals came to, `total` adds everybody below, and `people` says how many these are.
    """

    id: str
    name: str
    under: str | None
    also_by: list[str]
    people: int
    value: list[Sum]
    total: list[Sum]


class ReferralTree(TypedDict):
    """What `karma pipeline --tree` prints: who brought whom."""

    tree: list[TreeRow]


def pipeline(referrals: Iterable[Referral], reports: Reports | None, book: Book, today: date) -> Pipeline:
    """These referrals, and the reports of all, if they are asked for."""
    return {
        "referrals": [_row(one, book, today) for one in referrals],
        "reports": pipeline_reports(reports) if reports else None,
    }


def referral_tree(roots: Sequence[Branch]) -> ReferralTree:
    """Who brought whom."""
    return {"tree": [_person(row) for row in rows(roots)]}


def _row(one: Referral, book: Book, today: date) -> ReferralRow:
    currency, amount = one.amount[-1] if one.amount else (None, None)
    return {
        "prospect": one.prospect.id,
        "giver": one.giver,
        "receiver": one.receiver,
        "direction": one.direction,
        "opened": one.opened.isoformat(),
        "stage": one.stage,
        "since": one.since.isoformat(),
        "days": one.days(today),
        "amount": None if amount is None else f"{amount:f}",
        "currency": currency or None,
        "told": iso(one.told),
        "thanked": iso(one.thanked),
        "to_tell": one.to_tell,
        "to_thank": one.to_thank,
        "prospect_name": one.prospect.name,
        "giver_name": _name(one.giver, book),
        "receiver_name": _name(one.receiver, book),
        "text": one.line.text,
        "attempts": one.attempts,
        "unanswered": one.unanswered,
        "contacted": iso(one.contacted),
        "consents": one.consents,
        "level": one.level,
        "value": sums(one.value),
        "outcome": one.outcome,
        "steps": [
            {"stage": step.stage, "since": step.since.isoformat(), "line": logline.write(step.line)}
            for step in one.steps
        ],
    }


def _name(stem: str | None, book: Book) -> str | None:
    person = book.resolve(stem) if stem else None
    return person.name if person else stem


def _person(row: Row) -> TreeRow:
    one = row.branch
    return {
        "id": one.id,
        "name": one.contact.name if one.contact else one.id,
        "under": row.under,
        "also_by": list(one.also_by),
        "people": one.people,
        "value": sums(one.value),
        "total": sums(one.total),
    }
