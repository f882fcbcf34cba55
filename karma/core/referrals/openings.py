"""Whom the line that opens a referral names: `referred by [[giver]]`, `intro to [[expert]]` (format.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from karma.core.logline import LogLine


def givers_named(line: LogLine) -> tuple[str, ...]:
    """Who sent them, as written: behind `by`, `from` or no preposition; others were only there."""
    return tuple(party.target for party in line.parties if party.preposition in ("", "by", "from"))


def receivers_named(line: LogLine) -> tuple[str, ...]:
    """To whom you introduced them, as written: behind `to` or no preposition."""
    return tuple(party.target for party in line.parties if party.preposition in ("", "to"))
