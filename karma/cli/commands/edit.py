"""`karma edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.context import may_commit, this_run
from karma.cli.editor import edit
from karma.cli.errors import CannotDo
from karma.cli.people import person, unread
from karma.views.terminal.lines import Span, line

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.book import Contact
    from karma.files.plan import Written


@click.command
@click.argument("who", shell_complete=complete.people)
@may_commit
def command(who: str) -> int:
    """The editor is $VISUAL or $EDITOR; afterwards the file is checked, and committed as you saved it.

    Example:
      karma edit bill

    """
    from karma.core.problems import Fault  # noqa: PLC0415  (start-up)
    from karma.files.plan import Written  # noqa: PLC0415  (start-up)
    from karma.files.read import read_bytes  # noqa: PLC0415  (start-up)

    here = this_run()
    name = _file(here, who)
    path, as_it_was = here.root / name, _person_of(here, name)
    before = read_bytes(path)
    edit(path, f"See {name}: is it saved? Another editor is named in the variable EDITOR.")
    here.reload()
    after, contact = read_bytes(path), _person_of(here, name)
    known = contact or as_it_was
    if known and after != before and not isinstance(before, Fault) and not isinstance(after, Fault):
        said = _said(here, as_it_was, contact) or _new_lines(before, after)
        _record(here, known, said, Written(name, before, after))
    wrong = _tell_problems(here, name)
    if known and any(outcome.kind == "committed" for outcome in here.outcomes):
        if wrong:
            output.say("It is committed as you saved it: your words are safe. Mend it when you like.")
        else:
            output.put([line(Span("✓ ", "good"), Span(known.name, "strong"), Span("  committed", "dim"))])
    if not known and after != before:
        output.say("It is saved and not committed: karma cannot read whose file it is.")
    return 1 if wrong else 0


def _tell_problems(here: Run, name: str) -> bool:
    """Says what is wrong in the file; True for an error."""
    found = [problem for problem in here.problems if problem.path == name]
    for problem in found:
        output.say(*str(problem).split("\n"))
    return any(problem.severity == "error" for problem in found)


def _file(here: Run, who: str) -> str:
    """The person's file; one in which karma can read nobody is mended here as well."""
    wrong = unread(here.book, who)
    if wrong is None:
        return person(here.book, who).path
    path = (here.root / wrong.path).resolve()
    if not path.is_file() or not path.is_relative_to(here.root.resolve()):
        raise CannotDo(f"{wrong.place}: {wrong.message}", wrong.remedy)
    return wrong.path


def _person_of(here: Run, name: str) -> Contact | None:
    return next((one for one in here.book.contacts if one.path == name), None)


def _record(here: Run, who: Contact, said: list[str], what: Written) -> None:
    """Commits the file, also one with errors: whatever somebody wrote is safe in the history."""
    from karma.core.subjects import edited  # noqa: PLC0415  (start-up)

    here.writer().record(edited(who, said, here.book), [what])


def _said(here: Run, before: Contact | None, now: Contact | None) -> list[str]:
    """What has changed about the person, in words; nothing where karma could read nobody."""
    from karma.core.history.changes import changes  # noqa: PLC0415  (start-up)
    from karma.core.history.words import says  # noqa: PLC0415  (start-up)

    return [says(change, here.today) for change in changes(before, now)] if before and now else []


def _new_lines(before: bytes, after: bytes) -> list[str]:
    """What karma reads nothing in, or cannot read, is told by the lines that were not there before."""
    known = set(before.splitlines())
    new = [one for one in after.splitlines() if one.strip() and one not in known]
    return [one.decode("utf-8", "replace") for one in new]
