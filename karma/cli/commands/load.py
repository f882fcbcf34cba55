"""`karma load`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import output
from karma.cli.context import may_commit, this_run
from karma.cli.errors import WrongUsage
from karma.cli.writing import committed, show_diffs
from karma.core.load import load
from karma.core.loosen import loosen
from karma.core.subjects import loosened
from karma.views.json.load import load as load_json
from karma.views.terminal.load import fit_lines, load_lines

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.loosen import Plan


@click.command
@click.option("--fit", is_flag=True, help="Show which cadences to loosen so that it fits, as a dry run.")
@click.option("--apply", "apply_it", is_flag=True, help="With --fit: write them.")
@click.option("--dry-run", is_flag=True, help="Write nothing, as without --apply.")
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@may_commit
def command(fit: bool, apply_it: bool, dry_run: bool, as_json: bool) -> None:
    """Above what you can do no ranking helps: what the cadences ask for has to fit into the day.

    Examples:
      karma load
      karma load --fit
      karma load --fit --apply

    """
    here = this_run()
    if apply_it and not fit:
        raise WrongUsage("--apply writes what --fit proposes.", "See it first: karma load --fit")
    plan = loosen(here.book)
    found = load(here.book, here.today)
    if fit and not as_json:
        output.put(fit_lines(plan, here.config.per_day, output.width()))
    elif not as_json:
        output.put(load_lines(found, output.width()))
    if fit and (plan.circles or plan.people):
        _write(here, plan, dry_run=dry_run or not apply_it, quiet=as_json)
    if as_json:
        output.put_json(load_json(found, plan, committed(here)))


def _write(here: Run, plan: Plan, *, dry_run: bool, quiet: bool) -> None:
    """The circles' cadences into karma.toml, people's own into their files."""
    from karma.files.field_edit import SetField  # noqa: PLC0415  (start-up)
    from karma.files.settings import set_cadences  # noqa: PLC0415  (start-up)

    edits = [(one.contact.path, [SetField("every", str(one.after))]) for one in plan.people]
    cadences = {one.name: one.after for one in plan.circles}
    set_cadences(here.root, cadences, dry_run=True)  # refuses before anything is written
    writer = here.writer(dry_run=dry_run)
    people = writer.change(edits)
    try:
        done = set_cadences(here.root, cadences, dry_run=dry_run) + people
    except BaseException:
        writer.undo(people)  # all or none
        raise
    writer.record(loosened(list(cadences), [one.contact for one in plan.people]), done)
    if not dry_run:
        output.say(f"Written: {', '.join(written.path for written in done)}")
    elif not quiet:
        output.put_text("")
        show_diffs(done)
        output.say("`karma load --fit --apply` writes it.")
