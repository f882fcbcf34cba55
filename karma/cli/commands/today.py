"""`karma today`, and `karma` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.cli.team import mine_option, myself
from karma.views.terminal.lines import Span

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.team import Me


@click.command
@mine_option
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(mine: bool, as_json: bool) -> None:
    """The list is this morning's: what you do today is ticked, and the order stays.

    Examples:
      karma
      karma today --mine

    """
    here = this_run()
    if mine:
        told = _told(here, myself(here, mine=True), as_json=as_json)
    else:
        question = ("today", "json" if as_json else output.width())
        told = here.remembered(question, lambda: _told(here, None, as_json=as_json))
    if as_json:
        output.put_source(told)
        return
    lines, problems = told
    output.put(tuple(Span(*span) for span in line) for line in lines)
    if problems:
        output.put([()] if output.interactive() else [])
        output.flush()
        output.say(problems)


def _told(here: Run, who: Me | None, *, as_json: bool) -> Any:
    """The day as plain values: the text of the JSON, or the lines and a word about problems."""
    from karma.core.problems import to_mend  # noqa: PLC0415  (start-up)
    from karma.core.today import today_of  # noqa: PLC0415  (start-up)

    day = today_of(here.book, here.today, who)
    # On another day, asked for with --today, a line of the log that is dated later is no mistake.
    problems = sum(here.day is None or one.code != "future-date" for one in to_mend(here.problems))
    if as_json:
        from karma.views.json.day import day as day_json  # noqa: PLC0415  (start-up)

        return output.json_text(day_json(day, problems))
    from karma.views.terminal.today import today_lines  # noqa: PLC0415  (start-up)
    from karma.views.terminal.words import count  # noqa: PLC0415  (start-up)

    lines = [[tuple(span) for span in line] for line in today_lines(day, here.book, output.width())]
    return lines, f"{count(problems, 'problem')} in your files: karma check" if problems else ""
