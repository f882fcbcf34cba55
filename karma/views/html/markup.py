"""Small pieces of HTML that pages have by the thousand, put together here rather than in templates.

Every word from a file goes through `_safe`, which makes the unseen visible and escapes, as the pages
themselves do with all that they print. Only prose becomes markup elsewhere: prose.py.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from markupsafe import Markup, escape

from karma.views.days import month_day
from karma.views.html.words import amount_words, linked, pieces, short_day
from karma.views.show import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from karma.core.book import Contact
    from karma.core.logline import LogLine
    from karma.views.html.people import PersonRow
    from karma.views.html.words import Piece

    Follow = Callable[[str, str], tuple[str, str] | None]

_TYPED = re.compile(r'karma(?: (?![A-Z]+\b)(?:[\w./=-]+|"[\w ./-]+"))+')
_AND = '<span class="label">and</span> '
_DASH = '<span class="label">—</span> '
_ON_THE_LIST = ' data-list=""'
_FROM_THEM = '<span class="label">from them</span> '


@lru_cache(maxsize=4096)
def day(date: date) -> Markup:
    """`22 Nov 2026` as a `<time>`."""
    return Markup(f'<time datetime="{date.isoformat()}">{short_day(date)}</time>')  # noqa: S704


@lru_cache(maxsize=4096)
def day_of_year(date: date) -> Markup:
    """`22 Nov` as a `<time>`, where the year is named elsewhere."""
    return Markup(f'<time datetime="{date.isoformat()}">{month_day(date)}</time>')  # noqa: S704


def lines(several: Iterable[str]) -> Markup:
    """Lines of text as they stand in a `<pre>`."""
    every = list(several)
    seen = every if "".join(every).isprintable() else map(show, every)
    return _joined((_escaped("\n".join(seen)),))


def code(words: str) -> Markup:
    """A sentence of karma's in which what stands between two backticks, a command, is `<code>`."""
    pieces = words.split("`")
    last = len(pieces) - 1
    return _joined(
        f"<code>{_safe(piece)}</code>"
        if place % 2 and place < last
        else f"{'`' if place % 2 else ''}{_safe(piece)}"
        for place, piece in enumerate(pieces)
    )


def commands(words: str) -> list[str]:
    """The commands in such a sentence that can be copied as they are: nothing in them to fill in.

    What a shell would make more of than words, as somebody may have put into a name, is not among them.
    """
    return [piece for piece in words.split("`")[1:-1:2] if _TYPED.fullmatch(piece)]


MARKUP_FILTERS = {"day": day, "day_of_year": day_of_year, "lines": lines, "code": code, "commands": commands}
"""Those that need no pages to lead to."""


def link_filters(follow: Follow, href: Callable[[Contact, str], str]) -> Mapping[str, Callable[..., Any]]:
    """The filters whose links lead to pages: `follow` and `href` give names and addresses, by the root."""

    def text(words: str, root: str) -> Markup:
        """Words with their `[[links]]` leading to the pages, as HTML, seen from `root`."""
        if "[[" not in words:
            return Markup(_safe(words))  # noqa: S704
        return _joined(map(_piece, pieces(words, lambda target: follow(target, root))))

    def named(target: str, root: str) -> Markup:
        """The person whom a link means, as a link to their page."""
        return _joined((_piece(linked(target, lambda written: follow(written, root))),))

    def person(contact: Contact, root: str) -> Markup:
        """Somebody's name as a link to their page."""
        return _joined((_link(contact.name, href(contact, root)),))

    def told(entry: LogLine, root: str) -> Markup:
        """A line of the log behind its day, as HTML: what happened, with whom, and the words."""
        return _joined(_told(entry, root, text, named))

    def rows(people: Iterable[PersonRow], root: str, today: date) -> Markup:
        """The people in a list of everybody as rows of a table, HTML."""
        return _joined(_row(one, href(one.contact, root), today) for one in people)

    return {"text": text, "named": named, "person": person, "told": told, "rows": rows}


def _told(
    entry: LogLine, root: str, text: Callable[[str, str], str], named: Callable[[str, str], str]
) -> Iterator[str]:
    yield f'<span class="verb">{_safe(entry.verb)}</span> '
    if entry.inbound:
        yield _FROM_THEM
    if entry.amount is not None:
        yield f"{_safe(amount_words(entry))} "
    before = None
    for party in entry.parties:
        yield _AND if party.preposition == before else f"{_safe(party.preposition)} "
        yield f"{named(party.target, root)} "
        before = party.preposition
    if entry.text:
        yield f"{_DASH}{text(entry.text, root)}"


def _row(row: PersonRow, href: str, today: date) -> str:
    """Name and role, circle and tags, the last touch and the next; the script goes by the attributes."""
    waits = row.call is not None and not row.call.done
    shown, due = row.shown, row.due
    return (
        f"<tr{shown.marks}{_due(due) if due else ''}{_ON_THE_LIST if waits else ''}>\n"
        f'<th scope="row"><a href="{_safe(href)}"><bdi>{shown.name}</th>\n'
        f"<td>{shown.labels}</td>\n"
        f'<td class="day">{_last(shown.last) if shown.last and row.standing else ""}</td>\n'
        f'<td class="day">{_next(row, today, waits=waits)}</td>\n'
        "</tr>\n"
    )


@lru_cache(maxsize=4096)
def _due(due: date) -> str:
    return f' data-due="{due.isoformat()}"'


@lru_cache(maxsize=4096)
def _last(number: int) -> str:
    return day(date.fromordinal(number))


def _next(row: PersonRow, today: date, *, waits: bool) -> str:
    """When a call comes next; `waits`: today, as the list says."""
    if row.standing is None:
        return "archived"
    if waits:
        return "<b>today</b>"
    if row.due is None:
        return ""
    if row.due > today:
        return day(row.due)
    return "not now" if row.standing.row.held else "due"


def _piece(piece: Piece) -> str:
    return _safe(piece.text) if piece.href is None else _link(piece.text, piece.href)


def _link(name: str, href: str) -> str:
    return f'<a href="{_safe(href)}"><bdi>{_safe(name)}</bdi></a>'


def printed(value: Any) -> str:
    """Whatever a template prints, as HTML.

    What is marked safe stays as it is: macros, cleaned prose, the theme's own style and script.
    """
    kind = type(value)
    if kind is Markup:
        return cast("Markup", value)
    if kind is str:
        return _safe(value)
    return str(value.__html__()) if hasattr(value, "__html__") else _safe(str(value))


def _safe(words: str) -> str:
    """Most words have nothing in them that means something in HTML, and to see that is ten times as quick."""
    return _escaped(words if words.isprintable() else show(words))


def _escaped(shown: str) -> str:
    """Words of which everything can be seen."""
    if "&" in shown or "<" in shown or ">" in shown or '"' in shown or "'" in shown:
        return escape(shown)
    return shown


def _joined(parts: Iterable[str]) -> Markup:
    """Parts that are HTML already."""
    return Markup("".join(parts))  # noqa: S704
