"""`karma find`."""

from __future__ import annotations

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.core.search import search
from karma.views.json.people import hits as hits_json
from karma.views.terminal.listing import hit_lines


@click.command
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(words: tuple[str, ...], as_json: bool) -> None:
    """Names, fields, promises, notes and log are searched; all words must be there, accents and marks aside.

    Examples:
      karma find harbour café
      karma find "#marine"

    """
    here = this_run()
    found = search(here.book, " ".join(words))
    if as_json:
        output.put_json(hits_json(found))
    else:
        output.put(hit_lines(found, here.book, output.width()))
