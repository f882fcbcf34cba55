"""The questions of `karma call`: keys, which of several, and lines that have to be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from karma.cli import ask, output
from karma.cli.call_steps import RECALL_KEYS, WAYS_OUT, promise_typed
from karma.cli.errors import WrongUsage
from karma.core.cultivation.words import QUESTION
from karma.core.problems import Fault
from karma.views.terminal.lines import BLANK, Span, flow, line, paragraph
from karma.views.terminal.names import named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from karma.core.book import Book
    from karma.core.promise import Promise
    from karma.views.terminal.lines import Line

ENTER = ("\r", "\n", " ")
_ESCAPE = "\x1b"
_Answer = TypeVar("_Answer")


class Back(Exception):  # noqa: N818  (an outcome)
    """The key before was not meant: nothing is to be written for this person, whose keys are asked again."""


class Quit(Back):
    """Nothing is to be written for this person, and it is enough."""


def which_said(noted: tuple[str, ...], book: Book) -> tuple[str, ...]:
    """Which of the things noted for next time were said, as the file has them; asked with links by name."""
    shown = {named(text, book): text for text in noted}
    if len(shown) == 1:
        return noted if ask.yes(f"Did you say “{next(iter(shown))}”? (y/n)") else ()
    output.put([line("Which of these did you say?")])
    return tuple(shown[text] for text in ask.some_of(tuple(shown), "Numbers"))


def promise_said(text: str) -> Promise:
    """Raises WrongUsage for what is no promise, such as a day in a form that files do not have."""
    made = promise_typed(text)
    if isinstance(made, Fault):
        raise WrongUsage(f"{made.message[:1].upper()}{made.message[1:]}.", made.remedy)
    return made


def understood(question: str, understand: Callable[[str], _Answer]) -> _Answer | None:
    """Asks until the answer is understood; None when only Enter was pressed."""
    while text := ask.a_line(question):
        try:
            return understand(text)
        except WrongUsage as wrong:
            output.put(paragraph(f"{wrong.message} {wrong.remedy}", output.width(), 2, "warn"))
    return None


def key_of(keys: Mapping[str, str]) -> str:
    """The next key that means something; for any other the keys are shown again."""
    while (key := ask.a_key().casefold()) not in keys:
        output.put(key_lines(keys))
    return key


def recall_answer() -> str:
    """What the recall came to: y, a or l of RECALL_KEYS, nothing when it was not asked. Raises Back."""
    keys = RECALL_KEYS | WAYS_OUT
    output.put([BLANK, *paragraph(QUESTION, output.width()), *key_lines(keys)])
    while (key := _key_or_back()) not in ENTER:
        if key in RECALL_KEYS:
            return key
        output.put(key_lines(keys))
    return ""


def thanks_answer(name: str) -> bool:
    """Whether you thanked them: y for yes, any other key for no. Raises Back."""
    output.put([line(f"Did you thank {name}? (y/n; u back, q quit)")])
    return _key_or_back() == "y"


def _key_or_back() -> str:
    """The next key; a way out is raised as Back or Quit."""
    key = ask.a_key().casefold()
    if key == "q":
        raise Quit
    if key in ("u", _ESCAPE):
        raise Back
    return key


def key_lines(keys: Mapping[str, str]) -> list[Line]:
    """The keys and what each means, in as many lines as they take."""
    pieces = [(Span(f" {key} ", "accent"), Span(f"{means} ")) for key, means in keys.items()]
    return flow(pieces, output.width())
