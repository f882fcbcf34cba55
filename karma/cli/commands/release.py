"""`karma release`."""

from __future__ import annotations

from dataclasses import replace

import click

from karma.cli import complete
from karma.cli.closing import open_promise
from karma.cli.context import this_run
from karma.cli.people import person
from karma.cli.writing import Change, change, writes
from karma.core import promise
from karma.core.subjects import promised


@click.command
@click.argument("who", shell_complete=complete.people)
@click.argument("which", nargs=-1, metavar="[TEXT|NUMBER]")
@writes
def command(who: str, which: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Its box becomes [-]; it counts neither as kept nor as late.

    Examples:
      karma release bill
      karma release bill 2

    """
    from karma.files.edit import ClosePromise  # noqa: PLC0415  (start-up)

    here = this_run()
    contact = person(here.book, who)
    let_go = open_promise(contact, " ".join(which))
    line = promise.write(replace(let_go, state="released"))
    one = Change(contact, (ClosePromise(let_go, "released"),), (line,))
    change(
        here,
        [one],
        promised(contact, let_go, here.book, "release"),
        dry_run=dry_run,
        as_json=as_json,
        when="released",
    )
