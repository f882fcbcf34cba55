"""`karma build`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import output
from karma.cli.context import this_run
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
    from karma.cli.building import build, site_folder  # noqa: PLC0415  (start-up)

    here = this_run()
    folder = site_folder(here, out)
    built = build(here, folder)
    done = built.published
    output.put([line(Span("✓ ", "good"), _counted(done)), line(Span(f"  {folder / 'index.html'}", "strong"))])
    for name, why in done.refused:
        output.say(f"{name}: {why}")
    if built.problems:
        output.say(f"{count(len(built.problems), 'problem')} in your files: karma check")
    return 1 if done.refused else 0


def _counted(done: Published) -> str:
    pages = len(done.written) + len(done.unchanged)
    removed = f", {len(done.removed)} removed" if done.removed else ""
    return f"{count(pages, 'page')}: {len(done.written)} written, {len(done.unchanged)} as they were{removed}"
