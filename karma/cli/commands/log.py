"""`karma log`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.entries import Told, entries, known_verb, promised, refuse_split_name
from karma.cli.errors import CannotDo, WrongUsage
from karma.cli.moments import SaysWhen, day_past, period_asked
from karma.cli.people import people, people_alone
from karma.cli.writing import Change, change, writes
from karma.core import logline, promise, typed
from karma.core.book import Book
from karma.core.subjects import happened
from karma.views.terminal.words import period_words, short_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.cli.context import Run
    from karma.core.book import Contact
    from karma.core.logline import LogLine
    from karma.core.promise import Promise


@click.command(cls=SaysWhen)
@click.argument("who", shell_complete=complete.people, metavar="WHO[,WHO…]")
@click.argument("verb", shell_complete=complete.verbs)
@click.argument("when", nargs=-1)
@click.option("-m", "--text", default="", help="What was said.")
@click.option("--in", "inbound", is_flag=True, help="They did it: they called, they wrote.")
@click.option(
    "--with",
    "--to",
    "--from",
    "--link",
    "linked",
    metavar="WHO[,WHO…]",
    multiple=True,
    shell_complete=complete.people,
    help="Who else is in it: lunch --with ann, intro --to eve, referred --link bill.",
)
@click.option("--amount", help="What it came to: “USD 1200” or 1200.")
@click.option("--next", "next_step", metavar="TEXT", help="What you promised them.")
@click.option("--by", metavar="WHEN", help="When the promise of --next is due.")
@click.option("--again", is_flag=True, help="Write the line even if the very same one is there.")
@writes
def command(  # noqa: PLR0913, PLR0917  (each is a part of one line)
    who: str,
    verb: str,
    when: tuple[str, ...],
    text: str,
    inbound: bool,
    linked: tuple[str, ...],
    amount: str | None,
    next_step: str | None,
    by: str | None,
    again: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Writes one line into each person's log; today, unless you say yesterday, fri, 3 days ago.

    A conversation with several people stands in each one's file and links the others.

    Examples:
      karma log bill call -m "off to the mountains on Friday"
      karma log bill lunch yesterday --with ann,jo -m "harbour café"
      karma log bill call --next "Send the checklist" --by fri

    """
    here = this_run()
    if by and not next_step:
        raise WrongUsage("--by says when a promise is due.", "Say what you promised with --next TEXT.")
    book = _book(here, (who, *linked), verb, text)
    named = people(book, who)
    refuse_split_name(who, verb, when, here.config.verbs)
    known_verb(verb, here.config.verbs)
    if when[:1] == ("in",):
        raise WrongUsage("“in” is no day.", f"They did it? --in: karma log {typed.word(who)} {verb} --in")
    told = Told(
        day_past(" ".join(when) or "today", here.today),
        verb,
        text,
        inbound=inbound,
        amount=amount,
        others=tuple(person for names in linked for person in people(book, names)),
    )
    lines = entries(named, told, here.config.verbs)
    step = promised(next_step, period_asked(by or "someday", here.today)) if next_step else None
    changes = [
        _change(contact, entry, step if contact in named else None, again=again) for contact, entry in lines
    ]
    if not any(one.edits for one in changes):
        raise CannotDo(
            f"That very line is there already: {logline.write(lines[0][1])}",
            "Nothing was written. --again writes it once more.",
        )
    for (contact, entry), one in zip(lines, changes, strict=True):
        if logline.write(entry) not in one.lines:
            output.say(f"{contact.name} has that very line already: {logline.write(entry)}")
    hints = list(_hints(here, lines))
    due = f", promised {period_words(step.by)}" if step else ""
    change(
        here,
        [one for one in changes if one.edits],
        happened([contact for contact, _ in lines], lines[0][1], book),
        dry_run=dry_run,
        as_json=as_json,
        when=short_day(told.day) + due,
    )
    output.say(*hints)


def _book(here: Run, whos: Sequence[str], verb: str, text: str) -> Book:
    """The book in which all these people are; of nobody else, where each is named by their file.

    Links in the text and the stages of a referral may be about others.
    """
    known = here.config.verbs.get(verb.casefold())
    if known and known.kind != "stage" and "[[" not in text:
        found = [people_alone(here, who) for who in whos]
        if all(found):
            by_id = {contact.id: contact for several in found for contact in several}
            return Book(here.config, tuple(by_id[one] for one in sorted(by_id)))
    return here.book


def _hints(here: Run, lines: Sequence[tuple[Contact, LogLine]]) -> Iterator[str]:
    """What else is worth knowing: a like conversation of that day, which somebody else may have had.

    And for each stage that belongs to no referral yet, what is missing. The log takes it all the same, since
    one notes things in any order; `karma check` goes on asking.
    """
    for contact, entry in lines:
        earlier = _same_day(contact, entry)
        if earlier and here.config.verbs[entry.verb].answered:
            yield f"The log of {contact.name} has one of that day already: {logline.write(earlier)}"
        if here.config.verbs[entry.verb].kind == "stage":
            from karma.cli.referring import missing_referral  # noqa: PLC0415  (start-up)

            for text in missing_referral(contact, entry, here.book, here.today) or ():
                yield from text.splitlines()


def _same_day(contact: Contact, entry: LogLine) -> LogLine | None:
    """The line of another conversation of that kind on that day, if there is one."""
    same = (line for line in contact.log if line != entry and line.inbound == entry.inbound)
    return next((line for line in same if (line.date, line.verb) == (entry.date, entry.verb)), None)


def _change(contact: Contact, entry: LogLine, step: Promise | None, *, again: bool) -> Change:
    """The line, unless the file has it, and the promise, unless it is open already."""
    from karma.files.edit import AddLog, AddPromise  # noqa: PLC0415  (start-up)

    edits: list[AddLog | AddPromise] = []
    lines = []
    if again or entry not in contact.log:
        edits.append(AddLog(entry))
        lines.append(logline.write(entry))
    if step and step not in contact.promises:
        edits.append(AddPromise(step))
        lines.append(promise.write(step))
    return Change(contact, tuple(edits), tuple(lines))
