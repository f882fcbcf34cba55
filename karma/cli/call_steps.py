"""What the keys of `karma call` and the answers after them come to: pure, to be tested without a terminal.

Every answer is an entry of its own, so that it can be written as soon as it is there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karma.core import logline, promise, subjects
from karma.core.links import link
from karma.core.logline import LogLine, one_line
from karma.files.edit import AddLog, AddNextTime, AddPromise, ClosePromise, RemoveNextTime
from karma.files.field_edit import SetField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.gratitude import Favour
    from karma.core.operation import Operation
    from karma.core.problems import Fault
    from karma.core.promise import Promise
    from karma.files.edit import Edit

KEYS = {
    "c": "reached",
    "v": "voicemail",
    "n": "no answer",
    "s": "skip",
    "z": "snooze",
    "m": "more",
    "u": "undo",
    "q": "quit",
}
"""The keys of `karma call` and what each means, in the order of the prompt."""
VERBS = {"c": "call", "v": "voicemail", "n": "tried"}
"""The keys that write a line, and its verb."""
RECALL_KEYS = {
    "y": "yes, they stay",
    "a": "a next step is agreed",
    "l": "let go, kindly",
    "Enter": "not asked",
}
"""What a recall can come to, in the order of the prompt (S13)."""
WAYS_OUT = {"u": "back", "q": "quit"}
"""The keys at a question that take back what was entered for this person."""
_RECALL_VERBS = {"y": ("requalified",), "a": ("call", "next-step"), "l": ("call", "no-fit")}


@dataclass(frozen=True, slots=True)
class Entry:
    """The edits of one person's file, and the lines that say what they put there; both may be empty.

    `happened` is the line of the log, or the last of several; `until` the day of a snooze.
    """

    edits: tuple[Edit, ...] = ()
    lines: tuple[str, ...] = ()
    happened: LogLine | None = None
    until: date | None = None


def happened(key: str, text: str, contact: Contact, today: date) -> Entry:
    """The log line of a key of VERBS.

    Somebody reached has been called: an open promise to call them that has come due is ticked (S15).
    """
    return _happened((VERBS[key],), text, contact, today)


def recalled(answer: str, text: str, contact: Contact, today: date) -> Entry:
    """The lines of a recall: `requalified`, which is a call; or a call and the stage, with what was said.

    `answer` is one of RECALL_KEYS; anything but y, a or l is a call like others.
    """
    return _happened(_RECALL_VERBS.get(answer, ("call",)), text, contact, today)


def _happened(verbs: tuple[str, ...], text: str, contact: Contact, today: date) -> Entry:
    """One line for each verb, the last with the text, and for who was reached the promises that are kept."""
    *first, last = verbs
    happened = (*(LogLine(today, verb) for verb in first), LogLine(today, last, one_line(text)))
    edits: list[Edit] = [AddLog(*happened)]
    lines = [logline.write(entry) for entry in happened]
    if verbs[0] in ("call", "requalified"):
        for kept in contact.promises:
            if kept.asks_for_call and kept.due(today):
                edits.append(ClosePromise(kept, "kept", today))
                lines.append(promise.write(replace(kept, state="kept", kept_on=today)))
    return Entry(tuple(edits), tuple(lines), happened[-1])


def snoozed(until: date) -> Entry:
    """Not before that day."""
    return Entry((SetField("snooze", until.isoformat()),), (f"snooze: {until.isoformat()}",), until=until)


def thanks_said(contact: Contact, favour: Favour | None, today: date) -> Entry:
    """You thanked them: for whom they sent you, by a link to that person, else for all that they did.

    The line stands in their own file, so that it is undone with the call.
    """
    sent = favour.referred if favour else None
    line = LogLine(today, "thanked", f"for sending {link(sent.id)}" if sent and sent != contact else "")
    return Entry((AddLog(line),), (logline.write(line),), line)


def said(texts: tuple[str, ...]) -> Entry:
    """What was noted for next time and has been said is taken off the list."""
    return Entry(tuple(RemoveNextTime(text) for text in texts), tuple(f"said: {text}" for text in texts))


def next_time(text: str) -> Entry:
    """One more thing to say next time; nothing for no text."""
    words = one_line(text)
    return Entry((AddNextTime(words),), (f"next time: {words}",)) if words else Entry()


def promise_typed(text: str) -> Promise | Fault:
    """The promise in a text typed as it would stand behind its box in the file, with a day or `they:`."""
    return promise.parse(f"- [ ] {one_line(text)}")


def promised(made: Promise) -> Entry:
    """One more promise."""
    return Entry((AddPromise(made),), (promise.write(made),))


def turn(contact: Contact, entries: Sequence[Entry], book: Book) -> Operation:
    """What a person's turn came to, as the history tells it: the first of its answers says which."""
    first = entries[0]
    if first.happened:
        return subjects.happened([contact], first.happened, book, "call")
    return subjects.snoozed([contact], first.until.isoformat() if first.until else None, "call")
