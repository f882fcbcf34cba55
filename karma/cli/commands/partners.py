"""`karma partners`."""

from __future__ import annotations

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.people import person_to_read
from karma.core.partners.overview import partners_of
from karma.core.partners.partner import partner_of
from karma.core.referrals.pipeline import pipeline_of
from karma.views.json.partners import partner as partner_json
from karma.views.json.partners import partners as partners_json
from karma.views.terminal.partner import partner_lines
from karma.views.terminal.partners import partners_lines


@click.command
@click.argument("who", required=False, shell_complete=complete.people)
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(who: str | None, as_json: bool) -> None:
    """With somebody's name: the eight criteria one by one, how to earn what is missing, and every exchange.

    Examples:
      karma partners
      karma partners carl

    """
    here = this_run()
    pipeline = pipeline_of(here.book, here.today)
    if who is not None:
        one = partner_of(person_to_read(here.book, who), here.book, here.today, pipeline)
        if as_json:
            output.put_json(partner_json(one, here.today))
        else:
            output.put(partner_lines(one, here.book, here.today, output.width()))
        return
    found = partners_of(here.book, here.today, pipeline)
    if as_json:
        output.put_json(partners_json(found, here.today))
    else:
        output.put(partners_lines(found, here.today, output.width()))
