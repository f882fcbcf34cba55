"""`karma rename`: somebody's file gets another name, and every link follows (format.md, rule 1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from karma.core.moving.trail import more_aliases, said_before, trail, with_people
from karma.files.field_edit import SetField
from karma.files.moving.move import Move, Moved, following, linking, proven, refuse_copies, text_of
from karma.files.whole import Replacement

if TYPE_CHECKING:
    from pathlib import Path

    from karma.core.book import Book, Contact
    from karma.core.moving.trail import Called


def renaming(root: Path, book: Book, contact: Contact, called: Called) -> Move:
    """The move of `contact` to the file that `called` says, in the folder where they are, with its name.

    The old stem, and with a new name the old one, become aliases. Who is called so already does not move.
    Raises WriteRefused or EditRefused.
    """
    path = f"{contact.path.rpartition('/')[0]}/{called.stem}.md"
    if path == contact.path and called.name in (None, contact.name):
        return Move((), ())
    links = trail(book, contact, called.stem)
    old = text_of(root, contact.path)
    meant = replace(links.contact(contact), id=called.stem, path=path)
    text = links.text(old)
    edits = _edits(book, meant, contact, called)
    for edit in edits:
        text, meant = edit.apply(text), edit.expect(meant)
    if path == contact.path:
        own = [Replacement(path, old, text)]
    else:
        refuse_copies(root, [contact.path])
        own = [Replacement(path, None, text, like=contact.path), Replacement(contact.path, old, None)]
    texts = linking(root)
    replacements = (*own, *following(texts, links, [contact.path]))
    notes = proven(
        book, texts, links, replacements, {path: lambda found: said_before(found) == said_before(meant)}
    )
    moved = Moved(meant.name, contact.path, path, contact.id, called.stem)
    return Move(replacements, (moved,), notes, tuple(map(_line, edits)))


def _edits(book: Book, meant: Contact, contact: Contact, called: Called) -> list[SetField]:
    """The new name, and what they were called before as aliases."""
    renamed = replace(meant, name=called.name or contact.name)
    others = with_people(book, [contact.path], [renamed])
    aliases = more_aliases(renamed, others, contact.id, contact.name)
    edits = [SetField("name", called.name)] if called.name and called.name != contact.name else []
    return [*edits, SetField("aliases", aliases)] if aliases != meant.aliases else edits


def _line(edit: SetField) -> str:
    """`aliases: Billy, bill-okafor`."""
    values = edit.value if isinstance(edit.value, tuple) else (edit.value or "",)
    return f"{edit.name}: {', '.join(values)}"
