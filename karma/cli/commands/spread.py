"""`karma spread`."""

from __future__ import annotations

import click

from karma.cli.backlog import offered
from karma.cli.context import this_run
from karma.core.spread import spread


@click.command
@click.option("--apply", "apply_it", is_flag=True, help="Write it.")
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(apply_it: bool, as_json: bool) -> None:
    """Whoever is overdue and not on today's list gets a day in the coming weeks, as many a day as you call.

    Examples:
      karma spread
      karma spread --apply

    """
    here = this_run()
    offered(here, spread(here.book, here.today), "karma spread", apply_it=apply_it, as_json=as_json)
