"""`karma undo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.cli.writing import committed, writes
from karma.views.terminal.lines import paragraph

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.files.undo.plan import Plan


@click.command
@click.argument("commit", required=False)
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@writes
def command(commit: str | None, yes: bool, dry_run: bool, as_json: bool) -> None:
    """The last thing that you did with karma, or the COMMIT that you name; naming an undo does it again.

    What came after it stays. Where that cannot be, nothing is changed and the reason is said. The undo is a
    commit of its own, so it does not matter if others have the first one already.

    Examples:
      karma undo
      karma undo 3f2a1bc --dry-run

    """
    from karma.cli.undoing import agreed, not_reached, planned, repository_of  # noqa: PLC0415  (start-up)
    from karma.core.undo import UNDO, undoing  # noqa: PLC0415  (start-up)

    here = this_run()
    repository = repository_of(here)
    plan = planned(here, repository, commit)
    for text in not_reached(here, repository, plan):
        output.say_lines(paragraph(text, output.width()))
    if plan:
        operation = undoing(plan.done, plan.people)
        asks = output.interactive() and not (dry_run or as_json or yes)
        if asks:
            here.writer(dry_run=True).replace(plan.replacements(), operation)  # refuses before it asks
            _show(plan, here)
            if not agreed():
                output.say("Left as it is.")
                return
        here.writer(dry_run=dry_run).replace(plan.replacements(), operation)
        if not (asks or as_json):
            _show(plan, here, whole=dry_run)
    if as_json:
        _print(plan, here, dry_run=dry_run)
    elif plan is None:
        said = "That is taken back already." if commit else "There is nothing left to take back."
        output.put_text(said)
    elif dry_run:
        output.say("Dry run: nothing was written.")
    else:
        again = plan.done.operation == UNDO and plan.done.subject.startswith("undo: ")
        said = f"Done again: {plan.done.subject.removeprefix('undo: ')}"
        output.put_text("", f"✓ {said if again else f'Taken back: {plan.done.subject}'}")


def _show(plan: Plan, here: Run, *, whole: bool = False) -> None:
    from karma.views.terminal.undo import undo_lines  # noqa: PLC0415  (start-up)

    output.put(undo_lines(plan.done, plan.turns(here.config), plan.adrift, output.width(), whole=whole))


def _print(plan: Plan | None, here: Run, *, dry_run: bool) -> None:
    from karma.views.json.undo import undone  # noqa: PLC0415  (start-up)

    turns = plan.turns(here.config) if plan else []
    output.put_json(undone(plan.done if plan else None, turns, committed(here), dry_run=dry_run))
