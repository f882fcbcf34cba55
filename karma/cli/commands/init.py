"""`karma init`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.cli.errors import CannotDo
from karma.views.terminal.lines import BLANK, Span, line


@click.command
@click.argument("folder", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be made, write nothing.")
def command(folder: str | None, dry_run: bool) -> None:
    """Makes contacts/, a karma.toml that explains every setting, and what git should know.

    Examples:
      karma init
      karma init ~/people

    """
    from karma.files.newbook import create, exists  # noqa: PLC0415  (start-up)

    root = Path(folder or this_run().folder or ".").expanduser().absolute()
    if exists(root):
        raise CannotDo(f"{root} is a book already; nothing was changed.", "See it with `karma`.")
    if root.exists() and not root.is_dir():
        raise CannotDo(f"{root} is a file.", "Name a folder.")
    if dry_run:
        output.put_text(f"{root}: contacts/, karma.toml, .gitignore, .gitattributes")
        output.say("Dry run: nothing was written.")
        return
    made = create(root)
    output.put([line(Span("✓ ", "good"), f"A new book in {root}: {', '.join(made)}"), BLANK])
    output.put_text(
        "The first person takes ten seconds:",
        '  karma met "Bill Okafor" --at "Rotary lunch" --phone "+1 503 555 0142" --call-me fri',
        "Your own name and number for voicemails stand in karma.toml.",
    )
    if not any((above / ".git").exists() for above in (root, *root.parents)):
        output.put_text(f"`git init {shlex.quote(str(root))}` keeps the history of all you write.")
