"""What the shell offers after Tab: people by file name, verbs, stages, kinds. Reads nobody's file."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from karma.cli.context import Run
from karma.cli.errors import KarmaError
from karma.views.show import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import click


_SAFE = re.compile(r"\w[\w.@+-]*")
"""What a shell takes as one plain word. Anything else, once completed and entered, might be a command."""


def _silent(offers: Callable[[Run, str], list[Any]]) -> Callable[..., list[Any]]:
    """Offers nothing, and says nothing, where there is no book or it cannot be read."""

    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[Any]:
        try:
            return offers(ctx.find_root().ensure_object(Run), incomplete)
        except (KarmaError, OSError):
            return []

    return complete


@_silent
def people(here: Run, incomplete: str) -> list[str]:
    """Stems of the files in contacts/; behind a comma, another one."""
    before, comma, last = incomplete.rpartition(",")
    folder = here.root / "contacts"
    begun = last.casefold()
    return sorted(f"{before}{comma}{stem}" for stem in _stems(folder) if stem.casefold().startswith(begun))


@_silent
def verbs(here: Run, incomplete: str) -> list[Any]:
    """The verbs of the log with what they mean."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415  (start-up)

    known = here.config.verbs.values()
    return [
        CompletionItem(verb.name, help=show(verb.meaning))
        for verb in known
        if verb.name.startswith(incomplete) and _SAFE.fullmatch(verb.name)
    ]


@_silent
def stages(here: Run, incomplete: str) -> list[Any]:
    """Every stage of a referral with what it means."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415  (start-up)

    from karma.core.referrals.stages import STAGES  # noqa: PLC0415  (start-up)

    verbs = here.config.verbs
    return [
        CompletionItem(stage, help=show(verbs[stage].meaning))
        for stage in STAGES
        if stage.startswith(incomplete)
    ]


def next_stages(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
    """The stages that a referral can go to: all but the one it begins in."""
    return [item for item in stages(ctx, param, incomplete) if item.value != "referred"]


@_silent
def messages(_here: Run, incomplete: str) -> list[str]:
    """The kinds of messages."""
    from karma.core.drafts.kinds import KINDS  # noqa: PLC0415  (start-up)

    return [name for name in KINDS if name.startswith(incomplete.casefold())]


@_silent
def circles(here: Run, incomplete: str) -> list[str]:
    """The circles of the book."""
    return [name for name in here.config.circles if name.startswith(incomplete) and _SAFE.fullmatch(name)]


def _stems(folder: Path) -> Iterator[str]:
    for _, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (name[:-3] for name in names if name.endswith(".md") and _SAFE.fullmatch(name))
