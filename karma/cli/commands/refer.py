"""`karma refer`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.entries import Told, entries
from karma.cli.errors import CannotDo, WrongUsage
from karma.cli.moments import SaysWhen
from karma.cli.people import person
from karma.cli.referring import day_behind, pipeline_with, prospect_named
from karma.cli.writing import Change, change, writes
from karma.core import logline
from karma.core.referrals.pipeline import pipeline_of
from karma.core.subjects import happened
from karma.core.typed import quoted, word
from karma.views.terminal.referrals import close_the_loop
from karma.views.terminal.words import short_day

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.referrals.referral import Referral


@click.command(cls=SaysWhen)
@click.argument("who", metavar="PROSPECT", shell_complete=complete.people)
@click.argument("when", nargs=-1)
@click.option(
    "--by", "givers", metavar="GIVER", multiple=True, shell_complete=complete.people, help="Who sent them."
)
@click.option(
    "--to",
    "experts",
    metavar="EXPERT",
    multiple=True,
    shell_complete=complete.people,
    help="To whom they go.",
)
@click.option("-m", "--text", default="", help="What they need.")
@click.option("--consents", is_flag=True, help="The prospect knows, and would like it.")
@click.option("--level", type=click.IntRange(1, 5), help="How warm it is, from 1 to 5.")
@writes
def command(  # noqa: PLR0913, PLR0917  (each is a part of one line)
    who: str,
    when: tuple[str, ...],
    givers: tuple[str, ...],
    experts: tuple[str, ...],
    text: str,
    consents: bool,
    level: int | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """One line in the prospect's log: sent to you by somebody, or by you to one of your experts.

    Examples:
      karma refer jane --by bill -m "needs a survey before closing" --consents --level 4
      karma refer jane yesterday --to eve -m "needs a bookkeeper"

    """
    from karma.files.edit import AddLog  # noqa: PLC0415  (start-up)

    here = this_run()
    giver, expert = _one("--by", givers, who), _one("--to", experts, who)
    if bool(giver) == bool(expert):
        raise WrongUsage(
            "A referral has one other person: who sent the prospect to you, or to whom you send them.",
            f"karma refer {word(who)} --by GIVER\nkarma refer {word(who)} --to EXPERT",
        )
    other = person(here.book, giver or expert or "")
    contact = prospect_named(here.book, who, other if giver else None)
    whole = quoted(" ".join((who, *when)))
    day = day_behind(when, here.today, f"A name of several words stands in quotes: {whole}")
    tags = (("#consents",) if consents else ()) + ((f"#level-{level}",) if level else ())
    said = Told(day, "referred" if giver else "intro", " ".join((text, *tags)), others=(other,))
    [(_, entry)] = entries((contact,), said, here.config.verbs)
    _refuse_again(contact, other, here.book, here.today, inbound=bool(giver))
    line = logline.write(entry)
    opened = pipeline_with(here.book, contact, entry, here.today).of(contact)
    one = Change(contact, (AddLog(entry),), (line,))
    before = here.book
    change(
        here,
        [one],
        happened([contact], entry, before, "refer"),
        dry_run=dry_run,
        as_json=as_json,
        when=short_day(day),
    )
    if not dry_run:
        for found in opened:
            if found.line == entry:
                output.say(*close_the_loop(found, before))


def _one(option: str, named: tuple[str, ...], who: str) -> str | None:
    """The one that was named, if any. Raises WrongUsage for several: each referral is a line of its own."""
    if len(named) > 1:
        commands = (f"karma refer {word(who)} {option} {word(name)}" for name in named)
        raise WrongUsage("One referral at a time: each is a line of its own.", "\n".join(commands))
    return named[0] if named else None


def _refuse_again(contact: Contact, other: Contact, book: Book, today: date, *, inbound: bool) -> None:
    """Raises CannotDo while the same referral is open: a second line of it would say nothing new."""
    known = pipeline_of(book, today)
    mine = known.given_by(other) if inbound else known.sent_to(other)
    still_open = [one for one in mine if one.prospect.id == contact.id and not one.closed]
    if still_open:
        raise CannotDo(
            _said_already(still_open[-1], contact, other),
            f"What has happened since: karma stage {word(contact.id)} STAGE\n"
            f"To add to that line: karma edit {word(contact.id)}",
        )


def _said_already(one: Referral, contact: Contact, other: Contact) -> str:
    if one.direction == "in":
        return f"{other.name} sent you {contact.name} on {short_day(one.opened)}, and that is still open."
    return f"You sent {contact.name} to {other.name} on {short_day(one.opened)}, and that is still open."
