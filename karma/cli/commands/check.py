"""`karma check`."""

from __future__ import annotations

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.views.json.problems import problems as problems_json
from karma.views.terminal.problems import problem_lines


@click.command
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(as_json: bool) -> int:
    """Each problem with its place and its remedy. With an error the exit code is 1.

    Example:
      karma check

    """
    here = this_run()
    found = here.problems
    if as_json:
        output.put_json(problems_json(found, here.book.files))
    else:
        output.put(problem_lines(found, here.book.files))
    return 1 if any(problem.severity == "error" for problem in found) else 0
