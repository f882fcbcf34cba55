"""The dashboard of a book, made from what is on disk now: what `build`, `watch` and `serve` share."""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from karma.cli.clock import now
from karma.cli.errors import CannotDo

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.problems import Problem
    from karma.files.site import Published


@dataclass(frozen=True, slots=True)
class Built:
    """What one build came to: what became of the pages, and what is wrong in the files."""

    published: Published
    problems: tuple[Problem, ...]


def site_folder(here: Run, out: str | None) -> Path:
    """Where the pages go: `out`, else site/ in the book. Raises CannotDo for a folder of the user's files."""
    folder = Path(out).expanduser().absolute() if out else here.root / "site"
    if folder == here.root or folder.is_relative_to(here.root / "contacts"):
        raise CannotDo(
            f"{folder} holds your files, and pages do not belong among them.", "Name another folder."
        )
    return folder


def build(here: Run, folder: Path) -> Built:
    """Builds the pages into `folder`, writing those that changed. Raises CannotDo for a broken template."""
    from karma.core.dashboard import dashboard  # noqa: PLC0415  (start-up)
    from karma.files.history.cache import newest_revisions  # noqa: PLC0415  (start-up)
    from karma.files.site import publish  # noqa: PLC0415  (start-up)
    from karma.files.strays import sweep  # noqa: PLC0415  (start-up)
    from karma.views.html.environment import TemplateBroken  # noqa: PLC0415  (start-up)
    from karma.views.html.pages import pages  # noqa: PLC0415  (start-up)
    from karma.views.theme import theme_folder  # noqa: PLC0415  (start-up)

    gc.enable()  # thousands of pages leave some behind
    book = replace(here.book, problems=here.problems)
    sweep(here.root, now())
    templates = [own for own in (here.root / "templates",) if own.is_dir()] + [theme_folder()]
    try:
        dash = dashboard(book, here.today, newest_revisions(here.root, here.config))
        rendered = pages(dash, templates)
    except TemplateBroken as broken:
        raise CannotDo(f"{broken.place}: {broken.says}", broken.remedy) from broken
    return Built(publish(folder, rendered), book.problems)
