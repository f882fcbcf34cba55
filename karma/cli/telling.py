"""The loop of `watch` and `serve` as the terminal tells it: a line for each build, problems when new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from karma.cli import output
from karma.views.terminal.lines import Span, line
from karma.views.terminal.live import built_line, first_line, problem_news
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from karma.cli.building import Built
    from karma.core.problems import Problem


class Teller(Protocol):
    """Whoever is to hear of it: the terminal, the browsers."""

    def done(self, names: Sequence[str], built: Built, seconds: float, *, first: bool) -> None:
        """A build went well; `names` are the paths that had changed, none on a new day."""

    def trouble(self, message: str, remedy: str) -> None:
        """A build failed; the pages are as they were."""

    def notice(self, text: str) -> None:
        """Something else that is good to know."""

    def away(self, text: str) -> None:
        """The book is gone, or contacts/ in it."""

    def back(self, text: str) -> None:
        """It is there again."""


class Terminal:
    """Tells what is new, and nothing twice."""

    def __init__(self) -> None:
        self._problems: frozenset[tuple[str, ...]] = frozenset()
        self._refused: frozenset[tuple[str, str]] = frozenset()
        self._told: frozenset[tuple[str, str]] = frozenset()
        self._unused: Sequence[str] = ()
        self._broken = False

    def done(self, names: Sequence[str], built: Built, seconds: float, *, first: bool) -> None:
        """The build in a line; nothing for one that only found what was known."""
        published, left = built.published, built.left_alone
        if self._broken:
            output.put([line(Span("✓ ", "good"), "It works again.")])
            self._broken = False
        if first:
            output.put([first_line(len(published.written) + len(published.unchanged), seconds, left)])
        elif published.written or published.removed or not _is_small(names):
            output.put([built_line(names, len(published.written), len(published.removed), seconds, left)])
        self._tell_refused(published.refused, first=first)
        self._tell_unused(built.unused)
        self._tell_problems(built.to_mend, names, first=first)
        output.flush()

    def trouble(self, message: str, remedy: str) -> None:
        """Why there are no new pages."""
        self._broken = True
        output.say(f"{message}", f"  {remedy}", "  The pages stay as they were.")
        output.flush()

    def notice(self, text: str) -> None:
        """Something else that is good to know."""
        output.say(text)
        output.flush()

    away = back = notice

    def _tell_unused(self, unused: Sequence[str]) -> None:
        output.say(*(one for one in unused if one not in self._unused))
        self._unused = unused

    def _tell_refused(self, refused: Iterable[tuple[str, str]], *, first: bool) -> None:
        """What was refused twice running, or at first: a build beside this one refuses for a moment only."""
        now = frozenset(refused)
        for name, why in sorted((now if first else now & self._refused) - self._told):
            output.say(f"{name}: {why}")
        self._told = now if first else now & (self._refused | self._told)
        self._refused = now

    def _tell_problems(self, problems: Iterable[Problem], names: Sequence[str], *, first: bool) -> None:
        """New ones, those in the files that changed before what these did to others."""
        found = list(problems)
        counted = {_key(one): one for one in found}
        new = [one for key, one in counted.items() if key not in self._problems]
        new.sort(key=lambda one: one.path not in names)
        if first and counted:
            output.put([line(f"  {count(len(found), 'problem')} in your files: karma check")])
        elif not first and counted.keys() != self._problems:
            output.put(problem_news(new, len(found)))
        self._problems = frozenset(counted)


def _is_small(names: Sequence[str]) -> bool:
    """True for what needs no word when no page is different: a commit, karma's journal, an editor's file."""
    return all(name.rpartition("/")[2].startswith(".") or name.startswith(".") for name in names)


def _key(problem: Problem) -> tuple[str, ...]:
    """A problem without its line, which moves when something is written above it."""
    return (problem.path, problem.code, problem.message)
