"""`karma balance`."""

from __future__ import annotations

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.people import person_to_read
from karma.core.balance.balance import balance_of
from karma.core.balance.chances import give_and_take
from karma.core.referrals.pipeline import pipeline_of
from karma.views.json.balance import balance as balance_json
from karma.views.json.balance import ledger as ledger_json
from karma.views.terminal.balance import balance_lines, ledger_lines


@click.command
@click.argument("who", required=False, shell_complete=complete.people)
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(who: str | None, as_json: bool) -> None:
    """Referrals, introductions, favours, gifts and news, each way, and who comes to mind; or one person's.

    Examples:
      karma balance
      karma balance carl

    """
    here = this_run()
    pipeline = pipeline_of(here.book, here.today)
    if who is None:
        found = give_and_take(here.book, here.today, pipeline)
        if as_json:
            output.put_json(balance_json(found))
        else:
            output.put(balance_lines(found, output.width()))
        return
    contact = person_to_read(here.book, who)
    between = balance_of(here.book, here.today, pipeline).of(contact)
    if as_json:
        output.put_json(ledger_json(between, here.book))
    else:
        output.put(ledger_lines(between, here.book, here.today, output.width()))
