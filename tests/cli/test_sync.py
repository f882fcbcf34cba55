"""`karma sync` between clones of one book: everything arrives once, whoever wrote it (issue: real git)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.files.repository import driver
from karma.views.json.sync import Sync
from tests.cli.clones import Clones, add_line, by_hand, clone, clones_of, data_of, state, unwrapped
from tests.cli.shelf import BILL
from tests.repositories import GitShelf

if TYPE_CHECKING:
    from tests.cli.shelf import Shelf


@pytest.fixture
def clones(gitshelf: GitShelf, tmp_path_factory: pytest.TempPathFactory) -> Clones:
    return clones_of(gitshelf, tmp_path_factory.mktemp("shared"))


def test_lines_of_three_people_meet_without_a_conflict_and_each_stands_once(clones: Clones) -> None:
    for number, one in enumerate(clones, 10):
        one.done("log", "bill", "call", f"2026-11-{number}", "-m", f"of the {number}th")
        one.done("log", "anna", "note", f"2026-11-{number}")
    clones.sync_all()
    assert len({one.git("rev-parse", "HEAD^{tree}") for one in clones}) == 1
    for one in clones:
        assert [one.text("bill-okafor").count(f"call: of the {day}th\n") for day in (10, 11, 12)] == [1, 1, 1]
        assert one.text("anna-bell").count("note\n") == 3
        assert one.dirty() == []


def test_it_says_what_came_by_whom_and_what_went(clones: Clones) -> None:
    clones.ann.done("log", "bill", "call", "-m", "about slips")
    clones.ann.done("promise", "bill", "Send a chart", "--by", "2026-12-01")
    clones.ann.done("sync")
    clones.nora.done("log", "anna", "call")
    assert clones.nora.done("sync").out == (
        "↓ 2 changes to 1 person, by Ann Lee\n"
        "    Bill Okafor\n"
        "      2026-11-22 call: about slips\n"
        "      promised: Send a chart by 2026-12-01\n"
        "↑ 1 commit sent to origin\n"
    )
    assert clones.nora.done("sync").out == "Nothing new, here or at origin.\n"


def test_the_data_has_every_field(clones: Clones) -> None:
    clones.ann.done("met", "Kay Finn")
    clones.ann.done("sync")
    data = data_of(clones.nora.karma("sync", "--json"))
    assert list(data) == list(Sync.__annotations__)
    assert data["people"] == [{"id": "kay-finn", "name": "Kay Finn", "what": "new", "changes": ["new here"]}]
    assert (data["commits"], data["authors"], data["sent"]) == (1, ["Ann Lee"], 0)


def test_the_merge_is_a_sentence_in_the_history(clones: Clones) -> None:
    clones.ann.done("log", "bill", "call", "2026-11-10")
    clones.ann.done("sync")
    clones.nora.done("log", "bill", "note")
    clones.nora.done("sync")
    assert clones.nora.subjects()[0] == "sync: 1 commit by Ann Lee, Bill Okafor changed on both sides"
    body = clones.nora.git("log", "-1", "--format=%b")
    assert body == "Karma-Op: sync\nKarma-Contact: bill-okafor"


def test_a_dry_run_asks_and_changes_nothing_here_or_there(clones: Clones) -> None:
    clones.ann.done("log", "bill", "call", "2026-11-10")
    clones.ann.done("sync")
    clones.nora.done("log", "anna", "call")
    before = state(clones.nora), clones.ann.git("ls-remote", "origin")
    said = clones.nora.done("sync", "--dry-run")
    assert "2026-11-10 call" in said.out
    assert "1 commit would go to origin" in said.out
    assert (state(clones.nora), clones.ann.git("ls-remote", "origin")) == before


def test_the_first_sync_sends_all_and_is_followed_from_then_on(
    gitshelf: GitShelf, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bare = tmp_path_factory.mktemp("empty")
    gitshelf.git("init", "--quiet", "--bare", str(bare))
    gitshelf.git("remote", "add", "origin", str(bare))
    assert gitshelf.done("sync").out == "↑ 1 commit sent to origin, as the new branch main\n"
    assert gitshelf.git("rev-parse", "--abbrev-ref", "@{upstream}") == "origin/main"


def test_what_is_changed_or_staged_elsewhere_stays_as_it_is(clones: Clones) -> None:
    clones.ann.done("log", "bill", "call", "2026-11-10")
    clones.ann.done("sync")
    add_line(clones.nora, "ann-lee", "- 2026-11-01 note: in an editor")
    add_line(clones.nora, "anna-bell", "- 2026-11-01 note: staged")
    clones.nora.git("add", "contacts/anna-bell.md")
    said = clones.nora.done("sync")
    assert clones.nora.dirty() == [" M contacts/ann-lee.md", "M  contacts/anna-bell.md"]
    assert "2026-11-10 call" in clones.nora.text("bill-okafor")
    assert "contacts/ann-lee.md, contacts/anna-bell.md are changed and not committed" in unwrapped(said.out)


def test_a_change_that_is_not_committed_is_never_written_over(clones: Clones) -> None:
    clones.ann.done("log", "bill", "call", "2026-11-10")
    clones.ann.done("sync")
    add_line(clones.nora, "bill-okafor", "- 2026-11-01 note: in an editor")
    before = state(clones.nora)
    said = clones.nora.karma("sync")
    assert (said.code, state(clones.nora)) == (1, before)
    assert "Changed here and not committed, and others changed it too: contacts/bill-okafor.md." in said.err
    clones.nora.git("commit", "--quiet", "--all", "--message", "by hand")
    clones.nora.done("sync")
    assert "in an editor" in clones.nora.text("bill-okafor")


def test_a_new_file_that_git_does_not_know_is_never_written_over(clones: Clones) -> None:
    clones.ann.done("met", "Kay Finn")
    clones.ann.done("sync")
    clones.nora.put("contacts/kay-finn.md", "mine")
    before = state(clones.nora)
    said = clones.nora.karma("sync")
    assert (said.code, state(clones.nora)) == (1, before)
    assert "stands here too and was never committed: contacts/kay-finn.md." in said.err


def test_two_values_of_one_field_are_both_told_and_nothing_is_changed(clones: Clones) -> None:
    by_hand(clones.ann, "bill-okafor", "title: Owner", "title: Chair")
    clones.ann.done("sync")
    by_hand(clones.nora, "bill-okafor", "title: Owner", "title: President")
    before = state(clones.nora)
    said = clones.nora.karma("sync")
    assert (said.code, state(clones.nora)) == (1, before)
    day = clones.ann.git("log", "-1", "--format=%as")
    assert said.out == (
        f"contacts/bill-okafor.md: title\n    here  President\n    there Chair\n          by Ann Lee, {day}\n"
    )
    (clash,) = clones.nora.karma("sync", "--json").data["clashes"]
    assert (clash["what"], clash["ours"], clash["theirs"]) == ("title", "President", "Chair")
    assert "`karma sync --resolve`" in said.err


def test_what_one_removed_and_the_other_changed_stays(clones: Clones) -> None:
    clones.ann.git("rm", "--quiet", "contacts/anna-bell.md")
    clones.ann.git("commit", "--quiet", "--message", "no more Anna")
    clones.ann.done("sync", "--yes")
    clones.nora.done("log", "anna", "call", "-m", "she is well")
    said = clones.nora.done("sync")
    assert "anna-bell.md was removed on one side and changed on the other: it stays." in unwrapped(said.out)
    assert "she is well" in clones.nora.text("anna-bell")


def test_two_people_who_called_somebody_on_one_day_are_told(clones: Clones) -> None:
    for one, day in ((clones.ann, "2026-11-19"), (clones.nora, "2026-11-19"), (clones.joe, "2026-11-18")):
        one.done("log", "bill", "call", day, "-m", f"by {one.root.name}")
    clones.ann.done("sync")
    assert (
        "Both of you, Ann Lee and you, called Bill Okafor on Thu 19 Nov 2026." in clones.nora.done("sync").out
    )
    assert data_of(clones.joe.karma("sync", "--json"))["called_twice"] == []
    (told,) = data_of(clones.ann.karma("sync", "--json"))["called_twice"]
    assert (told["id"], told["date"], told["by"]) == (
        "bill-okafor",
        "2026-11-19",
        ["Ann Lee", "Nora Quist"],
    )


def test_one_person_with_two_machines_is_not_told_of_calls_of_their_own(clones: Clones) -> None:
    clones.ann.git("config", "user.email", "nora@quist.example")
    clones.ann.done("log", "bill", "call", "-m", "in the morning")
    clones.ann.done("sync")
    clones.nora.done("log", "bill", "call", "-m", "in the evening")
    assert "Both" not in clones.nora.done("sync").out


def test_a_line_that_others_took_out_was_not_saved_over_by_an_editor(clones: Clones) -> None:
    clones.nora.done("log", "bill", "note", "-m", "twice by mistake")
    clones.nora.done("sync")
    clones.ann.done("sync")
    by_hand(clones.ann, "bill-okafor", "- 2026-11-22 note: twice by mistake\n", "")
    clones.ann.done("sync")
    clones.nora.done("sync")
    assert clones.nora.done("recover", "--dry-run").out == "Nothing is missing.\n"


def test_a_person_whom_others_renamed_is_watched_under_the_new_name(clones: Clones) -> None:
    clones.nora.done("log", "bill", "note", "-m", "watched")
    clones.nora.done("sync")
    clones.ann.done("sync")
    clones.ann.git("mv", "contacts/bill-okafor.md", "contacts/bill.md")
    clones.ann.git("commit", "--quiet", "--message", "shorter")
    clones.ann.done("sync")
    assert "Bill Okafor  moved" in clones.nora.done("sync").out
    assert clones.nora.done("recover", "--dry-run").out == "Nothing is missing.\n"


def test_a_side_with_other_line_endings_doubles_nothing(clones: Clones) -> None:
    path = clones.ann.root / "contacts" / "bill-okafor.md"
    clones.ann.git("config", "core.autocrlf", "false")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b"- 2026-11-10 call: crlf\r\n")
    clones.ann.commit_all("from another computer")
    clones.ann.done("sync")
    clones.nora.done("log", "bill", "call", "-m", "lf")
    clones.nora.done("sync")
    text = (clones.nora.root / "contacts" / "bill-okafor.md").read_bytes()
    assert [text.count(one) for one in (b"call: crlf", b"call: lf", b"## Log", b"\nname: ")] == [1, 1, 1, 1]


def test_attributes_that_the_user_set_for_all_repositories_count(
    clones: Clones, tmp_path_factory: pytest.TempPathFactory
) -> None:
    attributes = tmp_path_factory.mktemp("home") / "attributes"
    attributes.write_text("contacts/bill-okafor.md -merge\n", "utf-8")
    for one in (clones.ann, clones.nora):
        for stem in ("bill", "anna"):
            one.done("log", stem, "call", "-m", f"by {one.root.name}")
    clones.ann.done("sync")
    clones.nora.git("config", "core.attributesFile", str(attributes))
    said = clones.nora.karma("sync")
    assert said.code == 1
    assert said.out.startswith("contacts/bill-okafor.md: both sides changed it, each in another way\n")
    assert "anna-bell" not in said.out


def test_a_book_in_a_folder_of_the_repository_and_another_branch(
    empty: Shelf, tmp_path_factory: pytest.TempPathFactory
) -> None:
    top = GitShelf(empty.root, empty.capsys)
    top.put("our book/contacts/bill-okafor.md", BILL)
    top.put("our book/karma.toml", "")
    top.begin()
    top.git("switch", "--quiet", "--create", "team")
    folder = tmp_path_factory.mktemp("shared")
    top.git("clone", "--quiet", "--bare", str(top.root), str(folder / "shared.git"))
    top.git("remote", "add", "hub", str(folder / "shared.git"))
    ann = clone(folder / "shared.git", folder / "ann", "Ann", top)
    nora_book, ann_book = (GitShelf(one.root / "our book", top.capsys) for one in (top, ann))
    ann_book.done("log", "bill", "call", "2026-11-10")
    ann_book.done("sync")
    nora_book.done("log", "bill", "note", "2026-11-11")
    add_line(nora_book, "bill-okafor", "- 2026-11-01 note: unsaved")
    assert "our book/contacts/bill-okafor.md" in nora_book.karma("sync").err
    nora_book.git("commit", "--quiet", "--all", "--message", "by hand")
    assert "sent to hub" in nora_book.done("sync").out
    assert [nora_book.text("bill-okafor").count(f"2026-11-{day}") for day in (10, 11)] == [1, 1]


def test_many_files_that_both_sides_changed_start_no_karma_each(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start for each file and side took half a minute for a hundred."""
    monkeypatch.setattr(driver, "injected", lambda: ("-c", "merge.karma.driver=false"))
    for one, day in ((clones.ann, 10), (clones.nora, 11)):
        one.done("log", "bill,ann-lee", "call", f"2026-11-{day}")
    clones.ann.done("sync")
    clones.nora.done("sync")
    for stem in ("bill-okafor", "ann-lee"):
        assert [f"2026-11-{day} call" in clones.nora.text(stem) for day in (10, 11)] == [True, True]


def test_what_the_attributes_keep_from_being_merged_is_not_merged(clones: Clones) -> None:
    clones.nora.put(".gitattributes", "contacts/*.md merge=binary\n")
    clones.nora.commit_all("nobody merges these")
    for one, day in ((clones.ann, 10), (clones.nora, 11)):
        one.done("log", "bill", "call", f"2026-11-{day}")
    clones.ann.done("sync")
    before = state(clones.nora)
    said = clones.nora.karma("sync")
    assert (said.code, state(clones.nora)) == (1, before)
    assert "Both sides changed the same" in said.err


def test_a_side_that_is_no_utf_8_is_left_to_git(clones: Clones) -> None:
    path = clones.ann.root / "contacts" / "bill-okafor.md"
    path.write_bytes(path.read_bytes().replace(b"off to the mountains", b"off to the caf\xe9"))
    clones.ann.git("commit", "--quiet", "--all", "--message", "from an old computer")
    clones.ann.git("push", "--quiet", "origin", "main")
    clones.nora.done("promise", "bill", "send the list")
    clones.nora.karma("sync")
    both = (clones.nora.root / "contacts" / "bill-okafor.md").read_bytes()
    assert (b"caf\xe9" in both, b"send the list" in both) == (True, True)


def test_what_was_not_committed_is_told_with_how_to_send_it(clones: Clones) -> None:
    clones.ann.done("log", "bill", "call", "--no-commit")
    said = unwrapped(clones.ann.done("sync").out)
    assert "contacts/bill-okafor.md is changed and not committed. It stays here; to send that too:" in said
    for words in ("add contacts", "commit --message call"):
        assert f"`git {words.split(' --')[0]}`" in said
        clones.ann.git(*words.split())
    assert clones.ann.done("sync").out == "↑ 1 commit sent to origin\n"


SHORT = "---\nname: Al Bo\ncircle: a\nmet: 2026-11-01\n---\n"


@pytest.mark.parametrize("renamed_first", [True, False])
def test_what_is_written_about_somebody_whom_others_renamed_lands_with_them(
    clones: Clones, renamed_first: bool
) -> None:
    """Whoever was just met has so few lines that git does not see the same file."""
    clones.nora.put("contacts/al-bo.md", SHORT)
    clones.nora.commit_all("Al")
    clones.sync_all()
    one, other = (clones.ann, clones.nora) if renamed_first else (clones.nora, clones.ann)
    one.done("rename", "al-bo", "Albertine Bogomolova-Stone")
    other.done("log", "al-bo", "call", "-m", "about the boat")
    clones.ann.done("sync")
    assert "stays" not in clones.nora.done("sync").out
    (new,) = (clones.nora.root / "contacts").glob("al*.md")
    text = new.read_text("utf-8")
    assert ("name: Albertine Bogomolova-Stone" in text, "call: about the boat" in text) == (True, True)
    clones.ann.done("sync")
    assert clones.nora.git("rev-parse", "HEAD") == clones.ann.git("rev-parse", "HEAD")


def test_what_git_hands_to_the_driver_does_not_stand_beside_the_contacts(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A karma that is killed leaves it, and it is all that a person's file says."""
    seen = clones.nora.root / "seen"
    monkeypatch.setattr(driver, "injected", lambda: ("-c", f"merge.karma.driver=pwd > '{seen}'; false"))
    for one, title in ((clones.ann, "Chair"), (clones.nora, "President")):
        by_hand(one, "bill-okafor", "title: Owner", f"title: {title}")
    clones.ann.done("sync")
    clones.nora.put(".karma/merging/.merge_file_killed", "all about Bill")
    clones.nora.karma("sync")
    assert seen.read_text("utf-8").strip() == str(clones.nora.root / ".karma" / "merging")
    assert not (clones.nora.root / ".karma" / "merging").exists()


def test_a_file_that_was_deleted_and_not_committed_is_called_so(clones: Clones) -> None:
    (clones.nora.root / "contacts" / "ann-lee.md").unlink()
    said = unwrapped(clones.nora.done("sync").out)
    assert (
        "contacts/ann-lee.md was deleted, and that is not committed. "
        "`git restore contacts/ann-lee.md` brings it back; to send that too: `git add contacts`" in said
    )
    clones.nora.git("restore", "contacts/ann-lee.md")
    assert clones.nora.dirty() == []


def test_of_somebody_renamed_the_sentence_is_told_and_not_every_link_that_followed(clones: Clones) -> None:
    clones.nora.done("log", "bill", "note", "-m", "knows [[anna-bell]]")
    clones.nora.done("log", "ann-lee", "note", "-m", "knows [[anna-bell]]")
    clones.sync_all()
    clones.ann.done("rename", "anna-bell", "Anna Stone")
    clones.ann.done("log", "ann-lee", "call", "2026-11-10")
    clones.ann.done("sync")
    said = clones.nora.done("sync", "--dry-run").out
    assert "    rename: Anna Bell is Anna Stone now\n" in said
    assert "Bill Okafor" not in said
    assert "2026-11-10 call" in said
    people = data_of(clones.nora.karma("sync", "--json"))["people"]
    assert {one["id"] for one in people} == {"ann-lee", "anna-stone", "bill-okafor"}


def test_somebody_who_was_removed_is_told_by_name(clones: Clones) -> None:
    clones.ann.git("rm", "--quiet", "contacts/anna-bell.md")
    clones.ann.git("commit", "--quiet", "--message", "no more Anna")
    clones.ann.done("sync", "--yes")
    assert "Anna Bell  gone\n" in clones.nora.done("sync", "--yes").out
