"""Working through the day's calls at the terminal: one person after the other, each answer written at once.

Whoever stops half way, with q, Ctrl-C, Ctrl-D or by closing the window, loses nothing: what is being typed is
written first.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from karma.cli import ask, output
from karma.cli.call_questions import (
    ENTER,
    Back,
    Quit,
    key_lines,
    key_of,
    promise_said,
    recall_answer,
    thanks_answer,
    understood,
    which_said,
)
from karma.cli.call_record import Turn
from karma.cli.call_steps import (
    KEYS,
    Entry,
    happened,
    next_time,
    promise_typed,
    promised,
    recalled,
    said,
    snoozed,
    thanks_said,
)
from karma.cli.interrupts import hangup_ends_input
from karma.cli.messages import script_of
from karma.cli.moments import day_of_return, period_asked
from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.gratitude import gratitude
from karma.core.problems import Fault
from karma.files.refusals import WriteRefused
from karma.views.terminal.brief import Brief, call_lines, more_lines, script_lines, who_lines
from karma.views.terminal.lines import BLANK, Span, line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from karma.cli.context import Run
    from karma.core.agenda import Call
    from karma.core.cultivation.recall import Recall

_WEEK = 7
_AT_THE_END = {"u": "undo", "Enter": "done"}


class _NotWritten(Exception):  # noqa: N818  (an outcome, told already)
    """The file could not be written: the other answers would fare no better."""


class Round:
    """One round of calls. `done` holds the turns in which something was written, so that they can be undone.

    `recalls` are those that are due, by the person's id (S13).
    """

    def __init__(self, here: Run, calls: Sequence[Call], recalls: Mapping[str, Recall]) -> None:
        self.here, self.calls, self.recalls = here, calls, recalls
        self.done: list[Turn] = []
        self.writer = here.writer()

    def run(self) -> None:
        """Asks for one key for each call, until the last one or until it is enough."""
        at: int | None = 0
        with hangup_ends_input(), suppress(Quit):
            while at is not None:
                at = self._person(at) if at < len(self.calls) else self._end()

    def _person(self, at: int) -> int | None:
        """One person's turn, to the key that ends it; whose turn is next, None for nobody's."""
        self._show(at)
        while True:
            key = key_of(KEYS)
            if key == "q":
                return None
            if key == "u":
                return self._undo(at)
            if key == "m":
                self._more(at)
            elif self._entered(at, key):
                return at + 1
            output.put([BLANK, *key_lines(KEYS)])

    def _entered(self, at: int, key: str) -> bool:
        """True when everything that belongs to the key is asked and written. Raises Quit."""
        turn = Turn(self.here, self.writer, at, self.calls[at].contact)
        self.done.append(turn)
        try:
            self._ask(at, key)
        except _NotWritten:
            return False
        except Back as back:
            self._taken_back(turn)
            if isinstance(back, Quit):
                raise
            return False
        finally:
            if not turn.written:
                self.done.pop()
            turn.close()
        return True

    def _end(self) -> int | None:
        """After the last one: that entry can be taken back as well."""
        if not self.done:
            return None
        output.put([BLANK, *key_lines(_AT_THE_END)])
        while (key := ask.a_key().casefold()) not in ("u", "q", *ENTER):
            output.put(key_lines(_AT_THE_END))
        return self._undo(len(self.calls)) if key == "u" else None

    def _brief(self, at: int) -> Brief:
        call = self.calls[at]
        script = script_of(self.here, call.contact, call.opener)
        return Brief(call.contact, call.reason, call.opener, script, self.recalls.get(call.contact.id))

    def _show(self, at: int) -> None:
        width, keys = output.width(), key_lines(KEYS)
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
            until = understood("Until when? (Enter: a week)", lambda text: day_of_return(text, today))
            self._write(snoozed(until or add_days(today, _WEEK)))
        if key == "n":
            self._write(happened(key, "", contact, today))
        if key not in ("c", "v"):
            return
        if key == "v":
            output.put(script_lines(self._brief(at), output.width()))
            self._line("What did you say?", lambda text: happened(key, text, contact, today))
        else:
            self._reached(at)
        self._line("For next time?", next_time)
        self._promise()

    def _reached(self, at: int) -> None:
        """What was said; on a recall, first what it came to, because that decides which line is written."""
        contact, today = self.calls[at].contact, self.here.today
        answer = ""
        if contact.id in self.recalls:
            try:
                answer = recall_answer()
            except (EOFError, KeyboardInterrupt):
                self._write(happened("c", "", contact, today))
                raise
        self._line("What was said?", lambda text: recalled(answer, text, contact, today))
        if self.calls[at].opener.kind == "thank-referral":
            self._thanks(at)
        if contact.next_time:
            self._write(said(which_said(contact.next_time, self.here.book)))

    def _thanks(self, at: int) -> None:
        """Whether you thanked them, which was what the call was for (S8)."""
        contact, today = self.calls[at].contact, self.here.today
        if thanks_answer(first_name(contact.name)):
            favour = gratitude(self.here.book).owed(contact, today)
            self._write(thanks_said(contact, favour, today))

    def _line(self, question: str, entry: Callable[[str], Entry]) -> None:
        """Writes what is answered, and what is half typed when the asking is broken off."""
        try:
            text = ask.a_line(question)
        except ask.Interrupted as stop:
            output.put([BLANK])
            self._write(entry(stop.typed))
            raise
        self._write(entry(text))

    def _promise(self) -> None:
        today = self.here.today
        try:
            made = understood("Did you promise anything?", promise_said)
        except ask.Interrupted as stop:
            half = promise_typed(stop.typed)
            output.put([BLANK])
            if not isinstance(half, Fault):
                self._write(promised(half))
            elif stop.typed:
                output.say(f"  Not saved: {stop.typed}")
            raise
        if made is None:
            return
        try:
            by = made.by or understood("By when? (Enter: someday)", lambda text: period_asked(text, today))
        except ask.Interrupted:
            output.put([BLANK])
            self._write(promised(made))
            raise
        self._write(promised(replace(made, by=by)))

    def _write(self, entry: Entry) -> None:
        """Writes one answer and says so. Raises _NotWritten when it was refused, which is told."""
        if not entry.edits:
            return
        try:
            self.done[-1].write(entry)
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
        turn = self.done.pop()
        return turn.at if self._taken_back(turn) else at

    def _taken_back(self, turn: Turn) -> bool:
        """True when all that was written for that person is undone; what was and what was not is told."""
        if not turn.written:
            return True
        try:
            turn.take_back()
        except WriteRefused as refusal:
            output.say(f"Not undone: {refusal.path}: {refusal.message}", f"  {refusal.remedy}")
            return False
        output.say(f"Undone: {turn.contact.name} is as before.")
        return True
