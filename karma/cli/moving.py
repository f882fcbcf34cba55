"""How the commands that move people write: all files or none, one commit, and what moved is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from karma.cli import output
from karma.cli.writing import committed, put_diff
from karma.core.operation import names
from karma.views.json.moved import moved as moved_json
from karma.views.terminal.lines import Span, line
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.cli.context import Run
    from karma.core.operation import Operation
    from karma.files.moving.move import Move
    from karma.files.plan import Written

_MOST = 4
"""Files with links that are named; of more, how many there are."""


def carry_out(here: Run, move: Move, operation: Operation, *, dry_run: bool, as_json: bool) -> None:
    """Moves all files or none, commits them as the operation, and says so."""
    done = here.writer(dry_run=dry_run).replace(move.replacements, operation)
    here.reload()
    own = {path for one in move.moved for path in (one.path, one.was_path)}
    linked = [written.path for written in done if written.path not in own]
    if as_json:
        rows = [(one.id, one.name, one.path, one.was, one.was_path) for one in move.moved]
        became = committed(here)
        output.put_json(moved_json(rows, linked, move.notes, dry_run=dry_run, committed=became))
    elif dry_run:
        _put_diffs(move, done)
        output.say(*move.notes, "Dry run: nothing was written.")
    else:
        _put_moved(move, linked)
        output.say(*move.notes)


def _put_moved(move: Move, linked: Sequence[str]) -> None:
    for one in move.moved:
        output.put(
            [
                line(
                    Span("✓ ", "good"),
                    Span(one.name, "strong"),
                    Span(f"  {_way(one.was_path, one.path)}", "dim"),
                )
            ]
        )
    output.put(line(f"    {text}") for text in move.lines)
    if linked:
        where = names(linked) if len(linked) <= _MOST else count(len(linked), "file")
        output.put([line(f"    links follow in {where}")])


def _put_diffs(move: Move, done: Sequence[Written]) -> None:
    """A file that moves is one change, not one file that goes and one that comes."""
    by_path = {written.path: written for written in done}
    for one in move.moved:
        now = by_path.pop(one.path, None)
        gone = by_path.pop(one.was_path, None) if one.was_path != one.path else None
        output.put([line(Span(_way(one.was_path, one.path), "accent"))])
        if now:
            put_diff(replace(now, before=gone.before) if gone and now.before is None else now)
    for written in by_path.values():
        put_diff(written)


def _way(was: str, now: str) -> str:
    return f"{was} → {now}" if was != now else now
