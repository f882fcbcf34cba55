"""`karma edit`."""

from __future__ import annotations

import os
import shlex
import subprocess
from shutil import which

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.errors import CannotDo
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
    done = subprocess.run([*_editor(), str(here.root / contact.path)], check=False)  # noqa: S603  (argv, no shell)
    if done.returncode:
        raise CannotDo(
            f"The editor ended with exit code {done.returncode}.",
            f"See {contact.path}: is it saved? Another editor is named in the variable EDITOR.",
        )
    here.reload()
    found = [problem for problem in here.problems if problem.path == contact.path]
    for problem in found:
        output.say(*str(problem).split("\n"))
    return 1 if any(problem.severity == "error" for problem in found) else 0


def _editor() -> list[str]:
    """The words of the editor's command, the program found on the PATH (faults.md T05)."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen and not output.interactive():
        raise CannotDo("There is no terminal to edit at.", "Name an editor in the variable EDITOR.")
    wanted = [chosen] if chosen else ["sensible-editor", "nano", "vi", "notepad"]
    for one in wanted:
        try:
            words = shlex.split(one, posix=os.name != "nt")
        except ValueError:
            words = []  # a quotation that never closes
        if words and which(words[0]):
            return words
    raise CannotDo(f"There is no editor: {wanted[0]}", "Name yours in the variable EDITOR.")
