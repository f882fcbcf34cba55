"""The program: runs the command and turns whatever ends it into a message and an exit code."""

from __future__ import annotations

import gc
import os
import signal
import sys

import click

from karma import __version__
from karma.cli import output
from karma.cli.context import Run, ask_for_book
from karma.cli.errors import KarmaError
from karma.cli.lazy import LazyGroup
from karma.cli.team import mine_option

_HELP = """Plain-text accounting for relationships: whom to call today, why, and what to say.

Without a command it shows the day.

\b
Example:
  karma                                  whom to call today
  karma log bill call -m "off to the mountains on Friday"
"""


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="karma %(version)s")
@mine_option
@click.option("--json", "as_json", is_flag=True, help="Print the day as data.")
@click.pass_context
def cli(ctx: click.Context, mine: bool, as_json: bool) -> None:
    """Shows the day when no command is named."""
    ctx.ensure_object(Run)
    if ctx.invoked_subcommand is None:
        today = cli.get_command(ctx, "today")
        if today is not None:
            ctx.invoke(today, mine=mine, as_json=as_json)
    elif as_json or mine:
        option = "--json" if as_json else "--mine"
        ctx.fail(f"{option} stands behind the command: `karma {ctx.invoked_subcommand} {option}`.")


ask_for_book(cli)


def main() -> None:
    """The console script. To be ended is to be interrupted: what was half done is taken back (C10)."""
    gc.disable()  # looking for garbage costs more than a short run leaves behind
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    code = run(sys.argv[1:])
    os._exit(code)  # all is said and flushed: to take everything apart would only take time


def run(args: list[str]) -> int:
    """Runs one command line and gives its exit code. Never raises, but for a defect with KARMA_DEBUG set."""
    output.prepare()
    here = Run()
    try:
        code = _command(args, here)
        code = _uncommitted(here) or code
        output.flush()
        here.remember()
    except BrokenPipeError:
        output.drop()
        return 141
    except OSError as failure:  # a full disk, a folder that may not be read
        return _told(_os_words(failure))
    return code


def _command(args: list[str], here: Run) -> int:
    """Everything that can end a command, but for a pipe or disk that fails."""
    try:
        code = cli.main(args=args, prog_name="karma", standalone_mode=False, obj=here)
    except (KeyboardInterrupt, EOFError, click.Abort) as end:
        told = isinstance(end.__cause__, (KeyboardInterrupt, EOFError))  # click has begun a new line
        output.say(*([] if told else [""]), "Stopped.")
        return 130
    except click.ClickException as wrong:
        return _told(wrong.format_message(), _usage(wrong), code=wrong.exit_code)
    except KarmaError as failure:
        return _told(failure.message, failure.remedy, code=failure.exit_code)
    except OSError:
        raise
    except Exception as failure:
        return _refusal(failure) or _defect(failure)
    return code if isinstance(code, int) else 0


def _uncommitted(here: Run) -> int:
    """Says, once for each reason, why something that was written is not committed; 5 when git failed."""
    for outcome in dict.fromkeys(here.outcomes):
        if outcome.kind in ("skipped", "failed"):
            output.say(f"Not committed: {outcome.why}. {outcome.remedy}")
    return 5 if any(outcome.kind == "failed" for outcome in here.outcomes) else 0


def _usage(wrong: click.ClickException) -> str:
    ctx = wrong.ctx if isinstance(wrong, click.UsageError) else None
    return f"{ctx.get_usage()}\nMore: {ctx.command_path} --help" if ctx else ""


def _refusal(failure: Exception) -> int:
    """Tells why the writer changed nothing, with the lines that are unsaved; 0 if it is not that."""
    from karma.files.refusals import EditRefused, WriteRefused  # noqa: PLC0415  (start-up)

    if isinstance(failure, WriteRefused):
        unsaved = "".join(f"\nNot saved: {line}" for line in failure.unsaved)
        return _told(f"{failure.path}: {failure.message}", failure.remedy + unsaved)
    if isinstance(failure, EditRefused):
        return _told(failure.message, failure.remedy)
    return 0


def _defect(failure: Exception) -> int:
    if os.environ.get("KARMA_DEBUG"):
        raise failure
    return _told(
        f"karma stumbled, and that is its own fault: {type(failure).__name__}: {failure}",
        "Your files are as they were before this step. `KARMA_DEBUG=1` before the command shows where.",
    )


def _told(message: str, remedy: str = "", code: int = 1) -> int:
    """Prints why the command ended, each line of its own, and gives the exit code."""
    try:
        output.say(f"karma: {message}", *(f"  {line}" for line in filter(None, remedy.split("\n"))))
        output.flush()
    except OSError:
        output.drop()
    return code


def _os_words(failure: OSError) -> str:
    where = f"{failure.filename}: " if failure.filename else ""
    return f"{where}{failure.strerror or failure}"
