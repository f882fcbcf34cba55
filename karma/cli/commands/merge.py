"""`karma merge`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from karma.cli import ask, complete, output
from karma.cli.context import this_run
from karma.cli.errors import CannotDo, WrongUsage
from karma.cli.moving import carry_out
from karma.cli.people import person
from karma.cli.writing import writes
from karma.core.moving.subjects import merged
from karma.core.typed import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.cli.context import Run
    from karma.core.book import Contact
    from karma.files.moving.front import Difference

_ALL = "all"


@click.command
@click.argument("who", shell_complete=complete.people)
@click.argument("other", shell_complete=complete.people, metavar="OTHER|FILE")
@click.option("--keep", metavar="FIELD[,FIELD…]", default="", help="Where they differ, WHO's value counts.")
@click.option("--take", metavar="FIELD[,FIELD…]", default="", help="Where they differ, OTHER's value counts.")
@writes
def command(  # noqa: PLR0913, PLR0917  (each is its own wish)
    who: str, other: str, keep: str, take: str, dry_run: bool, as_json: bool
) -> None:
    """The file of WHO stays and takes in that of OTHER; every link follows, and nothing is lost.

    A meeting in both logs happened once. Where the two say different things you are asked, or say `all` or
    the fields with --keep and --take; what gives way stays as a note. OTHER may be the path of a second copy
    that a sync tool left.

    Examples:
      karma merge bill-okafor billy-okafor
      karma merge bill-okafor "contacts/bill-okafor 2.md" --keep all

    """
    from karma.files.moving.merge import Merge  # noqa: PLC0415  (start-up)

    here = this_run()
    kept = person(here.book, who)
    gone = _other(here, other)
    _refuse_odd_pair(kept, gone)
    merge = Merge(here.root, here.book, kept, gone)
    takes = _decided(merge.differences(), kept, gone, _fields(keep), _fields(take))
    keeps = [one.key for one in merge.differences() if one.key not in takes]
    move = merge.move(takes, keeps)
    carry_out(here, move, merged(kept, gone), dry_run=dry_run, as_json=as_json)


def _other(here: Run, other: str) -> Contact:
    """Whose file goes: a person, or what a file says that counts as nobody's. Raises WhoIsMeant, CannotDo."""
    if not other.casefold().endswith(".md"):
        return person(here.book, other)
    from karma.core.problems import Fault  # noqa: PLC0415  (start-up)
    from karma.files.contact import parse_contact  # noqa: PLC0415  (start-up)
    from karma.files.read import read_text  # noqa: PLC0415  (start-up)

    path = _in_the_book(here.root, other)
    for contact in here.book.contacts:
        if contact.path == path:
            return contact
    text = read_text(here.root / path)
    if isinstance(text, Fault):
        raise CannotDo(f"{path}: {text.message}.", text.remedy)
    return parse_contact(text, path, here.config)[0]


def _in_the_book(root: Path, typed: str) -> str:
    """The path of a file relative to the book, from where the user is or from the book."""
    for start in (Path.cwd(), root):
        found = start / typed
        if found.is_file() and found.resolve().is_relative_to(root.resolve()):
            return found.resolve().relative_to(root.resolve()).as_posix()
    return typed


def _refuse_odd_pair(kept: Contact, gone: Contact) -> None:
    if kept.path == gone.path:
        raise CannotDo(f"That is one file already: {kept.path}.", "Name the two files that are one person.")
    if kept.archived and not gone.archived:
        raise CannotDo(
            f"{kept.name} rests in the archive, and {gone.path} does not.",
            f"The other way round it works: karma merge {word(gone.id)} {word(kept.id)}\n"
            f"Or bring them back first: karma archive {word(kept.id)} --back",
        )


def _fields(given: str) -> set[str]:
    return {name.strip() for name in given.split(",") if name.strip()}


def _decided(
    differences: Sequence[Difference], kept: Contact, gone: Contact, keep: set[str], take: set[str]
) -> list[str]:
    """The keys for which the value of the one who goes counts, as it was said or is said now."""
    keys = {one.key for one in differences}
    if odd := sorted((keep | take) - keys - {_ALL}) or sorted(keep & take):
        raise WrongUsage(
            f"There is nothing to choose about {', '.join(odd)}.",
            f"They differ in {', '.join(sorted(keys))}." if keys else "The two do not contradict each other.",
        )
    taken = [one.key for one in differences if one.key in take or (_ALL in take and one.key not in keep)]
    open_ones = [one for one in differences if one.key not in {*keep, *taken} and _ALL not in keep]
    if not open_ones:
        return taken
    if not output.interactive():
        raise CannotDo(_differ(kept, gone), _choices(open_ones))
    output.say(_differ(kept, gone))
    for one in open_ones:
        chosen = ask.one_of([(one.kept, kept.path), (one.taken, gone.path)], f"{one.key}?")
        if chosen is None:
            raise CannotDo(_differ(kept, gone), _choices(open_ones))
        taken += [one.key] if chosen else []
    return taken


def _differ(kept: Contact, gone: Contact) -> str:
    return f"{kept.path} and {gone.path} do not say the same."


def _choices(differences: Sequence[Difference]) -> str:
    rows = [f"{one.key}: {one.kept} | {one.taken}" for one in differences]
    fields = ",".join(one.key for one in differences)
    how = f"Say which counts, with --keep the first and with --take the second: {fields}, or all."
    return "\n".join([*rows, how, "What gives way stays as a note."])
