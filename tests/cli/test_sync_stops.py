"""Where `karma sync` stops, nothing has changed, and the message says what to do (faults.md, rule 4)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from karma.files.git import Ran
from karma.files.repository import driver
from karma.files.sync import network
from karma.files.sync import sync as steps
from tests.cli.clones import Clones, by_hand, clone, clones_of, state, unwrapped

if TYPE_CHECKING:
    from tests.repositories import GitShelf


@pytest.fixture
def clones(gitshelf: GitShelf, tmp_path_factory: pytest.TempPathFactory) -> Clones:
    for stem in ("dee", "eli", "fay", "gus", "hal", "ivy", "jim"):
        gitshelf.put(f"contacts/{stem}.md", f"---\nname: {stem.title()} Okoro\n---\n\n## Log\n")
    gitshelf.commit_all("ten people")
    return clones_of(gitshelf, tmp_path_factory.mktemp("shared"))


def stops(shelf: GitShelf, *args: str, code: int = 1) -> str:
    """What sync says on stderr where it stops, and changes nothing."""
    before = state(shelf)
    said = shelf.karma("sync", *args)
    assert (said.code, state(shelf)) == (code, before), said
    return unwrapped(said.err)


def remove(shelf: GitShelf, *stems: str) -> None:
    shelf.git("rm", "--quiet", *(f"contacts/{stem}.md" for stem in stems))
    shelf.git("commit", "--quiet", "--message", "gone")
    shelf.git("push", "--quiet", "origin", "HEAD:main")


def test_more_than_a_fifth_of_the_people_vanish_only_when_it_is_accepted(clones: Clones) -> None:
    remove(clones.ann, "dee", "eli", "fay")
    said = stops(clones.nora)
    assert "3 of 10 people vanish through what origin sends: Dee Okoro, Eli Okoro, Fay Okoro." in said
    clones.nora.done("sync", "--yes")
    assert not (clones.nora.root / "contacts" / "dee.md").exists()


def test_who_took_people_away_is_named_and_how_they_come_back(clones: Clones) -> None:
    remove(clones.ann, "dee", "eli", "fay")
    said = stops(clones.nora)
    commit = clones.ann.git("log", "-1", "--format=%h")
    assert f"Ann Lee took them out: “gone” (`git show --stat {commit}`)." in said
    clones.nora.done("sync", "--yes")
    clones.nora.git("revert", "--no-edit", commit)
    clones.nora.done("sync")
    assert "Dee Okoro" in clones.nora.text("dee")


@pytest.mark.parametrize("others_wrote", [False, True])
def test_people_do_not_vanish_for_everybody_unasked(clones: Clones, others_wrote: bool) -> None:
    if others_wrote:
        clones.ann.done("log", "bill", "call", "2026-11-10")
        clones.ann.done("sync")
    clones.nora.git("rm", "--quiet", *(f"contacts/{stem}.md" for stem in ("dee", "eli", "fay", "gus")))
    clones.nora.git("commit", "--quiet", "--message", "tidied up")
    said = stops(clones.nora)
    commit = clones.nora.git("log", "-1", "--format=%h")
    assert "4 of 10 people would vanish for everybody: Dee Okoro, Eli Okoro and 2 more." in said
    assert f"Nora Quist took them out: “tidied up” ({commit})." in said
    assert f"`git revert {commit}` brings them back." in said
    assert clones.ann.git("ls-remote", "origin", "main").split()[0] == clones.ann.git("rev-parse", "HEAD")
    clones.nora.done("sync", "--yes")
    clones.ann.done("sync", "--yes")
    assert not (clones.ann.root / "contacts" / "dee.md").exists()


@pytest.mark.parametrize("others_wrote", [False, True])
def test_what_a_merge_left_open_goes_to_nobody(clones: Clones, others_wrote: bool) -> None:
    if others_wrote:
        clones.ann.done("log", "anna", "call", "2026-11-10")
        clones.ann.done("sync")
    text = clones.nora.text("bill-okafor")
    clones.nora.put(
        "contacts/bill-okafor.md", f"{text}<<<<<<< ours\n- 2026-11-01 call\n=======\n>>>>>>> theirs\n"
    )
    clones.nora.commit_all("settled badly")
    said = stops(clones.nora)
    place = f"contacts/bill-okafor.md:{text.count(chr(10)) + 1}"
    assert f"{place} still holds what a merge left open: it would go to everybody." in said
    assert "`karma resolve bill-okafor`" in said
    clones.nora.put("contacts/bill-okafor.md", text)
    clones.nora.commit_all("settled")
    clones.nora.done("sync")


def test_nor_does_it_with_the_first_sync_of_all(
    gitshelf: GitShelf, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bare = tmp_path_factory.mktemp("empty")
    gitshelf.git("init", "--quiet", "--bare", str(bare))
    gitshelf.git("remote", "add", "origin", str(bare))
    gitshelf.put("contacts/kay.md", "---\nname: Kay\n---\n<<<<<<< a\none\n=======\ntwo\n>>>>>>> b\n")
    gitshelf.commit_all("settled badly")
    assert "contacts/kay.md:4 still holds" in stops(gitshelf)
    assert gitshelf.git("ls-remote", "origin") == ""


def test_a_new_branch_beside_that_of_the_others_is_made_only_when_it_is_meant(clones: Clones) -> None:
    clones.nora.git("switch", "--quiet", "--create", "trial")
    said = stops(clones.nora)
    assert "origin has the branch main, and no trial." in said
    assert "`git switch main`" in said
    assert "trial" not in clones.nora.git("ls-remote", "origin")
    clones.nora.done("log", "bill", "call")
    assert "sent to origin, as the new branch trial" in clones.nora.done("sync", "--yes").out


def test_a_fifth_may_vanish_and_is_told(clones: Clones) -> None:
    remove(clones.ann, "dee", "eli")
    assert clones.nora.done("sync").out.count("gone") == 2


def test_more_than_a_fifth_vanish_in_a_merge_too(clones: Clones) -> None:
    clones.nora.done("log", "bill", "call")
    remove(clones.ann, "dee", "eli", "fay")
    assert "3 of 10 people vanish" in stops(clones.nora)


def test_who_moved_to_the_archive_or_got_another_name_has_not_vanished(clones: Clones) -> None:
    (clones.ann.root / "contacts" / "archive").mkdir()
    for stem in ("dee", "eli", "fay"):
        clones.ann.git("mv", f"contacts/{stem}.md", f"contacts/archive/{stem}.md")
    text = "---\nname: Augustus Okoro\naliases:\n  - gus\n---\n\n## Log\n"
    clones.ann.git("mv", "contacts/gus.md", "contacts/augustus.md")
    clones.ann.put("contacts/augustus.md", text)
    clones.ann.commit_all("moved")
    clones.ann.done("sync")
    assert clones.nora.done("sync").out.count("  moved\n") == 4


def test_one_stem_in_two_folders_is_refused_and_says_how_to_part_them(clones: Clones) -> None:
    clones.ann.put("contacts/rotary/kay-finn.md", "---\nname: Kay Finn\n---\n")
    clones.ann.commit_all("Kay")
    clones.ann.done("sync")
    clones.nora.done("met", "Kay Finn")
    assert "contacts/kay-finn.md and contacts/rotary/kay-finn.md, one from each side" in stops(clones.nora)


def test_one_person_under_two_stems_is_told(clones: Clones) -> None:
    clones.ann.put("contacts/kay.md", "---\nname: Kay Finn\n---\n")
    clones.ann.commit_all("Kay")
    clones.ann.done("sync")
    clones.nora.done("met", "Kay Finn")
    said = unwrapped(clones.nora.done("sync").out)
    assert "kay-finn and kay, one from each side, seem to be one person: `karma merge kay-finn kay`" in said


def test_two_people_in_one_file_never_become_one(clones: Clones) -> None:
    clones.ann.put("contacts/kay.md", "---\nname: Kay Finn\nemail:\n  - kay@finn.example\n---\n")
    clones.ann.commit_all("one Kay")
    clones.ann.done("sync")
    clones.nora.put("contacts/kay.md", "---\nname: Kay Moss\nemail:\n  - kay@moss.example\n---\n")
    clones.nora.commit_all("another Kay")
    stops(clones.nora)
    said = clones.nora.karma("sync").out
    assert "contacts/kay.md: two people\n    here  Kay Moss\n    there Kay Finn\n" in said


def test_a_new_person_is_not_taken_for_one_who_went(clones: Clones) -> None:
    """Their files are so alike that git sees a renamed file, and would give one the calls of the other."""
    clones.ann.git("rm", "--quiet", "contacts/dee.md")
    clones.ann.put("contacts/zoe.md", "---\nname: Zoe Okoro\n---\n\n## Log\n")
    clones.ann.commit_all("Dee left, Zoe came")
    clones.ann.done("sync")
    clones.nora.done("log", "dee", "call", "-m", "for Dee alone")
    clones.nora.done("sync")
    assert "for Dee alone" not in clones.nora.text("zoe")
    assert "for Dee alone" in clones.nora.text("dee")


def test_errors_of_the_others_come_in_and_are_told(clones: Clones) -> None:
    by_hand(clones.ann, "bill-okafor", "- 2026-08-20 call", "- 2026-08-32 call")
    clones.ann.done("sync")
    assert "1 error came with it: `karma check` says which." in clones.nora.done("sync").out


def rewrite(clones: Clones) -> None:
    """Ann takes out of the shared history what Nora sent."""
    clones.nora.done("log", "bill", "note", "-m", "to be taken out")
    clones.nora.done("sync")
    clones.ann.done("log", "bill", "call", "2026-11-10")
    clones.ann.git("push", "--quiet", "--force", "origin", "main")


def test_what_somebody_took_out_of_the_history_does_not_come_back_unasked(clones: Clones) -> None:
    rewrite(clones)
    for _ in range(2):  # it goes on asking
        assert "origin was rewritten: commits that it had are gone from it." in stops(clones.nora)
    clones.nora.done("sync", "--yes")
    assert [clones.nora.text("bill-okafor").count(text) for text in ("taken out", "11-10 call")] == [1, 1]


def test_a_branch_that_is_gone_is_not_made_again_unasked(clones: Clones) -> None:
    clones.ann.git("push", "--quiet", "origin", "main:other")
    clones.ann.git("--git-dir", str(clones.bare), "symbolic-ref", "HEAD", "refs/heads/other")
    clones.ann.git("push", "--quiet", "origin", ":main")
    assert "origin no longer has the branch main." in stops(clones.nora)
    assert "sent to origin" in clones.nora.done("sync", "--yes").out


def test_a_clone_of_the_last_commit_only_fetches_the_beginning_where_it_needs_it(
    clones: Clones, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clones.nora.done("log", "bill", "note", "2026-11-01")
    clones.nora.done("sync")
    sam = clone(clones.bare, tmp_path_factory.mktemp("s") / "sam", "Sam", clones.nora, "--depth", "1")
    clones.ann.done("log", "bill", "call", "2026-11-02")  # begins before what Sam has
    clones.ann.git("push", "--quiet", "--force", "origin", "main")
    sam.done("log", "bill", "call", "2026-11-03")
    sam.done("sync", "--yes")
    assert [sam.text("bill-okafor").count(f"2026-11-0{n}") for n in (1, 2, 3)] == [1, 1, 1]


def test_without_a_repository_to_share_it_says_how_to_name_one(gitshelf: GitShelf) -> None:
    assert "`git remote add origin URL`" in stops(gitshelf)


def test_of_two_remotes_it_asks_which(clones: Clones) -> None:
    clones.nora.git("branch", "--unset-upstream")
    clones.nora.git("remote", "add", "backup", str(clones.bare))
    assert "2 repositories to sync with: backup, origin" in stops(clones.nora)


def test_on_no_branch_it_stops(clones: Clones) -> None:
    clones.nora.git("checkout", "--quiet", "--detach")
    assert "You are on no branch. Go back to yours: `git switch main`." in stops(clones.nora)
    clones.nora.git("branch", "--quiet", "--move", "main", "people")
    assert "`git switch people`" in stops(clones.nora)
    clones.nora.git("branch", "--quiet", "--delete", "--force", "people")
    assert "`git switch -c main`" in stops(clones.nora)


def test_in_the_middle_of_a_merge_it_stops(clones: Clones) -> None:
    clones.nora.put(".git/MERGE_HEAD", clones.nora.git("rev-parse", "HEAD") + "\n")
    said = stops(clones.nora)
    assert "A merge is under way." in said
    assert "`karma resolve`" in said


def test_books_that_never_were_one_are_not_put_together(
    clones: Clones, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    clones.nora.git("init", "--quiet", str(other))
    clones.nora.git("-C", str(other), "commit", "--quiet", "--allow-empty", "--message", "another book")
    clones.nora.git("remote", "set-url", "origin", str(other))
    assert "no common beginning" in stops(clones.nora)


@pytest.mark.parametrize(
    ("key", "value"),
    [("core.sshCommand", "touch ran"), ("filter.x.clean", "touch ran"), ("credential.helper", "!touch ran")],
)
def test_programs_that_came_with_the_repository_are_shown_first(clones: Clones, key: str, value: str) -> None:
    clones.nora.git("config", key, value)
    assert "`karma doctor`" in stops(clones.nora)
    assert not (clones.nora.root / "ran").exists()


@pytest.mark.parametrize("url", ["hub.git", "./hub.git", "../hub.git"])
def test_a_remote_that_came_along_in_a_folder_runs_none_of_its_hooks(clones: Clones, url: str) -> None:
    hub = (clones.nora.root / url).resolve()
    clones.nora.git("clone", "--quiet", "--bare", str(clones.bare), str(hub))
    hook = hub / "hooks" / "pre-receive"
    hook.write_text(f"#!/bin/sh\ntouch {hub}/ran\n", "utf-8")
    hook.chmod(0o755)
    clones.nora.git("remote", "set-url", "origin", url)
    clones.nora.done("log", "bill", "call")
    assert "may have come along with this book" in stops(clones.nora)
    assert not (hub / "ran").exists()


def test_who_git_does_not_know_is_told_how_to_say_it(
    clones: Clones, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clones.ann.done("log", "bill", "call", "2026-11-10")
    clones.ann.done("sync")
    clones.nora.done("log", "anna", "call")
    nobody = tmp_path_factory.mktemp("home") / "gitconfig"
    nobody.write_text("[user]\n\tuseConfigOnly = true\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(nobody))
    assert "`git config --global user.name NAME`" in stops(clones.nora, code=5)


def test_while_another_git_is_at_work_it_waits_and_then_stops(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    clones.nora.put(".git/index.lock", "")
    assert "Another git is at work here." in stops(clones.nora)
    assert sum(waited) >= 1


def test_the_repository_of_somebody_else_is_left_alone(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "is_somebody_elses", lambda *_: True)
    assert "The repository belongs to another user of this computer." in stops(clones.nora)


def test_a_configuration_that_git_cannot_read_stops_it(clones: Clones) -> None:
    config = clones.nora.root / ".git" / "config"
    text = config.read_text("utf-8")
    config.write_text(text + "[broken\n", "utf-8")
    said = clones.nora.karma("sync")
    assert (said.code, "git cannot read its configuration: bad config line" in said.err) == (5, True)
    config.write_text(text, "utf-8")
    clones.nora.done("sync")


def test_a_merge_that_breaks_what_was_right_on_both_sides_is_not_made(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a merge of lines does, which knows nothing of fields."""
    union = ("-c", "merge.karma.driver=git merge-file --union %A %O %B")
    monkeypatch.setattr(driver, "injected", lambda: union)
    for one, city in ((clones.ann, "Astoria"), (clones.nora, "Newport")):
        by_hand(one, "bill-okafor", "title: Owner\n", f"title: Owner\ncity: {city}\n")
        one.karma("sync")
    assert "contacts/bill-okafor.md:" in stops(clones.nora)
    assert "put together, " in stops(clones.nora)


def test_a_conflict_beside_files_that_only_look_renamed_is_left_to_git(clones: Clones) -> None:
    clones.ann.git("rm", "--quiet", "contacts/dee.md")
    clones.ann.put("contacts/zoe.md", "---\nname: Zoe Okoro\n---\n\n## Log\n")
    by_hand(clones.ann, "bill-okafor", "title: Owner", "title: Chair")
    clones.ann.commit_all("Dee left, Zoe came")
    clones.ann.done("sync")
    by_hand(clones.nora, "bill-okafor", "title: Owner", "title: President")
    clones.nora.done("log", "dee", "call")
    assert "contacts/zoe.md looks to git like a renamed file." in stops(clones.nora)


@pytest.mark.parametrize(
    "words",
    [
        "git@hub.example: Permission denied (publickey).\nfatal: Could not read from remote repository.",
        "fatal: could not read Username for 'https://hub.example': terminal prompts disabled",
        "fatal: unable to access 'https://hub.example/': The requested URL returned error: 403",
        "Host key verification failed.\nfatal: Could not read from remote repository.",
    ],
)
def test_who_is_not_let_in_is_told_to_try_where_git_can_ask(
    clones: Clones, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(network, "_ask", lambda *_: Ran(128, b"", words))
    said = stops(clones.nora, code=5)
    assert said.startswith("karma: origin did not let karma in: ")
    assert "`git fetch origin`" in said


def test_asking_needs_a_terminal(clones: Clones) -> None:
    assert "--resolve asks at the terminal" in stops(clones.nora, "--resolve", code=2)
