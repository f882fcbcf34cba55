"""`karma build`."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from karma.cli import output
from karma.cli.clock import now
from karma.cli.context import this_run
from karma.cli.errors import CannotDo
from karma.views.terminal.lines import Span, line
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from karma.files.site import Published


@click.command
@click.option("--out", metavar="FOLDER", help="Where the pages go; else site/ in the book.")
def command(out: str | None) -> int:
    """Only pages that changed are written. What is wrong in a file is shown there, and stops nothing.

    Examples:
      karma build
      karma build --out ~/public/people

    """
    from karma.core.dashboard import dashboard  # noqa: PLC0415  (start-up)
    from karma.files.history.cache import newest_revisions  # noqa: PLC0415  (start-up)
    from karma.files.site import publish  # noqa: PLC0415  (start-up)
    from karma.files.strays import sweep  # noqa: PLC0415  (start-up)
    from karma.views.html.environment import TemplateBroken  # noqa: PLC0415  (start-up)
    from karma.views.html.pages import pages  # noqa: PLC0415  (start-up)
    from karma.views.theme import theme_folder  # noqa: PLC0415  (start-up)

    gc.enable()  # thousands of pages leave some behind
    here = this_run()
    book = replace(here.book, problems=here.problems)
    folder = Path(out).expanduser().absolute() if out else here.root / "site"
    if folder == here.root or folder.is_relative_to(here.root / "contacts"):
        raise CannotDo(
            f"{folder} holds your files, and pages do not belong among them.", "Name another folder."
        )
    sweep(here.root, now())
    templates = [own for own in (here.root / "templates",) if own.is_dir()] + [theme_folder()]
    try:
        dash = dashboard(book, here.today, newest_revisions(here.root, here.config))
        rendered = pages(dash, templates)
    except TemplateBroken as broken:
        raise CannotDo(f"{broken.place}: {broken.says}", broken.remedy) from broken
    done = publish(folder, rendered)
    output.put([line(Span("✓ ", "good"), _counted(done)), line(Span(f"  {folder / 'index.html'}", "strong"))])
    for name, why in done.refused:
        output.say(f"{name}: {why}")
    if book.problems:
        output.say(f"{count(len(book.problems), 'problem')} in your files: karma check")
    return 1 if done.refused else 0


def _counted(done: Published) -> str:
    pages = len(done.written) + len(done.unchanged)
    removed = f", {len(done.removed)} removed" if done.removed else ""
    return f"{count(pages, 'page')}: {len(done.written)} written, {len(done.unchanged)} as they were{removed}"
