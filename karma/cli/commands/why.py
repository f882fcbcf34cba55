"""`karma why`."""

from __future__ import annotations

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.people import person_to_read
from karma.core.why import why
from karma.views.json.people import why as why_json
from karma.views.terminal.why import why_lines


@click.command
@click.argument("who", shell_complete=complete.people)
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(who: str, as_json: bool) -> None:
    """Every part of the score is shown, and what keeps them off the list if anything does.

    Example:
      karma why bill

    """
    here = this_run()
    answer = why(person_to_read(here.book, who), here.book, here.today)
    if as_json:
        output.put_json(why_json(answer))
    else:
        output.put(why_lines(answer, output.width()))
