"""A commit holds exactly what karma wrote; the rest of the repository stays as it was (faults.md G09, G13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.core.operation import Operation
from karma.files.git import Repository
from karma.files.plan import Written
from karma.files.repository.commit import commit
from tests.repositories import git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from karma.files.git import Ran
    from karma.files.repository.outcome import Outcome

SAID = Operation("log", "call: Bill", ("bill",))
OLD, NEW = b"- old\n", b"- old\n- new\n"


def begun(root: Path, **files: bytes) -> Path:
    """A repository whose first commit holds `files`, by their stems."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet")
    (root / "contacts").mkdir()
    (root / ".gitignore").write_text(".karma/\n", "utf-8")
    for stem, data in files.items():
        (root / f"contacts/{stem}.md").write_bytes(data)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "as it was")
    return root


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return begun(tmp_path / "book", bill=OLD, ann=OLD)


def write(book: Path, path: str, after: bytes | None, before: bytes | None = None) -> Written:
    """Writes the file as karma would have done."""
    file = book / path
    if file.exists() and before is None:
        before = file.read_bytes()
    if after is None:
        file.unlink()
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(after)
    return Written(path, before, after)


def committed(book: Path, *written: Written) -> Outcome:
    outcome = commit(book, SAID, written)
    assert outcome.kind == "committed", outcome
    assert outcome.commit == git(book, "rev-parse", "HEAD")
    return outcome


def status(book: Path) -> list[str]:
    return git(book, "status", "--short", "--untracked-files=all").splitlines()


def shown(book: Path) -> list[str]:
    """The paths of the last commit, with what happened to each."""
    return git(book, "show", "--name-status", "--no-renames", "--format=", "HEAD").splitlines()


BILL = "contacts/bill.md"


def test_a_changed_a_new_and_a_removed_file_are_one_commit(book: Path) -> None:
    committed(
        book,
        write(book, BILL, NEW),
        write(book, "contacts/archive/ann.md", OLD),
        write(book, "contacts/ann.md", None),
    )
    assert shown(book) == ["D\tcontacts/ann.md", "A\tcontacts/archive/ann.md", f"M\t{BILL}"]
    assert status(book) == []


def test_whatever_else_is_changed_staged_removed_or_renamed_stays_so(tmp_path: Path) -> None:
    book = begun(tmp_path, bill=OLD, ann=OLD, eve=b"- eve\n", joe=b"- joe\n", kim=b"- kim\n", lea=b"- lea\n")
    (book / "contacts/ann.md").write_bytes(NEW)
    (book / "contacts/eve.md").write_bytes(b"- staged\n")
    git(book, "add", "contacts/eve.md")
    (book / "contacts/eve.md").write_bytes(b"- staged\n- and changed again\n")
    git(book, "mv", "contacts/joe.md", "contacts/joseph.md")
    git(book, "rm", "--quiet", "--cached", "contacts/kim.md")
    (book / "contacts/lea.md").unlink()
    (book / "secret.txt").write_bytes(b"not for anybody\n")
    (book / "meant.txt").write_bytes(b"to be added\n")
    git(book, "add", "--intent-to-add", "meant.txt")
    before = status(book)
    staged = git(book, "diff", "--cached")
    committed(book, write(book, BILL, NEW))
    assert shown(book) == [f"M\t{BILL}"]
    assert status(book) == before
    assert git(book, "diff", "--cached") == staged
    assert before == [
        *(" M contacts/ann.md", "MM contacts/eve.md", "R  contacts/joe.md -> contacts/joseph.md"),
        *("D  contacts/kim.md", " D contacts/lea.md", " A meant.txt", "?? contacts/kim.md", "?? secret.txt"),
    ]


def test_a_file_that_was_moved_by_hand_and_only_staged(book: Path) -> None:
    git(book, "mv", BILL, "contacts/william.md")
    committed(book, write(book, "contacts/william.md", NEW))
    assert shown(book) == ["A\tcontacts/william.md"]
    assert status(book) == [f"D  {BILL}"]
    assert "Karma-Before" in git(book, "log", "-1", "--format=%b")


def test_a_file_of_which_git_was_told_to_forget_or_that_it_only_expects(book: Path) -> None:
    git(book, "rm", "--quiet", "--cached", BILL)
    (book / "contacts/jo.md").write_bytes(OLD)
    git(book, "add", "--intent-to-add", "contacts/jo.md")
    committed(book, write(book, BILL, NEW), write(book, "contacts/jo.md", NEW))
    assert shown(book) == [f"M\t{BILL}", "A\tcontacts/jo.md"]
    assert status(book) == []


def test_a_file_of_which_git_was_told_to_forget_for_good(book: Path) -> None:
    (book / ".gitignore").write_text(".karma/\ncontacts/bill.md\n", "utf-8")
    git(book, "rm", "--quiet", "--cached", BILL)
    git(book, "add", ".gitignore")
    before = status(book)
    assert commit(book, SAID, [write(book, BILL, NEW)]).why == f".gitignore keeps {BILL} out"
    assert status(book) == before == ["M  .gitignore", f"D  {BILL}"]


def test_conflicts_that_a_stash_left_in_another_file_stay_conflicts(book: Path) -> None:
    (book / "contacts/ann.md").write_bytes(b"- one\n")
    git(book, "stash", "--quiet")
    (book / "contacts/ann.md").write_bytes(b"- other\n")
    git(book, "commit", "--quiet", "--all", "--message", "other")
    git(book, "stash", "pop", check=False)
    committed(book, write(book, BILL, NEW))
    assert status(book) == ["UU contacts/ann.md"]
    assert len(git(book, "ls-files", "--unmerged").splitlines()) == 3


def test_a_file_is_committed_whole_and_the_message_says_what_stood_there_by_hand(book: Path) -> None:
    by_hand = b"- old\n- by hand\n"
    (book / BILL).write_bytes(by_hand)
    git(book, "add", BILL)
    (book / BILL).write_bytes(by_hand + b"- not staged\n")
    committed(book, write(book, BILL, by_hand + b"- not staged\n- new\n"))
    assert status(book) == []
    blob, path = git(book, "log", "-1", "--format=%(trailers:key=Karma-Before,valueonly)").split()
    assert path == BILL
    assert git(book, "cat-file", "blob", blob) == "- old\n- by hand\n- not staged"


def test_a_file_as_it_was_committed_has_no_such_trailer(book: Path) -> None:
    committed(book, write(book, BILL, NEW))
    assert git(book, "log", "-1", "--format=%b").splitlines() == ["Karma-Op: log", "Karma-Contact: bill"]


def test_a_file_made_by_hand_is_told_from_what_karma_wrote_to_it(book: Path) -> None:
    (book / "contacts/jo.md").write_bytes(b"- by hand\n")
    committed(book, write(book, "contacts/jo.md", b"- by hand\n- new\n"))
    assert "Karma-Before" in git(book, "log", "-1", "--format=%b")


def test_several_steps_on_one_file_count_from_before_the_first(book: Path) -> None:
    first, second = write(book, BILL, NEW), write(book, BILL, NEW + b"- more\n")
    committed(book, first, second)
    assert "Karma-Before" not in git(book, "log", "-1", "--format=%b")


def test_hundreds_of_files_changed_by_hand_are_told_apart_in_one_commit(tmp_path: Path) -> None:
    book = begun(tmp_path, **{f"p{number}": OLD for number in range(150)})
    written = []
    for number in range(150):
        by_hand = b"- old\n- by hand %d\n" % number
        written.append(write(book, f"contacts/p{number}.md", by_hand + b"- new\n", before=by_hand))
    committed(book, *written)
    before = git(book, "log", "-1", "--format=%(trailers:key=Karma-Before,valueonly)").split("\n")
    kept = {path: blob for blob, path in (line.split(" ") for line in before if line)}
    assert len(kept) == 150
    assert git(book, "cat-file", "blob", kept["contacts/p7.md"]) == "- old\n- by hand 7"


@pytest.mark.parametrize("name", ["with space", "李雷", "-rf", "été", "semi;colon $HOME", "[brackets]*"])
def test_any_name_a_file_may_have(book: Path, name: str) -> None:
    committed(book, write(book, f"contacts/{name}.md", NEW))
    committed(book, write(book, f"contacts/{name}.md", None))
    assert status(book) == []


def test_the_first_commit_of_a_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "other.txt").write_text("mine\n", "utf-8")
    committed(tmp_path, write(tmp_path, BILL, NEW))
    assert shown(tmp_path) == [f"A\t{BILL}"]


def test_a_detached_head_moves_on(book: Path) -> None:
    git(book, "checkout", "--quiet", "--detach")
    committed(book, write(book, BILL, NEW))


def test_a_linked_work_tree_and_a_book_in_a_subfolder(book: Path) -> None:
    git(book, "worktree", "add", "--quiet", "../linked")
    linked = book.parent / "linked"
    committed(linked, write(linked, BILL, NEW))
    inner = linked / "my book"
    committed(inner, write(inner, BILL, NEW))
    assert shown(linked) == ["A\tmy book/contacts/bill.md"]
    assert status(book) == []


def test_a_book_that_is_a_submodule(book: Path, tmp_path: Path) -> None:
    outer = begun(tmp_path / "outer")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(book), "book")
    assert (outer / "book/.git").is_file()
    committed(outer / "book", write(outer / "book", BILL, NEW))


def test_a_folder_and_a_file_that_are_links_inside_the_book(book: Path) -> None:
    (book / "contacts/friends").symlink_to("../friends")
    (book / "friends").mkdir()
    (book / "contacts/jo.md").symlink_to("../friends/jo.md")
    git(book, "add", "--all")
    git(book, "commit", "--quiet", "--message", "links")
    committed(book, write(book, "contacts/friends/eve.md", OLD), write(book, "contacts/jo.md", OLD))
    assert shown(book) == ["A\tfriends/eve.md", "A\tfriends/jo.md"]


def test_removing_what_git_never_knew_is_nothing(book: Path) -> None:
    (book / "contacts/jo.md").write_bytes(OLD)
    assert commit(book, SAID, [write(book, "contacts/jo.md", None)]).kind == "nothing"


def test_what_is_committed_already_is_nothing(book: Path) -> None:
    assert commit(book, SAID, [Written(BILL, NEW, OLD)]).kind == "nothing"
    assert git(book, "log", "--format=%s") == "as it was"


def test_what_the_user_keeps_out_of_git_stays_out_and_the_rest_is_committed(book: Path) -> None:
    (book / ".gitignore").write_text(".karma/\ncontacts/private/\n", "utf-8")
    private = write(book, "contacts/private/jo.md", OLD)
    outcome = commit(book, SAID, [private])
    assert (outcome.kind, outcome.why) == ("skipped", ".gitignore keeps contacts/private/jo.md out")
    committed(book, private, write(book, BILL, NEW))
    assert shown(book) == [f"M\t{BILL}"]


@pytest.mark.parametrize("autocrlf", ["true", "input", "false"])
def test_line_endings_of_windows_are_no_change_by_hand(book: Path, autocrlf: str) -> None:
    (book / ".gitattributes").write_text("contacts/**/*.md text eol=lf\n", "utf-8")
    git(book, "add", ".gitattributes")
    git(book, "commit", "--quiet", "--message", "attributes")
    git(book, "config", "core.autocrlf", autocrlf)
    git(book, "config", "core.safecrlf", "true")
    committed(book, write(book, BILL, b"- old\r\n- new\r\n", before=b"- old\r\n"))
    assert "Karma-Before" not in git(book, "log", "-1", "--format=%b")
    assert git(book, "cat-file", "blob", f"HEAD:{BILL}") == "- old\n- new"
    assert (book / BILL).read_bytes() == b"- old\r\n- new\r\n"
    assert status(book) == []


def test_a_thousand_new_files_take_no_more_calls_than_one(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    run: Callable[..., Ran] = Repository.run

    def counted(self: Repository, *args: str, **more: object) -> Ran:
        calls.append(args[0])
        return run(self, *args, **more)

    monkeypatch.setattr(Repository, "run", counted)
    committed(book, write(book, BILL, NEW))
    assert calls == ["config", "cat-file", "commit", "rev-parse"]
    calls.clear()
    committed(book, *(write(book, f"contacts/p{number}.md", NEW) for number in range(1000)))
    assert calls == ["config", "cat-file", "check-ignore", "add", "commit", "rev-parse"]
