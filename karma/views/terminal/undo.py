"""What `karma undo` takes back: the sentence, when it was, and per person the lines that go and come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.views.terminal.lines import BLANK, Span, line, more, paragraph
from karma.views.terminal.words import count, short_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.core.undo import Done, Turn
    from karma.views.terminal.lines import Line, Style

_MOST_FILES, _MOST_LINES, _ALL = 12, 12, 1_000_000
_INDENT = 13


def undo_lines(
    done: Done,
    turns: Sequence[Turn],
    adrift: Sequence[tuple[str, str]],
    width: int,
    *,
    whole: bool = False,
) -> list[Line]:
    """What was done and when, then each file; `adrift` are paths and links that will lead nowhere.

    With `whole` every file and line is shown, however many they are.
    """
    most_files, most_lines = (len(turns), _ALL) if whole else (_MOST_FILES, _MOST_LINES)
    when = f"{short_day(done.when.date())}, {done.when:%H:%M} · {done.short}"
    lines = [*paragraph(done.subject, width, 1, "strong"), line(Span(f" {when}", "dim"))]
    before = ""
    for turn in sorted(turns, key=lambda one: one.what == "links")[:most_files]:
        lines += [] if before == turn.what == "links" else [BLANK]
        lines += _turn_lines(turn, width, most_lines)
        before = turn.what
    if len(turns) > most_files:
        lines += [BLANK, *more(len(turns) - most_files, "--dry-run shows them all")]
    if adrift:
        lines.append(BLANK)
    for path, link in adrift[:most_lines]:
        lines += paragraph(f"{link} in {path} will lead nowhere.", width, 1, "warn")
    return [*lines, *more(len(adrift) - most_lines)]


def _turn_lines(turn: Turn, width: int, most: int) -> Iterator[Line]:
    yield from paragraph(_title(turn), width, 1)
    if turn.what == "links":
        return
    shown: list[tuple[str, str, Style]] = [("goes", text, "warn") for text in turn.gone]
    shown += [("comes back", text, "good") for text in turn.back]
    for what, text, style in shown[:most]:
        yield from paragraph(text.strip(), width, _INDENT, style, first=f"  {what}")
    if len(shown) > most:
        yield line(Span(f"  and {count(len(shown) - most, 'more line', 'more lines')}", "dim"))


def _title(turn: Turn) -> str:
    name = turn.name if turn.name == turn.path else f"{turn.name}, {turn.path}"
    if turn.what == "goes":
        return f"{name}: the file goes"
    if turn.what == "comes back":
        return f"{name}: the file comes back"
    if turn.what == "links":
        return f"{turn.name}: {count(len(turn.gone), 'line leads', 'lines lead')} where the links led before"
    if turn.what == "moves":
        return f"{turn.name} moves to {turn.path}"
    return name
