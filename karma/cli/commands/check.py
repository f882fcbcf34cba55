"""`karma check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import output
from karma.cli.context import session
from karma.core.check import check
from karma.core.problems import Problem
from karma.views.json.problems import problems as problems_json
from karma.views.terminal.problems import problem_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@click.command
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(as_json: bool) -> int:
    """Each problem with its place and its remedy. With an error the exit code is 1.

    Example:
      karma check

    """
    here = session()
    found = sorted((*check(here.book, here.today), *_saved_over(here.root)))
    if as_json:
        output.put_json(problems_json(found, here.book.files))
    else:
        output.put(problem_lines(found, here.book.files))
    return 1 if any(problem.severity == "error" for problem in found) else 0


def _saved_over(root: Path) -> Iterator[Problem]:
    """Lines that karma wrote and an editor saved over (faults.md C05)."""
    from karma.files.recover import missing  # noqa: PLC0415  (start-up)

    for entry in missing(root):
        yield Problem(
            entry.path, 1, 1, "warning", "entry-missing",
            f"a line that karma wrote is not there any more: {entry.line}",
            "`karma recover` puts it back, or forgets it.",
        )  # fmt: skip
