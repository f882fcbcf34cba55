"""The option `--mine`: only the people whom you look after, in a book that several share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from karma.cli.errors import CannotDo

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.team import Me


def mine_option(command: Any) -> Any:
    """Gives a command that lists people the option `--mine`."""
    return click.option("--mine", is_flag=True, help="Only the people whose `owner:` you are.")(command)


def myself(here: Run, *, mine: bool) -> Me | None:
    """Me, when --mine was said. Raises CannotDo when no `owner:` in the book means me."""
    if not mine:
        return None
    from karma.core.team import told_apart  # noqa: PLC0415  (start-up)
    from karma.files.repository.identity import who_am_i  # noqa: PLC0415  (start-up)

    who = told_apart(who_am_i(here.root), here.book)
    if not who.called:
        raise CannotDo(
            "Git does not know who you are, so nobody can be yours.",
            "Say it once: git config karma.owner NAME",
        )
    if not any(map(who.looks_after, here.book.contacts)):
        raise CannotDo(
            f"You look after nobody yet: no `owner:` says {' or '.join(who.called)}.",
            f"Write `owner: {who.called[0]}` into the files of your people.\n"
            "Called otherwise there? git config karma.owner NAME",
        )
    return who
