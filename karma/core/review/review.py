"""The week and the quarter on one page: what they came to, beside the span before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.review.advice import Advice, advice
from karma.core.review.consistency import WeekCalls, consistency, weeks_of_calls
from karma.core.review.figures import Days, Figures, figures
from karma.core.spans import Span, span

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book
    from karma.core.referrals.referral import Pipeline


@dataclass(frozen=True, slots=True)
class Part:
    """One span up to today, and the span of as many days before it: `name` and `than` say which they are."""

    name: str
    than: str
    now: Figures
    before: Figures


@dataclass(frozen=True, slots=True)
class Review:
    """`parts` are the week and the quarter, or the one span that was asked for.

    `consistency` is the share (0 to 1) of the wanted calls made over `weeks`, the last twelve whole ones;
    None when there is none yet. `wanted` is `per_day`. Nothing was wanted before the book began, on `begun`.
    """

    today: date
    begun: date
    wanted: int
    parts: tuple[Part, ...]
    weeks: tuple[WeekCalls, ...]
    consistency: float | None
    advice: Advice


def review_of(
    book: Book, today: date, pipeline: Pipeline, since: date | None = None, *, named: Book | None = None
) -> Review:
    """The review on that day; `pipeline` is `pipeline_of(book, today)`.

    With `since`, a day not after today, one span: from that day on. On a page everybody's calls and promises
    count, and only the people of the book `named` are named: `pipeline` is that book's.
    """
    named = named or book
    spans = (_since(since, today),) if since else (_week(today), _quarter(today))
    weeks = weeks_of_calls(book, today)
    begun = min(book.first_day or today, today)
    return Review(
        today=today,
        begun=begun,
        wanted=book.config.per_day,
        parts=tuple(
            Part(
                one.name,
                one.than,
                figures(book, today, Days(*one.now, _from(begun, one.whole)), pipeline, named),
                figures(book, today, Days(*one.before, one.before), pipeline, named),
            )
            for one in spans
        ),
        weeks=weeks,
        consistency=consistency(weeks),
        advice=advice(named, today, pipeline),
    )


@dataclass(frozen=True, slots=True)
class _Spans:
    name: str
    than: str
    now: Span
    whole: Span
    before: Span


def _week(today: date) -> _Spans:
    whole = span("week", today)
    now = Span(whole.start, add_days(today, 1))
    before = Span(add_days(now.start, -7), add_days(now.end, -7))
    return _Spans("This week", "the same days last week", now, whole, before)


def _quarter(today: date) -> _Spans:
    whole = span("quarter", today)
    now = Span(whole.start, add_days(today, 1))
    start = span("quarter", add_days(whole.start, -1)).start
    before = Span(start, min(add_days(start, now.days), whole.start))
    return _Spans("This quarter", "as many days of the last one", now, whole, before)


def _since(day: date, today: date) -> _Spans:
    now = Span(day, add_days(today, 1))
    before = Span(add_days(day, -now.days), day)
    return _Spans("Since then", f"the {now.days} days before", now, now, before)


def _from(begun: date, days: Span) -> Span:
    """Those of the days that lie in the book."""
    return Span(min(max(days.start, begun), days.end), days.end)
