"""Why somebody is on the list or not: every term of the score, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.phrases import every_words
from karma.views.terminal.lines import BLANK, Line, Span, columns, line, paragraph
from karma.views.terminal.person import head_lines

if TYPE_CHECKING:
    from karma.core.standing import Standing
    from karma.core.why import Why


def why_lines(answer: Why, width: int) -> list[Line]:
    """What keeps them off the list or puts them on it, the sum with its parts, and the cadence."""
    found = answer.standing
    lines = [*head_lines(found.contact, width), BLANK]
    lines += paragraph("On today's list." if answer.slot else "Not on today's list.", width, 1, "strong")
    lines += paragraph(answer.says, width, 1)
    rows = [[Span(f"{term.value:+.2f}"), Span(term.name), Span(term.says, "dim")] for term in found.terms]
    rows.append([Span(f"{found.score:+.2f}", "strong"), Span("score", "strong"), Span("")])
    lines += [BLANK, *columns(rows, width, 1), BLANK]
    return [*lines, line(Span(f" {_cadence(found)}", "dim"))]


def _cadence(found: Standing) -> str:
    since = (
        f"since {found.since.isoformat()}" if found.last else f"counted as if since {found.since.isoformat()}"
    )
    limit = f", limit {found.limit.isoformat()}" if found.limit else ""
    due = f", due {found.due.isoformat()}{limit}" if found.due else ""
    return f"Calls {every_words(found.cadence)}, {since}{due}."
