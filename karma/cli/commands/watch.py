"""`karma watch`."""

from __future__ import annotations

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.views.terminal.lines import Span, line


@click.command
@click.option("--out", metavar="FOLDER", help="Where the pages go; else site/ in the book.")
@click.option("--poll", is_flag=True, help="Look every second: for network and cloud folders.")
def command(out: str | None, poll: bool) -> None:
    """Builds, and builds again after every save, from any editor. Ctrl-C ends it.

    What is wrong in a file, a template or on the disk is said here, and is no reason to stop.

    Examples:
      karma watch
      karma watch --poll --out ~/public/people

    """
    from karma.cli.building import site_folder  # noqa: PLC0415  (start-up)
    from karma.cli.live import Live  # noqa: PLC0415  (start-up)
    from karma.cli.telling import Terminal  # noqa: PLC0415  (start-up)

    here = this_run()
    folder = site_folder(here, out)
    output.put([line(Span(str(folder / "index.html"), "strong"), "  Ctrl-C ends it.")])
    output.flush()
    Live(here, folder, [Terminal()], polling=poll).run()
