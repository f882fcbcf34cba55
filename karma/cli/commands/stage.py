"""`karma stage`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.after_stage import hints
from karma.cli.context import this_run
from karma.cli.entries import Told, entries
from karma.cli.errors import CannotDo, WhoIsMeant, WrongUsage
from karma.cli.moments import SaysWhen
from karma.cli.people import person
from karma.cli.referring import (
    day_behind,
    missing_referral,
    newest_of_the_day,
    pipeline_with,
    refuse_bare_sum,
    say_where,
)
from karma.cli.stages import is_stage, stage_named
from karma.cli.writing import Change, change, writes
from karma.core import logline
from karma.core.logline import Party
from karma.core.subjects import happened
from karma.core.typed import quoted, word
from karma.views.terminal.words import short_day

if TYPE_CHECKING:
    from karma.core.book import Book, Contact

_WITH_AMOUNT = ("next-step", "won", "lost")


@click.command(cls=SaysWhen)
@click.argument("who", shell_complete=complete.people)
@click.argument("stage", shell_complete=complete.next_stages)
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
    contact = _prospect(here.book, who, stage)
    named, when = stage_named(who, stage, when, contact, here.config.verbs)
    if amount and named not in _WITH_AMOUNT:
        raise WrongUsage(f"“{named}” takes no amount.", f"An amount stands with {', '.join(_WITH_AMOUNT)}.")
    other = person(here.book, expert or giver or "") if expert or giver else None
    if named in _WITH_AMOUNT:
        refuse_bare_sum(when, here.today)
    said_so = f"karma stage {word(contact.id)} {named} -m {quoted(' '.join(when))}"
    day = day_behind(when, here.today, f"What was said stands behind -m: {said_so}")
    said = Told(day, named, text, amount=amount, others=(other,) if other else ())
    [(_, entry)] = entries((contact,), said, here.config.verbs)
    if giver and other:
        entry = replace(entry, parties=(Party("by", other.id),))
    if missing := missing_referral(contact, entry, here.book, here.today):
        raise CannotDo(*missing)
    entry = newest_of_the_day(contact, entry, here.book, here.today)
    line = logline.write(entry)
    if entry in contact.log:
        raise CannotDo(f"That very line is there already: {line}", "Nothing was written.")
    book = here.book
    referrals = pipeline_with(book, contact, entry, here.today).of(contact)
    moved = [one for one in referrals if any(step.line == entry for step in one.steps)]
    one = Change(contact, (AddLog(entry),), (line,))
    change(
        here,
        [one],
        happened([contact], entry, book, "stage"),
        dry_run=dry_run,
        as_json=as_json,
        when=short_day(day),
    )
    if not dry_run:
        say_where(moved, book, here.today)
        output.say(*hints(entry, contact, referrals, book, here.today))


def _prospect(book: Book, who: str, stage: str) -> Contact:
    """Who it is about. Raises WhoIsMeant; for `karma stage won jan` with the order in which it is said."""
    try:
        return person(book, who)
    except WhoIsMeant:
        if is_stage(who):
            raise WrongUsage(
                f"“{who}” is a stage; the person comes first.", f"karma stage {word(stage)} {who.casefold()}"
            ) from None
        raise
