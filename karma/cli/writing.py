"""How every command writes: one step for all files, then what was written is said, or shown as a diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from karma.cli import output
from karma.cli.context import may_commit, this_run
from karma.views.json.written import NO_COMMIT
from karma.views.json.written import written as written_json
from karma.views.terminal.lines import Span, line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from karma.cli.context import Run
    from karma.core.book import Contact
    from karma.core.operation import Operation
    from karma.files.edit import Edit
    from karma.files.plan import Written
    from karma.views.json.written import Committed
    from karma.views.terminal.lines import Style

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Change(NamedTuple):
    """Edits of one person's file, and the lines that say what they put there, as in the file."""

    contact: Contact
    edits: tuple[Edit, ...]
    lines: tuple[str, ...]


def writes(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that writes: `dry_run` and `as_json`; and `--no-commit`."""
    command = may_commit(command)
    command = click.option("--json", "as_json", is_flag=True, help="Print data.")(command)
    return click.option("--dry-run", is_flag=True, help="Show the change, write nothing.")(command)


def change(  # noqa: PLR0913  (what, of whom, and how it is said)
    here: Run,
    changes: Sequence[Change],
    operation: Operation,
    *,
    dry_run: bool,
    as_json: bool,
    when: str = "",
) -> None:
    """Writes all changes or none, commits them as the operation, and says so.

    `when` is the day in words, echoed behind each name.
    """
    writer = here.writer(dry_run=dry_run)
    done = writer.change([(one.contact.path, one.edits) for one in changes], operation)
    here.reload()
    said = [(one.contact.id, one.contact.name, one.contact.path, one.lines) for one in changes]
    tell(said, done, dry_run=dry_run, as_json=as_json, when=when)


def tell(
    said: Sequence[tuple[str, str, str, tuple[str, ...]]],
    done: Sequence[Written],
    *,
    dry_run: bool,
    as_json: bool,
    when: str = "",
) -> None:
    """Prints what was written: each person (id, name, path, lines); for a dry run the diff."""
    if as_json:
        output.put_json(written_json(said, dry_run=dry_run, committed=committed(this_run())))
    elif dry_run:
        show_diffs(done)
    else:
        for _, name, _, lines in said:
            when_span = Span(f"  {when}", "dim") if when else Span("")
            output.put([line(Span("✓ ", "good"), Span(name, "strong"), when_span)])
            output.put(line(f"    {text}") for text in lines)


def committed(here: Run) -> Committed:
    """What became of the last commit of this run, as every command that writes says in its data."""
    if not here.outcomes:
        return NO_COMMIT
    last = here.outcomes[-1]
    return {"commit": last.commit or None, "not_committed": last.why or None}


def show_diffs(done: Sequence[Written]) -> None:
    """Prints the change of each file, and that nothing is written."""
    for written in done:
        put_diff(written)
    output.say("Dry run: nothing was written." if done else "Dry run: there is nothing to write.")


def put_diff(written: Written) -> None:
    """Prints the change of one file."""
    for text in filter(None, written.diff().split("\n")):
        style: Style = "good" if text.startswith("+") else "dim" if text[:1] != "-" else "warn"
        output.put([line(Span(text, style))])
