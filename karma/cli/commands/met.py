"""`karma met`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import complete
from karma.cli.circles import known_circle
from karma.cli.context import this_run
from karma.cli.entries import promised
from karma.cli.errors import WhoIsMeant
from karma.cli.moments import SaysWhen, day_past, period_asked
from karma.cli.people import described, person
from karma.cli.writing import tell, writes
from karma.core import promise
from karma.core.called import first_name
from karma.core.links import fold, link
from karma.core.logline import one_line
from karma.core.names import slug, unique_slug
from karma.core.subjects import met as met_somebody
from karma.core.typed import quoted, word
from karma.views.terminal.words import period_words, short_day

if TYPE_CHECKING:
    from karma.core.book import Book, Contact


@click.command(cls=SaysWhen)
@click.argument("name", nargs=-1, required=True)
@click.option("--at", "place", help="Where you met.")
@click.option("--on", "when", metavar="WHEN", default="today", help="When you met, if not today.")
@click.option("--phone", multiple=True)
@click.option("--email", multiple=True)
@click.option("--org", help="Where they work.")
@click.option("--title", help="What they do there.")
@click.option("--circle", shell_complete=complete.circles)
@click.option("--call-me", metavar="WHEN", help="They asked you to call: a promise by then.")
@click.option("--via", metavar="WHO", shell_complete=complete.people, help="Who introduced you.")
@click.option("-m", "--text", default="", help="What to remember about them.")
@writes
def command(  # noqa: PLR0913, PLR0917  (each is a line of the card)
    name: tuple[str, ...],
    place: str | None,
    when: str,
    phone: tuple[str, ...],
    email: tuple[str, ...],
    org: str | None,
    title: str | None,
    circle: str | None,
    call_me: str | None,
    via: str | None,
    text: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Makes their file. With --call-me it promises the call, and the day brings it up.

    Examples:
      karma met Jo Park --at "Rotary lunch" --phone "+1 503 555 0177" --call-me fri
      karma met "Eve Ng" --org "Ng Bookkeeping" --circle expert --via bill -m "Two boys, both rowers."

    """
    from karma.files.compose import compose  # noqa: PLC0415  (start-up)

    here = this_run()
    called = one_line(" ".join(name))
    _refuse_twin(here.book, called, call_me)
    met = day_past(when, here.today)
    introducer = person(here.book, via) if via else None
    call = None
    if call_me:
        call = promised(f"call: as {first_name(called)} asked" + (f" at {place}" if place else ""),
                        period_asked(call_me, here.today))  # fmt: skip
    values: dict[str, str | tuple[str, ...] | None] = {
        "org": org,
        "title": title,
        "circle": known_circle(circle, here.config.circles) if circle else None,
        "phone": phone,
        "email": email,
        "met": met.isoformat(),
        "met_at": place,
        "via": link(introducer.id) if introducer else None,
        "added": here.today.isoformat(),
    }
    stem = unique_slug(called, here.book.by_id)
    path = f"contacts/{stem}.md"
    made = compose(called, values, text, promises=[call] if call else [])
    operation = met_somebody(called, stem, place, introducer)
    done = here.writer(dry_run=dry_run).create(path, made, operation)
    lines = (path, *([promise.write(call)] if call else []))
    due = f", call promised {period_words(call.by)}" if call else ""
    tell(
        [(stem, called, path, lines)],
        [done],
        dry_run=dry_run,
        as_json=as_json,
        when=f"met {short_day(met)}{due}",
    )


def _refuse_twin(book: Book, called: str, call_me: str | None) -> None:
    """Stops before a second file for the same person. Raises WhoIsMeant."""
    twins: tuple[Contact, ...] = book.by_name.get(fold(called), ())
    if not twins and (same_file := book.by_id.get(fold(slug(called)))):
        twins = (same_file,)
    if twins:
        who = word(twins[0].id)
        raise WhoIsMeant(
            f"{called} is in your book already: "
            + "; ".join(f"{one.id} ({described(one)})" for one in twins),
            f"You met again? karma log {who} meeting\n"
            + (f"And are to call? karma promise {who} call --by {quoted(call_me)}\n" if call_me else "")
            + f"Somebody else? Give a name that tells them apart, such as {quoted(f'{called} Jr')}.",
        )
