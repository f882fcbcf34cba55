"""The ways in which a page is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True)
class Mode:
    """A window and what it prefers. `axe` are the rules to hold it against; None to leave axe out."""

    name: str
    width: int = 1280
    height: int = 900
    scheme: Literal["light", "dark"] = "light"
    medium: Literal["screen", "print"] = "screen"
    script: bool = True
    axe: tuple[str, ...] | None = None

    def __str__(self) -> str:
        return self.name

    def without_axe(self) -> Mode:
        return replace(self, axe=None)


ALL_RULES: tuple[str, ...] = ()
"""axe takes that for all of them."""
COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""What may differ between light and dark: the rest was seen in the light."""
A4_WIDTH = 718
"""The pixels between margins of 1 cm."""

WIDE = Mode("wide", axe=ALL_RULES)
NARROW = Mode("narrow", width=390, height=844, axe=ALL_RULES)
DARK = Mode("dark", scheme="dark", axe=COLOUR_RULES)
PRINT = Mode("print", width=A4_WIDTH, medium="print")
SCRIPTLESS = Mode("without script", script=False)
MODES = (WIDE, NARROW, DARK, PRINT, SCRIPTLESS)
