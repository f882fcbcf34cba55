"""One thing that happened to a person's file between two readings of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "new",
    "removed",
    "renamed",
    "merged",
    "archived",
    "brought back",
    "logged",
    "corrected",
    "unlogged",
    "promised",
    "kept",
    "let go",
    "reopened",
    "re-dated",
    "reworded",
    "unpromised",
    "field",
    "noted",
    "struck",
    "prose",
    "unclear",
]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened: `was` is what went, `now` what came, as the file says it, links included.

    `about` is the field, or what was promised (`they: …` for theirs; `was` and `now` are then the dates by
    which), or the name of who is new or gone. Lines of the log are without their bullet; of somebody renamed
    or merged the stems are given. `unclear`: a version of the file cannot be read.
    """

    kind: Kind
    about: str = ""
    was: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
