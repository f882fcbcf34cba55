"""`karma init`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from karma.cli import output
from karma.cli.context import may_commit, this_run
from karma.cli.errors import CannotDo
from karma.views.terminal.lines import BLANK, Span, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.cli.context import Run
    from karma.files.plan import Written


@click.command
@click.argument("folder", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be made, write nothing.")
@may_commit
def command(folder: str | None, dry_run: bool) -> None:
    """Makes contacts/, a karma.toml that explains every setting, and what git should know.

    Where there is no git repository yet, it makes one; the first commit holds exactly these files.

    Examples:
      karma init
      karma init ~/people
      karma init --no-commit   leave git to me

    """
    from karma.files.newbook import create, exists  # noqa: PLC0415  (start-up)

    here = this_run()
    root = Path(folder or here.folder or ".").expanduser().absolute()
    if exists(root):
        raise CannotDo(f"{root} is a book already; nothing was changed.", "See it with `karma`.")
    if root.exists() and not root.is_dir():
        raise CannotDo(f"{root} is a file.", "Name a folder.")
    if dry_run:
        output.put_text(f"{root}: contacts/, karma.toml, .gitignore, .gitattributes")
        output.say("Dry run: nothing was written.")
        return
    made = create(root)
    names = ", ".join(["contacts/", *(one.path for one in made)])
    output.put([line(Span("✓ ", "good"), f"A new book in {root}: {names}")])
    if not here.uncommitted:
        _begin_history(here, root, made)
    output.put([BLANK])
    output.put_text(
        "The first person takes ten seconds:",
        '  karma met "Bill Okafor" --at "Rotary lunch" --phone "+1 503 555 0142" --call-me fri',
        "Your own name and number for voicemails stand in karma.toml.",
    )
    if not any(one.path == ".gitattributes" for one in made):
        output.put_text("Your .gitattributes was there before: `karma doctor --fix` adds a line to it.")


def _begin_history(here: Run, root: Path, made: Sequence[Written]) -> None:
    """Sees to a repository and makes the first commit; what is missing is said at the end."""
    from karma.core.operation import Operation  # noqa: PLC0415  (start-up)
    from karma.files.lock import locked  # noqa: PLC0415  (start-up)
    from karma.files.repository.begin import make_ready  # noqa: PLC0415  (start-up)
    from karma.files.repository.outcome import Outcome  # noqa: PLC0415  (start-up)

    ready = make_ready(root)
    if isinstance(ready, str):
        kind = "Your book works without; `karma doctor` says what git needs."
        here.outcomes.append(Outcome("skipped", why=ready, remedy=kind))
        return
    here.folder = str(root)
    with locked(root):
        here.record(Operation("init", "init: a new book"), made)
    where = "a git repository" if ready.made else f"the git repository in {ready.top}"
    if any(one.kind == "committed" for one in here.outcomes):
        output.put([line(Span("✓ ", "good"), f"Its history begins in {where}: “init: a new book”")])
