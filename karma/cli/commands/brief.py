"""`karma brief`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.people import person_to_read

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.cultivation.recall import Recall


@click.command
@click.argument("who", shell_complete=complete.people)
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(who: str, as_json: bool) -> None:
    """Why now, how to begin, what you promised or noted for next time, and a voicemail of half a minute.

    Example:
      karma brief bill

    """
    from karma.cli.messages import script_of  # noqa: PLC0415  (start-up)
    from karma.core.why import why  # noqa: PLC0415  (start-up)
    from karma.views.json.people import brief as brief_json  # noqa: PLC0415  (start-up)
    from karma.views.terminal.brief import Brief, brief_lines  # noqa: PLC0415  (start-up)

    here = this_run()
    contact = person_to_read(here.book, who)
    answer = why(contact, here.book, here.today)
    script = script_of(here, contact, answer.opener)
    if as_json:
        output.put_json(brief_json(answer, script, here.today))
    else:
        brief = Brief(contact, answer.says, answer.opener, script, _recall(contact, here.book, here.today))
        output.put(brief_lines(brief, here.book, here.today, output.width()))


def _recall(contact: Contact, book: Book, today: date) -> Recall | None:
    """The recall that is due with them this month, if one is (S13)."""
    if not any(line.verb == "cultivating" for line in contact.log):
        return None
    from karma.core.cultivation.overview import cultivation  # noqa: PLC0415  (start-up)
    from karma.core.referrals.pipeline import pipeline_of  # noqa: PLC0415  (start-up)

    due = cultivation(book, today, pipeline_of(book, today)).due
    return next((recall for recall in due if recall.contact.id == contact.id), None)
