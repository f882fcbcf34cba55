"""`karma show`."""

from __future__ import annotations

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.people import person_to_read
from karma.core.standing import standing
from karma.views.json.person import person as person_json
from karma.views.terminal.person import person_lines


@click.command
@click.argument("who", shell_complete=complete.people)
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(who: str, as_json: bool) -> None:
    """Fields, promises, notes and the whole log, the newest first.

    Example:
      karma show bill

    """
    here = this_run()
    contact = person_to_read(here.book, who)
    found = standing(contact, here.book, here.today, so_far=True)
    if as_json:
        output.put_json(person_json(contact, found, here.today))
    else:
        output.put(person_lines(contact, found, here.book, here.today, output.width()))
