"""Working through the day's calls at the terminal: one person after the other, each written at once.

Whoever stops half way, with q, Ctrl-C, Ctrl-D or by closing the window, loses nothing: what was entered for
the person at hand is written first.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from karma.cli import ask, output
from karma.cli.call_steps import KEYS, Answers, entered
from karma.cli.errors import WrongUsage
from karma.cli.moments import day_asked, period_asked
from karma.core.dates import add_days
from karma.core.voicemail import voicemail
from karma.files.refusals import WriteRefused
from karma.views.terminal.brief import Brief, brief_lines
from karma.views.terminal.lines import BLANK, Span, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from karma.cli.context import Run
    from karma.core.agenda import Call
    from karma.files.plan import Written

_WEEK = 7
_When = TypeVar("_When")
_STOPS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Round:
    """One round of calls. `done` holds what was written, so that it can be undone."""

    def __init__(self, here: Run, calls: Sequence[Call]) -> None:
        self.here, self.calls = here, calls
        self.done: list[tuple[int, tuple[Written, ...]]] = []
        self.writer = here.writer()

    def run(self) -> None:
        """Asks for one key for each call, until the last one or until it is enough."""
        at = 0
        with _hangup_ends_input():
            while at < len(self.calls):
                self._show(at)
                key = self._key()
                if key == "q":
                    return
                if key == "u":
                    at = self._undo(at)
                    continue
                self._work(at, Answers(key))
                at += 1

    def _show(self, at: int) -> None:
        call = self.calls[at]
        title = f"─── {at + 1} of {len(self.calls)} "
        output.put([BLANK, line(Span(title + "─" * (output.width() - len(title)), "accent")), BLANK])
        script = voicemail(call.contact, call.opener, self.here.config)
        brief = Brief(call.contact, call.reason, call.opener, script)
        output.put(brief_lines(brief, self.here.today, output.width()))

    def _key(self) -> str:
        spans = [
            span for key, means in KEYS.items() for span in (Span(f" {key} ", "accent"), Span(f"{means} "))
        ]
        output.put([BLANK, line(*spans)])
        while True:
            key = ask.a_key().casefold()
            if key in KEYS:
                return key
            if key in ("\r", "\n", " ", "?", "h"):
                output.put([line(*spans)])

    def _work(self, at: int, answers: Answers) -> None:
        """Asks what belongs to the key; writes it, also when the asking is broken off."""
        try:
            self._ask(at, answers)
        except ask.Interrupted as stop:
            answers.broken_off(stop.typed)
            output.put([BLANK])
            raise
        finally:
            with _undisturbed():
                self._write(at, answers)

    def _ask(self, at: int, answers: Answers) -> None:
        contact, today = self.calls[at].contact, self.here.today
        if answers.key == "z":
            until = _moment("Until when? (Enter: a week)", lambda text: day_asked(text, today))
            answers.snooze = until or add_days(today, _WEEK)
        if answers.key not in ("c", "v"):
            return
        answers.asked = "text"
        answers.text = ask.a_line("What was said?" if answers.key == "c" else "What did you say?")
        answers.asked = "next_time"
        if answers.key == "c" and contact.next_time:
            answers.said_it_all = ask.yes("Did you say what you had noted for next time? (y/n)")
        answers.next_time = ask.a_line("For next time?")
        answers.asked = "promised"
        answers.promised = ask.a_line("Did you promise anything?")
        answers.asked = ""
        if answers.promised:
            answers.by = _moment("By when? (Enter: someday)", lambda text: period_asked(text, today))

    def _write(self, at: int, answers: Answers) -> None:
        contact = self.calls[at].contact
        what = entered(answers, contact, self.here.today)
        if not what.edits:
            return
        try:
            self.done.append((at, self.writer.change([(contact.path, what.edits)])))
        except WriteRefused as refusal:
            output.say(f"Not written: {refusal.path}: {refusal.message}", f"  {refusal.remedy}")
            output.say(*(f"  Not saved: {text}" for text in refusal.unsaved))
            return
        output.put([line(Span(" ✓ ", "good"), Span(contact.name, "strong"))])
        output.put(line(f"    {text}") for text in what.lines)

    def _undo(self, at: int) -> int:
        """Takes back the newest entry of this round; the place to go on from."""
        if not self.done:
            output.say("There is nothing to undo yet." if at == 0 else "Nothing is left to undo.")
            return max(at - 1, 0)
        place, written = self.done.pop()
        try:
            with _undisturbed():
                self.writer.undo(written)
        except WriteRefused as refusal:
            output.say(f"Not undone: {refusal.path}: {refusal.message}", f"  {refusal.remedy}")
            return at
        output.say(f"Undone: {self.calls[place].contact.name} is as before.")
        return place


def _moment(question: str, understand: Callable[[str], _When]) -> _When | None:
    """Asks for a time until it is understood; None when only Enter was pressed."""
    while text := ask.a_line(question):
        try:
            return understand(text)
        except WrongUsage as wrong:
            output.put(paragraph(f"{wrong.message} {wrong.remedy}", output.width(), 2, "warn"))
    return None


@contextmanager
def _hangup_ends_input() -> Iterator[None]:
    """A closed window or a request to end becomes the end of input, so that what was entered is written."""

    def end(_number: int, _frame: object) -> None:
        raise EOFError

    before = {one: signal.signal(one, end) for one in _STOPS if one != signal.SIGINT}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Whoever wants to stop waits until the file is written."""
    wanted: list[int] = []
    before = {one: signal.signal(one, lambda number, _: wanted.append(number)) for one in _STOPS}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    if wanted:
        raise KeyboardInterrupt
