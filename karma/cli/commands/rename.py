"""`karma rename`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import complete
from karma.cli.context import this_run
from karma.cli.errors import CannotDo, WhoIsMeant, WrongUsage
from karma.cli.moving import carry_out
from karma.cli.people import described, person
from karma.cli.writing import writes
from karma.core.links import fold
from karma.core.logline import one_line
from karma.core.moving.subjects import renamed
from karma.core.moving.trail import called
from karma.core.names import slug
from karma.core.typed import word

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.moving.trail import Called


@click.command
@click.argument("who", shell_complete=complete.people)
@click.argument("name", nargs=-1, required=True)
@writes
def command(who: str, name: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """A name is how they are called from now on, and their file is called after it.

    One word in small letters, such as bill-smith, is meant for the file alone. Every link follows, in all
    files or in none, and what they were called before stays as an alias.

    Examples:
      karma rename bill Bill Okafor-Smith
      karma rename bill bill-smith

    """
    from karma.files.moving.rename import renaming  # noqa: PLC0415  (start-up)

    here = this_run()
    contact = person(here.book, who)
    wanted = _wanted(one_line(" ".join(name)), contact)
    _refuse_taken(here.book, contact, wanted)
    move = renaming(here.root, here.book, contact, wanted)
    operation = renamed(contact, wanted.stem, wanted.name)
    if not move.replacements:
        raise CannotDo(f"{contact.name} is called that already.", f"The file is {contact.path}.")
    carry_out(here, move, operation, dry_run=dry_run, as_json=as_json)


def _wanted(text: str, contact: Contact) -> Called:
    """The name or the file's name that `text` is. Raises WrongUsage."""
    if not text:
        raise WrongUsage("The new name says nothing.", f"Such as: karma rename {word(contact.id)} Bill Smith")
    wanted = called(text)
    if wanted is None:
        stem = slug(text.rpartition("/")[2].removesuffix(".md"))
        raise WrongUsage(
            f"“{text}” is no name for a file here.",
            f"Small letters, digits and hyphens: karma rename {word(contact.id)} {word(stem)}",
        )
    return wanted


def _refuse_taken(book: Book, contact: Contact, wanted: Called) -> None:
    """Stops before one person takes the place of another. Raises WhoIsMeant or CannotDo."""
    for holder in book.contacts:
        if holder is not contact and fold(wanted.stem) in map(fold, holder.aliases):
            raise CannotDo(
                f"“{wanted.stem}” is an alias of {holder.name}.",
                f"Choose another name, or take the alias out of {holder.path} first.",
            )
    other = book.by_id.get(fold(wanted.stem))
    if other and other is not contact:
        who, them, free = word(contact.id), word(other.id), word(f"{wanted.stem}-2")
        raise WhoIsMeant(
            f"{other.path} is somebody already: {described(other)}.",
            f"The same person? karma merge {them} {who}\n"
            f"Somebody else? Give a name that tells them apart: karma rename {who} {free}",
        )
