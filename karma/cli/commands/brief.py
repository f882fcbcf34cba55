"""`karma brief`."""

from __future__ import annotations

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.people import person_to_read
from karma.core.voicemail import voicemail
from karma.core.why import why
from karma.views.json.people import brief as brief_json
from karma.views.terminal.brief import Brief, brief_lines


@click.command
@click.argument("who", shell_complete=complete.people)
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(who: str, as_json: bool) -> None:
    """Why now, how to begin, what you promised or noted for next time, and a voicemail of half a minute.

    Example:
      karma brief bill

    """
    here = this_run()
    contact = person_to_read(here.book, who)
    answer = why(contact, here.book, here.today)
    script = voicemail(contact, answer.opener, here.config)
    if as_json:
        output.put_json(brief_json(answer, script, here.today))
    else:
        brief = Brief(contact, answer.says, answer.opener, script)
        output.put(brief_lines(brief, here.book, here.today, output.width()))
