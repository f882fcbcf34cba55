"""`karma archive`: people whom you let rest, in a folder `archive`; they keep their stem, so links stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.files.discover import CONTACTS
from karma.files.moving.move import Move, Moved, refuse_copies, text_of
from karma.files.whole import Replacement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from karma.core.book import Contact

_ARCHIVE = "archive"


def archive(root: Path, people: Sequence[Contact], *, back: bool) -> Move:
    """The move of each of `people` into the archive, or `back` out of it. Raises WriteRefused."""
    refuse_copies(root, [contact.path for contact in people])
    replacements: list[Replacement] = []
    moved = []
    for contact in people:
        path = out_of_archive(contact.path) if back else into_archive(contact.path)
        text = text_of(root, contact.path)
        replacements += [
            Replacement(path, None, text, like=contact.path),
            Replacement(contact.path, text, None),
        ]
        moved.append(Moved(contact.name, contact.path, path, contact.id, contact.id))
    return Move(tuple(replacements), tuple(moved))


def into_archive(path: str) -> str:
    """`contacts/archive/portland/bill.md` for `contacts/portland/bill.md`: subfolders stay."""
    return f"{CONTACTS}/{_ARCHIVE}/{path.removeprefix(f'{CONTACTS}/')}"


def out_of_archive(path: str) -> str:
    """The path without any folder `archive` in it."""
    *folders, name = path.split("/")
    return "/".join([folder for folder in folders if folder != _ARCHIVE] + [name])
