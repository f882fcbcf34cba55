"""A repository that somebody sent, full of programs: none of them runs because karma looked at it (G10, G11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.repositories import git

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.repositories import GitShelf

HOOKS = (
    *("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "pre-auto-gc", "post-checkout"),
    *("post-merge", "pre-push", "post-rewrite", "post-index-change", "reference-transaction"),
    "fsmonitor-watchman",
)
PROGRAMS = (
    *("core.fsmonitor", "core.pager", "core.editor", "core.askPass", "core.sshCommand", "core.gitProxy"),
    *("core.alternateRefsCommand", "sequence.editor", "gpg.program", "gpg.ssh.program", "gpg.x509.program"),
    *("gpg.ssh.defaultKeyCommand", "diff.external", "diff.evil.command", "diff.evil.textconv"),
    *("merge.evil.driver", "credential.helper", "remote.origin.uploadpack", "remote.origin.receivepack"),
    *("interactive.diffFilter", "pager.log", "pager.diff", "trailer.evil.command", "trailer.Karma-Op.cmd"),
    *("uploadpack.packObjectsHook", "submodule.evil.update", "merge.karma.driver"),
)
FILTERS = ("filter.evil.clean", "filter.evil.smudge", "filter.evil.process")
ALIASES = ("add", "commit", "config", "log", "status", "rev-parse", "diff", "cat-file")
HARMLESS = {
    "commit.gpgSign": "true",
    "log.showSignature": "true",
    "format.pretty": "%h %G? %s",
    "merge.default": "evil",
    "core.repositoryFormatVersion": "1",
    "extensions.partialClone": "origin",
    "remote.origin.promisor": "true",
    "karma.hooks": "true",
    "karma.sign": "true",
}
COMMANDS = (
    "log bill call -m hello",
    "history",
    "history bill",
    "build",
    "undo",
    "undo --dry-run",
    "doctor",
    "doctor --fix",
    "show bill",
    "check",
    "sync",
    "rename bill-okafor William",
    "archive anna-bell",
    "resolve",
)


@pytest.fixture
def hostile(gitshelf: GitShelf, tmp_path: Path) -> GitShelf:
    """A book whose repository has a program in every place where git knows one, but for filters."""
    gitshelf.put(".gitattributes", "* diff=evil merge=evil filter=evil\n")
    gitshelf.done("log", "anna", "call", "-m", "before the trap")
    gitshelf.commit_all("attributes")
    for hook in HOOKS:
        evil(gitshelf, hook, gitshelf.root / ".git" / "hooks" / hook)
    configure(gitshelf, {key: str(evil(gitshelf, key)) for key in PROGRAMS})
    configure(gitshelf, {f"alias.{name}": f"!{evil(gitshelf, f'alias.{name}')}" for name in ALIASES})
    configure(gitshelf, {**HARMLESS, "remote.origin.url": str(gitshelf.root)})
    (gitshelf.root / ".git" / "objects" / "info").mkdir(exist_ok=True)
    gitshelf.put(".git/objects/info/alternates", f"{gitshelf.root / '.git' / 'objects'}\n")
    gitshelf.put("contacts/ann-lee.md", gitshelf.text("ann-lee") + "- 2026-11-20 note: by hand\n")
    return gitshelf


def configure(shelf: GitShelf, values: Mapping[str, str]) -> None:
    """As `git config` would for each of them, in one go."""
    lines = []
    for key, value in values.items():
        section, _, name = key.rpartition(".")
        top, _, below = section.partition(".")
        lines.append(f'[{top} "{below}"]' if below else f"[{top}]")
        lines.append(f'\t{name} = "{value}"')
    with (shelf.root / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write("\n".join(lines) + "\n")
    last = list(values)[-1]
    assert shelf.git("config", last) == values[last]


def evil(shelf: GitShelf, name: str, at: Path | None = None) -> Path:
    """A program that leaves its name behind when it runs."""
    path = at or shelf.root / ".git" / "evil" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nmkdir -p '{ran(shelf)}'\n: > '{ran(shelf) / name}'\nexit 1\n", "utf-8")
    path.chmod(0o755)
    return path


def ran(shelf: GitShelf) -> Path:
    return shelf.root / ".git" / "ran"


def names_of_what_ran(shelf: GitShelf) -> set[str]:
    return {path.name for path in ran(shelf).glob("*")}


def add_filters(shelf: GitShelf) -> None:
    configure(shelf, {key: str(evil(shelf, key)) for key in FILTERS})


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_of_it_runs(hostile: GitShelf, command: str) -> None:
    hostile.karma(*command.split())
    assert names_of_what_ran(hostile) == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_of_it_runs_where_even_looking_at_a_file_would_run_a_filter(
    hostile: GitShelf, command: str
) -> None:
    add_filters(hostile)
    hostile.karma(*command.split())
    assert names_of_what_ran(hostile) == set()


def test_the_trap_is_one(hostile: GitShelf) -> None:
    """git as a user calls it runs into it: else the tests above would show nothing."""
    for command in ("status", "diff", "log -1 -p", "commit --all -m x", "commit-tree -S -m x HEAD^{tree}"):
        hostile.git(*command.split(), check=False)
    add_filters(hostile)
    hostile.git("add", "--all", check=False)
    assert names_of_what_ran(hostile) >= {
        *("core.fsmonitor", "diff.evil.command", "pre-commit", "post-index-change", "gpg.program"),
        "filter.evil.process",
    }


def test_what_was_written_is_committed_all_the_same(hostile: GitShelf) -> None:
    said = hostile.done("log", "bill", "call", "-m", "hello")
    assert said.err == ""
    assert hostile.git("-c", "core.fsmonitor=false", "log", "-1", "--format=%s") == "call: Bill Okafor, hello"


def test_with_a_filter_the_line_is_written_and_not_committed_until_the_user_looked(
    hostile: GitShelf,
) -> None:
    add_filters(hostile)
    said = hostile.done("log", "bill", "call", "-m", "hello")
    assert "hello" in hostile.text("bill-okafor")
    assert said.err == (
        "Not committed: this repository brings programs of its own. `karma doctor` shows them.\n"
    )


def test_a_submodule_with_a_configuration_of_its_own_is_not_entered(gitshelf: GitShelf) -> None:
    inner = gitshelf.root / "inner"
    inner.mkdir()
    git(inner, "init", "--quiet")
    git(inner, "commit", "--quiet", "--allow-empty", "--message", "inner")
    gitshelf.commit_all("a submodule")
    git(inner, "config", "core.fsmonitor", str(evil(gitshelf, "inner")))
    (inner / "a").write_text("text\n", "utf-8")
    for command in COMMANDS:
        gitshelf.karma(*command.split())
    assert names_of_what_ran(gitshelf) == set()
    gitshelf.git("status")
    assert names_of_what_ran(gitshelf) == {"inner"}


def test_hooks_that_the_user_wants_run_and_no_others_do(
    hostile: GitShelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    evil(hostile, "mine", mine / "post-commit")
    of_the_user(monkeypatch, tmp_path, f"[karma]\n\thooks = true\n[core]\n\thooksPath = {mine}\n")
    hostile.done("log", "bill", "call", "-m", "hello")
    assert names_of_what_ran(hostile) == {"mine"}


def test_a_program_of_the_repository_signs_nothing_for_a_user_who_signs(
    hostile: GitShelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    of_the_user(monkeypatch, tmp_path, "[karma]\n\tsign = true\n")
    said = hostile.done("log", "bill", "call", "-m", "hello")
    assert names_of_what_ran(hostile) == set()
    assert said.err.startswith("Not committed: this repository brings programs of its own.")


def of_the_user(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    """The user's own configuration, instead of the one all tests share."""
    own = folder / "gitconfig"
    own.write_text(f"[user]\n\tname = Nora Quist\n\temail = nora@quist.example\n{text}", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
