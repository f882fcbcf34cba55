"""`karma recover`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.views.terminal.lines import Span, line
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.files.recover import Missing


@click.command
@click.option("--dry-run", is_flag=True, help="Show what is missing, write nothing.")
@click.option("--forget", "let_go", is_flag=True, help="They were taken out on purpose: ask no more.")
def command(dry_run: bool, let_go: bool) -> None:
    """Lines that karma wrote and that are no longer in their files are put back.

    Examples:
      karma recover --dry-run
      karma recover

    """
    from karma.files.recover import forget, missing  # noqa: PLC0415  (start-up)

    here = this_run()
    found = missing(here.root)
    if not found:
        output.put_text("Nothing is missing.")
        return
    for entry in found:
        output.put([line(Span(entry.path, "strong"), f": {entry.line}")])
    if dry_run:
        output.say(f"{count(len(found), 'line')} missing. Dry run: nothing was written.")
    elif let_go:
        forget(here.root, found)
        output.say(f"{count(len(found), 'line')} forgotten.")
    else:
        _put_back(here, found)


def _put_back(here: Run, found: tuple[Missing, ...]) -> None:
    """Writes what can be written; a file that refuses does not stop the others."""
    from karma.files.recover import forget  # noqa: PLC0415  (start-up)
    from karma.files.refusals import WriteRefused  # noqa: PLC0415  (start-up)

    writer = here.writer()
    back = 0
    for entry in found:
        edit = entry.edit(here.config)
        if edit is None or entry.gone:
            output.say(f"{entry.path}: there is no place for this line any more: {entry.line}")
            continue
        try:
            writer.change([(entry.path, [edit])])
            forget(here.root, [entry])  # the line put back has a record of its own
            back += 1
        except WriteRefused as refusal:
            output.say(f"{refusal.path}: {refusal.message}", f"  {refusal.remedy}")
    output.say(f"{count(back, 'line')} put back.")
