"""The week and the quarter."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from karma.core.money import money_words
from karma.core.review.review import review_of
from tests.sample.book import TODAY, book, called, listed, pipeline

if TYPE_CHECKING:
    from karma.core.review.figures import Figures
    from karma.core.review.review import Review


@cache
def review() -> Review:
    return review_of(book(), TODAY, pipeline())


def week() -> Figures:
    return review().parts[0].now


def quarter() -> Figures:
    return review().parts[1].now


def calls_a_day(found: Figures) -> str:
    return f"{found.calls_a_day:.1f} of {review().wanted}"


def kinds(found: Figures) -> dict[str, str]:
    """What was done of each kind, beside the aim where there is one."""
    return {
        one.kind: f"{one.kind} {one.done} of {one.aim}" if one.aim else f"{one.kind} {one.done}"
        for one in found.kinds
    }


def this_week() -> str:
    return listed(kinds(week())[one.kind] for one in week().kinds if one.done)


def this_quarter() -> str:
    return listed(said for kind, said in kinds(quarter()).items() if kind != "call")


def week_by_week() -> str:
    return " ".join(str(one.calls) for one in review().weeks)


FIGURES = {
    "this week: calls a day": lambda: calls_a_day(week()),
    "this week: touches by kind": this_week,
    "this week: voice, e-mail": lambda: f"{week().voice}, {week().email}",
    "this week: referrals in, out": lambda: f"{week().referrals_in}, {week().referrals_out}",
    "this week: won for others": lambda: money_words(week().won_for_others),
    "this week: promises kept on time": lambda: f"{week().kept_on_time} of {week().kept}",
    "this week: past their day": lambda: str(week().past),
    "this quarter: calls a day": lambda: calls_a_day(quarter()),
    "this quarter: calls of those wanted": lambda: kinds(quarter())["call"].removeprefix("call "),
    "this quarter: touches but calls, by kind": this_quarter,
    "this quarter: voice, e-mail": lambda: f"{quarter().voice}, {quarter().email}",
    "this quarter: referrals in, out": lambda: f"{quarter().referrals_in}, {quarter().referrals_out}",
    "this quarter: won": lambda: money_words(quarter().won),
    "this quarter: won for others": lambda: money_words(quarter().won_for_others),
    "this quarter: promises kept on time": lambda: f"{quarter().kept_on_time} of {quarter().kept}",
    "this quarter: past their day": lambda: str(quarter().past),
    "this quarter: people met": lambda: ", ".join(map(called, quarter().met)),
    "calls in twelve weeks, week by week": week_by_week,
    "consistency over twelve weeks": lambda: f"{review().consistency:.0%}",
}
