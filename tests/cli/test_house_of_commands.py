"""What the commands promise each other: one door to the terminal, and nothing imported in vain."""

import ast
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from karma.cli.lazy import COMMANDS
from karma.cli.main import cli
from tests.cli.shelf import Shelf

KARMA = Path(__file__).parents[2] / "karma"
SHOWING = sorted([*(KARMA / "cli").rglob("*.py"), *(KARMA / "views" / "terminal").rglob("*.py")])


def test_only_the_door_prints() -> None:
    printing = {"print", "click.echo", "click.secho", "click.prompt", "click.confirm", "sys.stdout.write"}
    for path in (path for path in SHOWING if path.name != "output.py"):
        tree = ast.parse(path.read_text("utf-8"))
        calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert not calls & (printing | {"sys.stderr.write"}), path
        if path.name not in ("ask.py", "keys.py"):
            assert not calls & {"input", "click.getchar"}, path


def test_every_name_in_the_table_is_a_command() -> None:
    found = {name: cli.get_command(click.Context(cli), name) for name in COMMANDS}
    assert [name for name, command in found.items() if not isinstance(command, click.Command)] == []


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("today", {"jinja2", "markdown", "nh3", "tomlkit", "readline", "karma.files.write"}),
        ("--help", {"yaml", "karma.files.book", "karma.core.book", "json"}),
        ("log bill call --dry-run", {"jinja2", "markdown", "nh3", "tomlkit"}),
        ("why bill", {"karma.core.matching.market", "karma.core.matching.words"}),
        ("promises", {"karma.core.matching.market", "karma.core.matching.words"}),
        ("completion fish", {"yaml", "karma.core.today"}),
    ],
)
def test_a_command_imports_only_what_it_needs(shelf: Shelf, words: str, never: set[str]) -> None:
    script = (
        "import sys; from karma.cli.main import run; code = run(sys.argv[1:]); "
        "sys.stderr.write('\\n'.join(sys.modules)); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "-C", str(shelf.root), "--today", "2026-11-22", *words.split()],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not never & set(done.stderr.split())


def test_without_a_book_tab_offers_nothing_and_says_nothing(
    empty: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(empty.root)
    completer = ShellComplete(cli, {}, "karma", "_KARMA_COMPLETE")
    assert completer.get_completions(["show"], "") == []
    assert completer.get_completions(["log", "bill"], "") == []


def test_asking_for_a_command_twice_gives_the_same_help() -> None:
    context = click.Context(cli)
    first = cli.get_command(context, "log")
    assert first is not None
    assert first.help == getattr(cli.get_command(context, "log"), "help", None)
    assert str(first.help).count("Write down what happened") == 1


@pytest.mark.parametrize(
    ("words", "incomplete", "offered"),
    [
        ([], "sn", ["snooze"]),
        (["show"], "an", ["ann-lee", "anna-bell"]),
        (["log"], "bill-okafor,ann-", ["bill-okafor,ann-lee"]),
        (["log", "bill"], "vo", ["voicemail"]),
        (["list", "--circle"], "cl", ["client"]),
    ],
)
def test_tab_completes_commands_people_verbs_and_circles(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, words: list[str], incomplete: str, offered: list[str]
) -> None:
    monkeypatch.chdir(shelf.root)
    found = ShellComplete(cli, {}, "karma", "_KARMA_COMPLETE").get_completions(words, incomplete)
    assert [item.value for item in found] == offered
