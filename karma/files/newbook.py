"""A new book: its folders, its settings with every one explained, and what git should know of it."""

from __future__ import annotations

import os
from dataclasses import fields
from typing import TYPE_CHECKING

from karma.core.config import CIRCLES, Config
from karma.core.configfile import FILE
from karma.files.discover import CONTACTS
from karma.files.plan import Written
from karma.files.repository.driver import ATTRIBUTES

if TYPE_CHECKING:
    from pathlib import Path

_EXAMPLES = {
    "name": '"Nora Quist"',
    "phone": '"+1 503 555 0100"',
    "email": '"nora@quist.example"',
    "company": '"Quist Advisers"',
    "pitch": '"I help family firms hand over to the next generation."',
    "good_referral": '"An owner past sixty who has not said aloud who comes next."',
    "today": "2026-11-22",
    "timezone": '"Europe/Paris"',
    "started": "2026-01-01",
    "currency": '"USD"',
    "organisations": '["Rotary Club"]',
    "synonyms": '[["lawyer", "attorney", "solicitor"], ["bookkeeper", "accounts"]]',
}
_TABLES = """
# A circle is a group of people who matter in the same way: how often you want to be in touch, and the weight
# (0.9 to 1.3) that tips the ranking of the day. Change these, or add your own.
{circles}
# What is coming up, to invite people to or to remind them of.
# [[events]]
# date = 2026-12-10
# name = "Harbour open day"
# tags = ["marine"]

# More kinds of touch for the log, besides call, email, lunch and the others.
# [touch.letter]
# meaning = "a letter by post"
# resets = true     # starts the cadence anew
# voice = false     # spoken
# karma = false     # counts as one of the day's calls
# answered = false  # there was a conversation

# How often you want each kind of touch: so many a week, month, quarter or year, or "none". Calls are per_day
# on every workday unless you say so here. For a circle, `each` means for every person in it.
# [plan]
# lunch = "2 a month"
# exchange = "2 a month"
# article = "1 a week"
# intro = "2 a month"
# note = "1 a month"
# gift = "1 a month"
# email = "none"
# [plan.client]
# note = "1 a quarter each"

# What each kind of good turn weighs in the balance of give and take; 0 leaves a kind out.
# [balance]
# referral = 5
# intro = 3
# favour = 2
# gift = 1
# note = 1
# article = 1
# intel = 1
# thanks = 0

# Every command that writes makes one commit of exactly what it wrote, with a sentence such as
# "call: Bill Okafor, off to the mountains". `karma history` reads them, `karma undo` takes one back. Whoever
# would rather commit by hand says false.
[git]
# commit = true
"""
IGNORED = (".karma/", "site/*")
"""What git should leave alone: what karma remembers for itself, and pages that can be made again."""
_GITIGNORE = "".join(f"{line}\n" for line in (*IGNORED, "!site/.gitkeep"))
_GITATTRIBUTES = f"{ATTRIBUTES}\n"


def settings_text() -> str:
    """A `karma.toml` in which every setting stands with its sentence and its default, commented out."""
    head = "# The settings of your book. What is commented out shows the default, or an example.\n"
    parts = (
        f"# {spec.metadata['doc']}\n# {spec.name} = {_value(spec.name)}\n"
        for spec in fields(Config)
        if spec.name not in ("circles", "verbs", "events", "commit", "plan", "balance")
    )
    return "\n".join((head, *parts)) + _TABLES.format(circles=_circles())


def create(root: Path) -> tuple[Written, ...]:
    """Makes the book in `root` and gives the files that were made; what exists is left as it is.

    Raises OSError.
    """
    made = []
    for folder in (root, root / CONTACTS):
        folder.mkdir(parents=True, exist_ok=True)
    texts = {FILE: settings_text(), ".gitignore": _GITIGNORE, ".gitattributes": _GITATTRIBUTES}
    for name, text in texts.items():
        if not os.path.lexists(root / name):
            with (root / name).open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            made.append(Written(name, None, text.encode()))
    return tuple(made)


def exists(root: Path) -> bool:
    """True when `root` is a book already."""
    return os.path.lexists(root / FILE) or os.path.lexists(root / CONTACTS)


def _value(name: str) -> str:
    if name in _EXAMPLES:
        return _EXAMPLES[name]
    value = getattr(Config(), name)
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{item}"' for item in value) + "]"
    return str(value) if isinstance(value, int) else f'"{value}"'


def _circles() -> str:
    return "\n".join(
        f'# [circles.{circle.name}]\n# every = "{circle.every}"\n# weight = {circle.weight}\n'
        for circle in CIRCLES.values()
    )
