"""`karma plan`."""

from __future__ import annotations

import click

from karma.cli import complete, output
from karma.cli.circles import known_circle
from karma.cli.context import this_run
from karma.core.plan.overview import plan
from karma.core.referrals.pipeline import pipeline_of
from karma.views.json.plan import plan as plan_json
from karma.views.terminal.plan import plan_lines


@click.command
@click.option("--circle", shell_complete=complete.circles, help="Only this circle.")
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(circle: str | None, as_json: bool) -> None:
    """How often you want each kind stands in karma.toml, under [plan].

    Examples:
      karma plan
      karma plan --circle client

    """
    here = this_run()
    if circle:
        used = sorted({one.circle for one in here.book.contacts if one.circle})
        circle = known_circle(circle, tuple(dict.fromkeys((*here.config.circles, *used))))
    found = plan(here.book, here.today, pipeline_of(here.book, here.today), circle)
    if as_json:
        output.put_json(plan_json(found))
    else:
        output.put(plan_lines(found, here.book, output.width()))
