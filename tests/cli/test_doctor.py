"""`karma doctor`: what is in order, and what is not, each with its remedy."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING, Any

import pytest

from karma.cli import ask, output
from karma.files import git as door
from karma.files.doctor import computer
from karma.files.lock import locked
from karma.files.repository.driver import ATTRIBUTES
from tests.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.shelf import Shelf
    from tests.repositories import GitShelf

FIX = ["karma doctor --fix"]


@pytest.fixture
def well(gitshelf: GitShelf) -> GitShelf:
    """A book with nothing to mend."""
    gitshelf.done("doctor", "--fix")
    return gitshelf


def found(shelf: Shelf, code: str, *options: str) -> dict[str, Any]:
    """The finding of that code, without its code; empty when there is none."""
    rows = [row for row in shelf.karma("doctor", "--json", *options).data["findings"] if row["code"] == code]
    assert len(rows) <= 1
    return {key: value for row in rows for key, value in row.items() if key != "code"}


def level(shelf: Shelf, code: str) -> str | None:
    return found(shelf, code).get("level")


def of_the_user(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> Path:
    """The user's own configuration, instead of the one that all tests share."""
    own = folder / "gitconfig"
    own.write_text(text, "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    return own


NORA = "[user]\n\tname = Nora Quist\n\temail = nora@quist.example\n"


def test_a_book_in_order_has_nothing_to_mend_and_looking_changes_nothing(well: GitShelf) -> None:
    before = well.bytes()
    said = well.done("doctor", "--json")
    assert {row["level"] for row in said.data["findings"]} <= {"good", "note"}
    assert said.data["healthy"]
    assert well.bytes() == before


def test_what_is_in_order_is_said_in_a_few_words(well: GitShelf) -> None:
    out = " ".join(well.done("doctor").out.split())
    assert "✓ git 2." in out
    assert "you are Nora Quist, " in out
    assert out.endswith("no programs in the repository, everything is committed")


@pytest.mark.parametrize("columns", [40, 80])
def test_only_what_is_to_be_pasted_is_wider_than_the_terminal(
    gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    gitshelf.git("config", "core.pager", "less")
    lines = gitshelf.done("doctor").out.splitlines()
    assert [line for line in lines if len(line) > columns and not line.startswith("     ")] == []


def test_without_a_repository_it_says_how_to_begin_one(shelf: Shelf) -> None:
    assert found(shelf, "repository")["commands"][:2] == ["git init", "karma doctor --fix"]
    assert shelf.karma("doctor").code == 0


def test_without_git_a_book_in_a_repository_is_not_well(
    well: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "program", lambda: None)
    assert level(well, "git") == "error"
    assert well.karma("doctor").code == 1


def test_a_git_that_is_too_old_is_said(well: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computer, "OLDEST_GIT", (99, 0))
    row = found(well, "git")
    assert row["level"] == "error"
    assert row["says"].endswith("is too old: karma commits with 99.0 or newer.")


def test_a_yaml_reader_without_libyaml_is_said(well: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computer, "HAS_LIBYAML", False)
    assert level(well, "libyaml") == "warning"


def test_a_terminal_of_few_letters_is_said(well: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(sys.stdout), "encoding", "ascii")
    assert level(well, "terminal") == "note"


def test_whom_git_does_not_know_it_is_told(
    well: GitShelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    of_the_user(monkeypatch, tmp_path, "[user]\n\tuseConfigOnly = true\n\tname = Nora\n")
    row = found(well, "identity")
    assert row["level"] == "error"
    assert row["commands"] == ['git config --global user.email "YOUR ADDRESS"']


def test_a_guess_of_gits_is_shown(well: GitShelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    of_the_user(monkeypatch, tmp_path, "")
    monkeypatch.setenv("EMAIL", "nora@guessed.example")
    row = found(well, "identity")
    assert row["level"] == "warning"
    assert "nora@guessed.example" in row["says"]


def test_fix_registers_the_merge_and_adds_the_lines_in_one_commit(gitshelf: GitShelf) -> None:
    gitshelf.put(".gitignore", "*.tmp")
    gitshelf.put("staged.txt", "mine\n")
    gitshelf.git("add", "staged.txt")
    assert [found(gitshelf, code)["commands"] for code in ("driver", "attributes", "ignored")] == [FIX] * 3
    said = gitshelf.done("doctor", "--fix")
    assert said.out.startswith(
        "✓ Done: karma's merge is registered in this clone.\n"
        "✓ Done: lines are added to .gitattributes and .gitignore.\n"
    )
    assert gitshelf.git("show", "--format=%s", "--name-only").splitlines() == [
        *("doctor: what git should know, in .gitattributes and .gitignore", ""),
        *(".gitattributes", ".gitignore"),
    ]
    assert (gitshelf.root / ".gitignore").read_text("utf-8") == "*.tmp\n.karma/\nsite/*\n"
    assert gitshelf.dirty() == ["A  staged.txt"]


def test_what_fix_did_is_data_too(gitshelf: GitShelf) -> None:
    data = gitshelf.done("doctor", "--fix", "--json").data
    assert data["fixed"] == [
        "karma's merge is registered in this clone",
        "lines are added to .gitattributes and .gitignore",
    ]
    assert data["commit"] == gitshelf.git("rev-parse", "HEAD")


def test_fix_twice_does_nothing_more(well: GitShelf) -> None:
    before = well.bytes()
    assert well.done("doctor", "--fix").out.startswith("There was nothing that karma could do for you.\n")
    assert well.bytes() == before


def test_a_dry_run_shows_what_fix_would_do(gitshelf: GitShelf) -> None:
    before = gitshelf.bytes()
    said = gitshelf.done("doctor", "--fix", "--dry-run")
    assert f"+{ATTRIBUTES}\n" in said.out
    assert "To be done: karma's merge is registered in this clone\n" in said.out
    after = gitshelf.bytes()
    assert {name: after[name] for name in before} == before


def test_fix_without_a_commit_leaves_that_to_the_user(gitshelf: GitShelf) -> None:
    gitshelf.done("doctor", "--fix", "--no-commit")
    assert gitshelf.dirty() == [" M .gitignore", "?? .gitattributes"]


def test_the_line_is_added_where_another_one_says_otherwise(gitshelf: GitShelf) -> None:
    gitshelf.put(".gitattributes", "* text=auto\n*.md merge=union\n")
    assert level(gitshelf, "attributes") == "warning"
    gitshelf.done("doctor", "--fix")
    assert (gitshelf.root / ".gitattributes").read_text("utf-8") == (
        f"* text=auto\n*.md merge=union\n{ATTRIBUTES}\n"
    )
    assert level(gitshelf, "attributes") == "good"


def test_pages_that_are_committed_on_purpose_may_stay(gitshelf: GitShelf) -> None:
    gitshelf.put("site/index.html", "<p>\n")
    gitshelf.commit_all("the pages, to be published")
    assert level(gitshelf, "ignored") == "good"


def test_a_gitattributes_that_leads_elsewhere_is_not_written_through(
    gitshelf: GitShelf, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "attributes"
    elsewhere.write_text("* text\n", "utf-8")
    (gitshelf.root / ".gitattributes").symlink_to(elsewhere)
    assert gitshelf.karma("doctor", "--fix").code == 1
    assert elsewhere.read_text("utf-8") == "* text\n"


@pytest.mark.parametrize(
    ("mark", "remedy"),
    [
        ("MERGE_HEAD", "git merge --abort"),
        ("rebase-merge/x", "git rebase --abort"),
        ("CHERRY_PICK_HEAD", "git cherry-pick --abort"),
        ("BISECT_LOG", "git bisect reset"),
    ],
)
def test_what_is_half_way_can_be_finished_or_given_up(well: GitShelf, mark: str, remedy: str) -> None:
    well.put(f".git/{mark}", f"{well.git('rev-parse', 'HEAD')}\n")
    row = found(well, "state")
    assert (row["level"], row["commands"][-1]) == ("warning", remedy)


def test_a_conflict_that_a_merge_left_is_named(well: GitShelf) -> None:
    well.git("checkout", "--quiet", "-b", "theirs")
    well.put("karma.toml", "name = 'Theirs'\n")
    well.commit_all("theirs")
    well.git("checkout", "--quiet", "main")
    well.put("karma.toml", "name = 'Ours'\n")
    well.commit_all("ours")
    well.git("merge", "theirs", check=False)
    assert found(well, "conflict")["says"] == "A merge left a conflict in karma.toml."


def test_a_lock_that_was_left_behind_is_shown_with_its_age_and_never_deleted(well: GitShelf) -> None:
    path = well.put(".git/index.lock", "")
    os.utime(path, (0, path.stat().st_mtime - 3 * 3600))
    row = found(well, "lock")
    assert row["level"] == "error"
    assert row["says"].endswith("index.lock behind, 3 hours ago: nothing can be committed.")
    assert row["commands"] == ["ps -A | grep -w git", f"rm {path}"]
    well.karma("doctor", "--fix")
    assert path.exists()


def test_a_young_lock_may_be_anothers_who_is_at_work(well: GitShelf) -> None:
    well.put(".git/index.lock", "")
    assert level(well, "lock") == "note"


def test_on_no_branch_the_way_back_is_said(well: GitShelf) -> None:
    well.git("checkout", "--quiet", "--detach")
    row = found(well, "branch")
    assert (row["level"], row["commands"]) == ("warning", ["git switch main", "git switch -c NAME"])


def test_where_the_branch_is_shared_is_said(well: GitShelf) -> None:
    assert found(well, "upstream")["commands"] == ["git remote add origin URL", "karma sync"]
    git(well.root, "init", "--quiet", "--bare", ".git/far.git")
    well.git("remote", "add", "--", "far", ".git/far.git")
    assert found(well, "upstream")["commands"] == ["karma sync"]
    well.git("push", "--quiet", "-u", "far", "main")
    assert found(well, "upstream")["says"] == "main is shared by far"


def test_a_repository_of_another_user_is_said(well: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    row = found(well, "owner")
    assert (row["level"], row["commands"]) == (
        "error",
        [f"git config --global --add safe.directory {well.root}"],
    )
    said = well.done("log", "bill", "call")
    assert "belongs to another user" in said.err


def test_a_configuration_that_git_cannot_read_is_said(well: GitShelf) -> None:
    with (well.root / ".git" / "config").open("a", encoding="utf-8") as file:
        file.write("[filter\n")
    assert "bad config line" in found(well, "configuration")["says"]
    assert well.karma("doctor").code == 1


def test_line_endings_of_windows_in_the_history_are_said(well: GitShelf) -> None:
    (well.root / ".gitattributes").unlink()
    path = well.root / "contacts" / "ann-lee.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    well.git("-c", "core.autocrlf=false", "commit", "--quiet", "--all", "--message", "from Windows")
    row = found(well, "line-endings")
    assert row["says"] == "contacts/ann-lee.md is committed with line endings of Windows."
    assert row["commands"][0] == "git add --renormalize contacts"


@pytest.mark.parametrize("scope", ["--local", "--global"])
def test_another_encoding_than_utf8_is_said_and_taken_out_where_it_stands(
    well: GitShelf, scope: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    of_the_user(monkeypatch, tmp_path, NORA)
    well.git("config", scope, "i18n.commitEncoding", "latin1")
    (command,) = found(well, "encoding")["commands"]
    well.git(*shlex.split(command)[1:])
    assert level(well, "encoding") is None


def test_a_contact_that_is_not_utf8_is_said(well: GitShelf) -> None:
    (well.root / "contacts" / "jose.md").write_bytes("---\nname: José\n---\n".encode("latin1"))
    assert found(well, "not-utf8")["says"] == "contacts/jose.md is not in UTF-8."
    assert well.karma("doctor").code == 1


def test_letters_in_the_names_of_files_that_git_shows_or_keeps_oddly_are_said(
    well: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert level(well, "quotepath") is None
    well.put("contacts/josé.md", "---\nname: José\n---\n")
    assert level(well, "quotepath") == "note"
    assert level(well, "precompose") is None
    monkeypatch.setattr(sys, "platform", "darwin")
    assert level(well, "precompose") == "warning"
    well.git("config", "core.precomposeUnicode", "true")
    assert level(well, "precompose") is None


def test_hooks_that_do_not_run_are_named_until_the_user_wants_them(
    well: GitShelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    well.put(".git/hooks/pre-commit", "#!/bin/sh\n").chmod(0o755)
    row = found(well, "hooks")
    assert row["says"] == "There are git hooks here that karma does not run: pre-commit."
    assert row["commands"] == ["git config --global karma.hooks true"]
    of_the_user(monkeypatch, tmp_path, f"{NORA}[karma]\n\thooks = true\n")
    assert level(well, "hooks") == "good"


def test_who_signs_is_told_that_karma_does_not(
    well: GitShelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert level(well, "signing") is None
    of_the_user(monkeypatch, tmp_path, f"{NORA}[commit]\n\tgpgSign = true\n")
    assert found(well, "signing")["commands"] == ["git config --global karma.sign true"]
    of_the_user(monkeypatch, tmp_path, f"{NORA}[commit]\n\tgpgSign = true\n[karma]\n\tsign = true\n")
    assert level(well, "signing") == "good"


@pytest.mark.parametrize(
    ("key", "level_of_it", "when"),
    [
        ("filter.lfs.clean", "error", "at every commit"),
        ("core.sshCommand", "warning", "when you sync"),
        ("core.pager", "note", None),
    ],
)
def test_programs_of_the_repository_are_shown_with_when_they_would_run(
    well: GitShelf, key: str, level_of_it: str, when: str | None
) -> None:
    well.git("config", key, "a program")
    assert level(well, "programs") == level_of_it
    assert well.karma("doctor", "--json").data["programs"] == [
        {"key": key.casefold(), "value": "a program", "when": when}
    ]
    assert "a program" in well.karma("doctor").out


def test_to_trust_is_asked_at_a_terminal_and_nowhere_else(well: GitShelf) -> None:
    well.git("config", "filter.lfs.clean", "a program")
    said = well.karma("doctor", "--trust")
    assert (said.code, said.err.splitlines()[0]) == (1, "karma: There is no terminal to ask at.")


def test_programs_that_the_user_looked_at_may_run_until_they_change(
    well: GitShelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = of_the_user(monkeypatch, tmp_path, NORA)
    monkeypatch.setattr(output, "interactive", lambda: True)
    monkeypatch.setattr(ask, "a_key", lambda: "y")
    well.git("config", "filter.upper.clean", "tr a-z A-Z")
    out = well.done("doctor", "--trust").out
    assert "filter.upper.clean  at every commit" in out
    assert "trusted" in own.read_text("utf-8")
    assert level(well, "programs") == "good"
    assert well.done("log", "bill", "call").err == ""
    well.git("config", "filter.upper.clean", "something else")
    assert level(well, "programs") == "error"
    assert "brings programs of its own" in well.done("log", "ann-lee", "call").err


def test_whoever_says_no_trusts_nothing(
    well: GitShelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = of_the_user(monkeypatch, tmp_path, NORA)
    monkeypatch.setattr(output, "interactive", lambda: True)
    monkeypatch.setattr(ask, "a_key", lambda: "n")
    well.git("config", "filter.upper.clean", "tr a-z A-Z")
    assert well.karma("doctor", "--trust").code == 1
    assert own.read_text("utf-8") == NORA


def test_trust_that_cannot_be_noted_is_no_trust(well: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/no/such/folder/gitconfig")
    monkeypatch.setattr(output, "interactive", lambda: True)
    monkeypatch.setattr(ask, "a_key", lambda: "y")
    well.git("config", "filter.upper.clean", "tr a-z A-Z")
    said = well.karma("doctor", "--trust")
    assert (said.code, said.err[:28]) == (1, "karma: git could not note it")
    assert level(well, "programs") == "error"


def test_how_to_commit_works_when_pasted(well: GitShelf) -> None:
    """A book needs no karma.toml, and a book may stand in a folder of the repository."""
    well.git("rm", "--quiet", "karma.toml")
    well.git("commit", "--quiet", "--message", "no settings")
    well.put("contacts/zoe.md", "---\nname: Zoe\n---\n")
    for command in found(well, "uncommitted")["commands"]:
        well.git(*shlex.split(command)[1:])
    assert level(well, "uncommitted") == "good"


def test_the_way_back_to_a_branch_works_when_pasted(well: GitShelf) -> None:
    well.git("branch", "--quiet", "--move", "people")
    well.git("switch", "--quiet", "--detach")
    assert found(well, "branch")["commands"] == ["git switch people", "git switch -c NAME"]


def test_patches_half_way_are_no_rebase(well: GitShelf) -> None:
    """`git rebase --abort` would refuse; `git am --abort` does it."""
    (well.root / ".git" / "rebase-apply").mkdir()
    (well.root / ".git" / "rebase-apply" / "applying").touch()
    assert found(well, "state")["commands"] == ["git am --continue", "git am --abort"]


def test_a_device_is_not_replaced_by_a_file(well: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root, git would put a file in the place of /dev/null."""
    called: list[tuple[str, ...]] = []
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setattr(output, "interactive", lambda: True)
    monkeypatch.setattr(ask, "a_key", lambda: "y")
    monkeypatch.setattr(door, "run_anywhere", lambda *args, **_: called.append(args))
    well.git("config", "filter.upper.clean", "tr a-z A-Z")
    said = well.karma("doctor", "--trust")
    assert (said.code, called) == (1, [])
    assert f"git could not note it: {os.devnull} is no file" in said.err


def test_with_no_programs_there_is_nothing_to_trust(well: GitShelf) -> None:
    assert well.done("doctor", "--trust").out.startswith("There is nothing to trust")


def test_fix_and_trust_are_two_things(well: GitShelf) -> None:
    assert well.karma("doctor", "--fix", "--trust").code == 2


def test_another_karma_that_writes_is_not_waited_for(well: GitShelf) -> None:
    with locked(well.root):
        row = found(well, "writer")
    assert row["says"] == f"Another karma (process {os.getpid()}) is writing in this book right now."
    assert level(well, "writer") is None


def test_what_a_killed_karma_left_is_said(well: GitShelf) -> None:
    well.put("contacts/.karma-999999999-00.tmp", "")
    assert "contacts/.karma-999999999-00.tmp" in found(well, "temporary")["says"]


def test_what_was_written_by_hand_and_not_committed_is_said(well: GitShelf) -> None:
    well.put("contacts/ann-lee.md", well.text("ann-lee") + "- 2026-11-21 note: by hand\n")
    well.put("contacts/new.md", "---\nname: New\n---\n")
    row = found(well, "uncommitted")
    assert (row["level"], row["says"]) == ("note", "Not committed yet: contacts/ann-lee.md and 1 more.")


def test_every_file_of_the_books_own_that_is_not_committed_is_named(well: GitShelf) -> None:
    for name in (".gitattributes", ".gitignore", "karma.toml"):
        well.put(name, (well.root / name).read_text("utf-8") + "# by hand\n")
    first, second = found(well, "uncommitted")["commands"]
    assert first == "git add karma.toml .gitattributes .gitignore"
    for command in (first, second):
        well.git(*shlex.split(command)[1:])
    assert level(well, "uncommitted") == "good"


@pytest.mark.parametrize("staged", [False, True])
def test_a_file_that_was_deleted_is_called_so_and_can_be_brought_back(well: GitShelf, staged: bool) -> None:
    (well.root / "contacts" / "ann-lee.md").unlink()
    if staged:
        well.git("add", "contacts")
    row = found(well, "deleted")
    assert row["says"] == "contacts/ann-lee.md was deleted, and that is not committed."
    assert found(well, "uncommitted") == {}
    well.git(*shlex.split(row["commands"][0])[1:])
    assert (well.dirty(), level(well, "deleted")) == ([], None)


def test_markers_that_a_merge_left_are_settled_before_anything_is_committed(well: GitShelf) -> None:
    text = well.text("ann-lee")
    well.put("contacts/ann-lee.md", f"{text}<<<<<<< ours\none\n=======\ntwo\n>>>>>>> theirs\n")
    line = text.count("\n") + 1
    row = found(well, "left-open")
    assert row["says"].startswith(f"contacts/ann-lee.md:{line} holds what a merge left open")
    assert (row["level"], row["commands"]) == ("error", ["karma resolve"])
    assert found(well, "uncommitted")["commands"] == []
    well.commit_all("settled badly")
    assert level(well, "left-open") == "error"


def test_in_the_middle_of_a_merge_no_commit_by_hand_is_offered(well: GitShelf) -> None:
    well.put(".git/MERGE_HEAD", f"{well.git('rev-parse', 'HEAD')}\n")
    well.put("contacts/ann-lee.md", well.text("ann-lee") + "- 2026-11-21 note: by hand\n")
    assert found(well, "uncommitted")["commands"] == []
