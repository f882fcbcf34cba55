"""`karma sync`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from karma.cli import output
from karma.cli.context import this_run
from karma.cli.errors import CannotDo, GitFailed, WrongUsage
from karma.views.json.sync import stopped as stopped_json
from karma.views.json.sync import synced as synced_json
from karma.views.terminal.sync import clash_lines, sync_lines

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.sync.report import Synced
    from karma.files.sync.stopped import SyncStopped, Unsettled
    from karma.files.sync.sync import Options


@click.command
@click.option("--yes", is_flag=True, help="Accept that more than a fifth of the people vanish.")
@click.option("--resolve", is_flag=True, help="Ask about what both sides changed, each in another way.")
@click.option("--dry-run", is_flag=True, help="Ask the other side, and say what would come and go.")
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(yes: bool, resolve: bool, dry_run: bool, as_json: bool) -> None:
    """What several people or machines wrote is put together line by line: nothing is lost or doubled.

    Only what is committed goes out: what karma wrote, and what you committed yourself. Wherever it breaks
    off, your files are as they were, and the next sync goes on. It never runs by itself.

    Examples:
      karma sync
      karma sync --dry-run

    """
    from karma.cli.interrupts import undisturbed  # noqa: PLC0415  (start-up)
    from karma.files.sync.stopped import SyncStopped  # noqa: PLC0415  (start-up)
    from karma.files.sync.sync import Options, tidy  # noqa: PLC0415  (start-up)

    if resolve and (dry_run or as_json or not output.interactive()):
        raise WrongUsage(
            "--resolve asks at the terminal, and there is none here.",
            "See what both sides changed: `karma sync`.",
        )
    here = this_run()
    options = Options(yes=yes, dry_run=dry_run, told=_waiting, undisturbed=undisturbed)
    try:
        done = _synced(here, options, resolve=resolve)
    except SyncStopped as stopped:
        raise _said(stopped, as_json=as_json) from None
    if as_json:
        output.put_json(synced_json(done))
    else:
        output.put(sync_lines(done, output.width()))
    if dry_run:
        output.say("Dry run: nothing of yours was changed, and nothing was sent.")
    else:
        output.flush()
        tidy(here.root)


def _synced(here: Run, options: Options, *, resolve: bool) -> Synced:
    """The sync; with `resolve` what both sides changed is asked, and then it goes on from there."""
    from karma.files.sync.stopped import SyncStopped  # noqa: PLC0415  (start-up)
    from karma.files.sync.sync import sync  # noqa: PLC0415  (start-up)

    try:
        return sync(here.root, here.config, options)
    except SyncStopped as stopped:
        if not (resolve and stopped.unsettled):
            raise
        unsettled = stopped.unsettled
    _settle(here, unsettled)
    done = sync(here.root, here.config, options)
    return replace(done, came=unsettled.came) if not done.came.commits else done


def _settle(here: Run, unsettled: Unsettled) -> None:
    """Asks about each conflict in the files; all of them, or everything is as it was."""
    from karma.cli.resolving import settle  # noqa: PLC0415  (start-up)
    from karma.files.sync.opened import conclude, give_up, open_merge  # noqa: PLC0415  (start-up)

    open_merge(here.root, unsettled)
    try:
        here.reload()
        left = settle(here).left
        if left:
            raise CannotDo(
                f"Not all was settled: {', '.join(one.path for one in left)}.",
                "Everything is as it was before. Run `karma sync --resolve` again.",
            )
        conclude(here.root, unsettled)
    except BaseException:
        give_up(here.root)
        raise
    finally:
        here.reload()


def _waiting(what: str) -> None:
    if output.interactive():
        output.say(what)


def _said(stopped: SyncStopped, *, as_json: bool) -> CannotDo | GitFailed:
    """Why it stopped, as the end of the command; what both sides changed is told before."""
    if stopped.unsettled and as_json:
        output.put_json(stopped_json(stopped.unsettled.clashes))
    elif stopped.unsettled:
        output.put(clash_lines(stopped.unsettled.clashes, output.width()))
    return (GitFailed if stopped.by_git else CannotDo)(stopped.message, stopped.remedy)
