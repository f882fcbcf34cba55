"""All that other files, and the day, tell of people, as plain values by id: gathered system by system.

Of most people little is told, and one system after the other is gone through faster than person by person.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from karma.core.gratitude import gratitude
from karma.core.matching.intel import waiting
from karma.core.referrals.unreachable import play_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from karma.core.book import Contact
    from karma.core.dashboard import Dashboard
    from karma.core.drafts.desk import Desk

    Plainly = Callable[[Any], Any]
    """How a thing of any kind is told in plain values."""

Told = dict[str, list[Any]]
"""By id what is told of each, in a fixed order; each thing behind the name of what it is."""


class Telling:
    """What is told of the people of a dashboard.

    It covers all that their pages and drafts say beyond their own file, the settings, the day and everybody's
    name. `file` gives the digest that stands for a contact's file; a line is told by it and by its day.
    """

    def __init__(
        self, dash: Dashboard, desk: Desk, plainly: Plainly, file: Callable[[Contact], bytes]
    ) -> None:
        self._dash, self._desk, self._plainly, self._file = dash, desk, plainly, file
        self._found: Told = defaultdict(list)

    @cached_property
    def all(self) -> Told:
        """Everything, of everybody of whom there is anything."""
        self._one_thing_each()
        self._referrals()
        self._give_and_take()
        self._introductions()
        self._news()
        self._thanks()
        return dict(self._found)

    def _note(self, what: str, told: Iterable[tuple[str, Any]]) -> None:
        found, plainly = self._found, self._plainly
        for who, thing in told:
            found[who].append((what, plainly(thing)))

    def _one_thing_each(self) -> None:
        """What few people have: a place on today's list, changes, a recall, a play, a scorecard."""
        dash = self._dash
        self._note("call", dash.calls.items())
        self._note("latest", dash.latest.items())
        self._note("recall", ((one.contact.id, one) for one in dash.recalls.everybody))
        self._note("play", ((one.referral.prospect.id, one) for one in dash.reports.plays))
        self._note("partner", ((one.contact.id, one) for one in dash.partners.partners))

    def _referrals(self) -> None:
        """Those in which they are the prospect, and those that they gave you or that you sent to them.

        Who is in the archive has a play for their drafts, though no report tells of it.
        """
        found, dash = self._found, self._dash
        for one in dash.pipeline.referrals:
            told = self._plainly(one)
            found[one.prospect.id].append(("received", told))
            if other := one.giver if one.direction == "in" else one.receiver:
                found[other].append((one.direction, told))
            if one.prospect.archived and (play := play_of(one, dash.named, dash.today)):
                found[one.prospect.id].append(("archived", self._plainly(play)))

    def _give_and_take(self) -> None:
        """Good turns in others' files; their own is told already, as is what each weighs."""
        for who, others in self._dash.balance.sums.ledger.others.items():
            told = [(other.code, self._file(other.source), other.about) for other in others]
            self._found[who].append(("between", told))

    def _introductions(self) -> None:
        """Who could help them and whom they could help, needs without anybody, introductions made."""
        found, maker, file = self._found, self._dash.matchmaker, self._file
        asked, offered, people = maker.market.asked, maker.market.offered, maker.market.people
        ids, files = [one.id for one in people], [file(one) for one in people]
        for score, need, offer in maker.pairs:
            needer, expert = asked.owners[need], offered.owners[offer]
            numbers = score, asked.texts.nth[need], offered.texts.nth[offer]
            found[ids[needer]].append(("helped by", files[expert], numbers))
            found[ids[expert]].append(("could help", files[needer], numbers))
        for need in maker.alone:
            found[ids[asked.owners[need]]].append(("unmet", asked.texts.nth[need]))
        introductions = self._dash.matches.introductions
        for made in (*introductions.made, *introductions.followed_up):
            days = str(made.made), str(made.followed_up)
            told = file(made.needer), file(made.expert), *days, made.need, made.offer, made.score, made.words
            for person in (made.needer, made.expert):
                found[person.id].append(("made", told))

    def _news(self) -> None:
        """What they would like to hear, which of its words suit their work, and how well it does."""
        found, dash = self._found, self._dash
        for heard, those in zip(dash.matches.intel, waiting(dash.named, dash.today), strict=True):
            told = self._file(heard.source), self._file(heard.owner), heard.at, heard.knowing.work
            people = heard.knowing.audience.people
            for place, score in those:
                found[people[place].id].append(("news", score, told))

    def _thanks(self) -> None:
        """Favours and thanks, where other files tell of any, and what became of who was sent.

        What somebody is to be thanked for this morning counts everybody, as the day's list does; drafts count
        those who have a page, and what is done today.
        """
        dash, desk, everybody = self._dash, self._desk, gratitude(self._dash.book)
        of_named = desk.around.gratitude
        told = {who for one in (everybody, of_named) for who in (*one.named, *one.thanks)}
        for contact in [one.contact for one in dash.people if one.contact.id in told]:
            self._note("owed", [(contact.id, (everybody.owed(contact, dash.today),))])
            favours = of_named.of(contact)
            became = [desk.pipeline.of(favour.referred) for favour in favours if favour.referred]
            self._note("favours", [(contact.id, (favours, of_named.owed(contact, desk.tomorrow), became))])
