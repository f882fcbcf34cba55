"""Front matter merges key by key: lists as sets, and two values where one may stand are a conflict (G02)."""

from __future__ import annotations

import pytest

from tests.files.merge.texts import field, merge, read


def test_neighbouring_keys_changed_on_either_side_do_not_meet() -> None:
    assert field("org: A\ntitle: B\n", "org: X\ntitle: B\n", "org: A\ntitle: Y\n") == "org: X\ntitle: Y\n"


def test_one_key_changed_to_two_values_keeps_both_between_markers() -> None:
    found = field("org: A\ntitle: T\n", "org: X\ntitle: T\n", "org: Y\ntitle: T\n")
    assert found == "<<<<<<< ours\norg: X\n=======\norg: Y\n>>>>>>> theirs\ntitle: T\n"


def test_a_conflict_is_told_with_its_line_its_key_and_both_sides() -> None:
    text = "---\nname: Bill\norg: {}\n---\n"
    [conflict] = merge(text.format("A"), text.format("X"), text.format("Y")).conflicts
    assert (conflict.line, conflict.what, conflict.ours, conflict.theirs) == (3, "org", "org: X", "org: Y")


def test_the_same_change_on_both_sides_is_one() -> None:
    assert field("org: A\n", "org: X\ncity: C\n", "org: X\ntitle: T\n") == "org: X\ncity: C\ntitle: T\n"


def test_the_same_value_in_other_quotes_is_no_conflict() -> None:
    assert field("org: A\n", 'org: "X"\n', "org: X\n") == 'org: "X"\n'


def test_a_key_removed_here_and_changed_there_is_a_conflict_with_an_empty_side() -> None:
    found = field("org: A\ncity: C\n", "city: C\n", "org: B\ncity: C\n")
    assert "<<<<<<< ours\n=======\norg: B\n>>>>>>> theirs\n" in found


def test_a_key_removed_here_and_left_alone_there_is_gone() -> None:
    assert field("org: A\ncity: C\n", "city: C\n", "org: A\ncity: D\n") == "city: D\n"


def test_keys_added_on_both_sides_stand_each_behind_its_neighbour() -> None:
    found = field("org: A\ncity: C\n", "org: A\ntitle: T\ncity: C\n", "org: A\ncity: C\nlanguage: L\n")
    assert found == "org: A\ntitle: T\ncity: C\nlanguage: L\n"


@pytest.mark.parametrize("key", ["tags", "boats"])
def test_lists_are_sets_also_under_keys_of_the_users_own(key: str) -> None:
    base, ours, theirs = ("".join(f"  - {one}\n" for one in side) for side in ("abc", "acx", "aby"))
    assert (
        field(f"{key}:\n{base}", f"{key}:\n{ours}", f"{key}:\n{theirs}") == f"{key}:\n  - a\n  - x\n  - y\n"
    )


def test_items_keep_their_quotes_and_comments() -> None:
    found = field(
        "phone:\n  - '1'\n",
        "phone:\n  # at home\n  - '1'\n  - \"+1 503\"\n",
        "phone:\n  - '1'  # old\n  # at work\n  - 0171 4 # mornings\n",
    )
    assert found == "phone:\n  # at home\n  - '1'\n  - \"+1 503\"\n  # at work\n  - 0171 4 # mornings\n"


def test_one_value_where_a_list_may_stand_is_a_list_of_one() -> None:
    assert field("tags: a\n", "tags: a # first\ncity: C\n", "tags:\n  - a\n  - b\n").startswith(
        "tags:\n  - a"
    )
    assert field("", "tags: a\n", "tags: b\n") == "tags:\n  - a\n  - b\n"


def test_a_list_in_brackets_takes_more_items() -> None:
    assert field("tags: [a, b]\n", "tags: [a, b, c]\n", "tags: [b]\n") == "tags:\n  - b\n  - c\n"


def test_a_list_that_one_side_removed_keeps_what_the_other_added() -> None:
    assert field("tags:\n  - a\n", "", "tags:\n  - a\n  - b\n") == "tags:\n  - b\n"
    assert field("tags:\n  - a\n  - b\n", "", "tags:\n  - a\n") == ""


def test_items_take_the_indent_of_the_list_they_come_to() -> None:
    found = field("", "tags:\n- a\n", "tags:\n    - b\n")
    assert found == "tags:\n- a\n- b\n"


def test_comments_above_a_key_go_with_it() -> None:
    found = field("org: A\n", "# since May\norg: A\n", "org: B\n")
    assert found == "# since May\norg: B\n"


def test_a_key_that_one_side_puts_under_a_comment_leaves_the_comment_alone() -> None:
    found = field("# mine\norg: A\n", "# mine\ncity: C\norg: A\n", "# mine\norg: A\ncity: D\n")
    assert found.splitlines()[0] == "# mine"
    assert found.count("# mine") == 1


def test_a_comment_stays_one_when_both_sides_put_a_key_below_it() -> None:
    base = "# work\norg: A\n"
    found = field(base, "# work\ntitle: T\norg: A\n", "# work\ncity: C\norg: A\n")
    assert found == "# work\ntitle: T\ncity: C\norg: A\n"


def test_comments_changed_on_both_sides_are_both_there() -> None:
    found = field("# work\norg: A\n", "# work, since May\norg: A\n", "# at work\norg: B\n")
    assert found == "# work, since May\n# at work\norg: B\n"


def test_a_text_over_several_lines_is_one_value() -> None:
    found = field("how: |\n  a\n  b\n", "how: |\n  a\n  b\ncity: C\n", "how: |\n  a: x\n\n  c\n")
    assert found == "how: |\n  a: x\n\n  c\ncity: C\n"


def test_a_key_that_stands_twice_is_merged_as_text_and_nothing_is_lost() -> None:
    found = field("org: A\norg: B\ncity: C\n", "org: X\norg: B\ncity: C\n", "org: A\norg: B\ncity: D\n")
    assert found == "org: X\norg: B\ncity: D\n"


def test_what_is_no_yaml_is_merged_as_text() -> None:
    base = "org: A\nno key here\ncity: C\n"
    assert field(base, base.replace("A", "X"), base.replace("C", "Y")) == "org: X\nno key here\ncity: Y\n"


def test_the_merged_file_reads_back_without_the_other_side() -> None:
    text = "---\nname: Bill\norg: {}\ncity: C\n---\n"
    merged = merge(text.format("A"), text.format("X"), text.format("Y"))
    contact, [problem] = read(merged.text)
    assert (contact.org, contact.city) == ("X", "C")
    assert (problem.code, problem.line) == ("conflict", 3)
    assert "lines 3–7 (ours: org: X; theirs: org: Y)" in problem.message
    assert "`karma resolve bill`" in problem.remedy


def test_an_item_takes_the_comment_of_the_side_that_wrote_it() -> None:
    found = field("tags:\n  - a\n", "tags:\n  - a\n  - b\n", "tags:\n  - a # old\n  - c\n")
    assert found == "tags:\n  - a # old\n  - b\n  - c\n"


def test_other_quotes_do_not_stand_in_the_way_of_another_value() -> None:
    base = "org: A\ntitle: T\n"
    found = field(base, 'org: "A"\ntitle: "T"\n', "org: A\ntitle: Captain\n")
    assert found == 'org: "A"\ntitle: Captain\n'
    assert field(base, "org: B\ntitle: T\n", "'org': A\ntitle: 'T'\n") == "org: B\ntitle: 'T'\n"


def test_a_comment_behind_a_value_is_not_dropped_for_another_value() -> None:
    found = field("org: A\n", "org: A # moved?\n", "org: B\n")
    assert found == "<<<<<<< ours\norg: A # moved?\n=======\norg: B\n>>>>>>> theirs\n"
    found = field("org: A\n", "org: B # since May\n", "org: B # so he says\n")
    assert found.startswith("<<<<<<< ours\norg: B # since May\n=======\n")


def test_one_value_with_its_accent_stored_in_two_ways_is_one() -> None:
    assert field("", "tags:\n  - café\n", "tags:\n  - cafe\u0301\n") == "tags:\n  - café\n"
    assert field("org: A\n", "org: Café\n", "org: Cafe\u0301\n") == "org: Café\n"


OPEN = "<<<<<<<<< one\norg: A\n=========\norg: B\n>>>>>>>>> other\n"


def test_what_both_sides_settled_of_an_open_base_counts_once_or_is_asked_again() -> None:
    assert field(OPEN, "org: A\ntitle: T\n", "org: A\ncity: C\n") == "org: A\ntitle: T\ncity: C\n"
    assert field(OPEN, "org: A\n", "org: B\n") == "<<<<<<< ours\norg: A\n=======\norg: B\n>>>>>>> theirs\n"
