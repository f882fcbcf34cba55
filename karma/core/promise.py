"""The grammar of a promise: `- [ ] [DATE] [they:] text` (format.md, rule 4).

The date is a day, a week, a month or missing: its precision is the strength of the promise. Dates as
Obsidian's task plugins write them (`📅 DATE`, `[due:: DATE]`, `✅ DATE`) are read anywhere in the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from karma.core.dates import Period, looks_like_date, parse_day, parse_period, suggest_day
from karma.core.logline import one_line
from karma.core.problems import Fault

if TYPE_CHECKING:
    from datetime import date

State = Literal["open", "kept", "released"]

_TASK = re.compile(r"[ \t]*[-*+][ \t]+\[(.)\](?:[ \t]+|$)")
_MARKS: dict[str, State] = {" ": "open", "x": "kept", "X": "kept", "-": "released"}
_BOXES = {"open": " ", "kept": "x", "released": "-"}
_THEY = re.compile(r"they:\s*", re.IGNORECASE)
_DUE = re.compile(r"📅\ufe0f?\s*(\S+)|\[due::([^\[\]]*)\]")
_CALL = re.compile(r"\b(?:call|phone|ring|wait)\b", re.IGNORECASE)
_DONE = re.compile(r"✅\ufe0f?\s*(\S+)|\[completion::([^\[\]]*)\]")


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
    def waits_for_call(self) -> bool:
        """True for a promise of yours that names a day to call them, or to wait for (S7)."""
        return not self.theirs and _CALL.search(self.text) is not None

    @property
    def asks_for_call(self) -> bool:
        """True for what `met --call-me` writes: you said that you would call (S15)."""
        words = self.text.casefold().replace(":", " ").split()
        return not self.theirs and bool(words) and words[0] == "call"


def parse(raw: str, line: int = 0) -> Promise | Fault:
    """The promise that `raw` (one line, no line ending) says, or what is wrong with it.

    A date may stand before or after `they:`, and a colon or comma may follow it.
    """
    task = _TASK.match(raw)
    if not task:
        return _NO_PROMISE
    state = _MARKS.get(task[1])
    if state is None:
        return _no_state(task)
    done, rest = _marked(_DONE, raw[task.end() :])
    due, rest = _marked(_DUE, rest)
    dated, text = _leading_date(rest)
    if they := _THEY.match(text):
        later, text = _leading_date(text[they.end() :]) if not dated else ("", text[they.end() :])
        dated = dated or later
    for written in (dated, due):
        if written and not parse_period(written):
            return _bad_date(written, raw)
    kept_on = parse_day(done)
    if done and not kept_on:
        return _bad_date(done, raw, "Write the day it was kept, such as `✅ 2026-12-01`.")
    if not text:
        return _NOTHING_SAID._replace(col=task.end())
    return Promise(text, parse_period(dated or due), bool(they), state, kept_on, line)


_NO_PROMISE = Fault("promise-line", "this is not a promise", "Write `- [ ] 2026-12-01 what you promised`.")
_NOTHING_SAID = Fault("promise-line", "the promise says nothing", "Say what was promised after the date.")


def _no_state(task: re.Match[str]) -> Fault:
    return Fault(
        "promise-box",
        f"“[{task[1]}]” is no state of a promise",
        "Use `[ ]` open, `[x]` kept or `[-]` released.",
        col=task.start(1),
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


def _marked(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """The date behind a mark of Obsidian's, `""` when there is none, and the text without both."""
    match = pattern.search(text)
    if not match:
        return "", text
    return (match[1] or match[2]).strip(), text[: match.start()].rstrip() + text[match.end() :]


def _leading_date(text: str) -> tuple[str, str]:
    """What `text` begins with, if that was meant as a date, else `""`; and the rest without blanks around."""
    text = text.strip()
    first, *rest = text.split(maxsplit=1) or [""]
    written = first.rstrip(":,")
    return (written, "".join(rest)) if looks_like_date(written) else ("", text)


def _bad_date(
    written: str,
    raw: str,
    otherwise: str = "Write a day `2026-12-01`, a week `2026-W50` or a month `2026-12`.",
) -> Fault:
    guess = suggest_day(written)
    return Fault(
        "promise-date",
        f"“{written}” is not a date as files hold it",
        f"Write `{guess}`." if guess else otherwise,
        col=max(raw.find(written), 0),
    )
