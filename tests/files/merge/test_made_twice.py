"""One file made on two computers: one person is merged, two people never are (G07)."""

from __future__ import annotations

import pytest

from karma.files.merge.contact import TWO_PEOPLE
from tests.files.merge.texts import merge, read

LOG = "\n## Log\n\n- 2026-11-{} call: {}\n"


def person(front: str, log: str = "") -> str:
    return f"---\nname: Bill Okafor\n{front}---\n{log}"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("uid: 7\n", "uid: 7\norg: B\n"),
        ("phone: +1 (503) 555-0142\n", "phone:\n  - +1 503 555 0142 (mobile)\n"),
        ("email: Bill@x.example\n", "email: bill@X.example\n"),
        ("url: https://bill.example/\n", "url: https://bill.example\n"),
        ("birthday: --04-12\n", "birthday: 1980-04-12\n"),
        ("org: Harbor Marine\n", "org: harbor  marine\n"),
        ("met: 2026-11-20\nmet_at: Rotary\n", "met: 2026-11-20\nmet_at: rotary\n"),
        ("aliases:\n  - Billy\nuid: 7\n", "uid: 7\n"),
    ],
)
def test_one_name_and_something_shared_is_one_person(ours: str, theirs: str) -> None:
    merged = merge(None, person(ours, LOG.format(20, "a")), person(theirs, LOG.format(21, "b")))
    assert TWO_PEOPLE not in [conflict.what for conflict in merged.conflicts]
    assert merged.text.endswith("- 2026-11-20 call: a\n- 2026-11-21 call: b\n")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("", ""),
        ("org: A\n", "org: B\n"),
        ("phone: 1\n", "phone: 2\n"),
        ("met: 2026-11-20\n", "met: 2026-11-20\n"),
        ("org: A\nuid: 1\n", "org: A\nuid: 2\n"),
        ("org: A\nbirthday: 1980-04-12\n", "org: A\nbirthday: 1981-04-12\n"),
        ("org: A\nbirthday: --04-12\n", "org: A\nbirthday: --04-13\n"),
    ],
)
def test_the_name_alone_or_a_contradiction_keeps_two_people_apart(ours: str, theirs: str) -> None:
    one, other = person(ours, LOG.format(20, "a")), person(theirs, LOG.format(21, "b"))
    merged = merge(None, one, other)
    assert merged.text == f"<<<<<<< ours\n{one}=======\n{other}>>>>>>> theirs\n"
    assert [(conflict.line, conflict.what) for conflict in merged.conflicts] == [(1, TWO_PEOPLE)]


def test_another_name_is_another_person_whatever_else_they_share() -> None:
    other = person("org: A\nphone: 1\n").replace("Bill", "Bob")
    assert merge(None, person("org: A\nphone: 1\n"), other).conflicts[0].what == TWO_PEOPLE


def test_a_file_that_says_no_name_is_nobody_that_could_be_known_again() -> None:
    one, other = "---\norg: A\ntitle: T\n---\n", "---\norg: A\ncity: C\n---\n"
    assert merge(None, one, other).conflicts[0].what == TWO_PEOPLE


@pytest.mark.parametrize("turned", [False, True])
def test_a_file_that_says_all_that_the_other_says_is_taken(turned: bool) -> None:
    short, long = (
        person("", LOG.format(20, "a")),
        person("org: A\n", LOG.format(20, "a") + "- 2026-11-21 note\n"),
    )
    assert merge(None, *((long, short) if turned else (short, long))).text == long


def test_prose_written_on_both_sides_about_one_person_is_one_conflict() -> None:
    merged = merge(None, person("uid: 7\n", "\nLikes tea.\n"), person("uid: 7\n", "\nLikes rowing.\n"))
    assert [conflict.what for conflict in merged.conflicts] == ["the text"]


def test_of_two_people_in_one_file_only_the_first_is_read() -> None:
    one, other = person("org: A\n", LOG.format(20, "a")), person("org: B\n", LOG.format(21, "b"))
    contact, [problem] = read(merge(None, one, other).text)
    assert (contact.name, contact.org, [entry.text for entry in contact.log]) == ("Bill Okafor", "A", ["a"])
    assert (problem.code, problem.line) == ("two-people", 1)
    assert "lines 1–19" in problem.message


def test_two_texts_that_are_no_contacts_stay_apart_too() -> None:
    merged = merge(None, "Shopping\n", "Cooking\n")
    assert merged.text == "<<<<<<< ours\nShopping\n=======\nCooking\n>>>>>>> theirs\n"
