"""`karma resolve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.people import person
from karma.cli.writing import show_diffs, writes
from karma.views.terminal.lines import paragraph
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.cli.context import Run
    from karma.cli.resolving import Settled
    from karma.core.resolve import Take
    from karma.files.resolve.open_files import OpenFile


@click.command
@click.argument("who", required=False, shell_complete=complete.people)
@click.option(
    "--take",
    type=click.Choice(["ours", "theirs", "both"]),
    help="Settle all that can be settled that way, without asking.",
)
@writes
def command(who: str | None, take: Take | None, dry_run: bool, as_json: bool) -> int:
    """Walks through the places where two versions of a file contradict each other, and asks which is right.

    Each answer is written at once, and git is told which files are settled; the merge itself you finish. In
    one file only with WHO. Without a terminal it lists what is open.

    Examples:
      karma resolve
      karma resolve bill --take both

    """
    from karma.cli.resolving import Settled, settle  # noqa: PLC0415  (start-up)
    from karma.files.resolve.git import finish, may_be_a_stash  # noqa: PLC0415  (start-up)
    from karma.files.resolve.open_files import open_files  # noqa: PLC0415  (start-up)

    here = this_run()
    only = person(here.book, who).path if who else None
    found = open_files(here.root, here.config, only)
    stashed = may_be_a_stash(here.root)
    asks = output.interactive() and not (as_json or dry_run)
    if found and (take or asks):
        done = settle(here, only=only, take=take, dry_run=dry_run)
    else:
        done = Settled(left=found)
    if as_json:
        _print(done, here, dry_run=dry_run)
    elif dry_run and take:
        show_diffs(done.written)
    elif not found:
        ends = finish(here.root)
        output.put_text("There is nothing to settle." + (f" To finish: {ends}" if ends else ""))
    else:
        _tell(done, here, whole=not asks)
        if stashed and not done.left:
            output.say("If that came from `git stash pop`, the stash is still there: git stash drop")
    return 1 if done.left or done.complaint else 0


def _tell(done: Settled, here: Run, *, whole: bool) -> None:
    """What was settled, what is open, and how to go on."""
    from karma.files.resolve.git import finish  # noqa: PLC0415  (start-up)

    paths = dict.fromkeys([*(one.path for one in done.written), *done.told])
    output.put_text(*(f"✓ {path}" for path in paths))
    if done.complaint:
        output.say(f"git was not told: {done.complaint}.", f"  git add {' '.join(done.told)}")
    _list(done.left, whole=whole)
    ends = finish(here.root)
    if done.left:
        said = sum(one.places for one in done.left)
        how = "" if all(one.by_hand for one in done.left) else ": karma resolve"
        output.say(f"{count(said, 'place')} still open{how}")
    elif ends:
        output.say(f"All is settled. To finish: {ends}")
    else:
        output.say("All is settled.")


def _list(left: Sequence[OpenFile], *, whole: bool) -> None:
    """What is open: all of it, or after questions only what nobody was asked."""
    from karma.views.terminal.resolve import file_words, listed  # noqa: PLC0415  (start-up)

    for file in left:
        if whole:
            output.put(listed(file.conflicts, file.people, output.width()))
        if file.by_hand:
            by_hand = f"{file.path}: this is no file of karma's; settle it in an editor, then git add it"
            output.put(paragraph(by_hand, output.width()))
        output.put_text(
            *(f"{file.path}:{n}: a conflict marker without its others; mend it by hand" for n in file.loose)
        )
        if whole and file.is_whole and file.unmerged:
            output.put(paragraph(f"{file.path}: {file_words(file.unmerged)}", output.width()))


def _print(done: Settled, here: Run, *, dry_run: bool) -> None:
    from karma.files.resolve.git import finish  # noqa: PLC0415  (start-up)
    from karma.views.json.resolve import resolved  # noqa: PLC0415  (start-up)

    conflicts = [one for file in done.left for one in file.conflicts]
    whole = [file.unmerged for file in done.left if file.unmerged and not file.conflicts]
    paths = list(dict.fromkeys([*(one.path for one in done.written), *done.told]))
    people = [file.people for file in done.left if file.people]
    output.put_json(resolved(conflicts, whole, people, paths, finish(here.root), dry_run=dry_run))
