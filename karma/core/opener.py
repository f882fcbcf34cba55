"""What to say: a way into the conversation, by what is true, never the same kind twice running (S2)."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, groupby
from typing import TYPE_CHECKING

from karma.core import opener_facts as facts
from karma.core import opener_ways as ways
from karma.core.aloud import aloud
from karma.core.around import Around
from karma.core.moment import Moment
from karma.core.opener_kinds import SAID
from karma.core.touch import karma_calls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from karma.core.agenda import Opener
    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine

FACTS = (
    facts.asked_for_call,
    facts.sent_to_you,
    facts.birthday,
    facts.thanks,
    facts.events,
    facts.fresh_news,
    facts.mentions,
    facts.intel,
)
"""Facts of the hour, the most telling first."""
WAYS = (
    ways.help_with_need,
    ways.bid,
    ways.sit_together,
    ways.interest,
    ways.opinion,
    ways.organisation,
    ways.critique,
)
"""What is true at any time: each call begins with another one of them."""


def opener(contact: Contact, book: Book, today: date, around: Around | None = None) -> Opener:
    """The opener for today, from what was known before today. For many people, pass `Around(book)`.

    Nothing is stored, so the past is replayed: on each day that you called, the opener of that day is worked
    out, and its kind is left out the next time, as are the kinds that the text of the call speaks of
    (“congratulated him …”). It stays the same from one call to the next, unless the facts change.

    What you noted for next time is yours and comes first for as long as you leave it in the file. Since
    nobody can tell since when it has stood there, the replay knows nothing of it.
    """
    around = around or Around(book)
    used: set[str] = set()
    turn = 0
    calls = karma_calls(contact, book.config.verbs, contact.log[0].date if contact.log else today, today)
    for turn, (day, lines) in enumerate(groupby(calls, key=lambda line: line.date), start=1):
        chosen = _choose(proposals(Moment(contact, book, around, day, turn - 1)), used)
        used = {chosen.kind, *_kinds_said(lines)}
    now = Moment(contact, book, around, today, turn, so_far=True)
    return replace(_choose(chain(facts.next_time(now), proposals(now)), used), aloud=aloud(now))


def proposals(at: Moment) -> Iterator[Opener]:
    """Every opener that karma finds for the moment, the best first; at least three kinds are among them."""
    for rule in FACTS:
        yield from rule(at)
    start = at.turn % len(WAYS)
    for rule in WAYS[start:] + WAYS[:start]:
        yield from rule(at)
    yield from ways.hello(at)


def _choose(ways_in: Iterable[Opener], used: set[str]) -> Opener:
    return next(proposal for proposal in ways_in if proposal.kind not in used)


def _kinds_said(lines: Iterator[LogLine]) -> Iterator[str]:
    for line in lines:
        yield from (kind for kind, pattern in SAID if pattern.search(line.text))
