"""Every command that writes makes one commit, leaves that with --no-commit, and nothing at all when dry."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
import pytest

from karma.cli.lazy import COMMANDS
from karma.cli.main import cli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.repositories import GitShelf


ROOT = Path(__file__).parents[2]


def nothing(_: GitShelf) -> None:
    """Three people are enough."""


def jane(shelf: GitShelf) -> None:
    text = (
        "---\nname: Jane Doe\nadded: 2026-11-01\n---\n\n## Log\n\n- 2026-11-10 referred by [[bill-okafor]]\n"
    )
    shelf.put("contacts/jane-doe.md", text)


def unsorted(shelf: GitShelf) -> None:
    for stem in ("jan", "kim"):
        text = f"---\nname: {stem}\n---\n\n## Log\n\n- 2026-11-02 call\n- 2026-11-01 call\n"
        shelf.put(f"contacts/{stem}.md", text)


def crowded(shelf: GitShelf) -> None:
    shelf.put("karma.toml", "per_day = 1\n")
    for number in range(40):
        own = "every: 2d\n" if number % 2 else "circle: friend\n"
        shelf.put(f"contacts/f{number}.md", f"---\nname: F {number}\n{own}added: 2024-01-01\n---\n\n## Log\n")


def saved_over(shelf: GitShelf) -> None:
    before = shelf.text("bill-okafor"), shelf.text("ann-lee")
    shelf.done("log", "bill", "call", "-m", "slips", "--no-commit")
    shelf.done("log", "ann-lee", "call", "-m", "slips too", "--no-commit")
    for stem, text in zip(("bill-okafor", "ann-lee"), before, strict=True):
        shelf.put(f"contacts/{stem}.md", text)


def letters(shelf: GitShelf) -> None:
    shelf.put("letters.csv", "who,when\nBill Okafor,2026-11-01\nNew Person,2026-11-02\n")


def archived(shelf: GitShelf) -> None:
    (shelf.root / "contacts/archive").mkdir()
    (shelf.root / "contacts/ann-lee.md").rename(shelf.root / "contacts/archive/ann-lee.md")


def logged(shelf: GitShelf) -> None:
    shelf.done("log", "bill", "call")


class Run(NamedTuple):
    """A command line of a command, the book it is run on, and what its commit says."""

    words: str
    subject: str
    before: Callable[[GitShelf], None] = nothing


IMPORT = "import interactions {root}/letters.csv --person who --date when --verb note"
RUNS = {
    "log": Run("log bill,ann-lee call -m hello", "call: Bill Okafor and Ann Lee, hello"),
    "met": Run("met Jo Park --at 'Rotary lunch' --call-me fri", "met: Jo Park, Rotary lunch"),
    "promise": Run("promise bill write --by 2026-12", "promise: Bill Okafor, write by 2026-12"),
    "keep": Run("keep bill checklist", "kept: Bill Okafor, Send the inventory checklist"),
    "release": Run("release bill checklist", "let go: Bill Okafor, Send the inventory checklist"),
    "refer": Run("refer anna --by bill -m 'a survey'", "referred: Anna Bell by Bill Okafor, a survey"),
    "stage": Run("stage jane won --amount 'USD 12000' -m signed", "won: Jane Doe, USD 12000, signed", jane),
    "snooze": Run("snooze bill 2026-12-01", "snooze: Bill Okafor until 2026-12-01"),
    "load": Run("load --fit --apply", "loosened: the usual cadence, circle friend and 21 more", crowded),
    "spread": Run("spread --apply", "spread: 42 people over the coming weeks", crowded),
    "fresh-start": Run("fresh-start --apply", "fresh start: 43 people", crowded),
    "fmt": Run("fmt", "tidied: jan and kim", unsorted),
    "recover": Run("recover", "recovered: Ann Lee and Bill Okafor, 2 lines that were saved over", saved_over),
    "import interactions": Run(IMPORT, "import: 2 notes with 2 people", letters),
    "rename": Run("rename bill Bill Smith", "rename: Bill Okafor is Bill Smith now"),
    "merge": Run("merge ann-lee anna", "merge: Anna Bell into Ann Lee"),
    "archive": Run("archive ann-lee", "archive: Ann Lee"),
    "archive --back": Run("archive ann-lee --back", "archive: Ann Lee is back", archived),
    "undo": Run("undo --yes", "undo: call: Bill Okafor", logged),
    "doctor": Run("doctor --fix", "doctor: what git should know, in .gitattributes and .gitignore"),
}
ELSEWHERE = {
    "init": "tests/cli/test_init.py: it begins the repository",
    "sync": "tests/cli/test_sync.py: what it joins has been committed already",
    "resolve": "tests/cli/test_resolve.py: it ends a merge that is under way",
}
"""Commands that write in another way, and where that is tried."""
WITHOUT_DRY_RUN = {
    "call": "tests/terminal/test_call_commits.py: it asks at a terminal",
    "edit": "tests/cli/test_commits.py: it opens an editor",
}


def leaves(commands: dict[str, click.Command]) -> Iterator[tuple[str, click.Command]]:
    for name, command in commands.items():
        if isinstance(command, click.Group):
            yield from leaves({f"{name} {below}": one for below, one in command.commands.items()})
        else:
            yield name, command


def options() -> dict[str, set[str]]:
    context = click.Context(cli)
    commands = {name: command for name in COMMANDS if (command := cli.get_command(context, name))}
    return {
        name: {option for param in command.params for option in param.opts}
        for name, command in leaves(commands)
    }


def test_every_command_that_writes_is_tried_here() -> None:
    writing = {name for name, known in options().items() if known & {"--dry-run", "--no-commit"}}
    tried = {name.removesuffix(" --back") for name in RUNS}
    assert writing == tried | ELSEWHERE.keys() | WITHOUT_DRY_RUN.keys()


def test_what_is_tried_elsewhere_is_tried() -> None:
    for where in (ELSEWHERE | WITHOUT_DRY_RUN).values():
        assert (ROOT / where.partition(":")[0]).is_file(), where


def test_every_command_that_writes_may_leave_committing_to_the_user() -> None:
    assert {
        name for name, known in options().items() if "--dry-run" in known and "--no-commit" not in known
    } == {"sync"}


def ready(shelf: GitShelf, run: Run) -> list[str]:
    run.before(shelf)
    if shelf.dirty():
        shelf.commit_all("ready")
    return shlex.split(run.words.format(root=shelf.root))


@pytest.mark.parametrize("name", RUNS)
def test_one_commit_and_nothing_is_left_over(gitshelf: GitShelf, name: str) -> None:
    words = ready(gitshelf, RUNS[name])
    before = gitshelf.subjects()
    gitshelf.karma(*words, "--dry-run")
    assert (gitshelf.subjects(), gitshelf.dirty()) == (before, [])
    said = gitshelf.done(*words)
    assert gitshelf.subjects() == [RUNS[name].subject, *before]
    assert gitshelf.dirty() == []
    assert (
        gitshelf.git("log", "-1", "--format=%(trailers:key=Karma-Op,valueonly)").strip()
        == name.partition(" ")[0]
    )
    assert "Not committed" not in said.err


@pytest.mark.parametrize("name", RUNS)
def test_without_a_commit_the_files_are_written_all_the_same(gitshelf: GitShelf, name: str) -> None:
    words = ready(gitshelf, RUNS[name])
    before = gitshelf.subjects()
    gitshelf.done(*words, "--no-commit")
    assert gitshelf.subjects() == before
    assert gitshelf.dirty() != []
