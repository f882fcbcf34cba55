"""The grammar of a promise: `- [ ] [DATE] [they:] text` (format.md, rule 4).

The date is a day, a week, a month or missing: its precision is the strength of the promise. Dates as
Obsidian's task plugins write them (`📅 DATE`, `[due:: DATE]`, `✅ DATE`) are read anywhere in the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from karma.core.dates import Period, parse_day, parse_period, suggest_day
from karma.core.logline import one_line
from karma.core.problems import Fault

if TYPE_CHECKING:
    from datetime import date

State = Literal["open", "kept", "released"]

_TASK = re.compile(r"[ \t]*[-*+][ \t]+\[(.)\](?:[ \t]+|$)")
_MARKS: dict[str, State] = {" ": "open", "x": "kept", "X": "kept", "-": "released"}
_BOXES = {"open": " ", "kept": "x", "released": "-"}
_THEY = re.compile(r"they:\s*", re.IGNORECASE)
_DUE = re.compile(r"\s*(?:📅\ufe0f?\s*(\S+)|\[due::\s*([^\]]*?)\s*\])")
_DONE = re.compile(r"\s*(?:✅\ufe0f?\s*(\S+)|\[completion::\s*([^\]]*?)\s*\])")
_DATE_LIKE = re.compile(r"\d{1,4}[-/.][\dWw./-]*\d")


@dataclass(frozen=True, slots=True)
class Promise:
    """What you said you would do for them, or with `theirs` they for you; `by` is None for someday.

    `kept_on` is the day it was ticked, when that is written. `line` is where it stands, from 1.
    """

    text: str
    by: Period | None = None
    theirs: bool = False
    state: State = "open"
    kept_on: date | None = None
    line: int = field(default=0, compare=False)

    def overdue(self, today: date) -> bool:
        """True when it is open and the last day of its period has passed."""
        return self.state == "open" and self.by is not None and self.by.end <= today

    def due(self, today: date) -> bool:
        """True when it is open and its period has begun: the day is here, or the week, or the month."""
        return self.state == "open" and self.by is not None and self.by.start <= today

    @property
    def asks_for_call(self) -> bool:
        """True for what `met --call-me` writes: you said that you would call (S15)."""
        words = self.text.casefold().replace(":", " ").split()
        return not self.theirs and bool(words) and words[0] == "call"


def parse(raw: str, line: int = 0) -> Promise | Fault:
    """The promise that `raw` (one line, no line ending) says, or what is wrong with it."""
    task = _TASK.match(raw)
    if not task:
        return Fault("promise-line", "this is not a promise", "Write `- [ ] 2026-12-01 what you promised`.")
    state = _MARKS.get(task[1])
    if state is None:
        return Fault(
            "promise-box",
            f"“[{task[1]}]” is no state of a promise",
            "Use `[ ]` open, `[x]` kept or `[-]` released.",
            col=task.start(1),
        )
    rest = raw[task.end() :]
    kept_on, rest = _dated(_DONE, rest)
    due, rest = _dated(_DUE, rest)
    first, _, after = rest.strip().partition(" ")
    by = parse_period(first)
    if by:
        rest = after
    elif _DATE_LIKE.fullmatch(first):
        return _bad_date(first, raw)
    for written in (due, kept_on):
        if written and not parse_period(written):
            return _bad_date(written, raw)
    they = _THEY.match(rest.strip())
    text = rest.strip()[they.end() :] if they else rest.strip()
    if not text:
        return Fault(
            "promise-line",
            "the promise says nothing",
            "Say what was promised after the date.",
            col=task.end(),
        )
    return Promise(
        text=text,
        by=by or (parse_period(due) if due else None),
        theirs=bool(they),
        state=state,
        kept_on=parse_day(kept_on) if kept_on else None,
        line=line,
    )


def write(promise: Promise) -> str:
    """The line as a person would type it; the day it was kept follows a ✅."""
    words = [f"- [{_BOXES[promise.state]}]"]
    if promise.by:
        words.append(str(promise.by))
    if promise.theirs:
        words.append("they:")
    words.append(one_line(promise.text))
    if promise.kept_on:
        words.append(f"✅ {promise.kept_on.isoformat()}")
    return " ".join(words)


def _dated(pattern: re.Pattern[str], text: str) -> tuple[str | None, str]:
    match = pattern.search(text)
    if not match:
        return None, text
    return match[1] or match[2], text[: match.start()] + text[match.end() :]


def _bad_date(written: str, raw: str) -> Fault:
    guess = suggest_day(written)
    remedy = (
        f"Write `{guess}`." if guess else "Write a day `2026-12-01`, a week `2026-W50` or a month `2026-12`."
    )
    return Fault(
        "promise-date", f"“{written}” is not a date as files hold it", remedy, col=max(raw.find(written), 0)
    )
