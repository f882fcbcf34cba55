"""Cultivation in figures: who is due, the months ahead, who stayed, who left it and for what (S13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from karma.core.cultivation.recall import askings, recalls
from karma.core.dates import LATEST, add_days, month_period
from karma.core.spans import span, twelve_months

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.book import Book, Contact
    from karma.core.cultivation.recall import Recall
    from karma.core.dates import Period
    from karma.core.logline import LogLine
    from karma.core.referrals.referral import Pipeline, Referral, Step
    from karma.core.referrals.stages import Stage

MONTHS = 12
"""How many months are looked at ahead, this one included."""
_LET_GO: frozenset[Stage] = frozenset({"no-fit", "lost"})
_MOVED_ON: frozenset[Stage] = frozenset({"next-step", "won"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a recall came to: whose file, and the line that says `requalified`, or the next stage.

    It is the line at the place `at` of their log, of that `day`.
    """

    contact: Contact
    day: date
    at: int

    @property
    def line(self) -> LogLine:
        """The line that says so."""
        return self.contact.log[self.at]


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
    everybody = recalls(pipeline, book, today)
    month = month_period(today)
    return Cultivation(
        everybody,
        due=tuple(recall for recall in everybody if recall.due and recall.due < month.end),
        ahead=_ahead(everybody, today),
        requalified=_requalified(book, today),
        let_go=_left_for(pipeline, _LET_GO, today),
        moved_on=_left_for(pipeline, _MOVED_ON, today),
    )


def _ahead(everybody: tuple[Recall, ...], today: date) -> tuple[Month, ...]:
    periods = [month_period(today)]
    while len(periods) < MONTHS:
        periods.append(month_period(periods[-1].end))
    months: dict[tuple[int, int], list[Recall]] = {_month(period.start): [] for period in periods}
    for recall in everybody:
        for month in dict.fromkeys(map(_month, _days(recall, today, periods[-1].end))):
            months[month].append(recall)
    return tuple(Month(period, tuple(months[_month(period.start)])) for period in periods)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _days(recall: Recall, today: date, end: date) -> Iterator[date]:
    """The days of their recalls from today to before `end`, who waits since earlier being called today."""
    if recall.due is None or recall.every is None:
        return
    day = max(recall.due, today)
    while day < end:
        yield day
        if day == LATEST:
            return
        day = add_days(day, recall.every)


def _requalified(book: Book, today: date) -> tuple[Answer, ...]:
    first = span("quarter", today).start.toordinal()
    return _newest_first(
        Answer(asking.contact, date.fromordinal(day), at)
        for asking in askings(book, today).values()
        for at, day in asking.requalified
        if day >= first
    )


def _left_for(pipeline: Pipeline, stages: frozenset[Stage], today: date) -> tuple[Answer, ...]:
    """The lines of the last twelve months that led from cultivation to one of `stages`, once for a person."""
    first, end = twelve_months(today)
    found = {
        (referral.prospect.id, step.at): Answer(referral.prospect, step.since, step.at)
        for referral in pipeline.referrals
        if referral.direction != "out"
        for step in _ways_out(referral)
        if step.stage in stages and first <= step.since < end
    }
    return _newest_first(iter(found.values()))


def _ways_out(referral: Referral) -> Iterator[Step]:
    """The steps that ended a time in cultivation; `reached` in between says only that you spoke."""
    inside = False
    for step in referral.steps:
        if inside and step.stage in _LET_GO | _MOVED_ON:
            yield step
            inside = False
        elif step.stage == "cultivating":
            inside = True


def _newest_first(answers: Iterator[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted(answers, key=lambda one: (-one.day.toordinal(), one.contact.id)))
