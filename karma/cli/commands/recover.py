"""`karma recover`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import output
from karma.cli.context import may_commit, this_run
from karma.core.subjects import recovered
from karma.views.terminal.lines import Span, line
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.files.plan import Written
    from karma.files.recover import Missing


@click.command
@click.option("--dry-run", is_flag=True, help="Show what is missing, write nothing.")
@click.option("--forget", "let_go", is_flag=True, help="They were taken out on purpose: ask no more.")
@may_commit
def command(dry_run: bool, let_go: bool) -> int:
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
        return 0
    for entry in found:
        output.put([line(Span(entry.path, "strong"), f": {entry.line}")])
    if dry_run:
        output.say(f"{count(len(found), 'line')} missing. Dry run: nothing was written.")
    elif let_go:
        forget(here.root, found)
        output.say(f"{count(len(found), 'line')} forgotten.")
    else:
        return _put_back(here, found)
    return 0


def _put_back(here: Run, found: tuple[Missing, ...]) -> int:
    """Writes what can be written; a file that refuses does not stop the others. Gives the exit code."""
    from karma.files.recover import put_back  # noqa: PLC0415  (start-up)
    from karma.files.refusals import WriteRefused  # noqa: PLC0415  (start-up)

    writer = here.writer()
    back = 0
    done: list[Written] = []
    refused: dict[str, str] = {}
    for entry in found:
        try:
            done += put_back(writer, entry)
            back += 1
        except WriteRefused as refusal:
            refused[f"{refusal.path}: {refusal.message}"] = f"  {refusal.remedy}"
    paths = {written.path for written in done}
    writer.record(recovered([one for one in here.book.contacts if one.path in paths], back), done)
    for why, remedy in refused.items():
        output.say(why, remedy)
    output.say(f"{count(back, 'line')} put back.")
    return 1 if refused else 0
