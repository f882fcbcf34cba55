"""`karma call`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.context import may_commit, this_run
from karma.cli.errors import CannotDo
from karma.cli.team import mine_option, myself

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.agenda import Call
    from karma.core.team import Me


@click.command
@click.argument("whos", nargs=-1, metavar="[WHO …]", shell_complete=complete.people)
@mine_option
@may_commit
def command(whos: tuple[str, ...], mine: bool) -> None:
    """Shows a brief, then takes one key: reached, voicemail, no answer, skip, snooze, more, undo, quit.

    Those whom you name, else the calls of the day. Each answer is written as soon as you entered it; whenever
    you stop, nothing is lost. What came of one person is one commit. A prospect whose recall is due is to be
    asked whether it still fits: one key says what it came to.

    Examples:
      karma call
      karma call hans ruth

    """
    if not output.interactive():
        raise CannotDo(
            "`karma call` asks at the terminal, and there is none here.",
            "See the list with `karma`, and write down what happened with `karma log WHO call`.",
        )
    from karma.cli.calling import Round  # noqa: PLC0415  (start-up)
    from karma.core.cultivation.overview import cultivation  # noqa: PLC0415  (start-up)
    from karma.core.referrals.pipeline import pipeline_of  # noqa: PLC0415  (start-up)
    from karma.views.terminal.today import EMPTY  # noqa: PLC0415  (start-up)

    here = this_run()
    calls = _named(whos, here) if whos else _of_the_day(here, myself(here, mine=mine))
    waiting = sorted((call for call in calls if not call.done), key=lambda call: call.tried)
    if not waiting:
        output.put_text(_made(here) if calls else EMPTY)
        return
    now = cultivation(here.book, here.today, pipeline_of(here.book, here.today))
    try:
        Round(here, waiting, {recall.contact.id: recall for recall in now.due}).run()
    finally:
        here.reload()
        output.put_text("", _made(here))


def _of_the_day(here: Run, who: Me | None) -> tuple[Call, ...]:
    from karma.core.queue import five  # noqa: PLC0415  (start-up)

    return five(here.book, here.today, who)


def _named(whos: tuple[str, ...], here: Run) -> tuple[Call, ...]:
    """Those named, each once and in that order, called today or not."""
    from karma.cli.people import people  # noqa: PLC0415  (start-up)
    from karma.core.agenda import Call  # noqa: PLC0415  (start-up)
    from karma.core.why import why  # noqa: PLC0415  (start-up)

    named = people(here.book, ",".join(whos))
    answers = [(contact, why(contact, here.book, here.today)) for contact in named]
    return tuple(
        Call(contact, found.slot or "due", found.says, found.opener, found.standing, done=False)
        for contact, found in answers
    )


def _made(here: Run) -> str:
    from karma.core.dates import add_days  # noqa: PLC0415  (start-up)
    from karma.core.touch import calls_made  # noqa: PLC0415  (start-up)
    from karma.views.terminal.today import made_words  # noqa: PLC0415  (start-up)

    made = calls_made(here.book, here.today, add_days(here.today, 1))
    return made_words(made, here.config.per_day)
