"""What one key and the answers after it come to: pure, so that it can be tested without a terminal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from karma.core import logline, promise
from karma.core.logline import LogLine, one_line
from karma.core.promise import Promise
from karma.files.edit import AddLog, AddNextTime, AddPromise, ClosePromise, RemoveNextTime
from karma.files.field_edit import SetField

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Contact
    from karma.core.dates import Period
    from karma.files.edit import Edit

KEYS = {
    "c": "reached",
    "v": "voicemail",
    "n": "no answer",
    "s": "skip",
    "z": "snooze",
    "u": "undo",
    "q": "quit",
}
"""The keys of `karma call` and what each means, in the order of the prompt."""
VERBS = {"c": "call", "v": "voicemail", "n": "tried"}
"""The keys that write a line, and its verb."""


@dataclass
class Answers:
    """What was entered for one person so far: the key, then line by line. It may stop anywhere.

    `asked` names the text that is being asked for.
    """

    key: str
    text: str = ""
    next_time: str = ""
    said_it_all: bool = False
    promised: str = ""
    by: Period | None = None
    snooze: date | None = None
    asked: Literal["", "text", "next_time", "promised"] = ""

    def broken_off(self, typed: str) -> None:
        """Keeps what stood in the line that was being typed."""
        if self.asked:
            setattr(self, self.asked, typed)


@dataclass(frozen=True, slots=True)
class Entered:
    """The edits of one person's file, and the lines that say what they put there."""

    edits: tuple[Edit, ...]
    lines: tuple[str, ...]


def entered(answers: Answers, contact: Contact, today: date) -> Entered:
    """What to write for these answers, as far as they go; nothing for a skip.

    Somebody reached has been called: an open promise to call them that has come due is ticked (S15). What was
    noted for next time goes when all of it was said.
    """
    edits: list[Edit] = []
    lines: list[str] = []
    if answers.snooze:
        edits.append(SetField("snooze", answers.snooze.isoformat()))
        lines.append(f"snooze: {answers.snooze.isoformat()}")
    if answers.key in VERBS:
        happened = LogLine(today, VERBS[answers.key], one_line(answers.text))
        edits.append(AddLog(happened))
        lines.append(logline.write(happened))
    if answers.key == "c":
        for kept in _calls_promised(contact, today):
            edits.append(ClosePromise(kept, "kept", today))
            lines.append(promise.write(replace(kept, state="kept", kept_on=today)))
    if answers.said_it_all:
        edits += [RemoveNextTime(text) for text in contact.next_time]
    if answers.next_time:
        edits.append(AddNextTime(answers.next_time))
        lines.append(f"next time: {one_line(answers.next_time)}")
    if answers.promised:
        made = Promise(one_line(answers.promised), answers.by)
        edits.append(AddPromise(made))
        lines.append(promise.write(made))
    return Entered(tuple(edits), tuple(lines))


def _calls_promised(contact: Contact, today: date) -> list[Promise]:
    return [one for one in contact.promises if one.asks_for_call and one.due(today)]
