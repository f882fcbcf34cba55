"""When git cannot commit, the file is written, the index is as before, and the reason is said (faults.md G09)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from karma.files.repository.commit import commit
from tests.files.repository.test_commit import BILL, NEW, OLD, SAID, begun, status, write
from tests.repositories import git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from karma.files.repository.outcome import Outcome

JO = "contacts/jo.md"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A repository in which nothing that waits waits longer than a moment."""
    return begun(tmp_path / "book", bill=OLD, ann=OLD)


def at_once(_seconds: float) -> None:
    """Does not wait."""


def nothing() -> None:
    """Is in nobody's way."""


def tried(book: Path, patience: float = 30.0, spoil: Callable[[], None] = nothing) -> Outcome:
    """A changed and a new file, which do not get committed; the index has to be as before."""
    by_hand = b"- old\n- staged\n"
    (book / BILL).write_bytes(by_hand)
    git(book, "add", BILL)
    before = git(book, "ls-files", "--stage")
    spoil()
    head = git(book, "rev-parse", "--verify", "--quiet", "HEAD", check=False)
    outcome = commit(
        book,
        SAID,
        [write(book, BILL, by_hand + b"- new\n"), write(book, JO, NEW)],
        sleep=at_once,
        patience=patience,
    )
    assert outcome.commit == ""
    assert (book / BILL).read_bytes() == by_hand + b"- new\n"
    assert git(book, "ls-files", "--stage") == before
    assert git(book, "rev-parse", "--verify", "--quiet", "HEAD", check=False) == head
    return outcome


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("MERGE_HEAD", "a merge"),
        ("rebase-merge", "a rebase"),
        ("rebase-apply", "a rebase"),
        ("CHERRY_PICK_HEAD", "a cherry-pick"),
        ("REVERT_HEAD", "a revert"),
    ],
)
def test_what_the_user_is_in_the_middle_of_is_left_alone(book: Path, mark: str, words: str) -> None:
    (book / ".git" / mark).write_text(git(book, "rev-parse", "HEAD") + "\n", "utf-8")
    outcome = tried(book)
    assert (outcome.kind, outcome.why) == ("skipped", f"{words} is under way")


def test_a_merge_in_a_linked_work_tree_is_seen_there(book: Path) -> None:
    git(book, "worktree", "add", "--quiet", "../linked")
    (book / ".git/worktrees/linked/MERGE_HEAD").write_text(git(book, "rev-parse", "HEAD") + "\n", "utf-8")
    assert tried(book.parent / "linked").why == "a merge is under way"


def test_another_git_is_waited_for(book: Path) -> None:
    lock = book / ".git/index.lock"
    lock.touch()
    waited: list[float] = []

    def until_it_is_done(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 5:
            lock.unlink()

    outcome = commit(book, SAID, [write(book, BILL, NEW)], sleep=until_it_is_done)
    assert (outcome.kind, len(waited)) == ("committed", 5)


def test_a_lock_that_stays_is_left_where_it_is(book: Path) -> None:
    (book / BILL).write_bytes(NEW)
    (book / ".git/index.lock").touch()
    waited: list[float] = []
    outcome = commit(book, SAID, [write(book, BILL, NEW + b"- more\n")], sleep=waited.append)
    assert (outcome.kind, outcome.why) == ("skipped", "another git is at work here")
    assert 1 <= sum(waited) <= 5
    assert (book / ".git/index.lock").exists()


def test_who_waited_in_vain_once_need_not_wait_again(book: Path) -> None:
    (book / ".git/index.lock").touch()
    waited: list[float] = []
    commit(book, SAID, [write(book, BILL, NEW)], sleep=waited.append, waits=False)
    assert waited == []


def test_a_lock_that_comes_in_between_is_no_failure_of_git(book: Path) -> None:
    (book / ".git/HEAD.lock").touch()
    outcome = tried(book)
    assert (outcome.kind, outcome.why) == ("skipped", "another git is at work here")


def test_who_git_does_not_know_learns_how_to_tell_it(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = book.parent / "gitconfig"
    settings.write_text("[user]\n\tuseConfigOnly = true\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    outcome = tried(book)
    assert (outcome.kind, outcome.why) == ("failed", "git does not know who you are")
    assert "git config --global user.name" in outcome.remedy


def test_a_disk_that_takes_no_objects(book: Path) -> None:
    def full() -> None:
        for number in range(256):
            folder = book / f".git/objects/{number:02x}"
            if not folder.exists():
                folder.touch()  # where git would make a folder; permissions would not stop root

    outcome = tried(book, spoil=full)
    assert outcome.kind == "failed"
    assert "unable to" in outcome.why


def test_git_that_is_not_installed(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("karma.files.git.program", lambda: None)
    outcome = commit(book, SAID, [write(book, BILL, NEW)])
    assert (outcome.kind, outcome.why) == ("skipped", "git is not installed")


def test_a_book_in_no_repository(tmp_path: Path) -> None:
    outcome = commit(tmp_path, SAID, [write(tmp_path, BILL, NEW)])
    assert (outcome.kind, outcome.why) == ("skipped", "this book is in no git repository")


def test_what_karma_breaks_off_leaves_the_index_as_it_was(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("karma.files.repository.commit.state_folder", broken_off)
    with pytest.raises(KeyboardInterrupt):
        commit(book, SAID, [write(book, JO, NEW)])
    assert status(book) == [f"?? {JO}"]


# Programs of the user's and of the repository's


@pytest.fixture
def user(book: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own git configuration, to be added to."""
    settings = book.parent / "gitconfig"
    settings.write_text("[user]\n\tname = Nora\n\temail = nora@quist.example\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    return settings


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return path


HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-index-change", "post-rewrite")


def test_hooks_and_keys_do_nothing_unless_the_user_wants_them(book: Path, user: Path) -> None:
    ran = book.parent / "ran"
    for hook in (*HOOKS, "reference-transaction"):
        program(book / ".git/hooks" / hook, f"echo {hook} >> '{ran}'; exit 1")
    git(book, "config", "commit.gpgSign", "true")
    git(book, "config", "gpg.program", str(program(book.parent / "gpg", f"echo gpg >> '{ran}'; exit 1")))
    assert commit(book, SAID, [write(book, BILL, NEW), write(book, JO, NEW)]).kind == "committed"
    assert not ran.exists()


def test_hooks_run_for_who_opted_in_also_in_a_linked_work_tree(book: Path, user: Path) -> None:
    git(book, "worktree", "add", "--quiet", "../linked")
    git(book, "config", "--global", "karma.hooks", "true")
    ran = book.parent / "ran"
    program(book / ".git/hooks/pre-commit", f"echo ran >> '{ran}'")
    for tree in (book, book.parent / "linked"):
        assert commit(tree, SAID, [write(tree, BILL, NEW)]).kind == "committed"
    assert ran.read_text("utf-8") == "ran\nran\n"


def test_the_repository_itself_cannot_opt_in(book: Path, user: Path) -> None:
    ran = book.parent / "ran"
    program(book / ".git/hooks/pre-commit", f"echo ran >> '{ran}'")
    git(book, "config", "karma.hooks", "true")
    assert commit(book, SAID, [write(book, BILL, NEW)]).kind == "committed"
    assert not ran.exists()


def test_a_hook_that_says_no_is_heard(book: Path, user: Path) -> None:
    git(book, "config", "--global", "karma.hooks", "true")
    program(book / ".git/hooks/pre-commit", "echo 'Not on a Sunday.' >&2; exit 1")
    outcome = tried(book)
    assert (outcome.kind, outcome.why) == ("failed", "Not on a Sunday")


@pytest.mark.parametrize("script", ["exec sleep 600", "trap '' TERM; sleep 600 & wait; sleep 600"])
def test_a_hook_that_never_ends_does_not_hang_karma(
    book: Path, user: Path, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("karma.files.git._FAREWELL", 0.2)
    git(book, "config", "--global", "karma.hooks", "true")
    program(book / ".git/hooks/pre-commit", script)
    outcome = tried(book, patience=0.2)
    assert (outcome.kind, outcome.why) == ("failed", "git took longer than 0.2 seconds")
    assert not (book / ".git/index.lock").exists()


def test_a_hook_that_leaves_something_running_is_no_failure(book: Path, user: Path) -> None:
    git(book, "config", "--global", "karma.hooks", "true")
    program(book / ".git/hooks/post-commit", "sleep 30 &")
    began = time.monotonic()
    assert commit(book, SAID, [write(book, BILL, NEW)]).kind == "committed"
    assert time.monotonic() - began < 25


def test_who_opted_in_gets_signed_commits_by_their_own_program(book: Path, user: Path) -> None:
    gpg = program(book.parent / "gpg", "cat > /dev/null; echo '[GNUPG:] SIG_CREATED ' >&2; echo SIGNATURE")
    git(book, "config", "--global", "karma.sign", "true")
    git(book, "config", "--global", "gpg.program", str(gpg))
    assert commit(book, SAID, [write(book, BILL, NEW)]).kind == "committed"
    assert "gpgsig SIGNATURE" in git(book, "cat-file", "commit", "HEAD")


def test_a_program_to_sign_with_that_came_with_the_repository_is_not_run(book: Path, user: Path) -> None:
    ran = book.parent / "ran"
    git(book, "config", "--global", "karma.sign", "true")
    git(book, "config", "gpg.program", str(program(book.parent / "gpg", f"echo gpg >> '{ran}'")))
    outcome = tried(book)
    assert (outcome.kind, outcome.why) == ("skipped", "this repository brings programs of its own")
    assert not ran.exists()


def test_a_filter_that_came_with_the_repository_is_not_run(book: Path, user: Path) -> None:
    ran = book.parent / "ran"
    git(book, "config", "filter.evil.clean", f"echo clean >> '{ran}'; cat")
    (book / ".gitattributes").write_text("*.md filter=evil\n", "utf-8")
    outcome = commit(book, SAID, [write(book, BILL, NEW), write(book, JO, NEW)])
    assert (outcome.kind, outcome.why) == ("skipped", "this repository brings programs of its own")
    assert not ran.exists()
