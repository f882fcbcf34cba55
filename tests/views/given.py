"""What a template may use: the names it is given, and what the things behind them have."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from karma.core.agenda import Also, Call, Opener, Owed, Today, VoiceShare
from karma.core.book import Book, Contact
from karma.core.cadence import Cadence
from karma.core.config import Config
from karma.core.dashboard import Dashboard, PersonPage, Year
from karma.core.dates import Birthday, Period
from karma.core.fields import Labelled
from karma.core.logline import LogLine, Party
from karma.core.problems import Problem
from karma.core.promise import Promise
from karma.core.promises import PromiseBook, Strength
from karma.core.standing import Standing
from karma.views.html.prose import Shown
from karma.views.html.words import Piece

GIVEN = {
    "dash",
    "root",
    "here",
    "page",
    "note",
    "policy",
    "generator",
    "style",
    "script",
    "parts",
    "voicemail",
}
"""`parts` is what a template imports itself."""
OF_A_CALL = {"contact", "call"}
"""What voicemail.html sees besides, from the list that includes it."""
TYPES = (
    *(Dashboard, Today, Call, Opener, Standing, Owed, Also, VoiceShare, PromiseBook, Strength, PersonPage, Year),
    *(Shown, Contact, Labelled, Promise, Period, LogLine, Party, Birthday, Cadence, Problem, Piece, Book, Config),
)  # fmt: skip
"""What a template can come by, from the names that it is given."""


def attributes(kind: type[Any]) -> list[str]:
    """What a template may ask of a thing of that type: fields and properties; methods in parentheses."""
    found = [field.name for field in fields(kind)] if is_dataclass(kind) else list(kind._fields)
    for name, value in vars(kind).items():
        if not name.startswith("_") and name not in found:
            found.append(f"({name})" if callable(value) else name)
    return found
