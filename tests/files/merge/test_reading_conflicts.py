"""What a merge left between markers is found, whoever wrote it, and read around (Y08, G07)."""

from __future__ import annotations

import pytest

from karma.files.conflicts import marked, read_around_conflicts
from tests.files.merge.texts import read

SIDES = "org: A\n=======\norg: B\n"


@pytest.mark.parametrize(
    "text",
    [
        f"<<<<<<< HEAD\n{SIDES}>>>>>>> laptop",
        f"<<<<<<< Updated upstream\n{SIDES}>>>>>>> Stashed changes",
        f"<<<<<<<\n{SIDES}>>>>>>>",
        "<<<<<<< ours\norg: A\n||||||| 1a2b3c\norg: C\n=======\norg: B\n>>>>>>> theirs",
        "<<<<<<< ours\norg: A\n|||||||\n=======\norg: B\n>>>>>>> theirs",
        "<<<<<<<<< ours\norg: A\n=========\norg: B\n>>>>>>>>> theirs",
        "<<<<<<< ours\norg: A\n||||||| base\n<<<<<<<<< x\norg: C\n=========\n>>>>>>>>> y\n=======\norg: B\n>>>>>>> b",
    ],
    ids=[
        "git",
        "stash",
        "no labels",
        "with the base",
        "with an empty base",
        "wide",
        "a conflict in the base",
    ],
)
def test_markers_are_known_whatever_their_labels(text: str) -> None:
    lines = text.split("\n")
    kept, [problem] = read_around_conflicts(lines, "contacts/bill.md")
    assert [line for line in kept if line] == ["org: A"]
    assert kept[1] == "org: A"
    assert f"lines 1–{len(lines)} (ours: org: A; theirs: org: B)" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "Title\n=======\n\n>>>>>>> not a side",
        "<<<<<<< begun and never ended\n=======",
        "<<<<<<< one\n<<<<<<< two\n=======\n>>>>>>>>> of another width",
        "<<<<<<<left\n=======\n>>>>>>> right",
        "<<<<<<< ours\n======= not alone\n>>>>>>> theirs",
    ],
)
def test_what_is_no_whole_conflict_is_text(text: str) -> None:
    lines = text.split("\n")
    assert list(marked(lines)) == []
    assert read_around_conflicts(lines, "x.md") == (lines, ())


def test_the_remedy_names_the_person_as_a_shell_takes_it() -> None:
    lines = f"<<<<<<< a\n{SIDES}>>>>>>> b".split("\n")
    [problem] = read_around_conflicts(lines, "contacts/archive/Bill O'Hara.md")[1]
    assert """`karma resolve 'Bill O'"'"'Hara'`""" in problem.remedy


def test_what_happened_counts_on_both_sides_once() -> None:
    text = (
        "---\nname: Bill\n---\n\n## Log\n\n<<<<<<< HEAD\n- 2026-11-20 call: one\n- 2026-11-21 note\n=======\n"
        "- 2026-11-20 call: two\n- 2026-11-21 note\n>>>>>>> laptop\n- 2026-11-22 email\n"
    )
    contact, [problem] = read(text)
    assert [line.line for line in contact.log] == [8, 11, 9, 14]
    assert problem.line == 7


def test_two_conflicts_in_one_file_are_two_problems() -> None:
    text = "---\nname: Bill\n<<<<<<< a\norg: A\n=======\norg: B\n>>>>>>> b\ncity: C\n<<<<<<< a\n=======\ntitle: T\n>>>>>>> b\n---\n"
    contact, problems = read(text)
    assert (contact.org, contact.city, contact.title) == ("A", "C", None)
    assert [(problem.line, problem.code) for problem in problems] == [(3, "conflict"), (9, "conflict")]
    assert "(ours: nothing; theirs: title: T)" in problems[1].message


def test_a_whole_file_beside_another_is_two_people_only_from_the_first_line_on() -> None:
    one, other = "---\nname: A\n---", "---\nname: B\n---"
    assert read(f"<<<<<<< a\n{one}\n=======\n{other}\n>>>>>>> b\n")[1][0].code == "two-people"
    text = f"---\nname: Bill\n---\n\n<<<<<<< a\n{one}\n=======\n{other}\n>>>>>>> b\n"
    assert [problem.code for problem in read(text)[1]] == ["conflict"]
