"""The inverse of an operation in a file that is no person's, such as karma.toml: merged line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.undo import Hindered, Hindrance
from karma.files.lines import content, newline_of, split_lines
from karma.files.merge.text import merge_text
from karma.files.undo.in_place import in_place

if TYPE_CHECKING:
    from karma.files.undo.text import Texts


def plainly_taken_out(texts: Texts) -> str:
    """The text without what the operation did. Raises Hindered when that would lose something."""
    placed = in_place(texts.before, texts.after, texts.now)
    if placed is not None:
        return placed
    before, after, now = (
        [content(line) for line in split_lines(text)] for text in (texts.before, texts.after, texts.now)
    )
    merged = merge_text(texts.path, after, now, before)
    lines = [piece for piece in merged if isinstance(piece, str)]
    if len(lines) < len(merged):
        remedy = f"Change it in an editor; `git show {texts.commit}` has what was done then."
        raise Hindered(Hindrance(texts.path, "these settings have been changed since", remedy))
    ending = newline_of(texts.now)
    last = ending if texts.now.endswith(ending) else ""
    return ending.join(lines) + last
