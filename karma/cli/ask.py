"""Asking the person at the terminal: a line, one key, one of several. With `keys.py` its only reader."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from karma.cli import output
from karma.cli.keys import read_key
from karma.views.show import show
from karma.views.terminal.lines import Span, line

if TYPE_CHECKING:
    from collections.abc import Sequence


class Interrupted(KeyboardInterrupt):
    """Ctrl-C, Ctrl-D or a closed window in the middle of a line; `typed` is what stood in it."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed


def a_line(question: str) -> str:
    """One line of text, stripped; empty when only Enter was pressed. Raises Interrupted."""
    with suppress(ImportError):  # Windows
        import readline  # noqa: F401, PLC0415  (gives `input` an editable line)
    output.flush()
    try:
        return input(f"{show(question)} ").strip()
    except (EOFError, KeyboardInterrupt) as stop:
        raise Interrupted(_half_typed()) from stop


def _half_typed() -> str:
    """What stands in the line that was broken off."""
    with suppress(ImportError):
        import readline  # noqa: PLC0415

        return readline.get_line_buffer().strip()
    return ""


def a_key() -> str:
    """One key, without Enter. Raises EOFError when the terminal has gone, KeyboardInterrupt on Ctrl-C."""
    output.flush()
    try:
        pressed = read_key()
    except OSError as gone:
        raise EOFError from gone
    if not pressed:
        raise EOFError
    return pressed


def yes(question: str) -> bool:
    """One key: y for yes, anything else for no."""
    output.put([line(question)])
    return a_key().casefold() == "y"


def one_of(rows: Sequence[tuple[str, str]], question: str) -> int | None:
    """The place in `rows` (each a name and what it is) of the one that was picked by number, or None.

    Asks again for what is none of the numbers.
    """
    for number, (name, what) in enumerate(rows, 1):
        output.say_lines(
            [line(Span(f"{number:>3}  ", "dim"), Span(name, "strong"), Span(f"  {what}", "dim"))]
        )
    while answer := a_line(f"{question} (1–{len(rows)}, Enter for none)"):
        if answer.isdecimal() and 1 <= int(answer) <= len(rows):
            return int(answer) - 1
    return None


def some_of(texts: Sequence[str], question: str) -> tuple[str, ...]:
    """Those of `texts` that were picked by their numbers (`1 3`), all for `a`, none for Enter.

    Asks again for what is neither.
    """
    output.put(line(Span(f"{number:>3}  ", "dim"), text) for number, text in enumerate(texts, 1))
    while answer := a_line(f"{question} (such as 1 2, a for all, Enter for none)").casefold():
        if answer in ("a", "all"):
            return tuple(texts)
        numbers = answer.replace(",", " ").split()
        if all(number.isdecimal() and 1 <= int(number) <= len(texts) for number in numbers):
            chosen = {int(number) for number in numbers}
            return tuple(text for number, text in enumerate(texts, 1) if number in chosen)
    return ()
