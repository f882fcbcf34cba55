"""What the shell offers after Tab: people by file name, verbs, circles. Reads nobody's file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from karma.cli.context import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import click


def people(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Stems of the files in contacts/; behind a comma, another one."""
    before, comma, last = incomplete.rpartition(",")
    folder = _session(ctx).root / "contacts"
    return sorted(f"{before}{comma}{stem}" for stem in _stems(folder) if stem.startswith(last.casefold()))


def verbs(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[Any]:
    """The verbs of the log with what they mean."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415  (start-up)

    known = _session(ctx).config.verbs.values()
    return [
        CompletionItem(verb.name, help=verb.meaning) for verb in known if verb.name.startswith(incomplete)
    ]


def circles(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The circles of the book."""
    return [name for name in _session(ctx).config.circles if name.startswith(incomplete)]


def _session(ctx: click.Context) -> Session:
    return ctx.find_root().ensure_object(Session)


def _stems(folder: Path) -> Iterator[str]:
    for _, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (name[:-3] for name in names if name.endswith(".md") and not name.startswith((".", "#")))
