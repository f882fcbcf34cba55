"""`karma recalls`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.cli.errors import WrongUsage
from karma.cli.team import mine_option, myself
from karma.core.cultivation.overview import cultivation
from karma.core.dates import month_period
from karma.core.referrals.pipeline import pipeline_of
from karma.core.team import people_of, prospects_of
from karma.core.when import resolve
from karma.views.json.recalls import recalls as recalls_json
from karma.views.terminal.recalls import recalls_lines
from karma.views.terminal.words import period_words

if TYPE_CHECKING:
    from datetime import date

    from karma.core.cultivation.overview import Cultivation, Month


@click.command
@click.option("--month", metavar="MONTH", help="A month to come, such as 2027-02, instead of this one.")
@mine_option
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(month: str | None, mine: bool, as_json: bool) -> None:
    """Who is in cultivation and due for a call, how they fit, and what became of the others.

    Examples:
      karma recalls
      karma recalls --month 2027-02

    """
    here = this_run()
    book, pipeline, me = here.book, pipeline_of(here.book, here.today), myself(here, mine=mine)
    if me:
        book, pipeline = people_of(me, book), prospects_of(me, pipeline)
    found = cultivation(book, here.today, pipeline)
    asked = _month(month, found, here.today) if month else found.ahead[0]
    if as_json:
        output.put_json(recalls_json(found, asked, here.today))
    else:
        output.put(recalls_lines(found, asked, here.book, here.today, output.width()))


def _month(text: str, found: Cultivation, today: date) -> Month:
    """One of the months ahead. Raises WrongUsage for any other, and for what is no day or month at all."""
    period = resolve(text, today, "future")
    start = month_period(period.start).start if period else None
    for month in found.ahead:
        if month.period.start == start:
            return month
    first, last = (period_words(month.period) for month in (found.ahead[0], found.ahead[-1]))
    raise WrongUsage(
        f"“{text}” is no month that karma looks ahead to.",
        f"Write one from {first} to {last}, such as `{found.ahead[1].period}`.",
    )
