"""`karma today`, and `karma` alone."""

from __future__ import annotations

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.cli.team import mine_option, myself


@click.command
@mine_option
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(mine: bool, as_json: bool) -> None:
    """The list is this morning's: what you do today is ticked, and the order stays.

    Examples:
      karma
      karma today --mine

    """
    from karma.core.today import today_of  # noqa: PLC0415  (start-up)
    from karma.views.terminal.lines import BLANK  # noqa: PLC0415  (start-up)
    from karma.views.terminal.today import today_lines  # noqa: PLC0415  (start-up)
    from karma.views.terminal.words import count  # noqa: PLC0415  (start-up)

    here = this_run()
    day = today_of(here.book, here.today, myself(here, mine=mine))
    # On another day, asked for with --today, a line of the log that is dated later is no mistake.
    problems = sum(here.day is None or one.code != "future-date" for one in here.problems)
    if as_json:
        from karma.views.json.day import day as day_json  # noqa: PLC0415  (start-up)

        output.put_json(day_json(day, problems))
        return
    output.put(today_lines(day, here.book, output.width()))
    if problems:
        output.put([BLANK] if output.interactive() else [])
        output.flush()
        output.say(f"{count(problems, 'problem')} in your files: karma check")
