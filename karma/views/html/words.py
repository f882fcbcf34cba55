"""How pages say dates, periods, amounts and log lines. No locale: the same words on every machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from karma.core.dates import add_days, parse_day
from karma.core.links import LINK
from karma.core.phrases import ago, from_now
from karma.views.days import long_day, month, month_day, month_year

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from karma.core.book import Contact
    from karma.core.dates import Birthday, Period
    from karma.core.logline import LogLine


__all__ = [
    "Piece",
    "amount_words",
    "birthday_words",
    "days_over",
    "linked",
    "long_day",
    "month_day",
    "period_words",
    "pieces",
    "place_words",
    "relative",
    "short_day",
    "spoken_days",
]


_DAY = re.compile(r"(?<![\w/-])\d{4}-\d\d-\d\d(?![\w/-])")


class Piece(NamedTuple):
    """A stretch of text, and the address it links to, None for plain text."""

    text: str
    href: str | None


def short_day(day: date) -> str:
    """`22 Nov 2026`."""
    return f"{month_day(day)} {day.year}"


def birthday_words(birthday: Birthday) -> str:
    """`12 April`, with the year of birth where it is known."""
    words = f"{birthday.day} {month(birthday.month)}"
    return f"{words} {birthday.year}" if birthday.year else words


def relative(day: date, today: date) -> str:
    """`3 weeks ago`, `today`, `in 5 days`."""
    days = (day - today).days
    return from_now(days) if days >= 0 else ago(-days)


def period_words(period: Period) -> str:
    """`1 Dec 2026`, `the week of 7 Dec 2026`, `December 2026`, to stand after “by”, “in” or “for”."""
    if period.precision == "day":
        return short_day(period.start)
    if period.precision == "week":
        return f"the week of {short_day(period.start)}"
    return month_year(period.start)


def days_over(period: Period, today: date) -> str:
    """How long ago the last day of a period was: `2 days ago`."""
    return relative(add_days(period.end, -1), today)


def spoken_days(text: str) -> str:
    """Words in which each day stands as on a page, `22 Nov 2026`, and not as in a file, `2026-11-22`."""
    return _DAY.sub(_spoken, text)


def _spoken(found: re.Match[str]) -> str:
    day = parse_day(found[0])
    return short_day(day) if day else found[0]


def amount_words(line: LogLine) -> str:
    """`USD 12,000`, or nothing when the line has no amount."""
    if line.amount is None:
        return ""
    return f"{line.currency} {line.amount:,f}" if line.currency else f"{line.amount:,f}"


def place_words(contact: Contact, home: str = "") -> str:
    """Where somebody is and whose clock they are on: `Lisbon, on Lisbon time`, `Portland, on your clock`.

    `home` is the time zone you are in, "" when karma.toml does not say.
    """
    zone = contact.timezone or ""
    there = zone.rpartition("/")[2].replace("_", " ")
    clock = "on your clock" if zone == home else f"on {there} time"
    return ", ".join(part for part in (contact.city, clock if zone else None) if part)


def pieces(text: str, follow: Callable[[str], tuple[str, str] | None]) -> list[Piece]:
    """`text` cut at its `[[links]]`: each becomes the person's name (or its label) and the page's address.

    `follow` gives name and address of whom a link means, or None: then the words stay and link nowhere.
    """
    if "[[" not in text:
        return [Piece(text, None)]
    found: list[Piece] = []
    at = 0
    for match in LINK.finditer(text):
        if match.start() > at:
            found.append(Piece(text[at : match.start()], None))
        found.append(linked(match[1].strip(), follow, (match[2] or "").strip()))
        at = match.end()
    if at < len(text):
        found.append(Piece(text[at:], None))
    return found


def linked(target: str, follow: Callable[[str], tuple[str, str] | None], label: str = "") -> Piece:
    """One link: the person's name or the given label, with the address of their page if they have one."""
    person = follow(target)
    return Piece(label or person[0], person[1]) if person else Piece(label or target, None)
