"""The table of commands, and a Click group that imports only the module of the one that is asked for."""

from __future__ import annotations

import importlib
from contextlib import contextmanager
from functools import cache
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from karma.cli.context import ask_for_book

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Entry(NamedTuple):
    """Where a command stands, and what it does in one line; the line is its help as well."""

    module: str
    purpose: str


_SECTIONS: dict[str, dict[str, Entry]] = {
    "The day": {
        "today": Entry("today", "The day at a glance: five calls, why, and what to say."),
        "call": Entry("call", "Work through today's calls, one after the other."),
        "why": Entry("why", "Why somebody is on the list, or is not."),
        "snooze": Entry("snooze", "Leave somebody in peace until a day."),
    },
    "What happened": {
        "log": Entry("log", "Write down what happened with somebody."),
        "met": Entry("met", "A new person: a business card in ten seconds."),
        "edit": Entry("edit", "Open somebody's file in your editor."),
    },
    "Promises": {
        "promise": Entry("promise", "Write down what you said you would do."),
        "promises": Entry("promises", "What is promised, yours and theirs."),
        "keep": Entry("keep", "Tick a promise: it is kept."),
        "release": Entry("release", "Let go of a promise that no longer matters."),
    },
    "People": {
        "show": Entry("show", "Everything about one person."),
        "brief": Entry("brief", "What to know before you call somebody."),
        "find": Entry("find", "Find people by any words in their files."),
        "list": Entry("list", "List people by circle, tag, or what is due."),
        "rename": Entry("rename", "Give somebody another name, and have every link follow."),
        "merge": Entry("merge", "Make one file of two that are one person."),
        "archive": Entry("archive", "Let somebody rest, and bring them back."),
    },
    "Referrals": {
        "refer": Entry("refer", "Write down who sent whom to whom."),
        "stage": Entry("stage", "Write down where a referral stands now."),
        "pipeline": Entry("pipeline", "Every referral by stage, what is stuck, whom to thank."),
        "partners": Entry("partners", "Your referral partners, and whom to meet this quarter."),
        "recalls": Entry("recalls", "Prospects to call again this month: do they still want to hear?"),
    },
    "Give and take": {
        "balance": Entry("balance", "What was given and what was received."),
        "match": Entry("match", "Who could help whom, and who would like to hear what you heard."),
        "plan": Entry("plan", "The kinds of touch: done, wanted, and whom next."),
        "draft": Entry("draft", "A short message, ready to send or to say."),
        "review": Entry("review", "The week and the quarter on one page."),
    },
    "Keeping up": {
        "load": Entry("load", "The calls your cadences ask for, beside those you make."),
        "spread": Entry("spread", "Spread a backlog over the coming weeks."),
        "fresh-start": Entry("fresh_start", "Start afresh after a time away."),
    },
    "History and git": {
        "history": Entry("history", "What happened, from every commit and every edit by hand."),
        "undo": Entry("undo", "Take back the last thing that was done."),
        "sync": Entry("sync", "Bring in what others wrote, and send what you wrote."),
        "resolve": Entry("resolve", "Settle what a merge could not decide."),
        "git": Entry("git", "Say anything to git, in the folder of the book."),
    },
    "The book": {
        "init": Entry("init", "Begin a new book."),
        "check": Entry("check", "Find what is wrong in your files, and how to mend it."),
        "doctor": Entry("doctor", "See if git and this computer are as karma needs them."),
        "fmt": Entry("fmt", "Bring files into the usual form."),
        "build": Entry("build", "Make the dashboard: pages that open from disk."),
        "watch": Entry("watch", "Make the dashboard anew whenever you save."),
        "serve": Entry("serve", "Show the dashboard in a browser, always as your files are."),
        "recover": Entry("recover", "Bring back lines that an editor saved over."),
        "import": Entry("import_", "Bring in what other programs know."),
        "completion": Entry("completion", "Print the script that completes commands and people."),
        "merge-driver": Entry("merge_driver", "Merge two versions of somebody's file; git runs it."),
    },
}
COMMANDS: dict[str, Entry] = {name: entry for part in _SECTIONS.values() for name, entry in part.items()}


class LazyGroup(click.Group):
    """The `karma` command: knows all names, imports one module."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (Click's signature)
        """All names, for completion."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, imported now."""
        return _imported(cmd_name) if cmd_name in COMMANDS else None

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """As Click does; a pipe that closed while help was printed is 141."""
        with _closed_pipe_is_141():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """As Click does; a pipe that closed is 141, where Click would say 1."""
        with _closed_pipe_is_141():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that `args` begin with; a near miss gets a “did you mean”."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from karma.core.problems import did_you_mean  # noqa: PLC0415  (start-up)

            hint = did_you_mean(name, COMMANDS)
            ctx.fail(f"There is no command “{name}”. {hint}`karma --help` lists them all.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The commands under the headings of what they are for, without importing any."""
        for title, entries in _SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name, entry.purpose) for name, entry in entries.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Names of commands with what they do."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415  (start-up)

        names: Sequence[str] = [name for name in COMMANDS if name.startswith(incomplete)]
        found = [CompletionItem(name, help=COMMANDS[name].purpose) for name in names]
        return found or super(click.Group, self).shell_complete(ctx, incomplete)


@cache
def _imported(name: str) -> click.Command:
    """The command with its purpose as the first line of its help, and the options that every command has."""
    entry = COMMANDS[name]
    command: click.Command = importlib.import_module(f"karma.cli.commands.{entry.module}").command
    command.name = name
    command.help = f"{entry.purpose}\n\n{_with_example(cleandoc(command.help or ''))}"
    command.short_help = entry.purpose
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        below.help = _with_example(cleandoc(below.help or ""))
    ask_for_book(command)
    return command


@contextmanager
def _closed_pipe_is_141() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise click.exceptions.Exit(141) from None


def _with_example(text: str) -> str:
    """The help with a mark that keeps Click from joining the lines of its example."""
    return text.replace("\nExample", "\n\b\nExample")
