"""How often a kind of touch is wanted: `2 a month`, `1 a quarter each` (S9, the setting `[plan]`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from karma.core.spans import Unit

UNITS: tuple[Unit, ...] = ("week", "month", "quarter", "year")
KINDS = ("call", "lunch", "exchange", "article", "intro", "note", "gift", "email")
"""The eight touches, in the order in which the plan shows them."""
MOST = 999

_TEXT = r"(\d{1,3})\s+(?:an?|per)\s+(week|month|quarter|year)(\s+each)?"


@dataclass(frozen=True, slots=True)
class Aim:
    """So many in each calendar week, month, quarter or year; with `each`, for every person of a circle."""

    count: int
    unit: Unit
    each: bool = False

    def __str__(self) -> str:
        return f"{self.count} a {self.unit}{' each' if self.each else ''}"


@dataclass(frozen=True, slots=True)
class Aims:
    """What `[plan]` says: aims by kind for the whole practice, and for single circles.

    None is `"none"`: no aim for that kind. What is not named keeps karma's own aim (`wanted.aims`).
    """

    whole: Mapping[str, Aim | None] = field(default_factory=lambda: MappingProxyType({}))
    circles: Mapping[str, Mapping[str, Aim | None]] = field(default_factory=lambda: MappingProxyType({}))


NO_AIMS = Aims()


def parse_aim(text: str) -> Aim | None:
    """The aim that `text` says, or None when it says none (also for none at all, `0 a month`)."""
    match = re.fullmatch(_TEXT, text.strip(), re.IGNORECASE)
    if not match or not int(match[1]):
        return None
    unit = next(unit for unit in UNITS if unit == match[2].casefold())
    return Aim(int(match[1]), unit, bool(match[3]))
