"""`karma archive`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from karma.cli import complete
from karma.cli.context import this_run
from karma.cli.errors import CannotDo
from karma.cli.moving import carry_out
from karma.cli.people import people
from karma.cli.writing import writes
from karma.core.moving.subjects import archived
from karma.core.operation import names
from karma.views.terminal.words import period_words, short_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.cli.context import Run
    from karma.core.book import Contact


@click.command
@click.argument("who", shell_complete=complete.people, metavar="WHO[,WHO…]")
@click.option("--back", is_flag=True, help="Bring them back from the archive.")
@writes
def command(who: str, back: bool, dry_run: bool, as_json: bool) -> None:
    """They are not proposed any more, and nothing is forgotten. Their file moves to contacts/archive/.

    Every link to them stays as it is.

    Examples:
      karma archive bill
      karma archive bill --back

    """
    from karma.files.moving.archive import archive  # noqa: PLC0415  (start-up)

    here = this_run()
    named = people(here.book, who)
    moving = [one for one in named if one.archived == back]
    already = names([one.name for one in named if one not in moving])
    if not moving:
        where = "not in the archive" if back else "in the archive already"
        raise CannotDo(f"{already}: {where}.", "Nothing was moved.")
    still_open = () if back else tuple(said for one in moving for said in _open(here, one))
    move = replace(archive(here.root, moving, back=back), notes=still_open)
    carry_out(here, move, archived(moving, back=back), dry_run=dry_run, as_json=as_json)


def _open(here: Run, contact: Contact) -> Iterator[str]:
    """What was still open with them, which nothing will bring up from now on."""
    from karma.core.referrals.pipeline import pipeline_of  # noqa: PLC0415  (start-up)

    for one in contact.promises:
        if one.state == "open":
            whose = "They promised" if one.theirs else "You promised"
            yield f"Still open with {contact.name}. {whose}, {period_words(one.by)}: {one.text}"
    pipeline = pipeline_of(here.book, here.today)
    for referral in (*pipeline.of(contact), *pipeline.given_by(contact), *pipeline.sent_to(contact)):
        if not referral.closed:
            about = "" if referral.prospect.id == contact.id else f" of {referral.prospect.name}"
            since = f"{referral.stage} since {short_day(referral.since)}"
            yield f"Still open with {contact.name}. A referral{about}: {since}"
