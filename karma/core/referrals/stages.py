"""The stages that a referral goes through, and which way it went (format.md, Verbs)."""

from __future__ import annotations

from typing import Literal

Stage = Literal[
    "referred",
    "approached",
    "unreachable",
    "reached",
    "cultivating",
    "next-step",
    "won",
    "lost",
    "no-fit",
]
STAGES: tuple[Stage, ...] = (
    *("referred", "approached", "unreachable", "reached", "cultivating", "next-step"),
    *("won", "lost", "no-fit"),
)
"""In the order in which a referral goes through them; every one begins as `referred`."""
OUTCOMES: frozenset[Stage] = frozenset({"won", "lost", "no-fit"})
"""The stages that end a referral; a later line opens it again."""
IN_TOUCH: frozenset[Stage] = frozenset({"reached", "cultivating", "next-step", "won"})
"""The stages that say that somebody spoke with the prospect."""

Direction = Literal["in", "out", "own"]
"""`in`: somebody sent you the prospect. `out`: you sent the prospect to somebody. `own`: a prospect whom you
met yourself, with no giver; they have stages like the others and count in no report of givers."""
