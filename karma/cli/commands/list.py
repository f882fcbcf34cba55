"""`karma list`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.circles import known_circle
from karma.cli.context import this_run
from karma.cli.moments import day_asked
from karma.cli.team import mine_option, myself
from karma.core.links import fold
from karma.core.standing import standings
from karma.core.welcome import in_book
from karma.views.json.people import people as people_json
from karma.views.terminal.listing import people_lines

if TYPE_CHECKING:
    from karma.core.book import Book
    from karma.core.standing import Standing


@click.command
@click.option("--circle", shell_complete=complete.circles, help="Only this circle.")
@click.option("--tag", help="Only people with this tag.")
@click.option("--due", metavar="[WHEN]", is_flag=False, flag_value="today", help="Only who is due by then.")
@click.option("--archived", is_flag=True, help="The archive as well.")
@mine_option
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(  # noqa: PLR0913, PLR0917  (each narrows the list)
    circle: str | None, tag: str | None, due: str | None, archived: bool, mine: bool, as_json: bool
) -> None:
    """Sorted by name; with --due by who is due first.

    Examples:
      karma list --circle client
      karma list --due "next fri"

    """
    here = this_run()
    me = myself(here, mine=mine)
    by = day_asked(due, here.today) if due else None
    if circle:
        circle = known_circle(circle, _circles(here.book))
    found = [
        one
        for one in standings(here.book, here.today, so_far=True)
        if (archived or not one.contact.archived)
        and (not circle or one.contact.circle == circle)
        and (not tag or fold(tag.lstrip("#")) in {fold(own) for own in one.contact.tags})
        and (by is None or _due_by(one, by))
        and (me is None or me.looks_after(one.contact))
    ]
    found.sort(key=lambda one: (fold(one.contact.name), one.contact.id))
    if by:
        found.sort(key=lambda one: one.due_on or date.max)
    if as_json:
        output.put_json(people_json(found))
    else:
        output.put(people_lines(found, here.today, output.width()))


def _circles(book: Book) -> tuple[str, ...]:
    """The circles of the settings, and those that stand in somebody's file all the same."""
    used = sorted({one.circle for one in book.contacts if one.circle})
    return tuple(dict.fromkeys((*book.config.circles, *used)))


def _due_by(found: Standing, by: date) -> bool:
    known = in_book(found.contact, by)
    return known and not found.contact.archived and found.due_on is not None and found.due_on <= by
