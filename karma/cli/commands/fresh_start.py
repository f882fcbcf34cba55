"""`karma fresh-start`."""

from __future__ import annotations

import click

from karma.cli.backlog import offered
from karma.cli.context import may_commit, this_run
from karma.core.spread import fresh_start


@click.command
@click.option("--apply", "apply_it", is_flag=True, help="Write it.")
@click.option("--dry-run", is_flag=True, help="Write nothing, as without --apply.")
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@may_commit
def command(apply_it: bool, dry_run: bool, as_json: bool) -> None:
    """Everybody overdue gets a new day within their own cadence, from tomorrow on.

    Who did not answer three times in a row is left out: a note does more there than a date.

    Examples:
      karma fresh-start
      karma fresh-start --apply

    """
    here = this_run()
    proposed = fresh_start(here.book, here.today)
    offered(here, proposed, "fresh-start", apply_it=apply_it and not dry_run, as_json=as_json)
