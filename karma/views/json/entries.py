"""The shapes of a log line and a promise, wherever `--json` prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.core import logline

if TYPE_CHECKING:
    from datetime import date

    from karma.core.logline import LogLine
    from karma.core.promise import Promise

LogEntry = TypedDict(
    "LogEntry",
    {
        "date": str,
        "time": str | None,
        "verb": str,
        "in": bool,
        "links": list[str],
        "text": str,
        "amount": str | None,
        "currency": str | None,
        "line": int,
        "written": str,
    },
)
LogEntry.__doc__ = (
    "One line of a log. `in`: they did it; `links` are stems; `written` is the line, `line` its number."
)


class PromiseEntry(TypedDict):
    """One promise. `by` is a day, a week, a month, or null for someday; `they`: it is theirs."""

    text: str
    by: str | None
    they: bool
    state: str
    kept_on: str | None
    overdue: bool
    line: int


def log_entry(entry: LogLine) -> LogEntry:
    """One line of a log."""
    return {
        "date": entry.date.isoformat(),
        "time": entry.time,
        "verb": entry.verb,
        "in": entry.inbound,
        "links": list(entry.links),
        "text": entry.text,
        "amount": f"{entry.amount:f}" if entry.amount is not None else None,
        "currency": entry.currency,
        "line": entry.line,
        "written": logline.write(entry),
    }


def promise_entry(promise: Promise, today: date) -> PromiseEntry:
    """One promise on that day."""
    return {
        "text": promise.text,
        "by": str(promise.by) if promise.by else None,
        "they": promise.theirs,
        "state": promise.state,
        "kept_on": iso(promise.kept_on),
        "overdue": promise.overdue(today),
        "line": promise.line,
    }


def iso(day: date | None) -> str | None:
    """The day as ISO, or null."""
    return day.isoformat() if day else None
