"""`karma match`."""

from __future__ import annotations

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.people import person_to_read
from karma.core.matching.matches import matches_of
from karma.core.referrals.pipeline import pipeline_of
from karma.views.json.match import matches as matches_json
from karma.views.json.match import person_matches
from karma.views.terminal.match import match_lines, person_match_lines


@click.command
@click.argument("who", required=False, shell_complete=complete.people)
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(who: str | None, as_json: bool) -> None:
    """Needs and the experts for them, introductions to ask about, and news for whom it would please.

    Examples:
      karma match
      karma match bill

    """
    here = this_run()
    found = matches_of(here.book, here.today, pipeline_of(here.book, here.today))
    if who is None:
        if as_json:
            output.put_json(matches_json(found))
        else:
            output.put(match_lines(found, here.book, output.width()))
        return
    one = found.of(person_to_read(here.book, who))
    if as_json:
        output.put_json(person_matches(one, found))
    else:
        output.put(person_match_lines(one, here.book, here.today, output.width()))
