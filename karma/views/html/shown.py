"""What a note is shown as."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A note as HTML that nh3 has cleaned, or with `refused` (why) as the lines of its plain text."""

    html: str
    refused: str | None = None
    lines: tuple[str, ...] = ()
