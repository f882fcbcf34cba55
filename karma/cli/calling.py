"""Working through the day's calls at the terminal: one person after the other, each answer written at once.

Whoever stops half way, with q, Ctrl-C, Ctrl-D or by closing the window, loses nothing: what is being typed is
written first.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from karma.cli import ask, output
from karma.cli.call_steps import (
    KEYS,
    Entry,
    happened,
    next_time,
    promise_typed,
    promised,
    said,
    snoozed,
)
from karma.cli.errors import WrongUsage
from karma.cli.interrupts import hangup_ends_input, undisturbed
from karma.cli.moments import day_of_return, period_asked
from karma.core.dates import add_days
from karma.core.problems import Fault
from karma.core.voicemail import voicemail
from karma.files.refusals import WriteRefused
from karma.views.terminal.brief import Brief, call_lines, more_lines, script_lines, who_lines
from karma.views.terminal.lines import BLANK, Span, flow, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from karma.cli.context import Run
    from karma.core.agenda import Call
    from karma.core.promise import Promise
    from karma.files.plan import Written
    from karma.views.terminal.lines import Line

_WEEK = 7
_AT_THE_END = {"u": "undo", "Enter": "done"}
_ENTER = ("\r", "\n", " ")
_Answer = TypeVar("_Answer")


class _NotWritten(Exception):  # noqa: N818  (an outcome, told already)
    """The file could not be written: the other answers would fare no better."""


class Round:
    """One round of calls. `done` holds what was written for each person, so that it can be undone."""

    def __init__(self, here: Run, calls: Sequence[Call]) -> None:
        self.here, self.calls = here, calls
        self.done: list[tuple[int, list[Written]]] = []
        self.writer = here.writer()

    def run(self) -> None:
        """Asks for one key for each call, until the last one or until it is enough."""
        at: int | None = 0
        with hangup_ends_input():
            while at is not None:
                at = self._person(at) if at < len(self.calls) else self._end()

    def _person(self, at: int) -> int | None:
        """One person's turn, to the key that ends it; whose turn is next, None for nobody's."""
        self._show(at)
        while True:
            key = _key(KEYS)
            if key == "q":
                return None
            if key == "u":
                return self._undo(at)
            if key == "m":
                self._more(at)
            elif self._entered(at, key):
                return at + 1
            output.put([BLANK, *_key_lines(KEYS)])

    def _entered(self, at: int, key: str) -> bool:
        """True when everything that belongs to the key is asked and written."""
        self.done.append((at, []))
        try:
            self._ask(at, key)
        except _NotWritten:
            return False
        finally:
            if not self.done[-1][1]:
                self.done.pop()
        return True

    def _end(self) -> int | None:
        """After the last one: that entry can be taken back as well."""
        if not self.done:
            return None
        output.put([BLANK, *_key_lines(_AT_THE_END)])
        while (key := ask.a_key().casefold()) not in ("u", "q", *_ENTER):
            output.put(_key_lines(_AT_THE_END))
        return self._undo(len(self.calls)) if key == "u" else None

    def _brief(self, at: int) -> Brief:
        call = self.calls[at]
        script = voicemail(call.contact, call.opener, self.here.config)
        return Brief(call.contact, call.reason, call.opener, script)

    def _show(self, at: int) -> None:
        width, keys = output.width(), _key_lines(KEYS)
        tried = "· tried today " if self.calls[at].tried else ""
        title = f"─── {at + 1} of {len(self.calls)} {tried}"
        room = (
            output.height() - len(keys) - 4
        )  # a blank line, the title, a blank line, and where the cursor stands
        output.put([BLANK, line(Span(title + "─" * (width - len(title)), "accent"))])
        output.put(call_lines(self._brief(at), self.here.book, self.here.today, width, room))
        output.put([BLANK, *keys])

    def _more(self, at: int) -> None:
        """The rest of what is known, and below it once more whom to call."""
        contact, width = self.calls[at].contact, output.width()
        output.put(more_lines(self._brief(at), self.here.book, self.here.today, width))
        output.put([BLANK, *who_lines(contact, width)])

    def _ask(self, at: int, key: str) -> None:
        """Asks what belongs to the key and writes each answer. Raises _NotWritten, ask.Interrupted."""
        contact, today = self.calls[at].contact, self.here.today
        if key == "z":
            until = _understood("Until when? (Enter: a week)", lambda text: day_of_return(text, today))
            self._write(at, snoozed(until or add_days(today, _WEEK)))
        if key == "n":
            self._write(at, happened(key, "", contact, today))
        if key not in ("c", "v"):
            return
        if key == "v":
            output.put(script_lines(self._brief(at), output.width()))
        question = "What was said?" if key == "c" else "What did you say?"
        self._line(at, question, lambda text: happened(key, text, contact, today))
        if key == "c" and contact.next_time:
            self._write(at, said(_said(contact.next_time)))
        self._line(at, "For next time?", next_time)
        self._promise(at)

    def _line(self, at: int, question: str, entry: Callable[[str], Entry]) -> None:
        """Writes what is answered, and what is half typed when the asking is broken off."""
        try:
            text = ask.a_line(question)
        except ask.Interrupted as stop:
            output.put([BLANK])
            self._write(at, entry(stop.typed))
            raise
        self._write(at, entry(text))

    def _promise(self, at: int) -> None:
        today = self.here.today
        try:
            made = _understood("Did you promise anything?", _promise_said)
        except ask.Interrupted as stop:
            half = promise_typed(stop.typed)
            output.put([BLANK])
            if not isinstance(half, Fault):
                self._write(at, promised(half))
            elif stop.typed:
                output.say(f"  Not saved: {stop.typed}")
            raise
        if made is None:
            return
        try:
            by = made.by or _understood("By when? (Enter: someday)", lambda text: period_asked(text, today))
        except ask.Interrupted:
            output.put([BLANK])
            self._write(at, promised(made))
            raise
        self._write(at, promised(replace(made, by=by)))

    def _write(self, at: int, entry: Entry) -> None:
        """Writes one answer and says so. Raises _NotWritten when it was refused, which is told."""
        contact = self.calls[at].contact
        if not entry.edits:
            return
        try:
            with undisturbed():
                self.done[-1][1].extend(self.writer.change([(contact.path, entry.edits)]))
        except WriteRefused as refusal:
            output.say(f"Not written: {refusal.path}: {refusal.message}", f"  {refusal.remedy}")
            output.say(*(f"  Not saved: {text}" for text in entry.lines))
            raise _NotWritten from refusal
        output.put(line(Span(" ✓ ", "good"), text) for text in entry.lines)

    def _undo(self, at: int) -> int:
        """Takes back all that was entered for the person before; the place to go on from."""
        if not self.done:
            output.say("There is nothing to undo yet." if at == 0 else "Nothing is left to undo.")
            return max(at - 1, 0)
        place, written = self.done.pop()
        try:
            with undisturbed():
                self.writer.undo(_as_one(written))
        except WriteRefused as refusal:
            output.say(f"Not undone: {refusal.path}: {refusal.message}", f"  {refusal.remedy}")
            return at
        output.say(f"Undone: {self.calls[place].contact.name} is as before.")
        return place


def _as_one(written: Sequence[Written]) -> list[Written]:
    """The changes of one file as one, so that all of them are undone or none.

    When somebody else changed the file in between they stay apart, and the writer refuses them.
    """
    if any(one.after != following.before for one, following in pairwise(written)):
        return list(written)
    return [replace(written[-1], before=written[0].before)]


def _said(noted: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the things noted for next time were said."""
    if len(noted) == 1:
        return noted if ask.yes(f"Did you say “{noted[0]}”? (y/n)") else ()
    output.put([line("Which of these did you say?")])
    return ask.some_of(noted, "Numbers")


def _promise_said(text: str) -> Promise:
    """Raises WrongUsage for what is no promise, such as a day in a form that files do not have."""
    made = promise_typed(text)
    if isinstance(made, Fault):
        raise WrongUsage(f"{made.message[:1].upper()}{made.message[1:]}.", made.remedy)
    return made


def _understood(question: str, understand: Callable[[str], _Answer]) -> _Answer | None:
    """Asks until the answer is understood; None when only Enter was pressed."""
    while text := ask.a_line(question):
        try:
            return understand(text)
        except WrongUsage as wrong:
            output.put(paragraph(f"{wrong.message} {wrong.remedy}", output.width(), 2, "warn"))
    return None


def _key(keys: Mapping[str, str]) -> str:
    """The next key that means something; for any other the keys are shown again."""
    while (key := ask.a_key().casefold()) not in keys:
        output.put(_key_lines(keys))
    return key


def _key_lines(keys: Mapping[str, str]) -> list[Line]:
    pieces = [(Span(f" {key} ", "accent"), Span(f"{means} ")) for key, means in keys.items()]
    return flow(pieces, output.width())
