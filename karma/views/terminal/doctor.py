"""What `karma doctor` found: what is in order in a few lines, the rest with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.views.terminal.lines import Line, Span, command, flow, heading, line, paragraph
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.diagnosis import Diagnosis, Finding, Level, Program
    from karma.views.terminal.lines import Style

_SIGNS: dict[Level, tuple[str, Style]] = {
    "good": ("✓", "good"),
    "note": ("·", "dim"),
    "warning": ("!", "warn"),
    "error": ("!!", "warn"),
}
_INDENT = 3


def doctor_lines(found: Diagnosis, width: int) -> list[Line]:
    """What is wrong first, then what is worth knowing, then what is in order, and the programs named."""
    lines: list[Line] = []
    for level in ("error", "warning", "note"):
        for one in found.findings:
            lines += _finding(one, width) if one.level == level else []
    lines += _in_order([one.says for one in found.findings if one.level == "good"], width)
    if found.programs:
        lines += heading("Programs that this repository names")
        for program in found.programs:
            lines += _program(program, width, trusted=found.trusted)
    return [*lines, *_sum(found)]


def program_lines(programs: Sequence[Program], width: int) -> list[Line]:
    """The programs that are to be trusted, each with when it would run."""
    return [row for one in programs for row in _program(one, width, trusted=True)]


def _finding(one: Finding, width: int) -> list[Line]:
    sign, style = _SIGNS[one.level]
    first, *rest = paragraph(one.says, width, _INDENT, first=sign)
    lines = [(Span(first[0].text, style), *first[1:]), *rest]
    if one.remedy:
        lines += paragraph(one.remedy, width, _INDENT, "dim")
    return lines + [row for text in one.commands for row in command(text)]


def _in_order(says: Sequence[str], width: int) -> list[Line]:
    """All that is in order, one behind the other."""
    pieces = [line(f"{text}, " if n < len(says) else text) for n, text in enumerate(says, 1)]
    flowed = flow(pieces, width - _INDENT)
    return [line(Span(f"{'' if n else '✓':<{_INDENT}}", "good"), *pieces) for n, pieces in enumerate(flowed)]


def _program(one: Program, width: int, *, trusted: bool) -> list[Line]:
    when = (
        "karma never comes to it"
        if one.when is None
        else one.when
        if trusted
        else f"{one.when}, if you trust it"
    )
    said = [line(" " * _INDENT, Span(one.key, "strong"), Span(f"  {when}", "dim"))]
    return said + paragraph(one.value, width, _INDENT + 2)


def _sum(found: Diagnosis) -> list[Line]:
    wrong = [one.level for one in found.findings if one.level in ("error", "warning")]
    if not wrong:
        return []
    return [(), line(f"{count(len(wrong), 'thing')} to mend.")]
