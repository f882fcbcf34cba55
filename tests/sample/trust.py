"""Trust in figures, and “call me”."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from karma.core import trust as core
from karma.core.call_me.asked import asked_to_call
from karma.core.call_me.met import met_and_quiet
from tests.sample.book import TODAY, book, called, listed, on, pipeline, promised

if TYPE_CHECKING:
    from karma.core.call_me.met import Met
    from karma.core.trust import Trust


@cache
def trust() -> Trust:
    return core.trust(book(), TODAY, pipeline())


@cache
def met() -> tuple[Met, ...]:
    return met_and_quiet(book(), TODAY)


def on_time() -> str:
    return f"{trust().kept_on_time} of {trust().kept_on_time + trust().kept_late + trust().overdue}"


FIGURES = {
    "promises kept on time": on_time,
    "promises kept late": lambda: str(trust().kept_late),
    "promises past their day": lambda: str(trust().overdue),
    "kept on time, as a rate": lambda: f"{trust().kept_rate:.0%}",
    "givers who were told": lambda: f"{trust().told} of {trust().received}",
    "givers who were thanked": lambda: f"{trust().thanked} of {trust().received}",
    "loops closed": lambda: f"{trust().closed} of {trust().received}",
    "slips": lambda: listed(f"{called(one.contact)} {on(one.line.date)}" for one in trust().slips),
}
CALL_ME = {
    "met, and nothing followed": lambda: listed(f"{called(one.contact)} {on(one.met)}" for one in met()),
    "of these, a call is promised": lambda: listed(
        f"{called(one.contact)} {promised(one.call)}" for one in met() if one.call
    ),
    "said they would call, and did not": lambda: listed(
        f"{called(one.contact)} {on(one.since)}" for one in asked_to_call(book(), TODAY)
    ),
}
