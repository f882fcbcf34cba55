"""`karma spread`."""

from __future__ import annotations

import click

from karma.cli.backlog import offered
from karma.cli.context import may_commit, this_run
from karma.core.spread import spread


@click.command
@click.option("--apply", "apply_it", is_flag=True, help="Write it.")
@click.option("--dry-run", is_flag=True, help="Write nothing, as without --apply.")
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@may_commit
def command(apply_it: bool, dry_run: bool, as_json: bool) -> None:
    """Whoever is overdue and not on today's list gets a day in the coming weeks, as many a day as you call.

    Examples:
      karma spread
      karma spread --apply

    """
    here = this_run()
    proposed = spread(here.book, here.today)
    offered(here, proposed, "spread", apply_it=apply_it and not dry_run, as_json=as_json)
