"""The log merges as a multiset of lines: what both sides logged is one event, nothing is lost (G01, G03)."""

from __future__ import annotations

from tests.files.merge.texts import body, log, merge, read

OLD = "- 2026-08-20 call: off to the mountains\n"


def test_what_both_sides_appended_stands_by_date() -> None:
    found = log(OLD, OLD + "- 2026-11-21 call: ours\n", OLD + "- 2026-11-20 email: theirs\n")
    assert found == OLD + "- 2026-11-20 email: theirs\n- 2026-11-21 call: ours\n"


def test_on_one_day_ours_stand_before_theirs() -> None:
    found = log("", "- 2026-11-20 call: ours\n", "- 2026-11-20 email: theirs\n")
    assert found == "- 2026-11-20 call: ours\n- 2026-11-20 email: theirs\n"


def test_on_one_day_lines_with_a_time_stand_by_it() -> None:
    found = log("", "- 2026-11-20 14:00 call: ours\n- 2026-11-20 note\n", "- 2026-11-20 9:30 call: theirs\n")
    assert found == "- 2026-11-20 9:30 call: theirs\n- 2026-11-20 note\n- 2026-11-20 14:00 call: ours\n"


def test_the_same_line_on_both_sides_is_one_event() -> None:
    line = "- 2026-11-20 call: hello\n"
    assert log(OLD, OLD + line, OLD + line + "- 2026-11-21 note\n") == OLD + line + "- 2026-11-21 note\n"


def test_two_equal_lines_on_one_side_stay_two() -> None:
    line = "- 2026-11-20 tried\n"
    assert log(OLD, OLD + line + line, OLD + line) == OLD + line + line


def test_a_line_taken_out_on_one_side_is_gone() -> None:
    assert log(OLD + "- 2026-09-01 note\n", OLD, OLD + "- 2026-09-01 note\n- 2026-09-02 call\n") == (
        OLD + "- 2026-09-02 call\n"
    )


def test_of_several_equal_lines_both_sides_can_take_some_out() -> None:
    line = "- 2026-09-01 tried\n"
    assert log(line * 3, line * 2, line + OLD) == OLD + line


def test_a_line_corrected_on_one_side_is_corrected() -> None:
    found = log(OLD, OLD.replace("mountains", "sea"), OLD + "- 2026-11-20 note\n")
    assert found == "- 2026-08-20 call: off to the sea\n- 2026-11-20 note\n"


def test_a_line_taken_out_here_and_corrected_there_stays_corrected() -> None:
    found = log(
        OLD + "- 2026-09-01 note\n", "- 2026-09-01 note\n", OLD.replace("sea", "x").replace("off", "on")
    )
    assert found == "- 2026-08-20 call: on to the mountains\n"


def test_one_line_corrected_in_two_ways_is_a_conflict_at_its_place() -> None:
    later = "- 2026-09-01 note\n"
    found = log(OLD + later, OLD.replace("mountains", "sea") + later, OLD.replace("off", "on") + later)
    assert found == (
        "<<<<<<< ours\n- 2026-08-20 call: off to the sea\n=======\n"
        "- 2026-08-20 call: on to the mountains\n>>>>>>> theirs\n- 2026-09-01 note\n"
    )


def test_the_day_corrected_here_and_the_words_there_is_a_conflict() -> None:
    found = log(OLD, OLD.replace("08-20", "08-21"), OLD.replace("mountains", "mountain"))
    assert found.count("<<<<<<<") == 1


def test_the_same_correction_on_both_sides_is_one_line() -> None:
    new = OLD.replace("mountains", "sea")
    assert log(OLD, new + "- 2026-11-20 call\n", new + "- 2026-11-21 call\n") == (
        new + "- 2026-11-20 call\n- 2026-11-21 call\n"
    )


def test_when_only_one_side_wrote_its_order_stays() -> None:
    base, ours = (
        "- 2026-09-02 call\n- 2026-09-01 call\n",
        "- 2026-09-02 call\n- 2026-09-01 call\n- 2026-08-01 note\n",
    )
    found = body(f"Prose.\n\n## Log\n\n{base}", f"Prose.\n\n## Log\n\n{ours}", f"More.\n\n## Log\n\n{base}")
    assert found == f"More.\n\n## Log\n\n{ours}"


def test_what_stands_under_a_line_goes_with_it() -> None:
    found = log("", "- 2026-11-21 call: first\n  and more\n", "- 2026-11-20 call: second\n  and so on\n")
    assert found == "- 2026-11-20 call: second\n  and so on\n- 2026-11-21 call: first\n  and more\n"


def test_a_line_that_is_none_of_the_log_stays_with_the_one_above() -> None:
    found = log("", "- 2026-11-21 call\n- what was that?\n", "- 2026-11-22 call\n")
    assert found == "- 2026-11-21 call\n- what was that?\n- 2026-11-22 call\n"


def test_a_log_in_parts_is_merged_part_by_part() -> None:
    base = "\n## Log\n\n### 2025\n\n- 2025-01-01 call\n\n### 2026\n\n- 2026-01-01 call\n"
    ours, theirs = base + "- 2026-01-03 note\n", base.replace("### 2026", "- 2025-05-05 note\n\n### 2026")
    found = body(base, ours, theirs + "- 2026-01-02 email\n")
    assert found.endswith("\n### 2026\n\n- 2026-01-01 call\n- 2026-01-02 email\n- 2026-01-03 note\n")
    assert "- 2025-05-05 note\n" in found


def test_a_log_begun_on_both_sides_is_one() -> None:
    found = body(
        "Prose.\n", "Prose.\n\n## Log\n\n- 2026-11-20 call\n", "Prose.\n\n# log\n\n- 2026-11-21 call\n"
    )
    assert found == "Prose.\n\n## Log\n\n- 2026-11-20 call\n- 2026-11-21 call\n"


def test_a_last_line_without_its_ending_is_glued_to_nothing() -> None:
    text = "---\nname: Bill\n---\n\n## Log\n\n- 2026-08-20 call"
    assert merge(text, text + "\n- 2026-11-20 call", text + "\n- 2026-11-21 call\n").text == (
        text + "\n- 2026-11-20 call\n- 2026-11-21 call\n"
    )


def test_while_a_correction_is_in_doubt_the_rest_of_the_log_counts() -> None:
    text = f"---\nname: Bill\n---\n\n## Log\n\n{OLD}"
    ours, theirs = text.replace("off", "on"), text.replace("mountains", "sea") + "- 2026-11-20 call\n"
    contact, [problem] = read(merge(text, ours, theirs).text)
    assert [line.date.isoformat() for line in contact.log][-1] == "2026-11-20"
    assert (problem.code, problem.line) == ("conflict", 7)


def test_what_stands_below_a_blank_line_is_no_part_of_the_line_above() -> None:
    base = "- 2026-08-20 call\n\nA remark.\n"
    found = log(
        base, base + "- 2026-11-21 call\n", base.replace("- 2026-08-20 call\n", "") + "- 2026-11-20 note\n"
    )
    assert found == "\nA remark.\n- 2026-11-20 note\n- 2026-11-21 call\n"


def test_blanks_at_the_end_of_a_line_make_no_second_event() -> None:
    line = "- 2026-11-20 call: hello"
    found = log(OLD, f"{OLD}{line}\n", f"{OLD}{line} \n- 2026-11-21 note\n")
    assert found == f"{OLD}{line}\n- 2026-11-21 note\n"


def test_one_of_two_calls_on_a_day_written_anew_on_both_sides_is_a_conflict() -> None:
    ours, theirs = ("".join(f"- 2026-08-20 call: {sign * 90}\n" for sign in side) for side in ("xy", "vw"))
    assert log(OLD, ours, theirs).count("<<<<<<<") == 1


def test_a_heading_changed_there_leaves_the_order_of_the_lines_here() -> None:
    rows = "- 2026-09-02 call\n- 2026-09-01 call\n"
    found = body(f"## Log\n\n{rows}", f"## Log\n\n{rows}- 2026-08-01 note\n", f"# Log\n\n{rows}")
    assert found == f"# Log\n\n{rows}- 2026-08-01 note\n"


def test_a_heading_made_here_and_lines_made_there_keep_their_blank_line() -> None:
    found = body("A.\n", "A.\n\n## Log\n", "A.\n\n## Log\n\n- 2026-11-20 call\n")
    assert found == "A.\n\n## Log\n\n- 2026-11-20 call\n"


def test_one_event_with_its_accent_stored_in_two_ways_is_one() -> None:
    assert (
        log("", "- 2026-11-20 call: café\n", "- 2026-11-20 call: cafe\u0301\n") == "- 2026-11-20 call: café\n"
    )
