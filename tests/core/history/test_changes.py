"""What happened between two readings of one person's file, in the user's words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from karma.core.history.change import Change
from karma.core.history.changes import changes
from karma.core.history.follow import following, unfollowed
from karma.core.history.identity import same_person, took_in
from karma.core.history.words import says, tell
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Contact

TODAY = "2026-11-22"


def bill(*log: str, **fields: Any) -> Contact:
    return person("Bill", *log, **fields)


def told(before: Contact | None, after: Contact | None) -> list[str]:
    return [says(one, day(TODAY)) for one in changes(before, after)]


def test_a_line_added_stands_as_in_the_file_without_the_date_of_the_day() -> None:
    after = bill("2026-10-02 call in: asked about slips", "2026-11-22 lunch with [[ann-lee]]: café")
    assert told(bill(), after) == ["2026-10-02 call in: asked about slips", "lunch with [[ann-lee]]: café"]


def test_a_line_taken_out() -> None:
    assert told(bill("2026-10-02 call: hello"), bill()) == ["taken out: 2026-10-02 call: hello"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("2026-10-02 call: of to the montains", "2026-10-02 call: off to the mountains"),
        ("2026-10-02 call: something else entirely", "2026-10-02 call: hello"),
        ("2026-10-02 call: off to the mountains", "2026-10-03 call: off to the mountains"),
        ("2026-10-02 call: off to the mountains", "2026-10-02 lunch: off to the mountains"),
        ("2026-10-02 intro to [[ann]]", "2026-10-05 intro to [[ann]]"),
    ],
)
def test_one_line_in_place_of_another_is_a_correction(was: str, now: str) -> None:
    assert told(bill(was), bill(now)) == [f"corrected: {now} (was: {was})"]


def test_what_has_nothing_in_common_is_no_correction() -> None:
    before, after = bill("2026-10-02 call: off to the mountains"), bill("2026-11-01 note: a card")
    assert told(before, after) == [
        "2026-11-01 note: a card",
        "taken out: 2026-10-02 call: off to the mountains",
    ]


def test_of_several_new_lines_of_a_day_the_one_most_alike_is_the_correction() -> None:
    before = bill("2026-10-02 call: of to the hills")
    after = bill("2026-10-02 call: about the boat", "2026-10-02 call: off to the hills")
    assert told(before, after) == [
        "2026-10-02 call: about the boat",
        "corrected: 2026-10-02 call: off to the hills (was: 2026-10-02 call: of to the hills)",
    ]


def test_the_same_line_once_more_is_one_more() -> None:
    assert told(bill("2026-10-02 tried"), bill("2026-10-02 tried", "2026-10-02 tried")) == [
        "2026-10-02 tried"
    ]


def test_lines_that_moved_and_ids_of_blocks_are_no_change() -> None:
    before = bill("2026-10-02 call: a", "2026-10-02 note: b")
    assert told(before, replace(before, log=before.log[::-1])) == []
    assert told(before, bill("2026-10-02 call: a ^x1", "2026-10-02 note: b")) == []


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("", "[ ] 2026-W50 Send the list", ["promised: Send the list by 2026-W50"]),
        ("", "[ ] they: introduce me", ["they promised: introduce me"]),
        ("[ ] 2026-W50 Send it", "[x] 2026-W50 Send it ✅ 2026-11-20", ["kept: Send it"]),
        ("[ ] they: send it", "[x] they: send it", ["they kept: send it"]),
        ("[ ] Send it", "[-] Send it", ["let go: Send it"]),
        ("[x] Send it", "[ ] Send it", ["open again: Send it"]),
        ("[ ] 2026-12 Send it", "[ ] Send it", ["promised: Send it, not 2026-12 but someday"]),
        (
            "[ ] Send the long list",
            "[ ] Send the list",
            ["promised: Send the list (was: Send the long list)"],
        ),
        ("[ ] Send it", "", ["promise taken out: Send it"]),
        ("", "[x] Send it", ["promised: Send it", "kept: Send it"]),
        ("[ ] Send it", "[ ] they: Send it", ["they promised: Send it", "promise taken out: Send it"]),
    ],
)
def test_what_became_of_a_promise(was: str, now: str, words: list[str]) -> None:
    before, after = (bill(promises=(text,) if text else ()) for text in (was, now))
    assert told(before, after) == words


def test_the_day_on_which_a_kept_promise_was_ticked_is_not_told_again() -> None:
    before, after = (bill(promises=(f"[x] Send it{end}",)) for end in ("", " ✅ 2026-11-20"))
    assert told(before, after) == []


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ({"org": "Harbor Marine"}, {"org": "Okafor Marine"}, "org: Harbor Marine → Okafor Marine"),
        ({}, {"city": "Astoria"}, "city: Astoria"),
        ({"every": "6w"}, {}, "every: no more 6w"),
        ({"tags": ("a", "b")}, {"tags": ("b", "c", "d")}, "tags: c, d; no more a"),
        ({"via": "sam-lee"}, {"via": "jo-park"}, "via: [[sam-lee]] → [[jo-park]]"),
        ({"unknown": (("tea", "green"),)}, {"unknown": (("tea", "black"),)}, "tea: green → black"),
        ({"tags": ("a", "b")}, {"tags": ("b", "a")}, None),
    ],
)
def test_a_field_says_from_and_to(was: dict[str, Any], now: dict[str, Any], words: str | None) -> None:
    assert told(bill(**was), bill(**now)) == ([words] if words else [])


def test_next_time_and_prose() -> None:
    before = bill(next_time=("the workshop",), prose="Likes tea.\n\nTwo boys.")
    after = bill(next_time=("the boat",), prose="Likes tea.\nThree boys.\nRows.")
    assert told(before, after) == [
        "for next time: the boat",
        "no more for next time: the workshop",
        "notes: 2 lines added, 1 line taken out",
    ]
    assert told(bill(), bill(prose="Prefers calls before ten.")) == ["notes: Prefers calls before ten."]


def test_somebody_new_gone_renamed_archived_and_back() -> None:
    new = bill("2026-11-22 meeting", promises=("[ ] Call",))
    assert told(None, new) == ["new here", "meeting", "promised: Call"]
    assert told(new, None) == ["no longer in the book"]
    assert told(None, None) == []
    archived = replace(new, archived=True)
    assert told(new, archived) == ["archived"]
    assert told(archived, new) == ["brought back from the archive"]


def test_a_rename_does_not_tell_of_the_alias_that_it_leaves() -> None:
    after = person("William", aliases=("bill", "Bill", "Billy"))
    assert told(bill(), after) == ["renamed: bill → william", "name: Bill → William", "aliases: Billy"]


def test_of_somebody_new_with_a_long_log_it_is_told_how_much_there_is() -> None:
    new = bill(*(f"2026-10-0{n} tried" for n in range(1, 6)), promises=("[ ] Call",))
    assert tell(changes(None, new)) == ["new here, with 5 lines in the log and 1 promise"]


def test_a_thousand_lines_exchanged_at_once_are_told_in_a_moment() -> None:
    before, after = (bill(*(f"2026-10-01 call: {word} {n}" for n in range(1000))) for word in ("a", "b"))
    assert len(told(before, after)) == 2000


def test_links_that_follow_somebody_renamed_are_no_change() -> None:
    before = bill(
        "2026-10-02 lunch with [[ann]]: met [[Ann|her]]",
        via="ann",
        promises=("[ ] ask [[ann]]",),
        prose="[[ann]]",
    )
    after = bill(
        "2026-10-02 lunch with [[anna]]: met [[anna|her]]",
        via="anna",
        promises=("[ ] ask [[anna]]",),
        prose="[[anna]]",
    )
    moved = {"ann": "anna"}
    assert told(following(before, moved), following(after, moved)) == []
    assert told(before, after) != []


def test_links_that_followed_somebody_at_another_time_are_known_by_whom_they_mean_today() -> None:
    people = book(person("Anna", aliases=("ann",)), person("Jo"))
    before = bill(
        "2026-10-02 lunch with [[ann]]", "2026-10-03 call: [[jo]]", via="ann", next_time=("ask [[ann]]",)
    )
    after = bill(
        "2026-10-02 lunch with [[anna]]", "2026-10-03 call: [[anna]]", via="anna", next_time=("ask [[anna]]",)
    )
    assert [says(one) for one in unfollowed(changes(before, after), people)] == [
        "corrected: 2026-10-03 call: [[anna]] (was: 2026-10-03 call: [[jo]])"
    ]
    assert unfollowed(changes(None, person("Eve")), people) == (Change("new", "Eve"),)


@pytest.mark.parametrize(
    ("before", "after", "alike", "same"),
    [
        (person("Bill"), person("William", aliases=("bill",)), 20, True),
        (person("Bill", id="b"), person("Bill", id="bill-okafor"), 30, True),
        (person("Ann"), person("Bob"), 60, False),
        (person("Ann"), person("Bob"), 90, True),
        (person("Ann", uid="1"), person("Bob", uid="1"), 30, True),
        (person("Ann"), person("Bob"), 0, False),
    ],
)
def test_files_that_are_much_alike_are_not_yet_the_same_person(
    before: Contact, after: Contact, alike: int, same: bool
) -> None:
    assert same_person(before, after, alike) is same


def test_who_was_put_together_with_another_has_their_stem_as_an_alias() -> None:
    assert took_in(person("Ann"), person("Ann", aliases=("bob",)), "bob")
    assert not took_in(person("Ann", aliases=("bob",)), person("Ann", aliases=("bob",)), "bob")
