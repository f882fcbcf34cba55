"""`karma build`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.views.terminal.lines import Span, line
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from pathlib import Path

    from karma.cli.building import Built
    from karma.cli.unchanged import Counts


@click.command
@click.option("--out", metavar="FOLDER", help="Where the pages go; else site/ in the book.")
@click.option("--templates", is_flag=True, help="Only say where karma's own templates are, to copy from.")
def command(out: str | None, templates: bool) -> int:
    """Only pages that changed are written. What is wrong in a file is shown there, and stops nothing.

    Examples:
      karma build
      karma build --out ~/public/people

    """
    from karma.cli.building import site_folder  # noqa: PLC0415  (start-up)
    from karma.cli.unchanged import Counts, Unchanged  # noqa: PLC0415  (start-up)

    if templates:
        from karma.views.theme import theme_folder  # noqa: PLC0415  (start-up)

        output.put_text(str(theme_folder()))
        return 0
    here = this_run()
    folder = site_folder(here, out)
    seen = Unchanged(here, folder)
    if known := seen.counts():
        return _told(folder, known)
    from karma.cli.workshop import build  # noqa: PLC0415  (start-up)
    from karma.files.site.turn import in_turn  # noqa: PLC0415  (start-up)

    with in_turn(here.root, folder) as waited:
        if waited:
            here.reload()
            seen = Unchanged(here, folder)
        seen.expect()
        built = build(here, folder)
        seen.keep(built)
    done = built.published
    counts = Counts(len(done.written), len(done.unchanged), len(done.removed), len(built.to_mend))
    return _told(folder, counts, built)


def _told(folder: Path, counts: Counts, built: Built | None = None) -> int:
    removed = f", {counts.removed} removed" if counts.removed else ""
    made = (
        f"{count(counts.pages, 'page')}: {counts.written} written, {counts.unchanged} as they were{removed}"
    )
    left = built.left_alone if built else ""
    said = line(f"{made}; {left}") if left else line(Span("✓ ", "good"), made)
    output.put([said, line(Span(f"  {folder / 'index.html'}", "strong"))])
    refused = built.published.refused if built else ()
    output.say(*(f"{name}: {why}" for name, why in refused), *(built.unused if built else ()))
    if counts.problems:
        output.say(f"{count(counts.problems, 'problem')} in your files: karma check")
    return 1 if refused else 0
