"""Whether a build would find everything as the last one left it: most builds need to know no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from karma.cli.building import templates_of
from karma.files.site.kept import made_with
from karma.files.site.state import site_moment, state_around, state_of_pages

if TYPE_CHECKING:
    from pathlib import Path

    from karma.cli.building import Built
    from karma.cli.context import Run


class Counts(NamedTuple):
    """What a build came to, in numbers."""

    written: int
    unchanged: int
    removed: int
    problems: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.written + self.unchanged


class Unchanged:
    """One build: what it goes by is looked at before it begins.

    These are the history, the templates and the libraries that make pages of them; the files, the settings,
    the day and karma itself are for `Run.answered`. All go by their stamps, as the pages do.
    """

    def __init__(self, here: Run, folder: Path) -> None:
        self._here, self._folder = here, folder
        self._templates = templates_of(here.root)
        self._around = state_around(here.root, self._templates)
        self._since = 0

    def counts(self) -> Counts | None:
        """What a build would come to if nothing has changed since the last one; None: it has to be seen."""
        as_it_was = self._around and self._here.answers.about  # else no answer holds, whatever the pages are
        pages = state_of_pages(self._folder) if as_it_was else None
        known = self._here.answered(self._question(pages.values)) if pages else None
        return Counts(*known) if known else None

    def expect(self) -> None:
        """Says that the build begins, and reads all anew."""
        self._since = site_moment(self._here.root, self._here.root)
        self._here.expect_answer()

    def keep(self, built: Built) -> None:
        """Remembers that this is how the build left everything, if nothing else happened meanwhile."""
        around, done = self._around, built.published
        if done.refused or built.unused or around is None or not around.settled_at(self._since):
            return
        stamps = {name: row.stamp for name, row in done.rows.items()}
        pages = state_of_pages(self._folder, stamps)
        same = around == state_around(self._here.root, self._templates)
        if same and pages and pages.settles(self._here.root, self._folder):
            counts = Counts(0, len(done.written) + len(done.unchanged), 0, len(built.to_mend))
            self._here.keep_answer(self._question(pages.values), tuple(counts))

    def _question(self, pages: tuple[Any, ...]) -> tuple[Any, ...]:
        return ("build", self._around and self._around.values, pages, made_with())
