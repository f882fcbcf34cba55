"""Cultivation: prospects who are interested but not now, and when each is to be asked again (S13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from karma.core.cadence import span_days
from karma.core.cultivation_words import fit_words, recall_words
from karma.core.dates import add_days, month_period
from karma.core.standing import first_known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.book import Book, Contact
    from karma.core.dates import Period
    from karma.core.logline import LogLine
    from karma.core.referrals.referral import Pipeline, Referral, Stage

QUARTER = span_days("3m")
"""Days from one recall to the next, where their file says nothing else."""
MONTHS = 12
"""How many months are looked at ahead, this one included."""
_YEAR = 365
_LET_GO: frozenset[Stage] = frozenset({"no-fit", "lost"})
_MOVED_ON: frozenset[Stage] = frozenset({"next-step", "won"})


@dataclass(frozen=True, slots=True)
class Recall:
    """A prospect in cultivation, and the day on which to ask again.

    `since` is the day on which it began. `every` days after `counted`, the last line that says `cultivating`
    or `requalified`, they are `due`; both are None for somebody whose cadence is off. A snooze puts it off.
    `requalified` are the lines since it began, by you or by them, oldest first.
    """

    contact: Contact
    since: date
    counted: date
    every: int | None
    due: date | None
    requalified: tuple[LogLine, ...]

    def says(self, today: date) -> str:
        """When to ask again, since when they are in cultivation, and how often they were requalified."""
        return recall_words(self, today)

    @property
    def fit(self) -> str:
        """Which of the four of `fit:` hold, and which are still to be found out."""
        return fit_words(self.contact)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a recall came to: whose file, and the line that says `requalified`, or the next stage."""

    contact: Contact
    line: LogLine


@dataclass(frozen=True, slots=True)
class Month:
    """Who is to be called again in a month, if all are called when they are due and stay."""

    period: Period
    recalls: tuple[Recall, ...]


@dataclass(frozen=True, slots=True)
class Cultivation:
    """Everybody in cultivation, the first to be asked first; `due` are those of this month and from before.

    `ahead` are the next twelve months, this one first. `requalified` in this calendar quarter, `let_go` and
    `moved_on` (to a next step or to work) in the last twelve months: the newest first.
    """

    everybody: tuple[Recall, ...]
    due: tuple[Recall, ...]
    ahead: tuple[Month, ...]
    requalified: tuple[Answer, ...]
    let_go: tuple[Answer, ...]
    moved_on: tuple[Answer, ...]

    @property
    def per_month(self) -> float:
        """Recalls a month at this size, each once a quarter: 240 prospects are 80 (S13)."""
        return len(self.everybody) / 3


def cultivation(book: Book, today: date, pipeline: Pipeline) -> Cultivation:
    """Cultivation as the lines up to and including `today` tell it; `pipeline` is the one of that day."""
    everybody = recalls(pipeline, today)
    month = month_period(today)
    return Cultivation(
        everybody,
        due=tuple(recall for recall in everybody if recall.due and recall.due < month.end),
        ahead=_ahead(everybody, today),
        requalified=_requalified(book, today),
        let_go=_left_for(pipeline, _LET_GO, today),
        moved_on=_left_for(pipeline, _MOVED_ON, today),
    )


def recalls(pipeline: Pipeline, day: date) -> tuple[Recall, ...]:
    """Everybody who was in cultivation at the end of `day`, the pipeline's, by when they are due.

    Prospects of your own and those who were sent to you: whom you sent to an expert is the expert's to call.
    The archive is left out, and who comes into the book on a later day.
    """
    found: dict[str, list[Referral]] = {}
    for referral in pipeline.referrals:
        contact = referral.prospect
        in_book = not contact.archived and (first_known(contact) or date.min) <= day
        if in_book and referral.direction != "out" and referral.stage == "cultivating":
            found.setdefault(contact.id, []).append(referral)
    made = [_recall(referrals, day) for referrals in found.values()]
    return tuple(sorted(made, key=lambda recall: (recall.due or date.max, recall.contact.id)))


def _recall(referrals: list[Referral], day: date) -> Recall:
    """One recall for a person, however many sent them."""
    contact = referrals[0].prospect
    since = min(referral.since for referral in referrals)
    stayed = tuple(line for line in contact.log if line.verb == "requalified" and since <= line.date <= day)
    began = max(referral.steps[-1].since for referral in referrals)
    counted = max([began, *(line.date for line in stayed)])
    every = contact.every.ideal if contact.every else QUARTER
    due = max(add_days(counted, every), contact.snooze or date.min) if every else None
    return Recall(contact, since, counted, every, due, stayed)


def _ahead(everybody: tuple[Recall, ...], today: date) -> tuple[Month, ...]:
    periods = [month_period(today)]
    while len(periods) < MONTHS:
        periods.append(month_period(periods[-1].end))
    days = {recall.contact.id: tuple(_days(recall, today, periods[-1].end)) for recall in everybody}
    return tuple(
        Month(
            period,
            tuple(
                recall
                for recall in everybody
                if any(period.start <= day < period.end for day in days[recall.contact.id])
            ),
        )
        for period in periods
    )


def _days(recall: Recall, today: date, end: date) -> Iterator[date]:
    """The days of their recalls from today to before `end`, who waits since earlier being called today."""
    if recall.due is None or recall.every is None:
        return
    day = max(recall.due, today)
    while day < end:
        yield day
        day = add_days(day, recall.every)


def _requalified(book: Book, today: date) -> tuple[Answer, ...]:
    first = today.replace(month=today.month - (today.month - 1) % 3, day=1)
    return _newest_first(
        Answer(contact, line)
        for contact in book.contacts
        for line in contact.log
        if line.verb == "requalified" and first <= line.date <= today
    )


def _left_for(pipeline: Pipeline, stages: frozenset[Stage], today: date) -> tuple[Answer, ...]:
    """The lines of the last twelve months that led from cultivation to one of `stages`, once for a person."""
    first = add_days(today, 1 - _YEAR)
    found = {
        (referral.prospect.id, step.line): Answer(referral.prospect, step.line)
        for referral in pipeline.referrals
        if referral.direction != "out"
        for before, step in pairwise(referral.steps)
        if before.stage == "cultivating" and step.stage in stages and first <= step.since <= today
    }
    return _newest_first(iter(found.values()))


def _newest_first(answers: Iterator[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted(answers, key=lambda one: (-one.line.date.toordinal(), one.contact.id)))
