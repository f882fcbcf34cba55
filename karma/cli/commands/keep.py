"""`karma keep`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.closing import open_promise
from karma.cli.context import this_run
from karma.cli.errors import WrongUsage
from karma.cli.moments import SaysWhen, day_past
from karma.cli.people import person
from karma.cli.writing import Change, change, writes
from karma.core import logline, promise
from karma.core.subjects import promised
from karma.core.typed import word
from karma.views.terminal.words import short_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from karma.core.logline import LogLine
    from karma.core.promise import Promise
    from karma.core.verbs import Verb


@click.command(cls=SaysWhen)
@click.argument("who", shell_complete=complete.people)
@click.argument("which", nargs=-1, metavar="[TEXT|NUMBER]")
@click.option("--on", "when", metavar="WHEN", default="today", help="The day it was kept, if not today.")
@click.option("-m", "--text", help="What to log in place of the promise's words.")
@click.option("--no-log", is_flag=True, help="Tick it, and add no line to the log.")
@writes
def command(  # noqa: PLR0913, PLR0917  (each is its own wish)
    who: str, which: tuple[str, ...], when: str, text: str | None, no_log: bool, dry_run: bool, as_json: bool
) -> None:
    """A promise that begins with a verb and a colon, as `call: as he asked`, is logged as well.

    Examples:
      karma keep bill
      karma keep bill checklist --on fri

    """
    from karma.files.edit import AddLog, ClosePromise  # noqa: PLC0415  (start-up)

    here = this_run()
    contact = person(here.book, who)
    kept = open_promise(contact, " ".join(which))
    day = day_past(when, here.today)
    edits: list[ClosePromise | AddLog] = [ClosePromise(kept, "kept", day)]
    lines = [promise.write(replace(kept, state="kept", kept_on=day))]
    entry = None if no_log else _happened(kept, text, day, here.config.verbs)
    if text is not None and entry is None:
        raise WrongUsage(
            "Keeping this promise logs nothing, so -m has no place.",
            f"Keep it without -m, and log what happened: karma log {word(contact.id)} VERB -m TEXT",
        )
    if entry and text is None and any((line.date, line.verb) == (day, entry.verb) for line in contact.log):
        output.say(f"The log has a {entry.verb} of that day already; the promise is ticked.")
    elif entry:
        edits.append(AddLog(entry))
        lines.append(logline.write(entry))
    change(
        here,
        [Change(contact, tuple(edits), tuple(lines))],
        promised(contact, kept, here.book, "keep"),
        dry_run=dry_run,
        as_json=as_json,
        when=f"kept {short_day(day)}",
    )
    if entry is None and not no_log and not kept.theirs:
        output.say(f"A ticked promise is no touch. Was it one? karma log {word(contact.id)} VERB")


def _happened(kept: Promise, text: str | None, day: date, verbs: Mapping[str, Verb]) -> LogLine | None:
    """What keeping it was, when it begins with a verb and a colon and was yours (format.md, rule 4)."""
    word, colon, rest = kept.text.partition(":")
    verb = verbs.get(word.strip().casefold())
    if not colon and kept.asks_for_call and " " not in kept.text:
        verb, rest = verbs["call"], ""
    elif not colon:
        return None
    if verb is None or kept.theirs or verb.needs_link:
        return None
    return logline.LogLine(day, verb.name, logline.one_line(rest if text is None else text))
