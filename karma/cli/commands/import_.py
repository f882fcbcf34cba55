"""`karma import`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from karma.cli import output
from karma.cli.context import may_commit, this_run
from karma.cli.errors import CannotDo
from karma.cli.writing import committed
from karma.core.subjects import imported as imported_from
from karma.views.json.imported import imported as imported_json
from karma.views.terminal.imported import imported_lines, written_line

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.exchange.import_plan import Plan
    from karma.exchange.interactions import Columns, Read

_MOST_PROBLEMS = 10
_LARGEST = 20_000_000
"""Bytes of a table (faults.md, rule 10: caps before parsing)."""


@click.group
def command() -> None:
    """Doing it twice changes nothing: what is there already is left alone.

    Example:
      karma import interactions letters.csv --person name --date date --verb letter --dry-run

    """


@command.command("interactions")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--date", required=True, metavar="COLUMN", help="The column with the day.")
@click.option("--person", metavar="COLUMN", help="The column with who it was with.")
@click.option("--from", "from_", metavar="COLUMN", help="The column with who did it, instead of --person.")
@click.option("--to", metavar="COLUMN", help="The column with whom it went to.")
@click.option("--me", metavar="NAME", help="You, as the table writes it; else your name in karma.toml.")
@click.option("--verb", help="The verb for all rows.")
@click.option("--verb-column", metavar="COLUMN", help="The column with the verb, instead of --verb.")
@click.option("--text", metavar="COLUMN", help="The column with what it was about.")
@click.option("--id", metavar="COLUMN", help="The column with an identity of the row, kept in the line.")
@click.option("--dry-run", is_flag=True, help="Show counts, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print data.")
@may_commit
def interactions(file: str, date: str, dry_run: bool, as_json: bool, **columns: str | None) -> int:
    """Letters, calls or meetings from a table: each row one line in a log, people made from names.

    Example:
      karma import interactions letters.csv --me "Edison, Thomas Alva" --from from --to to
        --date date --text subjects --id id --verb letter --dry-run

    """
    from karma.exchange.import_plan import plan as planned  # noqa: PLC0415  (start-up)
    from karma.exchange.interactions import Columns  # noqa: PLC0415  (start-up)

    here = this_run()
    found = _read(here, file, Columns(date, **columns))
    plan = planned(here.book, found, here.today)
    if not dry_run and not plan.is_empty:
        _write(here, plan)
    counts = asdict(plan.counts)
    if as_json:
        output.put_json(imported_json(counts, plan.problems, dry_run=dry_run, committed=committed(here)))
    else:
        for problem in plan.problems[:_MOST_PROBLEMS]:
            output.say(*str(problem).split("\n"))
        if len(plan.problems) > _MOST_PROBLEMS:
            output.say(
                f"and {len(plan.problems) - _MOST_PROBLEMS:,} more like these; --json has them all", ""
            )
        output.put(imported_lines(counts))
        if dry_run:
            output.say("Dry run: nothing was written.")
        else:
            output.put([written_line(plan.counts.lines, plan.counts.people_new)])
    return 1 if any(problem.severity == "error" for problem in plan.problems) else 0


def _read(here: Run, file: str, columns: Columns) -> Read:
    """What the table says. Raises CannotDo, with every reason, for one that cannot be used."""
    from karma.exchange.interactions import read  # noqa: PLC0415  (start-up)

    path = Path(file)
    if path.stat().st_size > _LARGEST:
        raise CannotDo(f"{file} is larger than {_LARGEST // 1_000_000} MB.", "Import it in parts.")
    found = read(path.read_bytes(), columns, here.config, path=file)
    if found.refused:
        raise CannotDo(f"{file} cannot be imported.", "\n".join(map(str, found.problems)))
    return found


def _write(here: Run, plan: Plan) -> None:
    """New files and new lines, all or none."""
    from karma.files.compose import compose  # noqa: PLC0415  (start-up)
    from karma.files.edit import AddLog  # noqa: PLC0415  (start-up)

    new = [
        (
            one.path,
            # As old as their first line: whoever counts people from when they came in, counts from there.
            compose(one.name, {"aliases": one.aliases, "added": one.log[0].date.isoformat()}, log=one.log),
        )
        for one in plan.new
    ]
    edits = [(one.contact.path, [AddLog(*one.lines)]) for one in plan.additions]
    verbs = {line.verb for one in plan.new for line in one.log}
    verbs |= {line.verb for one in plan.additions for line in one.lines}
    verb = verbs.pop() if len(verbs) == 1 else ""
    operation = imported_from(plan.counts.lines, verb, len(plan.new) + len(plan.additions))
    here.writer().write(new=new, edits=edits, operation=operation)
    here.reload()
