"""Conflicts in a text: found with what may be chosen for them, and settled with nothing else changed."""

from __future__ import annotations

from karma.core.config import Config
from karma.core.resolve import TwoPeople
from karma.files.resolve.text import apart, conflicts_in, loose_markers, settled, two_in_one

PATH = "contacts/bill-okafor.md"


def conflict(ours: str, theirs: str) -> str:
    return f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> laptop\n"


def person(middle: str = "", log: str = "") -> str:
    return (
        f"---\nname: Bill Okafor\n{middle}---\n\nProse.\n\n## Promises\n\n## Log\n\n- 2026-01-01 call\n{log}"
    )


def both(text: str) -> bool:
    (only,) = conflicts_in(text, PATH, Config())
    return only.both


def test_each_conflict_has_its_place_its_sides_and_their_labels() -> None:
    text = person(conflict("title: Owner\n", "title: Founder\n"), conflict("- 2026-01-02 call\n", ""))
    first, second = conflicts_in(text, PATH, Config())
    assert (first.at, first.end) == (f"{PATH}:3", 7)
    assert (first.ours, first.theirs) == (("title: Owner",), ("title: Founder",))
    assert first.labels == ("HEAD", "laptop")
    assert (second.where, second.ours, second.theirs) == ("Log", ("- 2026-01-02 call",), ())


def test_a_conflict_in_a_list_names_its_field() -> None:
    (only,) = conflicts_in(person("tags:\n" + conflict("  - a\n", "  - b\n")), PATH, Config())
    assert only.where == "tags"


def test_a_conflict_under_a_list_is_in_the_field_that_it_is_about() -> None:
    text = person("aliases:\n  - Billy\n" + conflict("org: Harbor\ntitle: Owner\n", "org: Marina\n"))
    assert conflicts_in(text, PATH, Config())[0].where == "org, title"


def test_words_before_a_colon_in_the_prose_are_no_field() -> None:
    text = person().replace("Prose.\n", "## Notes\n\n" + conflict("mood: fine\n", "mood: low\n"))
    assert conflicts_in(text, PATH, Config())[0].where == "Notes"


def test_lines_of_the_log_items_of_a_list_and_prose_can_all_stay() -> None:
    assert both(person(log=conflict("- 2026-01-02 call\n", "- 2026-01-03 call\n")))
    assert both(person("tags:\n" + conflict("  - a\n", "  - b\n")))
    assert both(person().replace("Prose.\n", conflict("Prose here.\n", "Prose there.\n")))


def test_a_field_has_one_value_so_both_is_not_offered() -> None:
    assert not both(person(conflict("title: Owner\n", "title: Founder\n")))


def test_one_promise_in_two_states_is_not_two_promises() -> None:
    sides = conflict("- [x] 2026-12-01 send it\n", "- [-] 2026-12-01 send it\n")
    assert not both(person().replace("## Promises\n", f"## Promises\n\n{sides}"))


def test_what_one_side_took_out_is_kept_or_not() -> None:
    assert not both(person(log=conflict("- 2026-01-02 call\n", "")))


def test_of_both_sides_a_line_that_stands_in_both_stays_once() -> None:
    text = person(log=conflict("- 2026-01-02 call\n", "- 2026-01-02 call\n- 2026-01-03 call\n"))
    (only,) = conflicts_in(text, PATH, Config())
    assert only.lines("both") == ("- 2026-01-02 call", "- 2026-01-03 call")


def test_only_the_lines_between_the_markers_change() -> None:
    text = person(conflict("title: A\n", "title: B\n"), conflict("- 2026-01-02 call\n", "")).replace(
        "\n", "\r\n"
    )
    after = person("title: B\n", conflict("- 2026-01-02 call\n", "")).replace("\n", "\r\n")
    assert settled(text, {0: ("title: B",)}) == after


def test_a_marker_without_its_others_is_told_apart() -> None:
    assert loose_markers(person(log=">>>>>>> laptop\n")) == (12,)
    assert loose_markers(person(log=conflict("", "- 2026-01-02 call\n"))) == ()


def test_two_people_in_one_file_are_parted_whole() -> None:
    jo, joan = ("---\nname: Jo Park\norg: Payroll\n---\n", "---\nname: Jo Park\norg: Bakery\n---\n")
    text = conflict(jo, joan)
    assert two_in_one(text, PATH, Config(), made_twice=False) == TwoPeople(
        PATH, "Jo Park, Payroll", "Jo Park, Bakery", "ours", "jo-park"
    )
    assert apart(text) == (jo, joan)


def test_two_people_of_one_name_are_told_apart_by_what_differs() -> None:
    sides = "phone: 1\norg: Payroll\n---\n", "phone: 2\norg: Payroll\nmet: 2026-11-20\n---\n"
    text = conflict(*(f"---\nname: Jo Park\n{side}" for side in sides))
    two = two_in_one(text, PATH, Config(), made_twice=False)
    assert two
    assert (two.ours, two.theirs) == ("Jo Park, 1", "Jo Park, 2, met 2026-11-20")


def test_whose_name_the_file_has_stays_in_it() -> None:
    ann, bob = "---\nname: Ann Lee\n---\n", "---\nname: Robert Cray\naliases: Bob Cray\n---\n"
    for sides, stays in (((ann, bob), "theirs"), ((bob, ann), "ours")):
        two = two_in_one(conflict(*sides), "contacts/bob-cray.md", Config(), made_twice=False)
        assert two
        assert (two.stays, two.stem) == (stays, "ann-lee")


def test_two_people_whom_git_mixed_are_parted_whole_too() -> None:
    text = "---\nname: Jo Park\n" + conflict("org: Payroll\n", "org: Bakery\n") + "---\n"
    assert two_in_one(text, PATH, Config(), made_twice=False) is None
    assert two_in_one(text, PATH, Config(), made_twice=True)
    assert apart(text)[1] == "---\nname: Jo Park\norg: Bakery\n---\n"


def test_one_person_made_on_both_sides_is_one_person() -> None:
    text = "---\nname: Jo Park\nphone: 555 0100\n" + conflict("org: Payroll\n", "org: Bakery\n") + "---\n"
    assert two_in_one(text, PATH, Config(), made_twice=True) is None
