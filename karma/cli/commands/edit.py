"""`karma edit`."""

from __future__ import annotations

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.editor import edit
from karma.cli.people import person


@click.command
@click.argument("who", shell_complete=complete.people)
def command(who: str) -> int:
    """The editor is $VISUAL or $EDITOR; afterwards the file is checked.

    Example:
      karma edit bill

    """
    here = this_run()
    contact = person(here.book, who)
    edit(
        here.root / contact.path,
        f"See {contact.path}: is it saved? Another editor is named in the variable EDITOR.",
    )
    here.reload()
    found = [problem for problem in here.problems if problem.path == contact.path]
    for problem in found:
        output.say(*str(problem).split("\n"))
    return 1 if any(problem.severity == "error" for problem in found) else 0
