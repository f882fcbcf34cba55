"""Problems: what is wrong in a user's files, as data with a place and a remedy.

Nothing in a contact file raises. A reader turns what it cannot understand into a `Problem` and goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """One thing to mend: where it stands, what it is, what to do.

    `path` is relative to the book with forward slashes; `line` and `col` count from 1; `code` is a stable
    word that the page of problems is indexed by; `remedy` is one sentence in the imperative.
    """

    path: str
    line: int
    col: int
    severity: Severity
    code: str
    message: str
    remedy: str

    @property
    def place(self) -> str:
        """`path:line:col`, as editors understand it."""
        return f"{self.path}:{self.line}:{self.col}"

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message} [{self.code}]\n    {self.remedy}"


def to_mend(problems: Iterable[Problem]) -> list[Problem]:
    """Those that are counted and stand on the pages: all but that an editor has a file open, or left one.

    That comes and goes while somebody writes, and harms nothing: `karma check` alone tells of it.
    """
    return [one for one in problems if one.code != "editor-file"]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean “every”? ` when a known word is near, else nothing. Ends in a space to be prepended."""
    from difflib import get_close_matches  # noqa: PLC0415  (start-up)

    near = get_close_matches(word.casefold(), sorted(known), n=1, cutoff=0.7)
    return f"Did you mean “{near[0]}”? " if near else ""


class Fault(NamedTuple):
    """What is wrong with one value or line, before anybody knows where it stands.

    `line` and `col` count from 0 within the text, value or line that was parsed; `PATH` in the remedy stands
    for the file.
    """

    code: str
    message: str
    remedy: str
    col: int = 0
    severity: Severity = "error"
    line: int = 0

    def at(self, path: str, line: int, col: int = 1) -> Problem:
        """The problem that this fault is in a text beginning at `path:line:col`."""
        remedy = self.remedy.replace("PATH", path)
        return Problem(path, line + self.line, col + self.col, self.severity, self.code, self.message, remedy)
