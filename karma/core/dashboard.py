"""The dashboard: what the pages say, computed once from the book and the day, with nothing private in it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.balance.chances import give_and_take
from karma.core.call_me.asked import asked_to_call
from karma.core.call_me.met import met_and_quiet
from karma.core.call_me.promised import called_by
from karma.core.cultivation.overview import cultivation
from karma.core.each import EVER, of_each
from karma.core.history.latest import latest_changes
from karma.core.links import fold
from karma.core.matching.intros import Matchmaker
from karma.core.matching.matches import Matches
from karma.core.partners.overview import partners_of
from karma.core.person_page import Systems, person_page
from karma.core.plan.overview import plan
from karma.core.problems import to_mend
from karma.core.promises import promises
from karma.core.queue import calls_of
from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.reports import reports_of
from karma.core.referrals.tree import referral_tree
from karma.core.referrals.unreachable import play_of
from karma.core.review.review import review_of
from karma.core.standing import standings
from karma.core.today import today_of
from karma.core.trust import trust
from karma.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from karma.core.agenda import Call, Owed, Today
    from karma.core.balance.chances import GiveAndTake
    from karma.core.book import Book, Contact
    from karma.core.call_me.asked import Asked
    from karma.core.call_me.met import Met
    from karma.core.config import Config
    from karma.core.cultivation.overview import Cultivation
    from karma.core.cultivation.recall import Recall
    from karma.core.history.latest import Latest
    from karma.core.history.revision import Revision
    from karma.core.partners.overview import Partners
    from karma.core.person_page import PersonPage
    from karma.core.plan.overview import Plan
    from karma.core.problems import Problem
    from karma.core.promises import PromiseBook, Strength
    from karma.core.referrals.referral import Pipeline
    from karma.core.referrals.reports import Reports
    from karma.core.referrals.tree import Branch
    from karma.core.referrals.unreachable import Play
    from karma.core.review.review import Review
    from karma.core.standing import Standing, Standings
    from karma.core.trust import Trust


@dataclass(frozen=True)
class Dashboard:
    """Everything that the pages show, and nothing else; each thing is found when somebody looks at it.

    `book` is the visible one, to follow links, and `unveiled` the whole of it, from which nothing is shown
    but numbers. `revisions` are the newest ones, latest first.
    """

    book: Book
    today: date
    unveiled: Book = field(repr=False)
    revisions: Sequence[Revision] = ()

    @property
    def pinned(self) -> bool:
        """True when the day is a setting of the book (a sample), so that a page does not grow old."""
        return self.book.config.today is not None

    @cached_property
    def day(self) -> Today:
        """The day as far as it is about people who have a page."""
        return _without_hidden(self._full_day)

    @property
    def unnamed_calls(self) -> int:
        """How many calls of the day are for private people."""
        return len(self._full_day.calls) - len(self.day.calls)

    @cached_property
    def _full_day(self) -> Today:
        return today_of(self.book, self.today)

    @cached_property
    def promises(self) -> PromiseBook:
        """Open promises of people who have a page."""
        return _promises(self.book, self.today)

    @cached_property
    def people(self) -> Standings:
        """Those who have a page, as they stand today, sorted by name as an index would be."""
        return _people(self.book, self.today)

    @cached_property
    def latest(self) -> Mapping[str, tuple[Latest, ...]]:
        """The latest changes of some people by id."""
        return latest_changes(self.revisions, self.unveiled, self.book, self.today)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is to be mended, but for files that keep something private."""
        return tuple(sorted(to_mend(self.book.problems)))

    @cached_property
    def unnamed_problems(self) -> int:
        """How many problems stand in files that keep something private."""
        return len(to_mend(self.unveiled.problems)) - len(self.problems)

    def person(self, target: str) -> Contact | None:
        """Whom a link means, None when nobody of that name has a page."""
        found = self.book.resolve(target)
        return None if found is None or found.hidden else found

    def call(self, contact: Contact) -> Call | None:
        """Their place on today's list, None when they are not on it."""
        return self.calls.get(contact.id)

    def page_of(self, standing: Standing) -> PersonPage:
        """All that the page of one of `people` says."""
        return person_page(standing, self.book, self.today, self.systems_of(standing.contact))

    def systems_of(self, contact: Contact) -> Systems:
        """What the systems know of one of `people`."""
        return Systems(
            call=self.calls.get(contact.id),
            latest=self.latest.get(contact.id, ()),
            recall=self._recalls.get(contact.id),
            play=self._play(contact),
            received=self.pipeline.of(contact),
            gave=self.pipeline.given_by(contact),
            sent=self.pipeline.sent_to(contact),
            between=self.balance.sums.of(contact),
            partner=self.partners.of(contact),
            matches=self.matches.of(contact),
        )

    @cached_property
    def calls(self) -> dict[str, Call]:
        """Today's calls of people who have a page, by id."""
        return {call.contact.id: call for call in calls_of(self.book, self.today) if not call.contact.hidden}

    @cached_property
    def _recalls(self) -> dict[str, Recall]:
        return {recall.contact.id: recall for recall in self.recalls.everybody}

    def _play(self, contact: Contact) -> Play | None:
        """Of the plays that are under way the one for their newest referral."""
        of_each = [play_of(one, self.named, self.today) for one in self.pipeline.of(contact)]
        plays = [play for play in of_each if play and not contact.archived]
        return plays[-1] if plays else None

    @cached_property
    def named(self) -> Book:
        """The visible book of people who have a page: what the pages of the systems are computed from."""
        named = tuple([one for one in self.book.contacts if "true" not in one.private])
        # The same book where nobody is hidden, so that what was found in it need not be found again.
        return self.book if len(named) == len(self.book.contacts) else replace(self.book, contacts=named)

    @cached_property
    def pipeline(self) -> Pipeline:
        """Every referral."""
        return pipeline_of(self.named, self.today)

    @cached_property
    def reports(self) -> Reports:
        """What the pipeline comes to."""
        return reports_of(self.pipeline, self.named, self.today)

    @cached_property
    def tree(self) -> tuple[Branch, ...]:
        """Who brought whom."""
        return referral_tree(self.pipeline, self.named)

    @cached_property
    def called_by(self) -> Mapping[str, int]:
        """By id the number of the day by which they are to be called, whatever their cadence says."""
        return called_by(self.named, self.recalls.everybody)

    @cached_property
    def recalls(self) -> Cultivation:
        """Who is in cultivation, and when each is to be called again (S13)."""
        return cultivation(self.named, self.today, self.pipeline)

    @cached_property
    def trust(self) -> Trust:
        """Loops closed, and e-mail that went to who did not opt in (S11)."""
        return trust(self.named, self.today, self.pipeline)

    @cached_property
    def met(self) -> tuple[Met, ...]:
        """People met with no touch by you since (S15)."""
        return met_and_quiet(self.named, self.today)

    @cached_property
    def asked_to_call(self) -> tuple[Asked, ...]:
        """Whom you asked to call you, and who did not (S15)."""
        return asked_to_call(self.named, self.today)

    @cached_property
    def balance(self) -> GiveAndTake:
        """What was given and received, and who comes to mind (S8)."""
        return give_and_take(self.named, self.today, self.pipeline)

    @cached_property
    def review(self) -> Review:
        """The week and the quarter."""
        return review_of(self.book, self.today, self.pipeline, named=self.named)

    @cached_property
    def plan(self) -> Plan:
        """The kinds of touch: done, wanted, and whom next (S9)."""
        return plan(self.book, self.today, self.pipeline, named=self.named)

    @cached_property
    def partners(self) -> Partners:
        """The referral partners: scorecard, meetings, names each way (S10, S12)."""
        return partners_of(self.named, self.today, self.pipeline)

    @cached_property
    def matches(self) -> Matches:
        """Who could help whom, and who would like to hear what you heard (S14, S6)."""
        return Matches(self.today, self.named, self.matchmaker)

    @cached_property
    def matchmaker(self) -> Matchmaker:
        """The same introductions by the numbers of needs and offers."""
        return Matchmaker(self.named, self.today, self.pipeline, so_far=True)


def dashboard(book: Book, today: date, revisions: Sequence[Revision] = ()) -> Dashboard:
    """What the pages say about `book` on the day `today`; `revisions` are the newest ones, latest first."""
    return Dashboard(visible(book, today), today, book, tuple(revisions))


def _people(book: Book, today: date) -> Standings:
    """Where everybody stands who is not hidden, sorted by name as an index would be."""
    order = _in_the_index.values(book, EVER)
    shown = [at for at, contact in enumerate(book.contacts) if "true" not in contact.private]
    return standings(book, today, so_far=True).at(sorted(shown, key=order.__getitem__))


@of_each
def _in_the_index(contact: Contact, _config: Config, _today: date) -> tuple[str, str]:
    """By name without accents, so that Zoë stands beside Zoe; then by id, so that the order is fixed."""
    name = contact.name
    if name.isascii():
        return fold(name), contact.id
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return fold(plain), contact.id


def _without_hidden(day: Today) -> Today:
    return day._replace(
        calls=tuple(call for call in day.calls if not call.contact.hidden),
        promises=_named(day.promises),
        also=tuple(also for also in day.also if not also.contact.hidden),
    )


def _promises(book: Book, today: date) -> PromiseBook:
    """Open promises of people who have a page; the rate counts everybody's, as it does on the terminal."""
    every = promises(book, today)
    if not any(one.hidden for one in book.contacts):
        return every
    return every._replace(
        mine=tuple(_strength(strength) for strength in every.mine),
        theirs=tuple(_strength(strength) for strength in every.theirs),
        overdue=_named(every.overdue),
    )


def _strength(strength: Strength) -> Strength:
    return strength._replace(promises=_named(strength.promises))


def _named(found: Iterable[Owed]) -> tuple[Owed, ...]:
    return tuple(owed for owed in found if not owed.contact.hidden)
