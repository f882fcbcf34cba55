"""What becomes of a commit is said once, in plain words, and as data; and what `karma edit` changed is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.files import atomic
from tests.cli.shelf import ANN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.shelf import Shelf
    from tests.repositories import GitShelf


def test_a_call_is_one_commit_with_a_sentence_and_trailers(gitshelf: GitShelf) -> None:
    gitshelf.done("log", "bill", "call", "-m", "off to the mountains with [[ann-lee]]")
    assert gitshelf.subjects() == [
        "call: Bill Okafor, off to the mountains with Ann Lee",
        "the book as it was",
    ]
    assert gitshelf.git("log", "-1", "--format=%b") == "Karma-Op: log\nKarma-Contact: bill-okafor"
    assert gitshelf.dirty() == []


def test_what_else_is_changed_or_staged_stays_as_it_was(gitshelf: GitShelf) -> None:
    gitshelf.put("contacts/ann-lee.md", gitshelf.text("ann-lee") + "- 2026-11-01 note: by hand\n")
    gitshelf.put("contacts/anna-bell.md", gitshelf.text("anna-bell") + "- 2026-11-01 note: staged\n")
    gitshelf.put("secret.txt", "not for anybody\n")
    gitshelf.git("add", "contacts/anna-bell.md")
    gitshelf.done("log", "bill", "call")
    assert gitshelf.git("show", "--name-only", "--format=") == "contacts/bill-okafor.md"
    assert gitshelf.dirty() == [" M contacts/ann-lee.md", "M  contacts/anna-bell.md", "?? secret.txt"]


def test_in_the_middle_of_a_merge_the_line_is_written_and_not_committed(gitshelf: GitShelf) -> None:
    gitshelf.put(".git/MERGE_HEAD", gitshelf.git("rev-parse", "HEAD") + "\n")
    said = gitshelf.done("log", "bill", "call", "-m", "still there")
    assert said.err.startswith("Not committed: a merge is under way.")
    assert "still there" in gitshelf.text("bill-okafor")
    assert len(gitshelf.subjects()) == 1


def test_a_book_without_a_repository_is_told_how_to_get_one_and_how_to_be_left_in_peace(shelf: Shelf) -> None:
    said = shelf.done("log", "bill", "call")
    assert said.err == (
        "Not committed: this book is in no git repository. "
        "`git init` begins one; `[git] commit = false` says that it needs none.\n"
    )
    shelf.put("karma.toml", "[git]\ncommit = false\n")
    assert shelf.done("log", "bill", "email").err == ""


def test_what_git_cannot_do_is_5_and_the_file_is_written(
    gitshelf: GitShelf, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = tmp_path_factory.mktemp("nobody") / "gitconfig"
    nobody.write_text("[user]\n\tuseConfigOnly = true\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(nobody))
    said = gitshelf.karma("log", "bill", "call", "-m", "written")
    assert said.code == 5
    assert said.err.startswith("Not committed: git does not know who you are. Tell it: `git config")
    assert "written" in gitshelf.text("bill-okafor")
    assert gitshelf.dirty() == [" M contacts/bill-okafor.md"]


def test_the_data_say_which_commit_it_was(gitshelf: GitShelf) -> None:
    data = gitshelf.done("log", "bill", "call", "--json").data
    assert (data["commit"], data["not_committed"]) == (gitshelf.git("rev-parse", "HEAD"), None)


@pytest.mark.parametrize(
    ("option", "settings", "why"),
    [
        ("--no-commit", "", "--no-commit was asked for"),
        ("--json", "[git]\ncommit = false\n", "karma.toml says commit = false"),
        ("--dry-run", "", None),
    ],
)
def test_the_data_say_why_there_is_no_commit(
    gitshelf: GitShelf, option: str, settings: str, why: str | None
) -> None:
    gitshelf.put("karma.toml", settings)
    data = gitshelf.done("log", "bill", "call", "--json", option).data
    assert (data["commit"], data["not_committed"]) == (None, why)
    assert len(gitshelf.subjects()) == 1


def test_settings_and_people_are_one_commit_or_none(
    gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    gitshelf.put("karma.toml", "per_day = 1\n")
    for number in range(40):
        own = "every: 2d\n" if number % 2 else "circle: friend\n"
        gitshelf.put(
            f"contacts/f{number}.md", f"---\nname: F {number}\n{own}added: 2024-01-01\n---\n\n## Log\n"
        )
    gitshelf.commit_all("crowded")
    with monkeypatch.context() as failing:
        failing.setattr("karma.files.settings.put", lambda *_: 1 / 0)
        assert gitshelf.karma("load", "--fit", "--apply").code == 1
    assert (gitshelf.subjects()[0], gitshelf.dirty()) == ("crowded", [])
    data = gitshelf.done("load", "--fit", "--apply", "--json").data
    assert data["commit"] == gitshelf.git("rev-parse", "HEAD")
    changed = gitshelf.git("show", "--name-only", "--format=").splitlines()
    assert changed[-1] == "karma.toml"
    assert len(changed) == 21


def test_fmt_commits_what_it_had_done_when_it_is_broken_off(
    gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stem in ("jan", "kim"):
        text = f"---\nname: {stem}\n---\n\n## Log\n\n- 2026-11-02 call\n- 2026-11-01 call\n"
        gitshelf.put(f"contacts/{stem}.md", text)
    gitshelf.commit_all("unsorted")
    stage = atomic.stage

    def broken_off(target: Path, data: bytes, **more: bool) -> Path:
        if target.name == "kim.md":
            raise KeyboardInterrupt
        staged: Path = stage(target, data, **more)
        return staged

    monkeypatch.setattr(atomic, "stage", broken_off)
    assert gitshelf.karma("fmt").code == 130
    assert gitshelf.subjects()[0] == "tidied: jan"
    assert gitshelf.dirty() == []


# karma edit


def edit(shelf: GitShelf, monkeypatch: pytest.MonkeyPatch, script: str) -> tuple[int, str]:
    """`karma edit bill` with an editor that runs sed."""
    monkeypatch.setenv("EDITOR", f"sed -i -e '{script}'")
    said = shelf.karma("edit", "bill")
    return said.code, said.err


@pytest.mark.parametrize(
    ("script", "subject"),
    [
        ("s/^org: .*/org: Okafor Marine/", "edit: Bill Okafor, org: Harbor Marine Supply → Okafor Marine"),
        ("$a - 2026-11-21 call: saw [[ann-lee]]", "edit: Bill Okafor, 2026-11-21 call: saw Ann Lee"),
        ("s/favourite: tea/favourite: coffee/", "edit: Bill Okafor, favourite: tea → coffee"),
        ("s/a comment that stays/a new comment/", "edit: Bill Okafor, notes: 1 line added, 1 line taken out"),
        ("s/^every: .*/every: 2m  # rarely/", "edit: Bill Okafor, every: 4w..6w → 2m"),
    ],
)
def test_an_edit_is_told_in_the_words_that_changed(
    gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch, script: str, subject: str
) -> None:
    edit(gitshelf, monkeypatch, script)
    assert gitshelf.subjects()[0] == subject
    assert gitshelf.dirty() == []


def test_an_edit_that_was_committed_is_said(gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "sed -i -e s/Owner/Chair/")
    assert gitshelf.done("edit", "bill").out == "✓ Bill Okafor  committed\n"


def test_an_editor_that_changes_nothing_makes_no_commit(
    gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert edit(gitshelf, monkeypatch, "") == (0, "")
    assert len(gitshelf.subjects()) == 1


def test_a_file_with_an_error_is_committed_too_and_that_is_said(
    gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, err = edit(gitshelf, monkeypatch, "$a - nonsense")
    assert code == 1
    assert err.endswith("It is committed as you saved it: your words are safe. Mend it when you like.\n")
    assert gitshelf.subjects()[0] == "edit: Bill Okafor, - nonsense"


def test_what_was_changed_before_the_editor_opened_is_told_apart(
    gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    gitshelf.put("contacts/bill-okafor.md", gitshelf.text("bill-okafor") + "- 2026-11-01 note: earlier\n")
    edit(gitshelf, monkeypatch, "$a - 2026-11-21 call")
    blob = gitshelf.git("log", "-1", "--format=%(trailers:key=Karma-Before,valueonly)").split()[0]
    assert gitshelf.git("cat-file", "blob", blob).endswith("- 2026-11-01 note: earlier")


@pytest.fixture
def of_old(gitshelf: GitShelf) -> GitShelf:
    """With a file from an old computer, in which nobody can be read."""
    (gitshelf.root / "contacts/jose-diaz.md").write_bytes(b"---\nname: Jos\xe9\n---\n\n## Log\n")
    gitshelf.commit_all("from an old computer")
    return gitshelf


def test_a_file_in_which_nobody_can_be_read_is_mended_in_the_editor(
    of_old: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "sed -i -e 's/Jos./José/'")
    monkeypatch.setenv("LC_ALL", "C")  # else sed takes no odd byte for a letter
    assert of_old.done("edit", "jose-diaz").out == "✓ José  committed\n"
    assert of_old.subjects()[0] == "edit: José, name: José"


def test_what_still_cannot_be_read_is_saved_and_not_committed_and_that_is_said(
    of_old: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "sed -i -e '$a more'")
    said = of_old.karma("edit", "jose-diaz")
    assert said.code == 1
    assert said.err.endswith("It is saved and not committed: karma cannot read whose file it is.\n")
    assert of_old.dirty() == [" M contacts/jose-diaz.md"]


def test_a_file_outside_of_the_book_is_not_edited(
    gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = gitshelf.root.parent / "outside.md"
    outside.write_text("theirs", "utf-8")
    (gitshelf.root / "contacts/jose-diaz.md").symlink_to(outside)
    monkeypatch.setenv("EDITOR", "sed -i -e s/theirs/mine/")
    assert gitshelf.karma("edit", "jose-diaz").code == 1
    assert outside.read_text("utf-8") == "theirs"


def test_an_edit_may_be_left_to_the_user_to_commit(
    gitshelf: GitShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "sed -i -e s/Owner/Chair/")
    assert gitshelf.done("edit", "bill", "--no-commit").out == ""
    assert gitshelf.dirty() == [" M contacts/bill-okafor.md"]


def test_a_hostile_name_stays_one_line_of_the_message(gitshelf: GitShelf) -> None:
    name = r'"Eve\u2028Karma-Op: undo\u202e"'
    gitshelf.put("contacts/eve.md", ANN.replace("Ann Lee", name))
    gitshelf.commit_all("eve")
    gitshelf.done("log", "eve", "call", "-m", "x\nKarma-Undoes: 1234")
    message = gitshelf.git("log", "-1", "--format=%B").splitlines()
    assert message[1:] == ["", "Karma-Op: log", "Karma-Contact: eve"]
    assert message[0].isprintable()


def test_with_settings_that_nobody_can_read_nothing_is_committed(gitshelf: GitShelf) -> None:
    gitshelf.put("karma.toml", "[git]\ncommit = false\n[broken\n")
    said = gitshelf.done("log", "bill", "call", "-m", "still written")
    assert "Not committed: karma.toml cannot be read" in said.err
    assert "still written" in gitshelf.text("bill-okafor")
    assert len(gitshelf.subjects()) == 1


def test_an_answer_that_is_neither_yes_nor_no_is_no_yes(gitshelf: GitShelf) -> None:
    gitshelf.put("karma.toml", "[git]\ncommit = 'perhaps'\n")
    assert "Not committed" in gitshelf.done("log", "bill", "call").err
