"""`karma undo`: the last thing done with karma, taken back by its inverse; what came after stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.files import git
from tests.cli.clones import unwrapped

if TYPE_CHECKING:
    from tests.repositories import GitShelf


@pytest.fixture
def called(gitshelf: GitShelf) -> GitShelf:
    """Bill was called."""
    gitshelf.done("log", "bill", "call", "-m", "slips")
    return gitshelf


def before_call(shelf: GitShelf, stem: str = "bill-okafor") -> str:
    """The file as it was in the first commit."""
    first = shelf.git("rev-list", "--max-parents=0", "HEAD")
    return shelf.git("show", f"{first}:contacts/{stem}.md") + "\n"


def test_the_last_thing_is_taken_back_by_a_commit_of_its_own(called: GitShelf) -> None:
    call = called.git("rev-parse", "HEAD")
    said = called.done("undo")
    assert said.out.startswith(" call: Bill Okafor, slips\n")
    assert "  goes       - 2026-11-22 call: slips\n" in said.out
    assert said.out.endswith("✓ Taken back: call: Bill Okafor, slips\n")
    assert called.text("bill-okafor") == before_call(called)
    assert called.subjects()[0] == "undo: call: Bill Okafor, slips"
    trailers = f"Karma-Op: undo\nKarma-Contact: bill-okafor\nKarma-Undoes: {call}"
    assert called.git("log", "-1", "--format=%b") == trailers
    assert called.dirty() == []


def test_what_is_taken_back_is_not_reported_as_missing(called: GitShelf) -> None:
    called.done("undo")
    assert called.done("recover").out == "Nothing is missing.\n"


def test_each_undo_goes_one_step_further_back(gitshelf: GitShelf) -> None:
    gitshelf.done("log", "bill", "call", "-m", "one")
    gitshelf.done("snooze", "bill", "2026-12-01")
    assert "Taken back: snooze" in gitshelf.done("undo").out
    assert "Taken back: call" in gitshelf.done("undo").out
    assert gitshelf.done("undo").out == "There is nothing left to take back.\n"
    assert gitshelf.text("bill-okafor") == before_call(gitshelf)


def test_naming_an_undo_does_it_again_and_then_it_can_be_taken_back_again(called: GitShelf) -> None:
    called.done("undo")
    assert called.done("undo", "HEAD").out.endswith("✓ Done again: call: Bill Okafor, slips\n")
    assert called.subjects()[0] == "redo: call: Bill Okafor, slips"
    assert "call: slips" in called.text("bill-okafor")
    assert "Taken back: call" in called.done("undo").out
    assert called.text("bill-okafor") == before_call(called)


def test_what_came_after_stays_whoever_wrote_it(called: GitShelf) -> None:
    call = called.git("rev-parse", "HEAD")
    called.done("log", "bill", "note", "-m", "by karma")
    called.put("contacts/bill-okafor.md", called.text("bill-okafor") + "- 2026-11-22 text: by hand\n")
    called.done("undo", call)
    text = before_call(called) + "- 2026-11-22 note: by karma\n- 2026-11-22 text: by hand\n"
    assert called.text("bill-okafor") == text


def test_changes_by_hand_that_went_into_the_same_commit_stay(gitshelf: GitShelf) -> None:
    by_hand = gitshelf.text("bill-okafor").replace("before ten", "at noon")
    gitshelf.put("contacts/bill-okafor.md", by_hand)
    gitshelf.done("log", "bill", "call")
    gitshelf.done("undo")
    assert gitshelf.text("bill-okafor") == by_hand


def test_it_refuses_when_git_no_longer_has_what_was_changed_by_hand(gitshelf: GitShelf) -> None:
    gitshelf.put("contacts/bill-okafor.md", gitshelf.text("bill-okafor").replace("before ten", "at noon"))
    gitshelf.done("log", "bill", "call")
    gitshelf.git("prune", "--expire=now")
    before = gitshelf.bytes()["contacts/bill-okafor.md"]
    said = gitshelf.karma("undo")
    assert said.code == 1
    assert "git no longer has what stood there" in said.err
    assert gitshelf.bytes()["contacts/bill-okafor.md"] == before


def test_it_refuses_to_lose_a_line_that_was_edited_since(called: GitShelf) -> None:
    called.put("contacts/bill-okafor.md", called.text("bill-okafor").replace("slips", "slips, and moorings"))
    before = called.bytes()
    said = called.karma("undo")
    assert said.code == 1
    assert said.err.startswith("karma: To take this back would lose something: call: Bill Okafor, slips\n")
    assert "this line has been edited since: - 2026-11-22 call: slips, and moorings" in said.err
    assert "Another one: karma undo COMMIT" in said.err
    assert called.bytes() == before


def test_a_refusal_names_what_can_be_taken_back_instead(gitshelf: GitShelf) -> None:
    gitshelf.done("log", "ann-lee", "note", "-m", "first")
    first = gitshelf.git("rev-parse", "HEAD")
    for words in ("slips", "moorings"):
        gitshelf.done("log", "bill", "call", "-m", words)
    text = gitshelf.text("bill-okafor")
    gitshelf.put("contacts/bill-okafor.md", text.replace("slips", "slip 4").replace("moorings", "rates"))
    command, subject = gitshelf.karma("undo").err.splitlines()[-1].strip().split("  ")
    assert (command, subject) == (f"karma undo {first[:8]}", "(note: Ann Lee, first)")
    gitshelf.done(*command.split()[1:])
    assert "first" not in gitshelf.text("ann-lee")


def test_what_was_written_without_a_commit_is_said_to_stay_and_to_be_committed_along(
    gitshelf: GitShelf,
) -> None:
    gitshelf.done("log", "bill", "call", "-m", "one")
    gitshelf.done("log", "bill", "text", "-m", "two", "--no-commit")
    said = unwrapped(gitshelf.done("undo").err)
    assert said == (
        "What is new in contacts/bill-okafor.md is not committed, so it is not what is taken back. "
        "It stays, and is committed along."
    )
    assert gitshelf.text("bill-okafor") == before_call(gitshelf) + "- 2026-11-22 text: two\n"
    assert gitshelf.dirty() == []


def test_without_a_commit_nothing_is_said_to_be_committed_along(gitshelf: GitShelf) -> None:
    gitshelf.done("log", "bill", "call", "-m", "one")
    gitshelf.done("log", "bill", "text", "-m", "two", "--no-commit")
    assert "It stays as it is." in unwrapped(gitshelf.done("undo", "--no-commit").err)


def test_somebody_new_goes_again_and_comes_back(gitshelf: GitShelf) -> None:
    gitshelf.done("met", "Jo Park", "--call-me", "fri")
    text = gitshelf.text("jo-park")
    gitshelf.done("undo")
    assert not (gitshelf.root / "contacts/jo-park.md").exists()
    assert gitshelf.done("recover").out == "Nothing is missing.\n"
    gitshelf.done("undo", "HEAD")
    assert gitshelf.text("jo-park") == text


def test_somebody_new_of_whom_more_is_known_since_stays(gitshelf: GitShelf) -> None:
    gitshelf.done("met", "Jo Park")
    met = gitshelf.git("rev-parse", "HEAD")
    gitshelf.done("log", "jo-park", "call")
    said = gitshelf.karma("undo", met)
    assert (said.code, "changed since it was made" in said.err) == (1, True)
    assert "call" in gitshelf.text("jo-park")


def test_links_that_lead_nowhere_afterwards_are_named(gitshelf: GitShelf) -> None:
    gitshelf.done("met", "Jo Park")
    met = gitshelf.git("rev-parse", "HEAD")
    gitshelf.done("log", "ann-lee", "note", "-m", "told her of [[jo-park]]")
    assert "[[jo-park]] in contacts/ann-lee.md will lead nowhere." in gitshelf.done("undo", met).out


def test_a_file_that_was_renamed_by_hand_since_is_found(called: GitShelf) -> None:
    called.git("mv", "contacts/bill-okafor.md", "contacts/william.md")
    called.commit_all("William now")
    called.done("undo")
    assert called.text("william") == before_call(called)


def test_a_file_that_is_gone_since_is_said(called: GitShelf) -> None:
    called.git("rm", "--quiet", "contacts/bill-okafor.md")
    called.commit_all("no more Bill")
    said = called.karma("undo")
    assert (said.code, "the file is gone since" in said.err) == (1, True)


def test_what_others_did_is_left_to_them_unless_it_is_named(called: GitShelf) -> None:
    author = "--author=Ann <ann@lee.example>"
    called.git("commit", "--amend", author, "--no-edit", "--quiet")
    assert called.done("undo").out == "There is nothing left to take back.\n"
    assert "Taken back: call" in called.done("undo", "HEAD").out


def test_after_a_rebase_what_was_taken_back_is_not_taken_back_twice(called: GitShelf) -> None:
    called.done("log", "ann-lee", "call", "-m", "typing")
    called.done("undo")
    first = called.git("rev-list", "--max-parents=0", "HEAD")
    called.git("switch", "--quiet", "--create", "other", first)
    called.put("contacts/anna-bell.md", called.text("anna-bell") + "- 2026-11-20 note: elsewhere\n")
    called.commit_all("elsewhere")
    called.git("rebase", "--quiet", "other", "main")
    assert "Taken back: call: Bill Okafor, slips" in called.done("undo").out


def test_a_commit_by_hand_a_merge_and_the_beginning_are_not_karmas(called: GitShelf) -> None:
    called.put("contacts/ann-lee.md", called.text("ann-lee") + "- 2026-11-20 note: by hand\n")
    called.commit_all("by hand")
    by_hand = called.karma("undo", "HEAD")
    assert (by_hand.code, "was made by hand" in by_hand.err) == (1, True)
    called.git("merge", "--quiet", "-s", "ours", "-m", "both", called.git("commit-tree", "-m", "x", "HEAD^{tree}"),
               "--allow-unrelated-histories")  # fmt: skip
    merge = called.karma("undo", "HEAD")
    assert (merge.code, "joins two histories" in merge.err) == (1, True)
    assert "Taken back: call" in called.done("undo").out


def test_a_commit_that_is_taken_back_already_is_left_alone(called: GitShelf) -> None:
    call = called.git("rev-parse", "HEAD")
    called.done("undo")
    assert called.done("undo", call).out == "That is taken back already.\n"
    assert len(called.subjects()) == 3


def test_a_dry_run_shows_and_writes_nothing(called: GitShelf) -> None:
    before = called.bytes()
    said = called.done("undo", "--dry-run")
    assert "goes       - 2026-11-22 call: slips" in said.out
    assert said.err == "Dry run: nothing was written.\n"
    assert called.bytes() == before


def test_without_a_commit_it_is_still_known_as_taken_back(called: GitShelf) -> None:
    called.done("undo", "--no-commit")
    assert called.text("bill-okafor") == before_call(called)
    assert called.done("undo").out == "There is nothing left to take back.\n"


def test_as_data_it_says_what_was_taken_back(called: GitShelf) -> None:
    data = called.done("undo", "--json").data
    assert data["undone"]["subject"] == "call: Bill Okafor, slips"
    assert data["files"] == [
        {
            "name": "Bill Okafor",
            "path": "contacts/bill-okafor.md",
            "what": "changes",
            "gone": ["- 2026-11-22 call: slips"],
            "back": [],
        }
    ]
    assert called.git("rev-parse", "HEAD").startswith(data["commit"])


def test_in_the_middle_of_a_merge_it_waits(called: GitShelf) -> None:
    called.put(".git/MERGE_HEAD", called.git("rev-parse", "HEAD") + "\n")
    said = called.karma("undo")
    assert (said.code, said.err.startswith("karma: A merge is under way;")) == (1, True)


def test_what_is_in_no_commit_is_said_to_be_out_of_reach(called: GitShelf) -> None:
    called.done("log", "ann-lee", "call", "--no-commit")
    said = called.done("undo")
    assert unwrapped(said.err) == (
        "What is new in contacts/ann-lee.md is not committed, so it is not what is taken back. It stays as it is."
    )
    assert "Taken back: call: Bill Okafor" in said.out
    assert "2026-11-22 call" in called.text("ann-lee")


def test_without_git_it_says_so(called: GitShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "program", lambda: None)
    said = called.karma("undo")
    assert (said.code, said.err.split("\n")[0]) == (
        1,
        "karma: git is not installed, and taking back needs it.",
    )


def test_settings_are_taken_back_too(gitshelf: GitShelf) -> None:
    toml = (gitshelf.root / "karma.toml").read_text("utf-8")
    gitshelf.put("karma.toml", toml + "every = '2m'\n")
    gitshelf.git("commit", "--quiet", "--all", "-m", "load: calls fit\n\nKarma-Op: load")
    gitshelf.put("karma.toml", toml + "every = '2m'\n# a word since\n")
    gitshelf.done("undo")
    assert (gitshelf.root / "karma.toml").read_text("utf-8") == toml + "# a word since\n"


MOVES = {
    "rename": ("rename", "bill-okafor", "William Okafor"),
    "archive": ("archive", "bill-okafor"),
}


@pytest.mark.parametrize("words", MOVES.values(), ids=MOVES)
def test_who_was_moved_comes_back_with_every_link_to_the_byte(
    gitshelf: GitShelf, words: tuple[str, ...]
) -> None:
    before = {path: data for path, data in gitshelf.bytes().items() if path.startswith("contacts")}
    gitshelf.done(*words)
    gitshelf.done("undo")
    assert {path: data for path, data in gitshelf.bytes().items() if path.startswith("contacts")} == before
    assert gitshelf.dirty() == []


def test_what_was_logged_under_the_new_name_moves_back_with_them(gitshelf: GitShelf) -> None:
    gitshelf.done("rename", "bill-okafor", "William Okafor")
    renamed = gitshelf.git("rev-parse", "HEAD")
    gitshelf.done("log", "william-okafor", "call", "-m", "since")
    gitshelf.done("log", "ann-lee", "told", "-m", "of [[william-okafor]]")
    gitshelf.done("undo", renamed)
    assert gitshelf.text("bill-okafor") == before_call(gitshelf) + "- 2026-11-22 call: since\n"
    assert gitshelf.text("ann-lee").endswith("- 2026-11-22 told: of [[bill-okafor]]\n")
    assert gitshelf.done("recover").out == "Nothing is missing.\n"


def test_two_that_were_made_one_are_two_again_and_keep_what_came_since(gitshelf: GitShelf) -> None:
    gitshelf.put("contacts/billy.md", "---\nname: Billy O\norg: Pier 9\n---\n\n## Log\n\n- 2026-09-01 note\n")
    gitshelf.put("contacts/yan-li.md", "---\nname: Yan Li\n---\n\n## Log\n\n- 2026-09-02 note: [[billy]]\n")
    gitshelf.commit_all("two of him")
    billy, yan = gitshelf.text("billy"), gitshelf.text("yan-li")
    gitshelf.done("merge", "bill-okafor", "billy", "--keep", "all")
    merged = gitshelf.git("rev-parse", "HEAD")
    gitshelf.done("log", "bill-okafor", "call", "-m", "since")
    gitshelf.done("undo", merged)
    assert (gitshelf.text("billy"), gitshelf.text("yan-li")) == (billy, yan)
    assert gitshelf.text("bill-okafor") == before_call(gitshelf) + "- 2026-11-22 call: since\n"


def test_a_file_name_that_somebody_has_meanwhile_is_not_taken_from_them(gitshelf: GitShelf) -> None:
    gitshelf.done("rename", "bill-okafor", "William Okafor")
    gitshelf.put("contacts/bill-okafor.md", "---\nname: Another Bill\n---\n")
    said = gitshelf.karma("undo")
    assert (said.code, "somebody else is called bill-okafor meanwhile" in said.err) == (1, True)
    assert gitshelf.text("bill-okafor") == "---\nname: Another Bill\n---\n"
