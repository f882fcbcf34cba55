"""`karma call`."""

from __future__ import annotations

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.cli.errors import CannotDo
from karma.core.cultivation import cultivation
from karma.core.dates import add_days
from karma.core.referrals.pipeline import pipeline_of
from karma.core.today import today_of
from karma.core.touch import calls_made
from karma.views.terminal.today import EMPTY, made_words


@click.command
def command() -> None:
    """Shows a brief, then takes one key: reached, voicemail, no answer, skip, snooze, more, undo, quit.

    Each answer is written as soon as you entered it; whenever you stop, nothing is lost. A prospect whose
    recall is due is to be asked whether it still fits: one key says what it came to.

    Example:
      karma call

    """
    if not output.interactive():
        raise CannotDo(
            "`karma call` asks at the terminal, and there is none here.",
            "See the list with `karma`, and write down what happened with `karma log WHO call`.",
        )
    here = this_run()
    day = today_of(here.book, here.today)
    waiting = sorted((call for call in day.calls if not call.done), key=lambda call: call.tried)
    if not waiting:
        output.put_text(made_words(day.made, day.wanted) if day.calls else EMPTY)
        return
    from karma.cli.calling import Round  # noqa: PLC0415  (start-up)

    now = cultivation(here.book, here.today, pipeline_of(here.book, here.today))
    try:
        Round(here, waiting, {recall.contact.id: recall for recall in now.due}).run()
    finally:
        here.reload()
        made = calls_made(here.book, here.today, add_days(here.today, 1))
        output.put_text("", made_words(made, day.wanted))
