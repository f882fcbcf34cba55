"""`karma promises`."""

from __future__ import annotations

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.core.promises import promises
from karma.views.json.day import promises as promises_json
from karma.views.terminal.promises import promises_lines


@click.command
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(as_json: bool) -> None:
    """The open ones, those with a day first, then weeks, months and someday; and how many you kept on time.

    Example:
      karma promises

    """
    here = this_run()
    found = promises(here.book, here.today)
    if as_json:
        output.put_json(promises_json(found))
    else:
        output.put(promises_lines(found, here.today, output.width()))
