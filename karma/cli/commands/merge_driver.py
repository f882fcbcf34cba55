"""`karma merge-driver`: what git runs when two versions of a contact meet."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from karma.cli import output

if TYPE_CHECKING:
    from karma.files.merge.pieces import Conflict

CONFLICTS, NOT_MERGED = 10, 2
"""Exit codes besides 0: merged but for what stands between markers; not touched, so that git merges it."""


@click.command
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("marker_size", type=click.IntRange(1, 1000), default=7)
@click.argument("path", default="")
def command(base: Path, ours: Path, theirs: Path, marker_size: int, path: str) -> int:
    """For git, not for people: merges OURS and THEIRS, both made from BASE, and writes the result over OURS.

    The exit code is 0 when all is merged, and 10 when conflicts are left between markers. With any other,
    OURS is as it was.

    Example:
      git config merge.karma.driver "karma merge-driver %O %A %B %L %P"

    """
    from karma.files.merge.driver import NotMerged, merge_files  # noqa: PLC0415  (start-up)

    name = path or str(ours)
    try:
        conflicts = merge_files(base, ours, theirs, stem=Path(path).stem, marker_size=marker_size)
    except NotMerged as reason:
        output.say(f"{name}: left to git: {reason}")
        return NOT_MERGED
    except Exception as failure:  # whatever it is, git can still merge the file as it merges any text
        if os.environ.get("KARMA_DEBUG"):
            raise
        output.say(f"{name}: left to git: {type(failure).__name__}: {failure}")
        return NOT_MERGED
    output.say(*(f"{name}:{conflict.line}: {_words(conflict)}" for conflict in conflicts))
    return CONFLICTS if conflicts else 0


def _words(conflict: Conflict) -> str:
    """The conflict in one sentence."""
    if conflict.what == "two people":
        return "two people were given this one file"
    ours, theirs = (_shown(conflict.what, side) for side in (conflict.ours, conflict.theirs))
    if not ours or not theirs:
        return f"{conflict.what} was changed on one side and removed on the other: {ours or theirs}"
    return f"{conflict.what} was changed on both sides: {ours} / {theirs}"


def _shown(what: str, side: str) -> str:
    lines = (line.strip().removeprefix(f"{what}:").strip() for line in side.split("\n"))
    text = " ".join(filter(None, lines))
    return text if len(text) <= 60 else text[:59] + "…"
