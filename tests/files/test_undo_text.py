"""The inverse of an operation in one text: what it did goes, what came after stays, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.core.config import Config
from karma.core.undo import Hindered
from karma.files.undo.plain import plainly_taken_out
from karma.files.undo.text import Texts, taken_out

if TYPE_CHECKING:
    from collections.abc import Callable

BEFORE = """\
---
name: Bill Okafor
tags:
  - marine
---

Prefers calls before ten.

## Promises

- [ ] 2026-12-01 send the list

## Log

- 2026-08-20 call: mountains
"""
CALL = "- 2026-11-22 call: slips\n"


def undone(before: str, after: str, now: str) -> str:
    return taken_out(Texts("contacts/bill-okafor.md", before, after, now, "3f2a1bcd"), Config())


def why(before: str, after: str, now: str) -> str:
    with pytest.raises(Hindered) as hindered:
        undone(before, after, now)
    return "; ".join(one.what for one in hindered.value.why)


def test_what_nobody_touched_since_is_as_before_to_the_byte() -> None:
    assert undone(BEFORE, BEFORE + CALL, BEFORE + CALL) == BEFORE


def test_the_line_below_the_first_of_a_log_stays_where_it_stands() -> None:
    met = "---\nname: Jo Park\n---\n\n## Log\n"
    second = "- 2026-11-23 text: rates\n"
    assert undone(met, f"{met}\n{CALL}", f"{met}\n{CALL}{second}") == f"{met}\n{second}"
    assert undone(met, f"{met}\n{CALL}", f"{met}\n{CALL}") == met


@pytest.mark.parametrize(
    "since",
    [
        lambda text: text + "- 2026-11-23 note: thanked him\n",
        lambda text: text.replace("marine", "marine\n  - yards"),
        lambda text: text.replace("before ten", "at noon"),
        lambda text: text.replace("- 2026-08-20", "- 2026-08-01 tried\n- 2026-08-20"),
        lambda text: text.replace(
            "[ ] 2026-12-01 send the list", "[x] 2026-12-01 send the list ✅ 2026-11-23"
        ),
        lambda text: text.replace("## Log\n", "## Log\n\nfrom the old system:\n"),
    ],
    ids=["a line", "a tag", "prose", "an older line", "another promise", "words"],
)
def test_what_came_after_stays_at_its_place(since: Callable[[str], str]) -> None:
    assert undone(BEFORE, BEFORE + CALL, since(BEFORE + CALL)) == since(BEFORE)


def test_a_section_that_the_operation_made_stays_for_what_came_into_it_since() -> None:
    bare = "---\nname: Jo Park\n---\n"
    first = f"{bare}\n## Log\n\n- 2026-11-20 call: one\n"
    second = first + "- 2026-11-21 call: two\n"
    assert undone(bare, first, second) == f"{bare}\n## Log\n\n- 2026-11-21 call: two\n"


def test_lines_sorted_since_do_not_matter() -> None:
    after = BEFORE.replace("- 2026-08-20", CALL + "- 2026-08-20")
    assert undone(BEFORE, after, BEFORE + CALL) == BEFORE


def test_one_of_two_equal_lines_goes() -> None:
    assert undone(BEFORE + CALL, BEFORE + CALL + CALL, BEFORE + CALL + CALL + "- 2026-11-23 note\n") == (
        BEFORE + CALL + "- 2026-11-23 note\n"
    )


def test_windows_line_endings_in_the_work_tree_stay() -> None:
    now = (BEFORE + CALL + "- 2026-11-23 note\n").replace("\n", "\r\n")
    assert undone(BEFORE, BEFORE + CALL, now) == (BEFORE + "- 2026-11-23 note\n").replace("\n", "\r\n")


def test_a_line_that_was_edited_since_is_not_taken_out() -> None:
    now = BEFORE + CALL.replace("slips", "slips at the north pier")
    assert why(BEFORE, BEFORE + CALL, now).startswith("this line has been edited since: - 2026-11-22 call")


def test_a_line_whose_sum_was_set_since_is_not_taken_out() -> None:
    won = "- 2026-11-22 won USD 12000: signed\n"
    assert "edited since" in why(BEFORE, BEFORE + won, BEFORE + won.replace("12000", "14000"))


def test_a_promise_ticked_since_is_not_taken_out() -> None:
    after = BEFORE.replace("list\n", "list\n- [ ] fri lunch\n")
    now = after.replace("- [ ] fri lunch", "- [x] fri lunch ✅ 2026-11-23")
    assert why(BEFORE, after, now) == "the promise has been ticked or let go since: - [ ] fri lunch"


def test_a_field_that_was_set_to_something_else_since_is_not_put_back() -> None:
    first, second = (BEFORE.replace("tags", f"snooze: 2026-12-0{day}\ntags") for day in (1, 2))
    assert "snooze" in why(BEFORE, first, second)


def test_a_field_that_was_changed_comes_back_beside_one_that_was_changed_since() -> None:
    was = BEFORE.replace("tags", "every: 4w\ntags")
    now = was.replace("4w", "6w").replace("Bill Okafor", "William Okafor")
    assert undone(was, was.replace("4w", "6w"), now) == was.replace("Bill Okafor", "William Okafor")


def test_a_line_that_somebody_took_out_already_is_no_hindrance() -> None:
    after = BEFORE.replace("list\n", "list\n- [ ] lunch\n") + CALL
    assert undone(BEFORE, after, BEFORE + CALL) == BEFORE


def test_taking_back_twice_changes_nothing() -> None:
    assert undone(BEFORE, BEFORE + CALL, BEFORE) == BEFORE


def test_settings_are_taken_back_line_by_line() -> None:
    texts = Texts("karma.toml", "a = 1\n\n\nb = 2\n", "a = 3\n\n\nb = 2\n", "a = 3\n\n\nb = 4\n", "3f2a1bcd")
    assert plainly_taken_out(texts) == "a = 1\n\n\nb = 4\n"


def test_a_setting_that_was_changed_since_stays() -> None:
    with pytest.raises(Hindered):
        plainly_taken_out(Texts("karma.toml", "a = 1\n", "a = 2\n", "a = 3\n", "3f2a1bcd"))
