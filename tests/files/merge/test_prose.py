"""Prose merges as git merges text; the sections are never in its way, and odd files lose nothing (G04)."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest

from karma.files import git
from karma.files.merge.contact import merge_contact
from tests.files.merge.texts import CONFIG, body, merge, read
from tests.repositories import git as git_of_the_user

if TYPE_CHECKING:
    from pathlib import Path

LOG = "\n## Log\n\n- 2026-08-20 call\n"


def test_paragraphs_changed_on_either_side_are_both_changed() -> None:
    found = body("One.\n\nTwo.\n\nThree.\n", "ONE.\n\nTwo.\n\nThree.\n", "One.\n\nTwo.\n\nTHREE.\n")
    assert found == "ONE.\n\nTwo.\n\nTHREE.\n"


def test_the_same_line_changed_in_two_ways_is_gits_conflict() -> None:
    found = body(f"Before ten.\n{LOG}", f"Before nine.\n{LOG}", f"After ten.\n{LOG}")
    assert found == f"<<<<<<< ours\nBefore nine.\n=======\nAfter ten.\n>>>>>>> theirs\n{LOG}"


def test_prose_beside_a_section_that_changes_does_not_meet_it() -> None:
    found = body(f"Prose.\n{LOG}", f"Prose changed.\n{LOG}", f"Prose.\n{LOG}- 2026-11-20 call\n")
    assert found == f"Prose changed.\n{LOG}- 2026-11-20 call\n"


def test_sections_begun_on_either_side_stand_in_the_usual_order() -> None:
    found = body("Prose.\n", f"Prose.\n{LOG}", "Prose.\n\n## Promises\n\n- [ ] Pay\n")
    assert found == f"Prose.\n\n## Promises\n\n- [ ] Pay\n{LOG}"


def test_a_section_begun_here_and_prose_changed_there() -> None:
    assert body("Prose.\n", f"Prose.\n{LOG}", "Changed.\n") == f"Changed.\n{LOG}"


def test_an_empty_section_removed_here_does_not_come_back() -> None:
    base = f"\n## Next time\n\n- Ask\n- Say\n{LOG}"
    assert body(base, LOG, base.replace("- Ask\n", "")) == LOG


def test_prose_below_the_log_is_prose() -> None:
    base = f"{LOG}\n## Family\n\nTwo boys.\n"
    found = body(base, base.replace("Two", "Three"), base.replace("call\n", "call\n- 2026-11-20 call\n"))
    assert found == f"{LOG}- 2026-11-20 call\n\n## Family\n\nThree boys.\n"


def test_a_block_of_code_in_a_section_is_text() -> None:
    base = f"{LOG}```\n- 2026-09-09 call\n```\n"
    found = body(base, f"Prose.\n{base}", base.replace("09-09", "10-10"))
    assert found == f"Prose.\n{LOG}```\n- 2026-10-10 call\n```\n"


@pytest.mark.parametrize(
    "base",
    [
        "A\n\n```\n## Log\n\n- 2026-08-20 call\nB\n",
        "A\n\n## Log\n\n- 2026-08-20 call\n\n<<<<<<< x\n=======\n>>>>>>> y\n\nB\n",
        "A\n\n## Log\n\n- 2026-08-20 call\n\n\ue0000\n\n## Family\n\nB\n",
    ],
    ids=["open fence", "an older conflict", "a private sign"],
)
def test_where_sections_are_not_clear_all_is_text(base: str) -> None:
    assert body(base, base.replace("A", "X"), base.replace("B", "Y")) == base.replace("A", "X").replace(
        "B", "Y"
    )


def test_sections_in_another_order_on_one_side_lose_nothing() -> None:
    promises = "\n## Promises\n\n- [ ] Pay\n"
    found = body(promises + LOG, LOG + promises, promises + LOG + "- 2026-11-20 call\n")
    for line in ("- [ ] Pay\n", "- 2026-08-20 call\n", "- 2026-11-20 call\n"):
        assert line in found


def test_two_logs_in_one_file_are_two_in_the_merged_one() -> None:
    base = f"{LOG}\n## Family\n\nTwo boys.\n\n## Log\n\n- 2026-09-09 note\n"
    found = body(
        base, base + "- 2026-11-20 call\n", base.replace("20 call\n", "20 call\n- 2026-08-21 note\n")
    )
    assert found == base.replace("20 call\n", "20 call\n- 2026-08-21 note\n") + "- 2026-11-20 call\n"


@pytest.mark.parametrize("crlf", [0, 1, 2])
def test_a_side_with_other_line_endings_doubles_nothing(crlf: int) -> None:
    text = f"---\nname: Bill\norg: A\n---\n\nProse.\n{LOG}"
    sides = [text, text.replace("org: A", "org: B"), text + "- 2026-11-20 call\n"]
    sides[crlf] = sides[crlf].replace("\n", "\r\n")
    merged = merge(*sides)
    wanted = f"---\nname: Bill\norg: B\n---\n\nProse.\n{LOG}- 2026-11-20 call\n"
    assert merged.text == (wanted.replace("\n", "\r\n") if crlf == 1 else wanted)
    assert not merged.conflicts


def test_a_file_without_front_matter_is_merged_by_its_sections() -> None:
    assert merge(LOG, f"Hi.\n{LOG}- 2026-11-20 call\n", f"{LOG}- 2026-11-21 call\n").text == (
        f"Hi.\n{LOG}- 2026-11-20 call\n- 2026-11-21 call\n"
    )


def test_labels_and_the_width_of_markers_are_as_asked() -> None:
    merged = merge_contact("a\n", "b\n", "c\n", config=CONFIG, labels=("this\none", "that"), marker_size=9)
    assert merged.text == "<<<<<<<<< this one\nb\n=========\nc\n>>>>>>>>> that\n"


def test_without_git_all_that_differs_is_one_conflict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "program", lambda: None)
    found = body("One.\nTwo.\nThree.\n", "One.\n2.\n3.\nThree.\n", "One.\nII.\nThree.\n")
    assert found == "One.\n<<<<<<< ours\n2.\n3.\n=======\nII.\n>>>>>>> theirs\nThree.\n"


def test_while_prose_is_in_doubt_ours_is_read() -> None:
    text = f"---\nname: Bill\n---\n\nBefore ten.\n{LOG}"
    merged = merge(text, text.replace("Before", "After"), text.replace("ten", "nine"))
    contact, [problem] = read(merged.text)
    assert contact.prose == "After ten."
    assert len(contact.log) == 1
    assert (problem.code, problem.line) == ("conflict", 5)


def test_an_older_conflict_in_the_log_stays_in_one_piece() -> None:
    older = "<<<<<<< x\n- 2026-08-22 call\n=======\n- 2026-08-21 call\n>>>>>>> y\n"
    found = body(LOG + older, f"{LOG}- 2026-11-21 call\n{older}", f"{LOG}{older}- 2026-08-01 note\n")
    assert found == f"{LOG}- 2026-11-21 call\n{older}- 2026-08-01 note\n"


def test_a_fence_left_open_on_one_side_makes_no_second_log() -> None:
    found = body(f"A\n\nB\n{LOG}", f"```\nA\n\nB\n{LOG}", f"A\n\nB\n{LOG}- 2026-11-20 call\n")
    assert found == f"```\nA\n\nB\n{LOG}- 2026-11-20 call\n"


def test_a_second_log_on_one_side_only_loses_nothing() -> None:
    found = body(
        f"A\n{LOG}", f"## Log\n\n- 2026-01-01 note\n\n## B\n\nA\n{LOG}", f"A\n{LOG}- 2026-11-20 call\n"
    )
    assert found == f"## Log\n\n- 2026-01-01 note\n\n## B\n\nA\n{LOG}- 2026-11-20 call\n"


def test_code_in_a_section_changed_on_both_sides_keeps_its_order() -> None:
    base = f"{LOG}```\n- 2026-09-09 b\n- 2026-08-08 a\n- 2026-07-07 z\n```\n"
    found = body(base, base.replace("b\n", "B\n"), base.replace("z\n", "Z\n"))
    assert found == base.replace("b\n", "B\n").replace("z\n", "Z\n")


def test_conflicts_on_either_side_of_a_section_leave_it_alone() -> None:
    texts = (f"A{n}\n{LOG}{more}\n## B\nB{n}\n" for n, more in ((0, ""), (1, ""), (2, "- 2026-11-20 call\n")))
    found = body(*texts)
    assert found.count("<<<<<<<") == 2
    assert f">>>>>>> theirs\n{LOG}- 2026-11-20 call\n\n## B\n<<<<<<<" in found


def test_the_users_own_style_of_conflicts_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git_of_the_user(tmp_path, "init", "--quiet")
    git_of_the_user(tmp_path, "config", "merge.conflictStyle", "diff3")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert body("A\n", "B\n", "C\n") == "<<<<<<< ours\nB\n=======\nC\n>>>>>>> theirs\n"


def test_a_missing_last_ending_stays_missing_but_behind_a_marker() -> None:
    assert body("A\n\nB\n\nC", "X\n\nB\n\nC", "A\n\nB\n\nZ") == "X\n\nB\n\nZ"
    assert merge("A", "B", "C").text == "<<<<<<< ours\nB\n=======\nC\n>>>>>>> theirs\n"
    assert merge("A", "B", "C\r\n").text == "<<<<<<< ours\r\nB\r\n=======\r\nC\r\n>>>>>>> theirs\r\n"


def test_what_is_added_at_the_end_of_the_prose_does_not_meet_an_edit_of_its_last_paragraph() -> None:
    found = body(f"One.\n{LOG}", f"ONE.\n{LOG}", f"One.\n\n## Family\n\nTwo boys.\n{LOG}")
    assert found == f"ONE.\n\n## Family\n\nTwo boys.\n{LOG}"


@pytest.mark.parametrize("blank", ["", "\n\n", "\n\n\n"])
def test_the_prose_before_a_section_keeps_its_blank_lines(blank: str) -> None:
    found = body(f"One.\n{blank}{LOG}", f"ONE.\n{blank}{LOG}", f"One.\n{blank}{LOG}- 2026-11-20 call\n")
    assert found == f"ONE.\n{blank}{LOG}- 2026-11-20 call\n"


def test_two_sides_that_differ_in_nothing_but_blanks_are_no_conflict() -> None:
    assert body("One.  \n\n\nTwo.\n", "One.\n\nTwo\n", "One.\n\n\n\nTwo\n") == "One.\n\nTwo\n"
