"""`karma promises`."""

from __future__ import annotations

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.cli.team import mine_option, myself


@click.command
@mine_option
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(mine: bool, as_json: bool) -> None:
    """The open ones, those with a day first, then weeks, months and someday.

    Below them: who was to call you and did not, whom you met and have not been in touch with since, and how
    well you keep your word.

    Example:
      karma promises

    """
    from karma.core.call_me.asked import asked_to_call  # noqa: PLC0415  (start-up)
    from karma.core.call_me.met import met_and_quiet  # noqa: PLC0415  (start-up)
    from karma.core.promises import promises  # noqa: PLC0415  (start-up)
    from karma.core.referrals.pipeline import pipeline_of  # noqa: PLC0415  (start-up)
    from karma.core.team import people_of, prospects_of  # noqa: PLC0415  (start-up)
    from karma.core.trust import trust  # noqa: PLC0415  (start-up)
    from karma.views.json.promises import promises as promises_json  # noqa: PLC0415  (start-up)
    from karma.views.terminal.call_me import asked_lines, met_lines  # noqa: PLC0415  (start-up)
    from karma.views.terminal.promises import promises_lines  # noqa: PLC0415  (start-up)
    from karma.views.terminal.trust import trust_lines  # noqa: PLC0415  (start-up)

    here = this_run()
    book, today, width = here.book, here.today, output.width()
    me = myself(here, mine=mine)
    theirs = people_of(me, book) if me else book
    whole = pipeline_of(book, today)
    found, trusted = promises(theirs, today), trust(theirs, today, prospects_of(me, whole) if me else whole)
    asked, met = asked_to_call(theirs, today), met_and_quiet(theirs, today)
    if as_json:
        output.put_json(promises_json(found, trusted, asked, met))
        return
    output.put(promises_lines(found, book, today, width))
    output.put(asked_lines(asked, book, today, width))
    output.put(met_lines(met, today, width))
    output.put(trust_lines(trusted, today, width))
