"""What each page is given, and nothing else: the public surface of the templates.

Every template sees `site` (the Frame), `page` (the context of its page, below, or PersonPage), `root` and
`here`. What changes the bytes of a page stands in these and in the templates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from karma.core.charts.ahead import load_ahead
from karma.core.charts.calendar import voice_year
from karma.core.charts.days import days_of_calls
from karma.core.charts.funnel import funnel
from karma.core.charts.partners_met import partners_met
from karma.core.charts.worth import most_in_each, worth
from karma.core.standing import standings
from karma.views.html.people import people_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from karma.core.agenda import Today
    from karma.core.balance.chances import GiveAndTake
    from karma.core.call_me.asked import Asked
    from karma.core.call_me.met import Met
    from karma.core.charts.ahead import LoadAhead
    from karma.core.charts.calendar import VoiceYear
    from karma.core.charts.days import DaysOfCalls
    from karma.core.charts.funnel import Funnel
    from karma.core.charts.partners_met import QuarterMet
    from karma.core.charts.worth import WorthIn
    from karma.core.config import Config
    from karma.core.cultivation.overview import Cultivation
    from karma.core.dashboard import Dashboard
    from karma.core.matching.matches import Matches
    from karma.core.money import Money
    from karma.core.partners.overview import Partners
    from karma.core.plan.overview import Plan
    from karma.core.problems import Problem
    from karma.core.promises import PromiseBook
    from karma.core.referrals.referral import Pipeline
    from karma.core.referrals.reports import Reports
    from karma.core.referrals.tree import Branch
    from karma.core.review.review import Review
    from karma.core.trust import Trust


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page. `pinned`: the day is a setting of the book (a sample), and does not age.

    `problems` counts those that the page of problems shows; a person's page does not say it (0), so that one
    slip of the pen does not change ten thousand pages.
    """

    today: date
    pinned: bool
    settings: Config
    problems: int


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Today. `unnamed_calls` are for private people; `people` counts those who have a page.

    `week` are the calls of the last weeks, day by day; those to private people count.
    """

    day: Today
    unnamed_calls: int
    people: int
    week: DaysOfCalls


@dataclass(frozen=True, slots=True)
class PipelinePage:
    """Every referral, and what the pipeline comes to: how far they came, what givers brought by currency."""

    pipeline: Pipeline
    reports: Reports
    funnel: Funnel
    worth: tuple[WorthIn, ...]


@dataclass(frozen=True, slots=True)
class TreePage:
    """Who brought whom: the first givers, each with the branches below; `most` in each currency of any."""

    tree: tuple[Branch, ...]
    most: Money


@dataclass(frozen=True, slots=True)
class PromisesPage:
    """Promises either way, who was to call whom, and how you keep your word."""

    promises: PromiseBook
    asked_to_call: tuple[Asked, ...]
    met: tuple[Met, ...]
    trust: Trust


@dataclass(frozen=True, slots=True)
class PartnersPage:
    """The referral partners, and how many of them were met in each of the last quarters."""

    partners: Partners
    quarters: tuple[QuarterMet, ...]


@dataclass(frozen=True, slots=True)
class RecallsPage:
    """Who is in cultivation."""

    recalls: Cultivation


@dataclass(frozen=True, slots=True)
class BalancePage:
    """Give and take."""

    balance: GiveAndTake


@dataclass(frozen=True, slots=True)
class MatchesPage:
    """Who could help whom, and who would like to hear what you heard."""

    matches: Matches


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The kinds of touch: done, wanted, and whom next; the weeks ahead, and the year by voice."""

    plan: Plan
    ahead: LoadAhead
    voice: VoiceYear


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The week and the quarter."""

    review: Review


@dataclass(frozen=True, slots=True)
class ProblemsPage:
    """What is wrong in the files, by place; `unnamed` more stand in files that keep something private."""

    problems: tuple[Problem, ...]
    unnamed: int


def frame(dash: Dashboard, *, problems: int) -> Frame:
    """What stands around the pages."""
    return Frame(dash.today, dash.pinned, dash.book.config, problems)


def _pipeline(dash: Dashboard) -> PipelinePage:
    found = dash.pipeline
    return PipelinePage(found, dash.reports, funnel(found, dash.today), worth(dash.reports.value))


def _partners(dash: Dashboard) -> PartnersPage:
    found = dash.partners
    return PartnersPage(found, partners_met((one.contact for one in found.partners), dash.today))


def _plan(dash: Dashboard) -> PlanPage:
    book, today = dash.book, dash.today
    ahead = load_ahead(standings(book, today, so_far=True), book, today, made=dash.day.made)
    return PlanPage(dash.plan, ahead, voice_year(book, today))


def _promises(dash: Dashboard) -> PromisesPage:
    return PromisesPage(dash.promises, dash.asked_to_call, dash.met, dash.trust)


CONTEXTS: Mapping[str, Callable[[Dashboard], Any]] = {
    "today.html": lambda dash: TodayPage(
        dash.day, dash.unnamed_calls, len(dash.people), days_of_calls(dash.book, dash.today)
    ),
    "pipeline.html": _pipeline,
    "tree.html": lambda dash: TreePage(dash.tree, most_in_each(branch.total for branch in dash.tree)),
    "promises.html": _promises,
    "partners.html": _partners,
    "recalls.html": lambda dash: RecallsPage(dash.recalls),
    "balance.html": lambda dash: BalancePage(dash.balance),
    "matches.html": lambda dash: MatchesPage(dash.matches),
    "plan.html": _plan,
    "review.html": lambda dash: ReviewPage(dash.review),
    "people.html": people_page,
    "problems.html": lambda dash: ProblemsPage(dash.problems, dash.unnamed_problems),
}
"""The context of each page at the top of the site, by its template; a person's is `dash.page_of`."""
