"""`karma merge`: two files of one person become one, and nothing that either said is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.cli import ask, output

if TYPE_CHECKING:
    from tests.cli.shelf import Shelf
    from tests.repositories import GitShelf

KEPT = """\
---
name: Bill Okafor
aliases:
  - Billy
phone:
  - "+1 503 555 0142"  # his own
tags:
  - marine
met: 2025-03-01
---

Prefers calls before ten.

## Promises

- [ ] 2026-W50 Send the checklist

## Log

- 2026-08-20 call: off to the mountains
- 2026-10-20 lunch with [[ann-lee]]: again
"""
GONE = """\
---
name: William Okafor
# from his card
phone: "+1 503 555 9999"
org: Harbor Marine
tags: [marine, sailing]
met: 2025-02-01
pet: cat
---

Prefers calls before ten.

Two boys.

## Next time

- Ask about the boys

## Promises

- [x] 2026-W50 Send the checklist ✅ 2026-11-10
- [ ] Lend him the book

## Log

- 2026-07-01 email: hello
- 2026-10-20 lunch with [[ann-lee]]: again
- 2026-11-01 call
"""
BOTH = """\
---
name: Bill Okafor
aliases:
  - Billy
  - will
  - William Okafor
# from his card
phone:
  - "+1 503 555 0142"  # his own
  - "+1 503 555 9999"
org: Harbor Marine
tags: [marine, sailing]
met: 2025-02-01
pet: cat
---

Prefers calls before ten.

Two boys.

## Next time

- Ask about the boys

## Promises

- [x] 2026-W50 Send the checklist ✅ 2026-11-10
- [ ] Lend him the book

## Log

- 2026-07-01 email: hello
- 2026-08-20 call: off to the mountains
- 2026-10-20 lunch with [[ann-lee]]: again
- 2026-11-01 call
"""


def contact(name: str, fields: str = "", body: str = "") -> str:
    return f"---\nname: {name}\n{fields}---\n{body}"


@pytest.fixture
def pair(shelf: Shelf) -> Shelf:
    """Bill, and Will who is the same man; Ann had lunch with him."""
    shelf.put("contacts/bill-okafor.md", KEPT)
    shelf.put("contacts/will.md", GONE)
    shelf.put(
        "contacts/ann-lee.md",
        contact("Ann Lee", 'via: "[[will]]"\n', "\n## Log\n\n- 2026-10-20 lunch with [[will|Bill]]: again\n"),
    )
    return shelf


def test_lists_are_united_events_counted_once_and_promises_kept(pair: Shelf) -> None:
    said = pair.done("merge", "bill", "will")
    assert pair.text("bill-okafor") == BOTH
    assert not (pair.root / "contacts/will.md").exists()
    assert said.out.splitlines() == [
        "✓ Bill Okafor  contacts/will.md → contacts/bill-okafor.md",
        "    aliases: Billy, will, William Okafor",
        "    links follow in contacts/ann-lee.md",
    ]
    assert pair.done("check").out.startswith("All is well")


def test_links_follow_and_keep_their_labels(pair: Shelf) -> None:
    pair.done("merge", "bill", "will")
    assert 'via: "[[bill-okafor]]"' in pair.text("ann-lee")
    assert "lunch with [[bill-okafor|Bill]]: again" in pair.text("ann-lee")


def test_a_merge_is_one_commit_with_a_sentence(gitshelf: GitShelf) -> None:
    gitshelf.put("contacts/will.md", GONE)
    gitshelf.commit_all("Will")
    gitshelf.done("merge", "ann-lee", "will")
    assert gitshelf.subjects()[0] == "merge: William Okafor into Ann Lee"
    trailers = "Karma-Op: merge\nKarma-Contact: ann-lee\nKarma-Contact: will"
    assert gitshelf.git("log", "-1", "--format=%b") == trailers
    assert gitshelf.dirty() == []


def test_where_they_differ_nothing_is_chosen_silently(pair: Shelf) -> None:
    pair.put("contacts/will.md", contact("Bill Okafor", "org: Okafor & Sons\nevery: 6w\n"))
    pair.put("contacts/bill-okafor.md", contact("Bill Okafor", "org: Harbor Marine\nevery: 4w\n"))
    before = pair.bytes()
    said = pair.karma("merge", "bill-okafor", "will")
    assert said.code == 1
    assert said.err.splitlines()[1:3] == ["  org: Harbor Marine | Okafor & Sons", "  every: 4w | 6w"]
    assert {path: data for path, data in pair.bytes().items() if ".karma" not in path} == before


def test_the_value_that_gives_way_stays_as_a_note(pair: Shelf) -> None:
    pair.put("contacts/will.md", contact("Bill Okafor", "org: Okafor & Sons\nevery: 6w\n"))
    pair.put("contacts/bill-okafor.md", contact("Bill Okafor", "org: Harbor Marine\nevery: 4w\n"))
    pair.done("merge", "bill-okafor", "will", "--take", "org", "--keep", "every")
    assert pair.text("bill-okafor") == (
        "---\nname: Bill Okafor\naliases:\n  - will\norg: Okafor & Sons\nevery: 4w\n---\n"
        "\n- org: Harbor Marine (in bill-okafor)\n- every: 6w (in will)\n"
    )


def test_a_private_value_that_gives_way_stays_where_nothing_is_published(pair: Shelf) -> None:
    pair.put("contacts/will.md", contact("Bill Okafor", "org: Okafor & Sons\nprivate:\n  - org\n"))
    pair.put("contacts/bill-okafor.md", contact("Bill Okafor", "org: Harbor Marine\n"))
    pair.done("merge", "bill-okafor", "will", "--keep", "all")
    front, _, body = pair.text("bill-okafor").removeprefix("---\n").partition("---\n")
    assert "# org: Okafor & Sons (in will)" in front
    assert "private:\n  - org" in front
    assert "Sons" not in body


@pytest.mark.parametrize("hidden", ["bill-okafor", "will"])
def test_who_was_private_in_one_file_is_private(pair: Shelf, hidden: str) -> None:
    for stem in ("bill-okafor", "will"):
        fields = "private: true\n" if stem == hidden else "private:\n  - phone\n"
        pair.put(f"contacts/{stem}.md", contact("Bill Okafor", fields))
    pair.done("merge", "bill-okafor", "will")
    assert "private: true\n" in pair.text("bill-okafor")


def test_at_a_terminal_each_difference_is_asked(pair: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    pair.put("contacts/will.md", contact("Bill Okafor", "org: Okafor & Sons\nevery: 6w\n"))
    pair.put("contacts/bill-okafor.md", contact("Bill Okafor", "org: Harbor Marine\nevery: 4w\n"))
    answers = iter(["2", "1"])
    monkeypatch.setattr(output, "interactive", lambda: True)
    monkeypatch.setattr(ask, "a_line", lambda _question: next(answers))
    pair.done("merge", "bill-okafor", "will")
    assert "org: Okafor & Sons\nevery: 4w\n" in pair.text("bill-okafor")


def test_nobody_has_lunch_with_themselves(pair: Shelf) -> None:
    log = "\n## Log\n\n- 2026-10-01 lunch with [[{}]] [[ann-lee]]: café, [[{}]] paid\n"
    pair.put(
        "contacts/bill-okafor.md", contact("Bill Okafor", 'via: "[[will]]"\n', log.format("will", "will"))
    )
    pair.put("contacts/will.md", contact("Will", "", log.format("bill-okafor", "will|Will")))
    pair.put(
        "contacts/ann-lee.md",
        contact(
            "Ann Lee", "", log.format("will]] and [[bill-okafor", "will|Will").replace(" [[ann-lee]]", "")
        ),
    )
    said = pair.done("merge", "bill-okafor", "will")
    assert pair.text("bill-okafor").partition("## Log")[2] == (
        "\n\n- 2026-10-01 lunch with [[ann-lee]]: café, Will paid\n"
        "- 2026-10-01 lunch with [[ann-lee]]: café, [[bill-okafor|Will]] paid\n"
    )
    assert "via" not in pair.text("bill-okafor")
    assert "lunch with [[bill-okafor]]: café, [[bill-okafor|Will]] paid" in pair.text("ann-lee")
    assert "contacts/bill-okafor.md: via led from one of the two to the other, and is gone." in said.err
    assert "contacts/will.md:7 linked the two of them; nobody is with themselves." in said.err


@pytest.mark.parametrize("line", ["intro to [[will]]: a yard", "referred by [[will]]"])
def test_a_line_that_needs_two_people_stops_it(pair: Shelf, line: str) -> None:
    pair.put("contacts/bill-okafor.md", contact("Bill Okafor", "", f"\n## Log\n\n- 2026-10-01 {line}\n"))
    said = pair.karma("merge", "bill-okafor", "will")
    assert said.code == 1
    assert "line 7 tells of Bill Okafor and William Okafor as two people" in said.err
    assert (pair.root / "contacts/will.md").exists()


@pytest.mark.parametrize(
    "name",
    [
        "bill-okafor 2.md",
        "bill-okafor (Ann's conflicted copy 2026-01-01).md",
        "bill-okafor.sync-conflict-20260818-173636-D4LGQYW.md",
        "portland/Bill-Okafor.md",
    ],
)
def test_a_copy_that_a_sync_tool_left_goes_into_the_file(gitshelf: GitShelf, name: str) -> None:
    copy = gitshelf.text("bill-okafor") + "- 2026-11-01 note: only in the copy\n"
    gitshelf.put(f"contacts/{name}", copy)
    gitshelf.commit_all("a copy")
    remedy = next(line for line in gitshelf.karma("check").out.splitlines() if "karma merge" in line)
    assert f'karma merge bill-okafor "contacts/{name}"' in remedy.replace("'", '"') or "'" in name
    gitshelf.done("merge", "bill-okafor", f"contacts/{name}")
    assert gitshelf.text("bill-okafor") == copy
    assert gitshelf.done("check").out.startswith("All is well")
    assert gitshelf.dirty() == []


def test_front_matter_that_is_no_list_of_keys_stops_it(pair: Shelf) -> None:
    pair.put("contacts/will.md", contact("Will", "org: A\norg: B\n"))
    said = pair.karma("merge", "bill-okafor", "will")
    assert said.code == 1
    assert pair.text("bill-okafor") == KEPT


def test_nobody_active_disappears_in_the_archive(pair: Shelf) -> None:
    pair.done("archive", "bill")
    said = pair.karma("merge", "bill", "will")
    assert "ring them back first: karma archive bill-okafor --back" in said.err
    assert "The other way round it works: karma merge will bill-okafor\n" in said.err
    pair.done("merge", "will", "bill-okafor")
    assert (pair.root / "contacts/will.md").exists()


def test_what_karma_wrote_in_either_file_is_watched_in_the_one(pair: Shelf) -> None:
    pair.done("log", "bill", "call", "-m", "the same")
    pair.done("log", "will", "call", "-m", "the same")
    pair.done("log", "will", "note", "-m", "thanks")
    pair.done("merge", "bill", "will")
    assert pair.done("check").out.startswith("All is well")
    text = pair.text("bill-okafor")
    assert text.count("the same") == 1
    pair.put("contacts/bill-okafor.md", text.replace("- 2026-11-22 note: thanks\n", ""))
    assert "a line that karma wrote is not there any more" in pair.karma("check").out


@pytest.mark.parametrize(
    "words",
    [
        ("rename", "bill-okafor", "bill-smith"),
        ("rename", "bill-okafor", "Bill Okafor-Smith"),
        ("archive", "bill-okafor"),
        ("merge", "bill-okafor", "ann-lee", "--take", "all"),
        ("merge", "ann-lee", "bill-okafor", "--keep", "all"),
    ],
    ids=" ".join,
)
def test_every_move_is_taken_back_by_undo(gitshelf: GitShelf, words: tuple[str, ...]) -> None:
    gitshelf.done("log", "bill-okafor", "call", "-m", "off to the mountains")
    gitshelf.done("log", "ann-lee", "note", "-m", "about [[bill-okafor]]")
    before = gitshelf.git("rev-parse", "HEAD:contacts")
    gitshelf.done(*words)
    assert gitshelf.git("rev-parse", "HEAD:contacts") != before
    assert gitshelf.done("check").out.startswith("All is well")
    gitshelf.done("undo", "--yes")
    assert gitshelf.git("rev-parse", "HEAD:contacts") == before
    assert gitshelf.done("check").out.startswith("All is well")


def test_somebody_who_is_called_after_the_merge_elsewhere_can_be_merged_once_more(pair: Shelf) -> None:
    """As it comes from a clone that did not know yet: the file that went is there again."""
    gone = next(path for path in (pair.root / "contacts").rglob("will*.md"))
    stem, text = gone.stem, gone.read_text("utf-8")
    pair.done("merge", "bill-okafor", stem, "--keep", "all")
    pair.put(f"contacts/{stem}.md", text + "- 2026-11-20 call: called elsewhere\n")
    problem = next(
        one for one in pair.karma("check", "--json").data["problems"] if one["code"] == "alias-taken"
    )
    assert f"`karma merge bill-okafor {stem}`" in problem["remedy"]
    pair.done("merge", "bill-okafor", stem, "--keep", "all")
    assert "called elsewhere" in pair.text("bill-okafor")
    assert "alias-taken" not in pair.karma("check", "--json").out
