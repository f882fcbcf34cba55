"""The one door to git: what it passes on, what it leaves out, and that nothing can hang it."""

from __future__ import annotations

import os
import select
import time
from typing import TYPE_CHECKING

import pytest

from karma.files import git as door
from karma.files.repository.condition import is_somebody_elses, under_way
from karma.files.repository.config import read_config
from tests.repositories import git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def clone(tmp_path: Path) -> door.Repository:
    """An empty repository with one commit."""
    top = tmp_path / "book"
    top.mkdir()
    git(top, "init", "--quiet")
    git(top, "commit", "--quiet", "--allow-empty", "--message", "begun")
    return found(top)


@pytest.fixture
def path_of_our_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """git is looked for anew, before and after."""
    door.program.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    door.program.cache_clear()


def found(folder: Path) -> door.Repository:
    repository = door.find(folder)
    assert repository is not None
    return repository


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return path


def test_a_git_in_the_current_folder_is_not_the_git_that_is_called(
    tmp_path: Path, path_of_our_own: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "git", "touch ran")
    path_of_our_own.chdir(tmp_path)
    path_of_our_own.setenv("PATH", os.pathsep.join(["", ".", "bin", os.environ["PATH"]]))
    assert door.run_anywhere("--version", cwd=tmp_path).text.startswith("git version")
    assert not (tmp_path / "ran").exists()


def test_without_git_a_call_says_so(tmp_path: Path, path_of_our_own: pytest.MonkeyPatch) -> None:
    path_of_our_own.setenv("PATH", str(tmp_path))
    done = door.run_anywhere("--version", cwd=tmp_path)
    assert (done.code, done.complaint) == (127, "git is not installed")


@pytest.mark.parametrize(
    "name",
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE", "GIT_PREFIX"],
)
def test_what_a_hook_of_another_repository_exports_leads_nowhere(
    clone: door.Repository, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "/no/such/place")
    assert clone.run("log", "--format=%s").text == "begun"
    assert clone.run("status", "--porcelain").ok


def test_settings_in_the_environment_do_not_count(
    clone: door.Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "karma.hooks")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'karma.sign'='true'")
    config = read_config(clone)
    assert not config.opted_in("karma.hooks")
    assert not config.opted_in("karma.sign")


def test_a_repository_cannot_say_yes_for_its_user(clone: door.Repository) -> None:
    git(clone.top, "config", "karma.hooks", "true")
    git(clone.top, "config", "karma.trusted", read_config(clone).seal)
    config = read_config(clone)
    assert not config.opted_in("karma.hooks")
    assert not config.trusted


def test_what_is_included_from_elsewhere_is_still_of_the_repository(clone: door.Repository) -> None:
    elsewhere = clone.top.parent / "elsewhere"
    elsewhere.write_text('[filter "evil"]\n\tclean = evil\n', "utf-8")
    git(clone.top, "config", "include.path", str(elsewhere))
    assert [one.key for one in read_config(clone).filters_unlooked_at] == ["filter.evil.clean"]


def test_a_configuration_that_git_cannot_read_is_said(clone: door.Repository) -> None:
    with (clone.git_dir / "config").open("a", encoding="utf-8") as file:
        file.write("[filter\n")
    assert "bad config line" in read_config(clone).complaint


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("alias.st", "status --short"),
        ("submodule.inner.update", "rebase"),
        ("core.fsmonitor", "true"),
        ("pager.log", "false"),
        ("credential.helper", ""),
    ],
)
def test_what_names_no_program_is_not_shown_as_one(clone: door.Repository, key: str, value: str) -> None:
    git(clone.top, "config", key, value)
    assert read_config(clone).programs == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("alias.st", "!evil"),
        ("submodule.inner.update", "!evil"),
        ("core.fsmonitor", "evil"),
        ("hook.evil.command", "evil"),
        ("Merge.Karma.driver", "evil"),
        ("gpg.ssh.defaultKeyCommand", "evil"),
        ("filter.a.b.process", "evil"),
        ("filter.a.clean", "evil\nand more"),
    ],
)
def test_what_names_a_program_is_shown_as_one(clone: door.Repository, key: str, value: str) -> None:
    with (clone.git_dir / "config").open("a", encoding="utf-8") as file:
        section, _, rest = key.partition(".")
        middle, _, name = rest.rpartition(".")
        quoted = value.replace("\n", "\\n")
        file.write(
            f'[{section} "{middle}"]\n\t{name} = "{quoted}"\n'
            if middle
            else f'[{section}]\n\t{name} = "{quoted}"\n'
        )
    assert [one.value for one in read_config(clone).programs] == [value]


def test_a_git_file_that_leads_nowhere_is_no_repository(tmp_path: Path) -> None:
    for text in (b"", b"gitdir: nowhere\n", b"\xff\x00", b"gitdir: " + b"a" * 100_000):
        (tmp_path / ".git").write_bytes(text)
        assert door.find(tmp_path) is None


def test_the_driver_that_karma_registers_is_no_stranger_and_a_changed_one_is(clone: door.Repository) -> None:
    from karma.files.repository.driver import register  # noqa: PLC0415

    assert register(clone).ok
    assert read_config(clone).programs == ()
    git(clone.top, "config", "merge.karma.driver", "evil %A")
    assert [one.key for one in read_config(clone).unlooked_at] == ["merge.karma.driver"]


@pytest.mark.parametrize("shown", ["log -p", "show", "diff HEAD~ HEAD", "diff-tree -p HEAD~ HEAD"])
def test_what_shows_changes_runs_neither_textconv_nor_another_diff(
    clone: door.Repository, shown: str
) -> None:
    ran = clone.top.parent / "ran"
    evil = program(clone.top.parent / "evil", f"touch '{ran}'")
    for key in ("diff.external", "diff.evil.textconv", "diff.evil.command"):
        git(clone.top, "config", key, str(evil))
    (clone.top / ".gitattributes").write_text("* diff=evil\n", "utf-8")
    (clone.top / "a").write_text("text\n", "utf-8")
    git(clone.top, "add", "--all")
    git(clone.top, "commit", "--quiet", "--message", "more")
    assert "+text" in clone.run(*shown.split()).text
    assert not ran.exists()


@pytest.mark.parametrize(("key", "value"), [("log.showSignature", "true"), ("format.pretty", "%h %G? %s")])
def test_no_signature_is_looked_at_with_a_program_of_the_repositorys(
    clone: door.Repository, key: str, value: str
) -> None:
    ran = clone.top.parent / "ran"
    git(clone.top, "config", "gpg.program", str(program(clone.top.parent / "evil", f"touch '{ran}'")))
    git(clone.top, "config", key, value)
    head, _, rest = git(clone.top, "cat-file", "-p", "HEAD").partition("\n\n")
    signed = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n -----END PGP SIGNATURE-----\n\n{rest}\n"
    commit = git(clone.top, "hash-object", "-t", "commit", "-w", "--stdin", stdin=signed)
    assert clone.run("log", "-1", commit).ok
    assert not ran.exists()
    git(clone.top, "log", "-1", commit, check=False)
    assert ran.exists()


def test_a_submodule_is_not_entered_even_if_the_repository_asks_for_it(clone: door.Repository) -> None:
    """It has a configuration of its own, with filters that nobody looked at."""
    ran = clone.top.parent / "ran"
    inner = clone.top / "inner"
    git(clone.top, "init", "--quiet", "inner")
    (inner / ".gitattributes").write_text("a filter=evil\n", "utf-8")
    (inner / "a").write_text("text\n", "utf-8")
    git(inner, "add", "--all")
    git(inner, "commit", "--quiet", "--message", "inner")
    git(clone.top, "add", "inner")
    git(clone.top, "config", "-f", ".gitmodules", "submodule.inner.path", "inner")
    git(clone.top, "config", "-f", ".gitmodules", "submodule.inner.ignore", "none")
    git(clone.top, "commit", "--quiet", "--message", "outer")
    git(inner, "config", "filter.evil.clean", str(program(clone.top.parent / "evil", f"touch '{ran}'")))
    (inner / "a").write_text("TEXT\n", "utf-8")
    assert clone.run("status", "--porcelain").ok
    assert clone.run("diff", "HEAD").ok
    assert not ran.exists()
    git(clone.top, "status")
    assert ran.exists()


def test_a_path_that_is_ignored_is_known_to_be(clone: door.Repository) -> None:
    (clone.top / ".gitignore").write_text("*.tmp\n", "utf-8")
    assert clone.run("check-ignore", "-z", "--stdin", stdin=b"a.tmp\0b.md\0").out == b"a.tmp\0"


def test_colours_of_the_user_are_not_for_karma(clone: door.Repository) -> None:
    for key in ("color.ui", "color.status", "color.diff"):
        git(clone.top, "config", key, "always")
    (clone.top / "a").write_text("text\n", "utf-8")
    assert clone.run("status", "--short").text == "?? a"


@pytest.mark.parametrize(
    "url",
    ["ext::sh -c 'touch ran'", "file://{there}", "{there}", "https://127.0.0.1:9/x", "ssh://127.0.0.1:9/x"],
)
def test_a_local_call_reaches_no_other_repository(clone: door.Repository, url: str) -> None:
    there = clone.top.parent / "there"
    git(clone.top.parent, "init", "--quiet", "--bare", str(there))
    done = clone.run("fetch", url.format(there=there))
    assert "not allowed" in done.err
    assert not (clone.top / "ran").exists()


def test_a_missing_object_is_not_fetched_from_a_promisor(clone: door.Repository) -> None:
    """A call that only reads would start a program of the repository's choosing (faults.md G10)."""
    ran = clone.top.parent / "ran"
    evil = program(clone.top.parent / "evil", f"touch '{ran}'")
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "far",
        "remote.far.promisor": "true",
        "remote.far.url": str(clone.top),
        "remote.far.uploadpack": str(evil),
    }.items():
        git(clone.top, "config", key, value)
    assert not clone.run("cat-file", "-p", "1" * 40).ok
    assert not ran.exists()


def test_a_call_that_takes_too_long_is_ended_with_all_that_it_started(clone: door.Repository) -> None:
    open_while_they_live = clone.top.parent / "pipe"
    os.mkfifo(open_while_they_live)
    reader = os.open(open_while_they_live, os.O_RDONLY | os.O_NONBLOCK)
    script = f"exec 3> '{open_while_they_live}'; echo started >&3; sleep 600 & wait"
    hook = program(clone.git_dir / "hooks" / "pre-commit", script)
    since = time.monotonic()
    done = clone.run(
        *("commit", "--allow-empty", "-m", "x"), allow=("-c", f"core.hooksPath={hook.parent}"), timeout=2
    )
    assert (done.code, done.complaint) == (124, "git took longer than 2 seconds")
    assert time.monotonic() - since < 60
    assert not (clone.git_dir / "index.lock").exists()
    assert os.read(reader, 100) == b"started\n"
    assert select.select([reader], [], [], 5)[0], "somebody still holds the pipe"
    assert os.read(reader, 100) == b""
    os.close(reader)


def test_what_a_hook_leaves_running_does_not_make_a_commit_fail(clone: door.Repository) -> None:
    hook = program(clone.git_dir / "hooks" / "post-commit", "echo pushing; sleep 30 &")
    since = time.monotonic()
    done = clone.run("commit", "--allow-empty", "-m", "x", allow=("-c", f"core.hooksPath={hook.parent}"))
    assert (done.code, done.complaint, clone.run("log", "-1", "--format=%s").text) == (0, "pushing", "x")
    assert time.monotonic() - since < 25


def test_a_linked_work_tree_has_a_state_of_its_own_and_shares_the_hooks(clone: door.Repository) -> None:
    git(clone.top, "worktree", "add", "--quiet", "../second")
    second = found(clone.top.parent / "second")
    assert second.git_dir == clone.git_dir / "worktrees" / "second"
    assert second.shared.resolve() == clone.git_dir
    git(second.top, "update-ref", "MERGE_HEAD", "HEAD")
    assert (under_way(second), under_way(clone)) == ("a merge", None)


def test_the_work_tree_is_where_the_book_is_whatever_the_repository_says(clone: door.Repository) -> None:
    git(clone.top, "config", "core.worktree", str(clone.top.parent))
    (clone.top / "a").write_text("text\n", "utf-8")
    assert clone.run("status", "--porcelain").text == "?? a"


def test_a_bare_repository_is_no_repository_of_a_book(clone: door.Repository) -> None:
    git(clone.top, "init", "--quiet", "--bare", "inner.git")
    (clone.top / "inner.git" / "book").mkdir()
    assert found(clone.top / "inner.git" / "book").top == clone.top


def test_a_repository_of_another_user_is_left_alone_unless_the_user_says_otherwise(
    clone: door.Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_somebody_elses(clone, read_config(clone))
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert is_somebody_elses(clone, read_config(clone))
    git(clone.top, "config", "safe.directory", "*")
    assert is_somebody_elses(clone, read_config(clone))
    own = clone.top.parent / "gitconfig"
    own.write_text(f'[safe]\n\tdirectory = "{clone.top}"\n', "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    assert not is_somebody_elses(clone, read_config(clone))


def test_a_path_is_the_name_of_one_file_and_no_pattern(clone: door.Repository) -> None:
    for name in ("*.md", "bill.md", ":(top)x"):
        (clone.top / name).touch()
    assert clone.run("add", "--", "*.md", ":(top)x").ok
    assert clone.run("ls-files", "-z", "--", "*.md", ":(top)x", "bill.md").text == "*.md\0:(top)x\0"
