"""`karma snooze`."""

from __future__ import annotations

import click

from karma.cli import complete
from karma.cli.context import this_run
from karma.cli.moments import SaysWhen, day_of_return
from karma.cli.people import people
from karma.cli.writing import Change, change, writes
from karma.core.dates import add_days
from karma.core.subjects import snoozed
from karma.views.terminal.words import short_day

DEFAULT = 7
"""Days that somebody is left in peace when no day is named."""


@click.command(cls=SaysWhen)
@click.argument("who", shell_complete=complete.people, metavar="WHO[,WHO…]")
@click.argument("when", nargs=-1)
@writes
def command(who: str, when: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """They are not proposed before that day; a week from today if you name none. `today` ends a snooze.

    A week or a month stands for its first day.

    Examples:
      karma snooze bill
      karma snooze bill,ann "in 3 weeks"

    """
    from karma.files.field_edit import SetField  # noqa: PLC0415  (start-up)

    here = this_run()
    until = day_of_return(" ".join(when), here.today) if when else add_days(here.today, DEFAULT)
    value = until.isoformat() if until > here.today else None
    said = f"snooze: {value}" if value else "no snooze"
    changes = [Change(contact, (SetField("snooze", value),), (said,)) for contact in people(here.book, who)]
    change(
        here,
        changes,
        snoozed([one.contact for one in changes], value),
        dry_run=dry_run,
        as_json=as_json,
        when=f"until {short_day(until)}" if value else "",
    )
