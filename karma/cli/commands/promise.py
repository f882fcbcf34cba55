"""`karma promise`."""

from __future__ import annotations

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.entries import promised
from karma.cli.errors import CannotDo
from karma.cli.moments import SaysWhen, day_in_front, period_asked
from karma.cli.people import person
from karma.cli.writing import Change, change, writes
from karma.core import promise, subjects
from karma.views.terminal.words import period_words


@click.command(cls=SaysWhen)
@click.argument("who", shell_complete=complete.people)
@click.argument("text", nargs=-1, required=True)
@click.option("--by", metavar="WHEN", default="someday", help="A day, a week, a month; someday if left out.")
@click.option("--they", is_flag=True, help="They promised it to you.")
@writes
def command(  # noqa: PLR0913, PLR0917  (each is a part of one line)
    who: str, text: tuple[str, ...], by: str, they: bool, dry_run: bool, as_json: bool
) -> None:
    """The more exact the day, the stronger the promise: `fri`, `2026-W50`, `2026-12`, or nothing at all.

    Examples:
      karma promise bill Send the inventory checklist --by fri
      karma promise bill "introduce me to the harbour master" --they --by 2026-12

    """
    from karma.files.edit import AddPromise  # noqa: PLC0415  (start-up)

    here = this_run()
    contact = person(here.book, who)
    made = promised(" ".join(text), period_asked(by, here.today), theirs=they)
    if made in contact.promises:
        raise CannotDo(
            f"{contact.name} has that very promise already: {promise.write(made)}",
            "Nothing was written. Another one takes other words or another day.",
        )
    one = Change(contact, (AddPromise(made),), (promise.write(made),))
    change(
        here,
        [one],
        subjects.promised(contact, made, here.book),
        dry_run=dry_run,
        as_json=as_json,
        when=period_words(made.by),
    )
    if made.by is None and (day := day_in_front(made.text, here.today)):
        output.say(f"“{day}” is part of the text now. Was it the day? That goes behind --by.")
