"""What a build goes by and comes to: what `build`, `watch` and `serve` share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from karma.cli.errors import CannotDo
from karma.core.problems import to_mend

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.problems import Problem
    from karma.files.site.publish import Published


@dataclass(frozen=True, slots=True)
class Built:
    """What one build came to: what became of the pages, and what is wrong in the files."""

    published: Published
    problems: tuple[Problem, ...]
    unused: tuple[str, ...] = ()
    """What there is to say of templates that no page uses: most often their names are misspelt."""

    @property
    def to_mend(self) -> list[Problem]:
        """The problems that are counted."""
        return to_mend(self.problems)

    @property
    def left_alone(self) -> str:
        """How many pages were not touched, in words: `1 page left as you edited it`; else nothing."""
        from karma.files.site.folder import EDITED, NOBODYS  # noqa: PLC0415  (start-up)
        from karma.views.terminal.words import count  # noqa: PLC0415  (start-up)

        refused = self.published.refused
        if not refused:
            return ""
        pages = count(len(refused), "page")
        if {why for _, why in refused} <= {EDITED, NOBODYS}:
            return f"{pages} left as you edited {'it' if len(refused) == 1 else 'them'}"
        return f"{pages} left alone"


_TAKEN = ("contacts", "templates", ".git", ".karma")
"""Folders of the book in which pages would be in the way of the user, of git or of karma."""


def site_folder(here: Run, out: str | None) -> Path:
    """Where the pages go: `out`, else site/ in the book. Raises CannotDo for a folder of the user's files."""
    folder = Path(out).expanduser().absolute() if out else here.root / "site"
    really, root = folder.resolve(), here.root.resolve()
    taken = [(root / name).resolve() for name in _TAKEN]
    if really == root or any(really.is_relative_to(one) for one in taken):
        raise CannotDo(
            f"{folder} holds your files, and pages do not belong among them.", "Name another folder."
        )
    if folder.exists() and not folder.is_dir():
        raise CannotDo(f"{folder} is a file, and the pages need a folder.", "Name another folder.")
    return folder


def templates_of(root: Path) -> list[Path]:
    """The folders of templates: the book's own, where it has some, before karma's."""
    from karma.views.theme import theme_folder  # noqa: PLC0415  (start-up)

    return [own for own in (root / "templates",) if own.is_dir()] + [theme_folder()]
