"""Days and spans as a person would say them. No locale: the same words on every machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.cadence import Cadence
    from karma.core.logline import LogLine
    from karma.core.verbs import Verb

__all__ = [
    "ago",
    "day_words",
    "every_words",
    "from_now",
    "listed",
    "sentence",
    "span_words",
    "touched",
]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_EVERY = {
    "daily": "every day",
    "weekly": "every week",
    "fortnightly": "every two weeks",
    "biweekly": "every two weeks",
    "monthly": "every month",
    "bimonthly": "every two months",
    "quarterly": "every quarter",
    "half-yearly": "every six months",
    "yearly": "every year",
    "annually": "every year",
}
_MARKS = (
    ".!?\u203d\u2047-\u2049"  # Latin
    "\u037e\u0589\u061f\u06d4\u07f9"  # Greek, Armenian, Arabic, N’Ko
    "\u0964\u0965\u104b\u1362\u1367\u17d4\u17d5"  # Devanagari, Burmese, Ethiopic, Khmer
    "\u3002\uff01\uff0e\uff1f\uff61"  # Chinese and Japanese
)
_ENDED = re.compile(rf"(?:…|(?:[{_MARKS}]|[\u0370-\u03ff\u1f00-\u1fff];)[”»」』]*)$")
"""What ends a sentence in any script; a Greek question ends in what looks like a semicolon."""
_SPAN = re.compile(r"(\d+)\s*([dwmy])")


def day_words(day: date, today: date) -> str:
    """`2 Oct`, with the year when it is not this year's."""
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def span_words(days: int) -> str:
    """A number of days in the unit one would say it in: `3 days`, `a week`, `7 weeks`, `5 months`."""
    if days < 7 or 10 < days < 14:
        return _counted(days, "day")
    if days < 60:
        return _counted(round(days / 7), "week")
    if days < 700:
        return _counted(round(days * 12 / 365.25), "month")
    return _counted(round(days / 365.25), "year")


def ago(days: int) -> str:
    """`yesterday`, `7 weeks ago`."""
    return {0: "today", 1: "yesterday"}.get(days) or f"{span_words(days)} ago"


def from_now(days: int) -> str:
    """`today`, `tomorrow`, `in 3 days`, and for the past as `ago`."""
    if days < 0:
        return ago(-days)
    return {0: "today", 1: "tomorrow"}.get(days) or f"in {span_words(days)}"


def every_words(cadence: Cadence) -> str:
    """`every 4 to 6 weeks`, `every quarter`; for `off`, `never`."""
    if cadence.off:
        return "never"
    ideal, _, limit = cadence.text.strip().casefold().partition("..")
    if not limit.strip():
        return _EVERY.get(ideal.strip()) or f"every {_counted_text(ideal)}"
    low, high = _SPAN.fullmatch(ideal.strip()), _SPAN.fullmatch(limit.strip())
    if low and high and low[2] == high[2]:
        return f"every {low[1]} to {high[1]} {_UNITS[low[2]]}s"
    return f"{_EVERY.get(ideal.strip()) or f'every {_counted_text(ideal)}'} to {_counted_text(limit)}"


def touched(line: LogLine, verb: Verb) -> str:
    """What happened, as the beginning of a sentence that a time continues: `You last spoke`."""
    if verb.name in ("lunch", "meeting", "exchange"):
        return "You last met"
    if verb.voice and verb.answered:
        return "You last spoke"
    if verb.name == "voicemail":
        return "They last left a message" if line.inbound else "You last left a message"
    return f"Their last {verb.name} came" if line.inbound else f"Your last {verb.name} went out"


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop, unless it ends in a mark already."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if _ENDED.search(text) else f"{text}."


def _counted(count: int, unit: str) -> str:
    return f"a {unit}" if count == 1 else f"{count} {unit}s"


def _counted_text(span: str) -> str:
    match = _SPAN.fullmatch(span.strip())
    if not match:
        return _EVERY.get(span.strip(), span.strip()).removeprefix("every ")
    unit = _UNITS[match[2]]
    return unit if match[1] == "1" else f"{match[1]} {unit}s"


def listed(words: Sequence[str], last: str = "and") -> str:
    """`Ann`, `Ann and Bill`, `Ann, Bill and Eve`; of nobody nothing."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
