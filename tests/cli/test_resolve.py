"""`karma resolve` without a terminal: what is open is listed, and settled one way; the merge stays the user's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.repositories import GitShelf

TITLES = "<<<<<<< HEAD\ntitle: Captain\n=======\ntitle: Founder\n>>>>>>> laptop\n"


def differ(shelf: GitShelf, here: dict[str, str | None], there: dict[str, str | None]) -> None:
    """Two branches, `laptop` and `main`, that put different texts into files (None: the file goes)."""
    shelf.git("switch", "--quiet", "--create", "laptop")
    for branch, files in (("laptop", there), ("main", here)):
        shelf.git("switch", "--quiet", branch)
        for stem, text in files.items():
            if text is None:
                shelf.git("rm", "--quiet", f"contacts/{stem}.md")
            else:
                shelf.put(f"contacts/{stem}.md", text)
        shelf.commit_all(f"work on {branch}")


def merge(shelf: GitShelf) -> None:
    shelf.git("merge", "--quiet", "laptop", check=False)


@pytest.fixture
def titles(gitshelf: GitShelf) -> GitShelf:
    """Bill has another title on each side, and the merge stopped there."""
    text = gitshelf.text("bill-okafor")
    differ(
        gitshelf,
        {"bill-okafor": text.replace("title: Owner", "title: Captain")},
        {"bill-okafor": text.replace("title: Owner", "title: Founder")},
    )
    merge(gitshelf)
    return gitshelf


def test_nothing_to_settle_is_said(gitshelf: GitShelf) -> None:
    assert gitshelf.done("resolve").out == "There is nothing to settle.\n"


def test_what_is_open_is_listed_with_its_place(titles: GitShelf) -> None:
    before = titles.bytes()
    said = titles.karma("resolve")
    assert said.code == 1
    assert said.out == (
        "contacts/bill-okafor.md:6: in title\n  ours    title: Captain\n  theirs  title: Founder\n"
    )
    assert said.err == "1 place still open: karma resolve\n"
    assert titles.bytes() == before


@pytest.mark.parametrize(("take", "title"), [("ours", "Captain"), ("theirs", "Founder")])
def test_one_side_is_taken_git_knows_and_the_merge_is_left_to_finish(
    titles: GitShelf, take: str, title: str
) -> None:
    said = titles.done("resolve", "--take", take)
    assert said.err == "All is settled. To finish: git commit\n"
    assert titles.text("bill-okafor").count("title: ") == 1
    assert f"title: {title}\n" in titles.text("bill-okafor")
    assert [line[0] for line in titles.dirty()] == ["M"] * (take == "theirs")
    titles.git("commit", "--quiet", "--no-edit")
    assert titles.dirty() == []


def test_both_is_not_taken_for_what_has_one_value(titles: GitShelf) -> None:
    before = titles.text("bill-okafor")
    assert titles.karma("resolve", "--take", "both").code == 1
    assert titles.text("bill-okafor") == before


def test_what_git_alone_could_not_merge_karma_puts_together_without_asking(gitshelf: GitShelf) -> None:
    text = gitshelf.text("bill-okafor")
    lines = "- 2026-11-20 call: from here\n", "- 2026-11-21 call: from there\n"
    differ(gitshelf, {"bill-okafor": text + lines[0]}, {"bill-okafor": text + lines[1]})
    merge(gitshelf)
    assert "<<<<<<<" in gitshelf.text("bill-okafor")
    said = gitshelf.done("resolve", "--take", "ours")
    assert said.err.startswith("contacts/bill-okafor.md: put together as karma does it")
    assert gitshelf.text("bill-okafor") == text + "".join(lines)
    gitshelf.git("commit", "--quiet", "--no-edit")
    assert gitshelf.dirty() == []


def test_what_somebody_began_to_settle_is_not_put_together_anew(gitshelf: GitShelf) -> None:
    text = gitshelf.text("bill-okafor")
    lines = "- 2026-11-20 call: from here\n", "- 2026-11-21 call: from there\n"
    differ(gitshelf, {"bill-okafor": text + lines[0]}, {"bill-okafor": text + lines[1]})
    merge(gitshelf)
    begun = gitshelf.text("bill-okafor").replace("from here", "from here, by hand")
    gitshelf.put("contacts/bill-okafor.md", begun)
    gitshelf.done("resolve", "--take", "ours")
    assert gitshelf.text("bill-okafor") == text + "- 2026-11-20 call: from here, by hand\n"


def test_in_a_rebase_the_command_that_goes_on_is_named(gitshelf: GitShelf) -> None:
    text = gitshelf.text("bill-okafor")
    differ(
        gitshelf,
        {"bill-okafor": text.replace("Owner", "Captain")},
        {"bill-okafor": text.replace("Owner", "Founder")},
    )
    gitshelf.git("rebase", "--quiet", "main", "laptop", check=False)
    said = gitshelf.done("resolve", "--take", "theirs")
    assert said.err == "All is settled. To finish: git rebase --continue\n"
    gitshelf.git("-c", "core.editor=true", "rebase", "--continue")
    assert "title: Founder" in gitshelf.text("bill-okafor")


@pytest.mark.parametrize("words", ["rebase main laptop", "merge laptop", "cherry-pick laptop"])
def test_what_was_written_meanwhile_goes_with_the_commit_that_finishes_it(
    gitshelf: GitShelf, words: str
) -> None:
    text = gitshelf.text("bill-okafor")
    differ(
        gitshelf,
        {"bill-okafor": text.replace("Owner", "Captain")},
        {"bill-okafor": text.replace("Owner", "Founder")},
    )
    gitshelf.git(*words.split(), check=False)
    noted = gitshelf.done("log", "ann-lee", "call", "-m", "in the middle")
    assert "It goes with what finishes that: `git add contacts/ann-lee.md` first." in noted.err
    [said] = gitshelf.done("resolve", "--take", "theirs").err.splitlines()
    ends = said.removeprefix("All is settled. To finish: ")
    assert ends.startswith("git add contacts/ann-lee.md && git ")
    for command in ends.split(" && "):
        gitshelf.git("-c", "core.editor=true", *command.split()[1:])
    assert "in the middle" in gitshelf.git("show", "HEAD:contacts/ann-lee.md")
    assert gitshelf.dirty() == []


def test_who_was_moved_meanwhile_is_in_the_commit_under_the_new_name_too(titles: GitShelf) -> None:
    titles.done("archive", "ann-lee")
    ends = titles.done("resolve", "--take", "ours").err.splitlines()[-1].partition("To finish: ")[2]
    assert ends == "git add contacts/ann-lee.md contacts/archive/ann-lee.md && git commit"
    titles.git("add", *ends.split()[2:4])
    titles.git("commit", "--quiet", "--no-edit")
    assert titles.dirty() == []


def test_a_file_that_was_changed_here_and_deleted_there_stays(gitshelf: GitShelf) -> None:
    text = gitshelf.text("ann-lee") + "- 2026-11-21 call\n"
    differ(gitshelf, {"ann-lee": text}, {"ann-lee": None})
    merge(gitshelf)
    assert "one side changed it and the other deleted it" in gitshelf.karma("resolve").out
    gitshelf.done("resolve", "--take", "theirs")
    assert gitshelf.text("ann-lee") == text
    gitshelf.git("commit", "--quiet", "--no-edit")


def test_two_people_under_one_file_name_get_a_file_each(gitshelf: GitShelf) -> None:
    jo, joan = (f"---\nname: Jo Park\norg: {org}\n---\n" for org in ("Payroll", "Bakery"))
    note = gitshelf.text("ann-lee") + "- 2026-11-21 note: met [[jo-park]]\n"
    differ(gitshelf, {"jo-park": jo, "ann-lee": note}, {"jo-park": joan})
    merge(gitshelf)
    assert (
        "two people stand in this file: Jo Park, Payroll; and Jo Park, Bakery"
        in gitshelf.karma("resolve").out
    )
    assert gitshelf.karma("resolve", "--take", "ours").code == 1
    said = gitshelf.done("resolve", "--take", "both")
    assert (gitshelf.text("jo-park"), gitshelf.text("jo-park-2")) == (jo, joan)
    assert "Have a look:\n  contacts/ann-lee.md:" in said.err
    gitshelf.git("commit", "--quiet", "--no-edit")
    assert gitshelf.dirty() == []


def test_somebody_with_two_new_file_names_keeps_both_for_now(gitshelf: GitShelf) -> None:
    text = gitshelf.text("ann-lee")
    differ(gitshelf, {"ann-lee": None, "ann": text}, {"ann-lee": None, "annie": text})
    merge(gitshelf)
    said = gitshelf.done("resolve", "--take", "ours")
    assert "the two sides gave it different names" in said.err
    assert (gitshelf.text("ann"), gitshelf.text("annie")) == (text, text)
    gitshelf.git("commit", "--quiet", "--no-edit")
    assert gitshelf.dirty() == []


def test_what_was_settled_in_an_editor_only_has_to_be_told_to_git(titles: GitShelf) -> None:
    titles.put("contacts/bill-okafor.md", titles.text("bill-okafor").replace(TITLES, "title: Skipper\n"))
    assert titles.done("resolve", "--take", "ours").err == "All is settled. To finish: git commit\n"
    assert "title: Skipper" in titles.text("bill-okafor")
    assert titles.dirty() == ["M  contacts/bill-okafor.md"]


def test_markers_that_were_committed_are_settled_by_a_commit(gitshelf: GitShelf) -> None:
    text = gitshelf.text("bill-okafor")
    gitshelf.put("contacts/bill-okafor.md", text.replace("title: Owner\n", TITLES))
    gitshelf.commit_all("too quick")
    gitshelf.done("resolve", "bill-okafor", "--take", "theirs")
    assert gitshelf.text("bill-okafor") == text.replace("Owner", "Founder")
    assert gitshelf.subjects()[0] == "resolve: Bill Okafor"
    assert gitshelf.dirty() == []


def test_only_the_named_person_is_settled(gitshelf: GitShelf) -> None:
    for stem in ("bill-okafor", "ann-lee"):
        name = gitshelf.text(stem).split("\n")[1] + "\n"
        gitshelf.put(f"contacts/{stem}.md", gitshelf.text(stem).replace(name, name + TITLES))
    gitshelf.done("resolve", "ann-lee", "--take", "ours")
    assert "<<<<<<<" in gitshelf.text("bill-okafor")
    assert "<<<<<<<" not in gitshelf.text("ann-lee")


def test_a_marker_on_its_own_is_left_to_the_user(gitshelf: GitShelf) -> None:
    gitshelf.put("contacts/ann-lee.md", gitshelf.text("ann-lee") + ">>>>>>> laptop\n")
    said = gitshelf.karma("resolve", "--take", "ours")
    assert (said.code, said.out.split(": ")[1]) == (
        1,
        "a conflict marker without its others; mend it by hand\n",
    )


def test_a_dry_run_shows_the_change_and_makes_none(titles: GitShelf) -> None:
    before = titles.bytes()
    said = titles.karma("resolve", "--take", "ours", "--dry-run")
    assert "-<<<<<<< HEAD\n" in said.out
    assert titles.bytes() == before


def test_a_dry_run_of_what_can_be_settled_ends_well(titles: GitShelf) -> None:
    assert titles.karma("resolve", "--take", "ours", "--dry-run").code == 0
    assert titles.karma("resolve", "--take", "both", "--dry-run").code == 1
    assert titles.done("resolve", "--take", "ours", "--dry-run", "--json").data["conflicts"] == []


def test_a_dry_run_shows_one_change_where_karma_first_puts_together_and_then_takes(
    gitshelf: GitShelf,
) -> None:
    text = gitshelf.text("bill-okafor")
    here, there = (
        text.replace("title: Owner", f"title: {title}") + f"- 2026-11-20 call: as {title}\n"
        for title in ("Captain", "Founder")
    )
    differ(gitshelf, {"bill-okafor": here}, {"bill-okafor": there})
    merge(gitshelf)
    before = gitshelf.bytes()
    said = gitshelf.done("resolve", "--take", "theirs", "--dry-run")
    assert said.out.count("+++ ") == 1
    assert "+title" not in said.out
    assert "+<<<<<<<" not in said.out
    assert gitshelf.bytes() == before
    gitshelf.done("resolve", "--take", "theirs")
    assert "title: Founder\n" in gitshelf.text("bill-okafor")
    assert "as Captain" in gitshelf.text("bill-okafor")


def test_a_stash_that_git_kept_is_mentioned(gitshelf: GitShelf) -> None:
    text = gitshelf.text("bill-okafor")
    gitshelf.put("contacts/bill-okafor.md", text.replace("title: Owner", "title: Captain"))
    gitshelf.git("stash", "--quiet")
    gitshelf.put("contacts/bill-okafor.md", text.replace("title: Owner", "title: Founder"))
    gitshelf.commit_all("by hand")
    gitshelf.git("stash", "pop", "--quiet", check=False)
    assert "git stash drop" in gitshelf.done("resolve", "--take", "theirs").err
    assert "git stash drop" not in gitshelf.karma("resolve").err


def test_a_revert_that_leaves_nothing_to_commit_is_skipped_by_the_command_that_is_named(
    gitshelf: GitShelf,
) -> None:
    text = gitshelf.text("bill-okafor")
    for title in ("Captain", "Founder"):
        gitshelf.put("contacts/bill-okafor.md", text.replace("title: Owner", f"title: {title}"))
        gitshelf.commit_all(title)
    gitshelf.git("revert", "--no-edit", "HEAD~1", check=False)
    said = gitshelf.done("resolve", "--take", "ours")
    assert said.err == "All is settled. To finish: git revert --skip\n"
    gitshelf.git("revert", "--skip")


def test_what_is_no_file_of_karmas_is_left_to_the_user_who_is_told_how_to_finish(gitshelf: GitShelf) -> None:
    for branch, text in (("laptop", "there\n"), ("main", "here\n")):
        gitshelf.git("switch", "--quiet", *(["--create"] if branch == "laptop" else []), branch)
        gitshelf.put("README.md", text)
        gitshelf.commit_all(branch)
    merge(gitshelf)
    assert gitshelf.karma("resolve", "--take", "ours").err == "1 place still open\n"
    gitshelf.git("add", "README.md")
    assert gitshelf.done("resolve").out == "There is nothing to settle. To finish: git commit\n"


def test_as_data_it_says_what_is_open(titles: GitShelf) -> None:
    data = titles.karma("resolve", "--json").data
    assert data["conflicts"] == [
        {
            "path": "contacts/bill-okafor.md",
            "line": 6,
            "end": 10,
            "where": "title",
            "ours": ["title: Captain"],
            "theirs": ["title: Founder"],
            "both": False,
        }
    ]
    assert data["finish"] == "git commit"
