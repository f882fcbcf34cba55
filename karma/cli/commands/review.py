"""`karma review`."""

from __future__ import annotations

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.cli.moments import SaysWhen, first_day_past
from karma.core.referrals.pipeline import pipeline_of
from karma.core.review.review import review_of
from karma.views.json.review import review as review_json
from karma.views.terminal.review import review_lines


@click.command(cls=SaysWhen)
@click.option("--since", metavar="WHEN", help="From that day to today, instead of the week and the quarter.")
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(since: str | None, as_json: bool) -> None:
    """Calls, touches, referrals and promises beside those before, what moved, and one thing to do next.

    Examples:
      karma review
      karma review --since "6 weeks ago"

    """
    here = this_run()
    first = first_day_past(since, here.today) if since else None
    found = review_of(here.book, here.today, pipeline_of(here.book, here.today), first)
    if as_json:
        output.put_json(review_json(found))
    else:
        output.put(review_lines(found, here.book, output.width()))
