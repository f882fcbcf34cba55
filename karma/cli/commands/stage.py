"""`karma stage`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from karma.cli import complete
from karma.cli.context import this_run
from karma.cli.entries import Told, entries
from karma.cli.errors import CannotDo, WrongUsage
from karma.cli.moments import SaysWhen
from karma.cli.people import person
from karma.cli.referring import day_behind, pipeline_with, say_where
from karma.cli.stages import stage_named
from karma.cli.writing import Change, change, writes
from karma.core import logline
from karma.core.logline import Party
from karma.views.terminal.words import short_day

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.referrals.referral import Pipeline, Referral

_WITH_AMOUNT = ("next-step", "won", "lost")


@click.command(cls=SaysWhen)
@click.argument("who", shell_complete=complete.people)
@click.argument("stage", shell_complete=complete.stages)
@click.argument("when", nargs=-1)
@click.option("--amount", help="What it came to, or may come to: “USD 1200” or 1200.")
@click.option("--with", "expert", metavar="EXPERT", shell_complete=complete.people, help="One that you gave.")
@click.option(
    "--by", "giver", metavar="GIVER", shell_complete=complete.people, help="Only the one they gave."
)
@click.option("-m", "--text", default="", help="What was said.")
@writes
def command(  # noqa: PLR0913, PLR0917  (each is a part of one line)
    who: str,
    stage: str,
    when: tuple[str, ...],
    amount: str | None,
    expert: str | None,
    giver: str | None,
    text: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """The stages: approached, unreachable, reached, cultivating, next-step, won, lost, no-fit.

    Of somebody whom you sent on, say to whom: --with EXPERT.

    Examples:
      karma stage jane reached -m "interested, wants a quote"
      karma stage jane won yesterday --amount "USD 12000"
      karma stage jane won --with eve --amount 3000

    """
    from karma.files.edit import AddLog  # noqa: PLC0415  (start-up)

    here = this_run()
    if expert and giver:
        raise WrongUsage(
            "--with is for a referral that you gave, --by for one that you were given.",
            "One line is about one of them: say one, then the other.",
        )
    contact = person(here.book, who)
    named, when = stage_named(who, stage, when, contact, here.config.verbs)
    if amount and named not in _WITH_AMOUNT:
        raise WrongUsage(f"“{named}” takes no amount.", f"An amount stands with {', '.join(_WITH_AMOUNT)}.")
    other = person(here.book, expert or giver or "") if expert or giver else None
    day = day_behind(when, f"{contact.name} {stage}", here.today)
    said = Told(day, named, text, amount=amount, others=(other,) if other else ())
    [(_, entry)] = entries((contact,), said, here.config.verbs)
    if giver and other:
        entry = replace(entry, parties=(Party("by", other.id),))
    line = logline.write(entry)
    if entry in contact.log:
        raise CannotDo(f"That very line is there already: {line}", "Nothing was written.")
    known = pipeline_with(here.book, contact, entry, here.today)
    moved = [one for one in known.of(contact) if any(step.line == entry for step in one.steps)]
    if not moved:
        _refuse(contact, entry, other, known, here.book)
    book = here.book
    one = Change(contact, (AddLog(entry),), (line,))
    change(here, [one], dry_run=dry_run, as_json=as_json, when=short_day(day))
    if not dry_run:
        say_where(moved, book, here.today)


def _refuse(contact: Contact, entry: LogLine, other: Contact | None, known: Pipeline, book: Book) -> None:
    """Raises CannotDo for a stage that no referral is in, with the command that writes the referral down."""
    later = [one.opened for one in known.of(contact) if _meant(one, other)]
    if later:
        raise CannotDo(
            f"{contact.name} was referred on {short_day(min(later))}, and no stage comes before that.",
            f"Say another day, or mend that of the referral: karma edit {contact.id}",
        )
    if other:
        preposition = "--by" if entry.parties[0].preposition == "by" else "--to"
        raise CannotDo(
            f"The book knows no referral between {contact.name} and {other.name}.",
            f"Write it down first: karma refer {contact.id} {preposition} {other.id}",
        )
    via = book.resolve(contact.via) if contact.via else None
    met = f"\nYou met them yourself? Say where: `met_at: …`, karma edit {contact.id}"
    raise CannotDo(
        f"The book knows no referral of {contact.name}.",
        f"Who sent them? karma refer {contact.id} --by {via.id if via else 'GIVER'}{'' if via else met}",
    )


def _meant(one: Referral, other: Contact | None) -> bool:
    """True when the line would have been about this one, had it been open by then."""
    return other.id in (one.giver, one.receiver) if other else one.direction == "in"
