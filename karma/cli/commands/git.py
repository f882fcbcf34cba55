"""`karma git`. It is the user's keyboard: their own git with all their settings, at their terminal."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.cli.errors import CannotDo

if TYPE_CHECKING:
    from collections.abc import Iterator


class _PassesOn(click.Command):
    """A command that reads none of its words."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leaves all to git, its options and `--help` too."""
        ctx.params["words"] = tuple(args)
        return []

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """None of karma's: they stand before `git`."""


@click.command(cls=_PassesOn, options_metavar="")
@click.argument("words", nargs=-1, metavar="WORDS…")
def command(words: tuple[str, ...]) -> int:
    """Whatever you say to git, said in the folder of the book, with karma's merge of contacts.

    Everything behind `git` goes to git, `--help` too. The exit code is git's.

    Examples:
      karma git status
      karma git log --oneline -3 contacts/bill-okafor.md
      karma -C ~/people git pull

    """
    from karma.files.git import program  # noqa: PLC0415  (start-up)
    from karma.files.repository.driver import injected  # noqa: PLC0415  (start-up)

    root = this_run().root
    git = program()
    if git is None:
        raise CannotDo("git is not installed.", "See https://git-scm.com/downloads")
    output.flush()
    with _interrupts_are_for_git():
        done = subprocess.run([git, *injected(), *words], cwd=root, check=False)  # noqa: S603  (argv, no shell)
    return done.returncode if done.returncode >= 0 else 128 - done.returncode


@contextmanager
def _interrupts_are_for_git() -> Iterator[None]:
    """Ctrl-C in a pager or an editor reaches git itself; karma waits for what it makes of it."""
    if os.name == "nt":
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
