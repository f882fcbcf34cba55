"""Promises merge by their text: kept over open, and a date that went two ways is a conflict."""

from __future__ import annotations

import pytest

from tests.files.merge.texts import body, merge, promises, read

SEND = "- [ ] 2026-12-01 Send the list\n"
KEPT = "- [x] 2026-12-01 Send the list ✅ 2026-11-30\n"
LET_GO = "- [-] 2026-12-01 Send the list\n"
MORE = "- [ ] Ask Ann\n"


def test_kept_here_and_more_promised_there() -> None:
    assert promises(SEND, KEPT, SEND + MORE) == KEPT + MORE


@pytest.mark.parametrize(
    ("ours", "theirs", "stays"),
    [(KEPT, LET_GO, KEPT), (LET_GO, KEPT, KEPT), (LET_GO, LET_GO + MORE, LET_GO + MORE)],
)
def test_kept_stands_before_released(ours: str, theirs: str, stays: str) -> None:
    assert promises(SEND, ours, theirs) == stays


def test_kept_on_both_sides_it_was_kept_on_the_earlier_day() -> None:
    assert promises(SEND, KEPT, KEPT.replace("11-30", "11-28")) == KEPT.replace("11-30", "11-28")


def test_opened_again_on_one_side_it_is_open() -> None:
    assert promises(KEPT, SEND, KEPT + MORE) == SEND + MORE


def test_a_date_changed_on_one_side_and_a_tick_on_the_other_are_both_there() -> None:
    found = promises(SEND, SEND.replace("12-01", "12-24"), KEPT)
    assert found == "- [x] 2026-12-24 Send the list ✅ 2026-11-30\n"


def test_a_tick_is_put_into_the_line_as_it_is_written() -> None:
    base = "* [ ] Send the list 📅 2026-12-01\n"
    found = promises(base, base.replace("12-01", "12-24"), base.replace("[ ]", "[x]"))
    assert found == "* [x] Send the list 📅 2026-12-24\n"


def test_two_dates_for_one_promise_are_a_conflict() -> None:
    found = promises(SEND, SEND.replace("12-01", "12-24"), SEND.replace("12-01", "12-05"))
    assert found == (
        "<<<<<<< ours\n- [ ] 2026-12-24 Send the list\n=======\n"
        "- [ ] 2026-12-05 Send the list\n>>>>>>> theirs\n"
    )


def test_words_changed_here_and_a_tick_there_are_a_conflict() -> None:
    found = promises(SEND, SEND.replace("the list", "Bob the list"), KEPT)
    assert found.count("<<<<<<<") == 1
    assert "Bob the list" in found
    assert KEPT in found


def test_the_same_promise_on_both_sides_is_one() -> None:
    assert promises("", SEND, SEND + MORE) == SEND + MORE


def test_promised_on_both_sides_and_kept_on_one_it_is_kept() -> None:
    assert promises("", SEND, KEPT + MORE) == KEPT + MORE


def test_equal_words_for_two_days_are_two_promises() -> None:
    other = SEND.replace("12-01", "12-24")
    assert promises("", SEND, other) == SEND + other


def test_theirs_and_yours_in_the_same_words_are_two() -> None:
    other = SEND.replace("Send", "they: Send")
    assert promises("", SEND, other) == SEND + other


def test_of_two_equal_promises_one_is_kept() -> None:
    assert promises(SEND + SEND, SEND + KEPT, SEND + SEND + MORE) == SEND + KEPT + MORE


def test_a_promise_taken_out_here_and_kept_there_stays() -> None:
    assert promises(SEND + MORE, MORE, KEPT + MORE) == KEPT + MORE


def test_a_promise_taken_out_on_one_side_is_gone() -> None:
    assert promises(SEND + MORE, MORE, SEND + MORE + "- [ ] Pay\n") == MORE + "- [ ] Pay\n"


def test_what_is_said_next_time_is_taken_off_and_added_to() -> None:
    head = "\n## Next time\n\n"
    found = body(head + "- a\n- b\n", head + "- b\n- c\n", head + "- a\n- b\nd\n")
    assert found == head + "- b\n- c\nd\n"


def test_while_a_date_is_in_doubt_ours_counts_and_only_ours() -> None:
    text = f"---\nname: Bill\n---\n\n## Promises\n\n{SEND}{MORE}"
    merged = merge(text, text.replace("12-01", "12-24"), text.replace("12-01", "12-05"))
    contact, [problem] = read(merged.text)
    assert [str(promise.by) for promise in contact.promises] == ["2026-12-24", "None"]
    assert (problem.code, problem.line) == ("conflict", 7)


def test_words_changed_on_one_side_only_are_changed() -> None:
    new = SEND.replace("the list", "Bob the list")
    assert promises(SEND, new, SEND + MORE) == new + MORE
    assert promises(SEND, SEND + MORE, new) == new + MORE


def test_opened_again_here_and_moved_there_it_is_open_and_moved() -> None:
    moved = KEPT.replace("12-01", "12-24")
    assert promises(KEPT, SEND, moved) == "- [ ] 2026-12-24 Send the list\n"
    assert promises(KEPT, moved, SEND) == "- [ ] 2026-12-24 Send the list\n"


def test_of_equal_words_for_two_days_each_keeps_its_own() -> None:
    later = SEND.replace("12-01", "12-24")
    found = promises(
        SEND + later, (SEND + later).replace("[ ]", "[x]"), SEND.replace("12-01", "12-05") + later
    )
    assert found == (SEND.replace("12-01", "12-05") + later).replace("[ ]", "[x]")


def test_when_it_is_not_clear_which_became_which_nothing_is_lost() -> None:
    first, second = SEND.replace("12-01", "12-05"), SEND.replace("12-01", "12-09")
    found = promises(SEND, KEPT, first + second)
    assert all(line in found for line in (KEPT, first, second))
    assert found.count("<<<<<<<") == 1


def test_notes_below_a_promise_changed_in_two_ways_are_a_conflict() -> None:
    found = promises(SEND + "  a\n", KEPT + "  b\n", SEND + "  c\n")
    assert found == f"<<<<<<< ours\n{KEPT}  b\n=======\n{SEND}  c\n>>>>>>> theirs\n"
    assert promises(SEND + "  a\n", KEPT + "  a\n", SEND + "  c\n") == KEPT + "  c\n"
