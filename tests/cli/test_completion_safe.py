"""What Tab puts into the command line must be a word, never a command; and -2w is a day wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.cli.main import cli

if TYPE_CHECKING:
    from tests.cli.shelf import Shelf


def offered(shelf: Shelf, command: str, begun: str) -> list[str]:
    from click.shell_completion import ShellComplete  # noqa: PLC0415  (this test's own matter)

    completer = ShellComplete(cli, {}, "karma", "_KARMA_COMPLETE")
    return [item.value for item in completer.get_completions(["-C", str(shelf.root), command], begun)]


@pytest.mark.parametrize("stem", ["zz;touch pwn;", "zz$(id)", "zz*", "zz two words", "zz`id`"])
def test_a_file_name_that_a_shell_would_run_is_not_offered(shelf: Shelf, stem: str) -> None:
    shelf.put(f"contacts/{stem}.md", "---\nname: Z\n---\n")
    assert offered(shelf, "show", stem[:1]) == []


def test_capitals_do_not_matter(shelf: Shelf) -> None:
    shelf.put("contacts/Zed-李.md", "---\nname: Zed\n---\n")
    assert offered(shelf, "show", "ze") == offered(shelf, "show", "Ze") == ["Zed-李"]


@pytest.mark.parametrize("before", [["--in"], ["--dry-run"], ["-mfoo"], ["-m", "foo"], []])
def test_two_weeks_ago_may_follow_any_option(shelf: Shelf, before: list[str]) -> None:
    assert shelf.karma("log", "anna-bell", "call", *before, "-2w").code == 0
