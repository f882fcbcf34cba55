"""Trust in three figures: promises kept, loops closed, and e-mail that nobody asked for (S11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.phrases import day_words
from karma.views.terminal.lines import Line, heading, paragraph
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.trust import Slip, Trust

_ENOUGH = 5
"""A rate of fewer closed promises would praise or blame by chance."""
_MOST_NAMES = 5


def trust_lines(found: Trust, today: date, width: int) -> list[Line]:
    """A sentence for each figure that there is something to say about."""
    lines = [line for text in _sentences(found, today) for line in paragraph(text, width, 3, first=" · ")]
    return [*heading("Trust"), *lines] if lines else []


def _sentences(found: Trust, today: date) -> Iterator[str]:
    if found.kept_rate is not None and found.kept_on_time + found.kept_late >= _ENOUGH:
        due = found.kept_on_time + found.kept_late + found.overdue
        yield f"{found.kept_on_time} of {due} promises kept on time ({found.kept_rate:.0%})."
    if found.received:
        yield _loops(found)
    if found.slips:
        people: dict[str, Slip] = {}
        for slip in found.slips:
            people.setdefault(slip.contact.id, slip)
        shown = list(people.values())[:_MOST_NAMES]
        names = [f"{slip.contact.name} ({day_words(slip.day, today)})" for slip in shown]
        more = f" and {len(people) - _MOST_NAMES} more" if len(people) > _MOST_NAMES else ""
        yield (
            f"{count(len(found.slips), 'e-mail')} in twelve months to people who did not opt in to e-mail: "
            f"{', '.join(names)}{more}. Call instead, or ask them and note it in `opt_in:`."
        )


def _loops(found: Trust) -> str:
    """Of how many referrals the giver has heard and was thanked; while it is none, where it begins."""
    received = f"{count(found.received, 'referral')} received"
    if not (found.told or found.thanked):
        return f"{received}; whom to tell and to thank: karma pipeline."
    told, thanked, closed = (number or "none" for number in (found.told, found.thanked, found.closed))
    known = f"the giver knows how it stands with {told}, and was thanked for {thanked}"
    return f"{received}: {known}; both for {closed}."
