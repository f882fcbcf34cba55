"""Small pieces of HTML that pages have by the thousand, put together here rather than in templates.

Every word from a file goes through `_safe`, which makes the unseen visible and escapes, as the pages
themselves do with all that they print. Only prose becomes markup elsewhere: prose.py.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from karma.views.days import month_day
from karma.views.html.words import amount_words, linked, pieces, short_day
from karma.views.show import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from karma.core.book import Contact
    from karma.core.logline import LogLine
    from karma.views.html.people import People, PersonRow, Plain
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
    return _html(f'<time datetime="{date.isoformat()}">{short_day(date)}</time>')


@lru_cache(maxsize=4096)
def day_of_year(date: date) -> Markup:
    """`22 Nov` as a `<time>`, where the year is named elsewhere."""
    return _html(f'<time datetime="{date.isoformat()}">{month_day(date)}</time>')


def lines(several: Iterable[str]) -> Markup:
    """Lines of text, or a text of several lines, as they stand in a `<pre>`."""
    every = several.split("\n") if isinstance(several, str) else list(several)
    seen = every if "".join(every).isprintable() else map(show, every)
    return escape("\n".join(seen))


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


def unbroken(command: str) -> Markup:
    """A command as HTML in which no word is broken at a hyphen, unless it is wider than its place."""
    words = map(_safe, command.split(" "))
    return _html(" ".join([f'<span class="word">{one}</span>' if "-" in one else one for one in words]))


def in_one_piece(words: str, number: str) -> Markup:
    """Lines of text, as HTML, in which that telephone number is not broken."""
    said, whole = str(lines(words)), _safe(number)
    return _html(said.replace(whole, f'<span class="word">{whole}</span>') if whole else said)


MARKUP_FILTERS = {
    "day": day,
    "day_of_year": day_of_year,
    "lines": lines,
    "code": code,
    "commands": commands,
    "unbroken": unbroken,
    "in_one_piece": in_one_piece,
}
"""Those that need no pages to lead to."""


def link_filters(follow: Follow, href: Callable[[Contact, str], str]) -> Mapping[str, Callable[..., Any]]:
    """The filters whose links lead to pages: `follow` and `href` give names and addresses, by the root."""

    def plain(words: str, root: str) -> str:
        if "[[" not in words:
            return _safe(words)
        return "".join(map(_piece, pieces(words, lambda target: follow(target, root))))

    def text(words: str, root: str) -> Markup:
        """Words with their `[[links]]` leading to the pages, as HTML, seen from `root`."""
        return _html(plain(words, root))

    def named(target: str, root: str) -> Markup:
        """The person whom a link means, as a link to their page."""
        return _joined((_piece(linked(target, lambda written: follow(written, root))),))

    def person(contact: Contact, root: str) -> Markup:
        """Somebody's name as a link to their page."""
        return _joined((_link(contact.name, href(contact, root)),))

    def told(entry: LogLine, root: str) -> Markup:
        """A line of the log behind its day, as HTML: what happened, with whom, and the words."""
        return _html(_told(entry, root, plain, named))

    def story(entries: Iterable[LogLine], root: str) -> Markup:
        """Lines of the log as a list, HTML: the day of each, what happened, with whom, and the words."""
        told = [(day_of_year(one.date), _told(one, root, plain, named)) for one in entries]
        every = "".join([f"<li>{day} <div>{words}</div></li>\n" for day, words in told])
        return _html(f"<ol>\n{every}</ol>\n")

    def rows(people: People | Iterable[PersonRow], root: str, today: date) -> Markup:
        """The people in a list of everybody as rows of a table, HTML."""
        every: Iterable[Plain] = getattr(people, "plain", None) or (_plain(one, today) for one in people)
        before, number = _safe(root), today.toordinal()
        return _joined([_row(one, href(one[0], before), number) for one in every])

    return {"text": text, "named": named, "person": person, "told": told, "story": story, "rows": rows}


def _told(
    entry: LogLine, root: str, text: Callable[[str, str], str], named: Callable[[str, str], str]
) -> str:
    said = _verb(entry.verb)
    if entry.inbound:
        said += _FROM_THEM
    if entry.amount is not None:
        said += f"{_safe(amount_words(entry))} "
    before = None
    for party in entry.parties:
        said += _AND if party.preposition == before else f"{_safe(party.preposition)} "
        said += f"{named(party.target, root)} "
        before = party.preposition
    return f"{said}{_DASH}{text(entry.text, root)}" if entry.text else said


@lru_cache(maxsize=256)
def _verb(verb: str) -> str:
    return f'<span class="verb">{_safe(verb)}</span> '


def _plain(row: PersonRow, today: date) -> Plain:
    """What is written of a person in a list that a template has made."""
    due = row.due.toordinal() if row.due else 0
    held = row.standing is not None and row.standing.row.held and not (row.asked and row.asked <= today)
    waits = row.call is not None and not row.call.done
    return row.contact, row.shown.marks, row.shown.told, due, held, waits


def _row(row: Plain, href: str, today: int) -> str:
    """Name and role, circle and tags, the last touch and the next; the script goes by the attributes."""
    _, marks, told, due, held, waits = row
    day, words = _next(due, held, today)
    if waits:
        day, words = f"{day}{_ON_THE_LIST}", "<b>today</b>"
    return f'<tr{marks}{day}>\n<th scope="row"><a href="{href}{told}{words}</td>\n</tr>\n'


@lru_cache(maxsize=8192)
def _next(due: int, held: bool, today: int) -> tuple[str, str]:
    """The attribute of a row for the day from which a call is welcome, and when it comes in words."""
    if not due:
        return "", ""
    when = date.fromordinal(due)
    words = day(when) if due > today else "not now" if held else "due"
    return f' data-due="{when.isoformat()}"', words


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
        html: Markup = value
        return html
    if kind is str:
        return _safe(value)
    return str(value.__html__()) if hasattr(value, "__html__") else _safe(str(value))


def _safe(words: str) -> str:
    """Most words have nothing in them that means something in HTML, and to see that is ten times as quick."""
    shown = words if words.isprintable() else show(words)
    if "&" in shown or "<" in shown or ">" in shown or '"' in shown or "'" in shown:
        return escape(shown)
    return shown


def _html(words: str) -> Markup:
    """What is HTML already, and known to be plain text: Markup itself would ask first."""
    return str.__new__(Markup, words)


def _joined(parts: Iterable[str]) -> Markup:
    """Parts that are HTML already."""
    return _html("".join(parts))
