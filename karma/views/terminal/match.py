"""Whom to introduce to whom, whom to ask what became of it, and who would like to hear what you heard."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from karma.core.around import plain
from karma.core.called import first_name
from karma.core.links import link
from karma.core.phrases import ago
from karma.core.typed import quoted, word
from karma.views.terminal.lines import BLANK, DAY, Line, command, dated, heading, more, paragraph
from karma.views.terminal.person import head_lines
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book
    from karma.core.matching.intel import Intel
    from karma.core.matching.intros import Introduction, Unmet
    from karma.core.matching.listeners import Listener
    from karma.core.matching.matches import Matches
    from karma.core.matching.serendipity import Serendipity
    from karma.core.matching.share import MatchesOf

_MOST_NAMES = 3
_MOST_NEEDS, _MOST_NEWS = 10, 8
"""So much is enough for one reading; all of it is on the page and in the data."""


def match_lines(found: Matches, book: Book, width: int) -> list[Line]:
    """The introductions, those to follow up, needs without anybody, the intel, and what calls brought."""
    intros = found.introductions
    lines = [
        *_proposals("Who could help whom", intros.proposed, book, width),
        *_follow_ups(found.to_follow_up, book, found.today, width),
        *_unmet("Nobody for these yet", intros.unmet, book, width),
        *_intel(found.intel, book, found.today, width),
        *_luck(found.serendipity, width),
    ]
    if lines:
        return lines[1:] if lines[0] == BLANK else lines
    return paragraph(
        "Nothing to match yet. Ask people what would help them, and write it under `needs:`; what they are "
        "good at goes under `offers:`.",
        width,
        1,
    )


def person_match_lines(one: MatchesOf, book: Book, today: date, width: int) -> list[Line]:
    """What one person needs and who could help, whom they could help, and what they would like to hear."""
    name = first_name(one.contact.name)
    lines = [
        *_proposals(f"Who could help {name}", one.helped_by, book, width),
        *_unmet("Nobody for this yet", one.unmet, book, width),
        *_proposals(f"Whom {name} could help", one.could_help, book, width),
        *_made(one.made, book, today, width),
        *_news(f"What {name} would like to hear", one, book, today, width),
    ]
    nothing = [BLANK, *paragraph(f"Nothing to match yet. Ask {name} what would help.", width, 1)]
    return [*head_lines(one.contact, width), *(lines or nothing)]


def _proposals(title: str, proposed: Sequence[Introduction], book: Book, width: int) -> list[Line]:
    lines = heading(title) if proposed else []
    in_order = list(dict.fromkeys((one.needer.id, one.need) for one in proposed))
    for needer_id, need in in_order[:_MOST_NEEDS]:
        experts = [one for one in proposed if (one.needer.id, one.need) == (needer_id, need)]
        asked = f"{experts[0].needer.name}: {plain(need, book)}"
        lines += paragraph(asked, width, 1, "strong")
        for one in experts:
            lines += paragraph(f"{one.expert.name}, {plain(one.offer, book)}", width, 5, first="   →")
            lines += command(f"karma draft {word(needer_id)} intro --to {word(one.expert.id)}")
    return lines + more(len(in_order) - _MOST_NEEDS)


def _follow_ups(waiting: Sequence[Introduction], book: Book, today: date, width: int) -> list[Line]:
    lines = heading("Introduced: ask what became of it") if waiting else []
    for one in waiting:
        said = f"{one.needer.name} and {one.expert.name}, {_ago(one, today)}{_about(one, book)}"
        lines += paragraph(said, width, 1)
        lines += command(f"karma stage {word(one.needer.id)} reached --with {word(one.expert.id)}")
    return lines


def _made(made: Sequence[Introduction], book: Book, today: date, width: int) -> list[Line]:
    lines = heading("Introduced") if made else []
    for one in made:
        then = "; followed up" if one.followed_up else ""
        said = f"{one.needer.name} to {one.expert.name}, {_ago(one, today)}{_about(one, book)}{then}"
        lines += paragraph(said, width, 1)
    return lines


def _unmet(title: str, unmet: Sequence[Unmet], book: Book, width: int) -> list[Line]:
    lines = heading(title) if unmet else []
    for one in unmet[:_MOST_NEEDS]:
        lines += paragraph(f"{one.contact.name}: {plain(one.need, book)}", width, 1)
    return lines + more(len(unmet) - _MOST_NEEDS)


def _intel(found: Sequence[Intel], book: Book, today: date, width: int) -> list[Line]:
    wanted = [one for one in found if one.listeners]
    lines = heading("News, and who would like to hear it") if wanted else []
    for one in wanted[:_MOST_NEWS]:
        said = f"{one.source.name}: {plain(one.line.text, book)}"
        lines += dated(one.line.date, today, said, width, below=_names(one.listeners))
        lines += command(_telling(one.listeners[0], one), DAY)
    return lines + more(len(wanted) - _MOST_NEWS)


def _news(title: str, one: MatchesOf, book: Book, today: date, width: int) -> list[Line]:
    lines = heading(title) if one.news else []
    for news in one.news[:_MOST_NEWS]:
        said = f"{news.intel.source.name}: {plain(news.intel.line.text, book)} ({news.listener.why})"
        lines += dated(news.intel.line.date, today, said, width)
        lines += command(_telling(news.listener, news.intel), DAY)
    return lines + more(len(one.news) - _MOST_NEWS)


def _names(listeners: Sequence[Listener]) -> str:
    """The first few with the reason, said once for all who share it, and how many more there are."""
    groups = groupby(listeners[:_MOST_NAMES], key=lambda one: one.why)
    said = [f"{', '.join(one.contact.name for one in group)} ({why})" for why, group in groups]
    left = len(listeners) - _MOST_NAMES
    return "→ " + ", ".join(said) + (f", and {left} more" if left > 0 else "")


def _luck(luck: Serendipity, width: int) -> list[Line]:
    if not luck.windfalls:
        return []
    brought = f"{count(luck.referrals, 'referral')} and {count(luck.intel, 'piece')} of news"
    said = (
        f"In twelve months your conversations brought {brought} that nobody had planned; "
        f"{luck.lucky_calls} of {count(luck.calls, 'call')} brought something."
    )
    return [BLANK, *paragraph(said, width, 1)]


def _telling(listener: Listener, one: Intel) -> str:
    return f"karma log {word(listener.contact.id)} told -m {quoted(f'… from {link(one.source.id)}')}"


def _ago(one: Introduction, today: date) -> str:
    return ago((today - one.made).days) if one.made else ""


def _about(one: Introduction, book: Book) -> str:
    return f": {plain(one.need, book)}" if one.need else ""
