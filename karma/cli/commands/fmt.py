"""`karma fmt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.context import may_commit, this_run
from karma.cli.people import person
from karma.cli.writing import show_diffs
from karma.core.stems import with_stems
from karma.core.subjects import tidied
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.cli.context import Run
    from karma.core.book import Contact
    from karma.files.plan import Written
    from karma.files.write import Writer


@click.command
@click.argument("who", nargs=-1, shell_complete=complete.people)
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit code 1 if a file would change."
)
@click.option("--dry-run", is_flag=True, help="Show the change, write nothing.")
@may_commit
def command(who: tuple[str, ...], only_check: bool, dry_run: bool) -> int:
    """The log sorted, lists in the usual form, links by file name. What the files say stays the same.

    Examples:
      karma fmt
      karma fmt bill --dry-run

    """
    here = this_run()
    people = tuple(person(here.book, one) for one in who) or here.book.contacts
    refused: list[str] = []
    done: list[Written] = []
    writer = here.writer(dry_run=dry_run or only_check)
    try:
        done.extend(_formatted(here, people, refused, writer))
    finally:  # what is done is committed, also when the rest is broken off
        paths = {written.path for written in done}
        writer.record(tidied([one for one in people if one.path in paths]), done)
    if dry_run:
        show_diffs(done)
    elif only_check:
        output.put_text(*(written.path for written in done))
    else:
        output.put_text(*(f"✓ {written.path}" for written in done))
    if not dry_run:
        verb = "would change" if only_check else "changed"
        left = f" {count(len(refused), 'file')} left as it was." if refused else ""
        output.say(f"{count(len(done), 'file')} {verb}, of {len(people)}.{left}")
    return 1 if refused or (only_check and done) else 0


def _formatted(
    here: Run, people: tuple[Contact, ...], refused: list[str], writer: Writer
) -> Iterator[Written]:
    """Formats each file on its own; one that cannot be written is said, and its path put into `refused`."""
    from karma.core.problems import Fault  # noqa: PLC0415  (start-up)
    from karma.files.fmt import format_text  # noqa: PLC0415  (start-up)
    from karma.files.read import read_text  # noqa: PLC0415  (start-up)
    from karma.files.refusals import WriteRefused  # noqa: PLC0415  (start-up)
    from karma.files.whole import Rewrite  # noqa: PLC0415  (start-up)

    def says_the_same(before: Contact, after: Contact) -> bool:
        return with_stems(before, here.book) == with_stems(after, here.book)

    for contact in people:
        text = read_text(here.root / contact.path)
        if isinstance(text, Fault):
            continue
        formatted = format_text(text, here.book)
        if formatted == text:
            continue
        try:
            yield from writer.rewrite([(contact.path, Rewrite(text, formatted, says_the_same))])
        except WriteRefused as refusal:
            refused.append(contact.path)
            at = contact.path if refusal.path == contact.path else f"{contact.path}: {refusal.path}"
            output.say(f"{at}: {refusal.message}", f"  {refusal.remedy}")
