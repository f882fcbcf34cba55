"""`karma history`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.errors import CannotDo
from karma.cli.moments import SaysWhen, first_day
from karma.cli.people import person_to_read
from karma.views.json.history import history as history_json
from karma.views.terminal.history import history_lines
from karma.views.terminal.lines import BLANK, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.cli.context import Run
    from karma.core.book import Book
    from karma.core.history.revision import Revision
    from karma.files.git import Repository
    from karma.files.history.book import Wish

_FIRST = 20
_MOST = 1_000_000
"""Commits that git can count without trouble."""


@click.command(cls=SaysWhen)
@click.argument("who", required=False, shell_complete=complete.people)
@click.option(
    "-n",
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    help=f"At most so many commits; else {_FIRST}.",
)
@click.option("--since", metavar="WHEN", help="Everything since that day.")
@click.option("--by", metavar="NAME", default="", help="Only commits by an author of that name or address.")
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(who: str | None, limit: int | None, since: str | None, by: str, as_json: bool) -> None:
    """Commits of karma's and your own, and what is not committed yet, the newest first.

    With somebody's name: all that happened to their file, under whatever name it stood. People who are no
    longer in the book are found by the name that their file had.

    Examples:
      karma history
      karma history bill
      karma history --since "2 weeks ago" --by ann

    """
    here = this_run()
    from karma.core.history.follow import without_followed  # noqa: PLC0415  (start-up)
    from karma.files.history.book import Wish  # noqa: PLC0415  (start-up)
    from karma.files.history.commits import HistoryUnreadable, cut_off  # noqa: PLC0415  (start-up)
    from karma.files.history.names import named_in  # noqa: PLC0415  (start-up)

    repository = _repository(here)
    first = first_day(since, here.today) if since else None
    most = min(limit, _MOST) if limit else None if first else _FIRST
    wish = Wish(most and most + 1, first, by.strip())  # one more, to know if there is more
    try:
        found, person = _found(here, repository, wish, who)
    except HistoryUnreadable as failure:
        raise CannotDo(
            f"git could not tell the history: {failure}", "`karma doctor` says what is wrong."
        ) from failure
    there_is_more = sum(bool(one.commit) for one in found) == wish.most
    found = found[:-1] if there_is_more else found
    book = named_in(here.root, here.config, found)
    told = [one for one in without_followed(found, book) if one.people or not person]
    if as_json:
        output.put_json(history_json(told, person))
        return
    _show(told, book, wish, person[1] if person else "")
    if most and there_is_more:
        _add(f"The newest {most}; `-n {most * 5}` tells more.")
    elif cut_off(repository):
        _add("What is older is not in this copy of the book; `git fetch --unshallow` brings it.")


def _add(text: str) -> None:
    output.put([BLANK, *paragraph(text, output.width(), 1, "dim")])


def _repository(here: Run) -> Repository:
    from karma.files import git  # noqa: PLC0415  (start-up)

    repository = git.find(here.root)
    if repository is None:
        raise CannotDo(
            "The book is in no git repository, so nobody remembers how it was.",
            "`git init` begins one, `git add .` and `git commit` take in what is there.",
        )
    return repository


def _found(
    here: Run, repository: Repository, wish: Wish, who: str | None
) -> tuple[tuple[Revision, ...], tuple[str, str] | None]:
    from karma.files.history.book import history  # noqa: PLC0415  (start-up)
    from karma.files.history.person import history_of  # noqa: PLC0415  (start-up)

    if who is None:
        return history(repository, here.config, wish), None
    path, stem, name = _person(here, repository, who)
    return history_of(repository, here.config, path, wish), (stem, name)


def _person(here: Run, repository: Repository, who: str) -> tuple[str, str, str]:
    """The path of the file of whom `who` means, their stem and name.

    A stem that stands in the book needs nothing else to be read. One that git knew goes before a guess.
    """
    from karma.core.links import fold  # noqa: PLC0415  (start-up)
    from karma.core.names import name_from_stem  # noqa: PLC0415  (start-up)
    from karma.files.contact import stem_of  # noqa: PLC0415  (start-up)
    from karma.files.history.names import read_people  # noqa: PLC0415  (start-up)
    from karma.files.history.person import known_before  # noqa: PLC0415  (start-up)

    exact = next(read_people(here.root, here.config, {fold(who)}), None) or here.book.resolve(who)
    if exact is None and (before := known_before(repository, here.config, who)):
        stem = stem_of(before.path)
        exact = next(read_people(here.root, here.config, {fold(stem)}), None) if before.in_book else None
        if exact is None:
            return before.path, stem, name_from_stem(stem)
    contact = exact or person_to_read(here.book, who)
    return contact.path, contact.id, contact.name


def _show(found: Sequence[Revision], book: Book, wish: Wish, name: str) -> None:
    if found:
        output.put(history_lines(found, book, output.width(), name))
        return
    asked = wish.since or wish.by
    said = "Nothing that fits." if asked else "Nothing yet: the first commit begins the history."
    output.put(paragraph(said, output.width()))
