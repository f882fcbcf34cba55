"""Edits of a contact as values: each changes its own lines of the text and says what must come of it.

Everything here is pure. The writer applies an edit to the text and refuses when the contact that is read
from the new text is not what the edit expects of the old one (faults.md, rule 3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Protocol

from karma.core import logline, promise
from karma.core.logline import one_line
from karma.core.problems import Fault
from karma.files.body import item_text
from karma.files.contact import CONTROL
from karma.files.lines import content
from karma.files.outline import append_rows, outline
from karma.files.refusals import EditRefused

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Contact
    from karma.core.logline import LogLine
    from karma.core.promise import Promise, State

_BOXES = {"open": " ", "kept": "x", "released": "-"}


class Edit(Protocol):
    """What every edit can do. A `text` is without byte order mark, its line endings as in the file."""

    @property
    def entries(self) -> tuple[str, ...]:
        """The log or promise lines that the edit adds, which the journal keeps."""

    def apply(self, text: str) -> str:
        """The text after the edit. Raises EditRefused when the edit has no clear place in it."""

    def expect(self, contact: Contact) -> Contact:
        """What the contact must be afterwards. Raises EditRefused when the edit makes no sense for it."""


@dataclass(frozen=True, slots=True)
class AddLog:
    """More lines, at least one, at the end of the log; the reader sorts (rule 3)."""

    happened: tuple[LogLine, ...]

    def __init__(self, *happened: LogLine) -> None:
        object.__setattr__(self, "happened", happened)

    @property
    def entries(self) -> tuple[str, ...]:
        """The lines as they are written."""
        return tuple(map(logline.write, self.happened))

    def apply(self, text: str) -> str:
        """The text with the lines at the end of the log, which is made when missing."""
        return append_rows(text, "log", "Log", self.entries)

    def expect(self, contact: Contact) -> Contact:
        """The contact with these entries more."""
        added = map(_as_read, self.happened)
        return replace(contact, log=tuple(sorted((*contact.log, *added), key=lambda line: line.date)))


@dataclass(frozen=True, slots=True)
class AddPromise:
    """One more promise at the end of the promises (rule 4)."""

    promise: Promise

    @property
    def entries(self) -> tuple[str, ...]:
        """The line as it is written."""
        return (promise.write(self.promise),)

    def apply(self, text: str) -> str:
        """The text with the line at the end of the promises, which are made when missing."""
        return append_rows(text, "promises", "Promises", self.entries)

    def expect(self, contact: Contact) -> Contact:
        """The contact with one more promise. Refuses words that would be read as a day or as `they:`."""
        added = replace(self.promise, text=one_line(self.promise.text))
        read = promise.parse(promise.write(added))
        if not isinstance(read, Fault) and read != added:
            raise EditRefused(
                f"“{added.text}” holds more than the words of a promise",
                "Say a day with --by, and with --they that it is theirs; the text is what was promised.",
            )
        return replace(contact, promises=(*contact.promises, added))


@dataclass(frozen=True, slots=True)
class ClosePromise:
    """The box of an open promise ticked or crossed; a kept one gets ` ✅ DATE` when `on` is given."""

    promise: Promise
    state: State
    on: date | None = None
    entries: ClassVar[tuple[str, ...]] = ()

    def apply(self, text: str) -> str:
        """The text with the box and the end of that one line changed."""
        found = outline(text)
        for row in found.rows("promises"):
            if promise.parse(CONTROL.sub("\ufffd", row.text)) == self.promise and self._open:
                found.lines[row.number - 1] = self._closed(found.lines[row.number - 1])
                return "".join(found.lines)
        raise self._gone()

    def expect(self, contact: Contact) -> Contact:
        """The contact with that promise closed."""
        if self.promise not in contact.promises or not self._open:
            raise self._gone()
        index = contact.promises.index(self.promise)
        closed = replace(self.promise, state=self.state, kept_on=self.on or self.promise.kept_on)
        return replace(contact, promises=(*contact.promises[:index], closed, *contact.promises[index + 1 :]))

    @property
    def _open(self) -> bool:
        return self.promise.state == "open"

    def _closed(self, line: str) -> str:
        text = content(line).rstrip()
        box = text.index("[") + 1
        done = f" ✅ {self.on.isoformat()}" if self.on else ""
        return text[:box] + _BOXES[self.state] + text[box + 1 :] + done + line[len(text) :]

    def _gone(self) -> EditRefused:
        return EditRefused(
            f"there is no open promise “{self.promise.text}” any more", "Look at the file: it has changed."
        )


@dataclass(frozen=True, slots=True)
class AddNextTime:
    """One more thing to say next time."""

    text: str
    entries: ClassVar[tuple[str, ...]] = ()

    def apply(self, text: str) -> str:
        """The text with one more item, under a heading that is made when missing."""
        return append_rows(text, "next time", "Next time", (f"- {one_line(self.text)}",))

    def expect(self, contact: Contact) -> Contact:
        """The contact with one more thing to say."""
        return replace(contact, next_time=(*contact.next_time, one_line(self.text)))


@dataclass(frozen=True, slots=True)
class RemoveNextTime:
    """One thing less to say next time: the first that reads exactly `text`."""

    text: str
    entries: ClassVar[tuple[str, ...]] = ()

    def apply(self, text: str) -> str:
        """The text without that line."""
        found = outline(text)
        for row in found.rows("next time"):
            if item_text(CONTROL.sub("\ufffd", row.text)) == self.text:
                del found.lines[row.number - 1]
                return "".join(found.lines)
        raise self._gone()

    def expect(self, contact: Contact) -> Contact:
        """The contact with one thing less to say."""
        if self.text not in contact.next_time:
            raise self._gone()
        index = contact.next_time.index(self.text)
        return replace(contact, next_time=contact.next_time[:index] + contact.next_time[index + 1 :])

    def _gone(self) -> EditRefused:
        return EditRefused(
            f"“{self.text}” no longer stands under Next time", "Look at the file: it has changed."
        )


def _as_read(happened: LogLine) -> LogLine:
    """The entry as its line will be read: on one line, a block's name at its end taken as such."""
    text, block = one_line(happened.text), happened.block
    if not block:
        text, block = logline.split_block(text)
    return replace(happened, text=text, block=block)
