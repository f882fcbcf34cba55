"""`karma edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.context import may_commit, this_run
from karma.cli.editor import edit
from karma.cli.people import person
from karma.views.terminal.lines import Span, line

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.book import Contact


@click.command
@click.argument("who", shell_complete=complete.people)
@may_commit
def command(who: str) -> int:
    """The editor is $VISUAL or $EDITOR; afterwards the file is checked, and committed as you saved it.

    Example:
      karma edit bill

    """
    from karma.core.problems import Fault  # noqa: PLC0415  (start-up)
    from karma.files.read import read_bytes  # noqa: PLC0415  (start-up)

    here = this_run()
    contact = person(here.book, who)
    path = here.root / contact.path
    before = read_bytes(path)
    edit(path, f"See {contact.path}: is it saved? Another editor is named in the variable EDITOR.")
    here.reload()
    after = read_bytes(path)
    if after != before and not isinstance(before, Fault) and not isinstance(after, Fault):
        _record(here, contact, before, after)
    found = [problem for problem in here.problems if problem.path == contact.path]
    for problem in found:
        output.say(*str(problem).split("\n"))
    wrong = any(problem.severity == "error" for problem in found)
    if any(outcome.kind == "committed" for outcome in here.outcomes):
        if wrong:
            output.say("It is committed as you saved it: your words are safe. Mend it when you like.")
        else:
            output.put([line(Span("✓ ", "good"), Span(contact.name, "strong"), Span("  committed", "dim"))])
    return 1 if wrong else 0


def _record(here: Run, contact: Contact, before: bytes, after: bytes) -> None:
    """Commits the file, also one with errors: whatever somebody wrote is safe in the history."""
    from karma.core.history.changes import changes  # noqa: PLC0415  (start-up)
    from karma.core.history.words import says  # noqa: PLC0415  (start-up)
    from karma.core.subjects import edited  # noqa: PLC0415  (start-up)
    from karma.files.plan import Written  # noqa: PLC0415  (start-up)

    now = next((one for one in here.book.contacts if one.path == contact.path), None)
    said = [says(change, here.today) for change in changes(contact, now)] if now else []
    said = said or [new.decode("utf-8", "replace") for new in _new_lines(before, after)]
    here.writer().record(edited(contact, said, here.book), [Written(contact.path, before, after)])


def _new_lines(before: bytes, after: bytes) -> list[bytes]:
    """What karma reads nothing in, or cannot read, is told by the lines that were not there before."""
    known = set(before.splitlines())
    return [new for new in after.splitlines() if new.strip() and new not in known]
