"""`karma fmt`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.context import session
from karma.cli.people import person
from karma.cli.writing import show_diffs
from karma.core.logline import Party
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from karma.cli.context import Session
    from karma.core.book import Book, Contact
    from karma.files.plan import Written


@click.command
@click.argument("who", nargs=-1, shell_complete=complete.people)
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit code 1 if a file would change."
)
@click.option("--dry-run", is_flag=True, help="Show the change, write nothing.")
def command(who: tuple[str, ...], only_check: bool, dry_run: bool) -> int:
    """The log sorted, lists in the usual form, links by file name. What the files say stays the same.

    Examples:
      karma fmt
      karma fmt bill --dry-run

    """
    here = session()
    people = tuple(person(here.book, one) for one in who) or here.book.contacts
    done = list(_formatted(here, people, dry_run=dry_run or only_check))
    if dry_run:
        show_diffs(done)
    elif only_check:
        output.put_text(*(written.path for written in done))
    else:
        output.put_text(*(f"✓ {written.path}" for written in done))
    if not dry_run:
        verb = "would change" if only_check else "changed"
        output.say(f"{count(len(done), 'file')} {verb}, of {len(people)}.")
    return 1 if only_check and done else 0


def _formatted(here: Session, people: tuple[Contact, ...], *, dry_run: bool) -> Iterator[Written]:
    """Formats each file on its own; one that cannot be written is said and does not stop the others."""
    from karma.core.problems import Fault  # noqa: PLC0415  (start-up)
    from karma.files.fmt import format_text  # noqa: PLC0415  (start-up)
    from karma.files.plan import Rewrite  # noqa: PLC0415  (start-up)
    from karma.files.read import read_text  # noqa: PLC0415  (start-up)
    from karma.files.refusals import WriteRefused  # noqa: PLC0415  (start-up)
    from karma.files.write import Writer  # noqa: PLC0415  (start-up)

    same = _says_the_same(here.book)
    writer = Writer(here.root, here.config, dry_run=dry_run)
    for contact in people:
        text = read_text(here.root / contact.path)
        if isinstance(text, Fault):
            continue
        formatted = format_text(text, here.book)
        if formatted == text:
            continue
        try:
            yield from writer.rewrite([(contact.path, Rewrite(text, formatted, same))])
        except WriteRefused as refusal:
            output.say(f"{refusal.path}: {refusal.message}", f"  {refusal.remedy}")


def _says_the_same(book: Book) -> Callable[[Contact, Contact], bool]:
    """The check of the writer: the contact afterwards says what it said, names in links aside."""
    return lambda before, after: _with_stems(before, book) == _with_stems(after, book)


def _with_stems(contact: Contact, book: Book) -> Contact:
    from karma.files.fmt import mend_links  # noqa: PLC0415  (start-up)

    def stem(target: str) -> str:
        found = book.resolve(target)
        return found.id if found else target

    log = (
        replace(
            entry,
            text=mend_links(entry.text, book),
            parties=tuple(Party(party.preposition, stem(party.target)) for party in entry.parties),
        )
        for entry in contact.log
    )
    return replace(
        contact,
        via=stem(contact.via) if contact.via else None,
        log=tuple(log),
        promises=tuple(replace(one, text=mend_links(one.text, book)) for one in contact.promises),
        next_time=tuple(mend_links(text, book) for text in contact.next_time),
        prose=mend_links(contact.prose, book).strip(),
    )
