"""What a template may use: the names it is given, and what the things behind them have."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from karma.core.afterwards import Command
from karma.core.agenda import Also, Call, Opener, Owed, Today, VoiceShare
from karma.core.balance.balance import Balance, KindSum, QuarterSum
from karma.core.balance.chances import Chance, GiveAndTake
from karma.core.balance.turn import Between, Entry, Turn
from karma.core.book import Contact
from karma.core.cadence import Cadence
from karma.core.call_me.asked import Asked
from karma.core.call_me.met import Met
from karma.core.charts.ahead import LoadAhead, WeekAhead
from karma.core.charts.calendar import VoiceDay, VoiceMonth, VoiceYear
from karma.core.charts.days import DayOfCalls, DaysOfCalls
from karma.core.charts.funnel import Funnel, Reach
from karma.core.charts.partners_met import QuarterMet
from karma.core.charts.worth import Worth, WorthIn
from karma.core.config import Config
from karma.core.cultivation.overview import Answer, Cultivation, Month
from karma.core.cultivation.recall import Recall
from karma.core.dates import Birthday, Period
from karma.core.drafts.kinds import Kind
from karma.core.drafts.message import Message
from karma.core.fields import Labelled
from karma.core.history.latest import Latest
from karma.core.logline import LogLine, Party
from karma.core.matching.intel import Intel
from karma.core.matching.intros import Introduction, Introductions, Unmet
from karma.core.matching.listeners import Listener
from karma.core.matching.matches import Matches
from karma.core.matching.serendipity import Serendipity, Windfall
from karma.core.matching.share import MatchesOf, News
from karma.core.partners.asking import Wait
from karma.core.partners.criteria import Criterion
from karma.core.partners.matrix import Cell, Corner, Matrix
from karma.core.partners.meetings import Exchange, Traded
from karma.core.partners.names import Names
from karma.core.partners.overview import Partners
from karma.core.partners.partner import Gap, Partner
from karma.core.partners.quarter import Pace, Quarter
from karma.core.person_page import PersonPage, Systems, Year
from karma.core.plan.aim import Aim, Aims
from karma.core.plan.overview import Plan
from karma.core.plan.proposal import Next
from karma.core.plan.rows import Past, Row
from karma.core.problems import Problem
from karma.core.promise import Promise
from karma.core.promises import PromiseBook, Strength
from karma.core.referrals.givers import Given, OneWay
from karma.core.referrals.interest import Interest
from karma.core.referrals.referral import Pipeline, Referral, Step
from karma.core.referrals.reports import Conversion, FirstContact, FirstContacts, Reports
from karma.core.referrals.stuck import Stuck
from karma.core.referrals.thirds import Third, Thirds
from karma.core.referrals.tree import Branch
from karma.core.referrals.unreachable import Play, PlayStep
from karma.core.referrals.value import GiverValue, ValueTable
from karma.core.review.advice import Advice
from karma.core.review.consistency import WeekCalls
from karma.core.review.figures import Figures, KindDone
from karma.core.review.moved import Move
from karma.core.review.review import Part, Review
from karma.core.standing import Standing
from karma.core.trust import Slip, Trust
from karma.views.html.contexts import (
    BalancePage,
    Frame,
    MatchesPage,
    PartnersPage,
    PipelinePage,
    PlanPage,
    ProblemsPage,
    PromisesPage,
    RecallsPage,
    ReviewPage,
    TodayPage,
    TreePage,
)
from karma.views.html.people import PeoplePage, PersonRow
from karma.views.html.prose import Shown
from karma.views.html.words import Piece

GIVEN = {
    "site",
    "root",
    "here",
    "page",
    "note",
    "policy",
    "generator",
    "style",
    "script",
    "parts",
    "charts",
    "voicemail",
    "messages",
}
"""`parts` and `charts` are what a template imports itself."""
TYPES = (
    *(Frame, TodayPage, PipelinePage, TreePage, PromisesPage, PartnersPage, RecallsPage, BalancePage, MatchesPage),
    *(PlanPage, ReviewPage, PeoplePage, PersonRow, ProblemsPage, PersonPage, Systems),
    *(Today, Call, Opener, Standing, Owed, Also, VoiceShare, PromiseBook, Strength, Year, Latest),
    *(Cultivation, Recall, Answer, Month, Trust, Slip, Met, Asked),
    *(GiveAndTake, Balance, KindSum, QuarterSum, Chance, Between, Turn, Entry),
    *(Review, Part, Figures, KindDone, Move, WeekCalls, Advice),
    *(Partners, Partner, Gap, Criterion, Wait, Exchange, Names, Traded, Pace, Quarter, Matrix, Cell, Corner),
    *(Matches, MatchesOf, News, Introductions, Introduction, Unmet, Intel, Listener, Serendipity, Windfall),
    *(Message, Kind, Command),
    *(Pipeline, Referral, Step, Reports, Conversion, FirstContact, FirstContacts, Stuck, Third, Thirds, Branch),
    *(Interest, Play, PlayStep, Given, OneWay, GiverValue, ValueTable),
    *(Plan, Row, Past, Next, Aim, Aims),
    *(DaysOfCalls, DayOfCalls, LoadAhead, WeekAhead, VoiceYear, VoiceDay, VoiceMonth),
    *(Funnel, Reach, Worth, WorthIn, QuarterMet),
    *(Shown, Contact, Labelled, Promise, Period, LogLine, Party, Birthday, Cadence, Problem, Piece, Config),
)  # fmt: skip
"""What a template can come by, from the names that it is given."""


def attributes(kind: type[Any]) -> list[str]:
    """What a template may ask of a thing of that type: fields and properties; methods in parentheses."""
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else list(kind._fields)
    found = [name for name in names if not name.startswith("_")]
    for name, value in vars(kind).items():
        if not name.startswith("_") and name not in found:
            found.append(f"({name})" if callable(value) else name)
    return found
