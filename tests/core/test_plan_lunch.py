"""A table of two or three who would gain from meeting (S9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from karma.core.plan.lunch import CANDIDATES
from karma.core.plan.overview import plan
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.plan.proposal import Next

FRIDAY = day("2026-11-20")


def known(name: str, *log: str, **fields: Any) -> Contact:
    """Somebody you have talked with, long ago."""
    return person(name, "2026-02-01 call", *log, **fields)


def tables(*people: Contact, circle: str | None = None) -> list[Next]:
    found = book(*people)
    return [
        one for one in plan(found, FRIDAY, pipeline_of(found, FRIDAY), circle).next if one.kind == "lunch"
    ]


def seats(*people: Contact, circle: str | None = None) -> list[set[str]]:
    return [{contact.name for contact in one.people} for one in tables(*people, circle=circle)]


def test_lunch_proposes_people_who_would_gain_from_meeting_and_says_why() -> None:
    """S9: lunch (2-3 people): Jo needs a lawyer, and both sail."""
    [found] = tables(
        known("Ann", offers=("lawyer for leases",), interests=("sailing",)),
        known("Jo", needs=("a lawyer for the loft",), interests=("sailing",)),
        known("Zed", interests=("chess",)),
    )
    assert [contact.name for contact in found.people] == ["Ann", "Jo"]
    assert found.text == "Invite Ann and Jo to lunch."
    assert (
        found.reason
        == "Jo needs a lawyer for the loft, and Ann offers “lawyer for leases”; both like sailing."
    )


def test_two_of_one_first_name_are_called_by_their_whole_names() -> None:
    [found] = tables(known("Ann Lee", needs=("a lawyer",)), known("Ann Kay", offers=("lawyer",)))
    assert found.text == "Invite Ann Kay and Ann Lee to lunch."
    assert found.reason == "Ann Lee needs a lawyer, and Ann Kay offers “lawyer”."


def test_a_third_joins_who_brings_something_of_their_own() -> None:
    [found] = tables(
        known("Ann", offers=("lawyer for leases",), interests=("sailing",)),
        known("Jo", needs=("a lawyer for the loft",), interests=("sailing",)),
        known("Ed", interests=("sailing", "chess")),
        known("Zed", interests=("chess",)),
    )
    assert {contact.name for contact in found.people} == {"Ann", "Jo", "Ed"}
    assert found.reason.endswith("; all three like sailing.")


def test_an_interest_in_common_is_enough_for_two() -> None:
    [found] = tables(known("Ann", interests=("wooden-boats",)), known("Jo", interests=("Wooden boats",)))
    assert found.reason.startswith("Both like wooden boats")


def test_nothing_in_common_is_no_table() -> None:
    assert tables(known("Ann", interests=("chess",)), known("Jo", interests=("choir",)), known("Ed")) == []


@pytest.mark.parametrize(
    ("ann", "jo"),
    [
        ({"city": "Portland"}, {"city": "Boston"}),
        ({"title": "Attorney"}, {"title": "Attorney and partner"}),
        ({"offers": ("bookkeeping for shops",)}, {"offers": ("bookkeeping",)}),
        ({"org": "Harbor Supply"}, {"org": "Harbor Supply"}),
        ({"via": "jo"}, {}),
        ({}, {"private": ("true",)}),
        ({}, {"private": ("interests",)}),
    ],
    ids=["two cities", "one trade", "one offer", "one firm", "acquainted", "hidden", "kept private"],
)
def test_some_are_not_asked_together(ann: dict[str, Any], jo: dict[str, Any]) -> None:
    assert seats(known("Ann", interests=("sailing",), **ann), known("Jo", interests=("sailing",), **jo)) == []


def test_a_city_that_is_not_known_is_no_hindrance_and_a_rank_is_no_trade() -> None:
    ann = known("Ann", interests=("sailing",), city="Portland", title="Owner")
    assert seats(ann, known("Jo", interests=("sailing",), title="Owner")) == [{"Ann", "Jo"}]


@pytest.mark.parametrize(
    "line", ["2026-10-24 lunch with [[ed]]", "2026-11-01 meeting in", "2026-11-19 exchange: two names"]
)
def test_who_sat_with_you_in_the_last_four_weeks_is_not_asked_again(line: str) -> None:
    assert seats(known("Ann", line, interests=("sailing",)), known("Jo", interests=("sailing",))) == []


def test_who_was_at_one_of_your_tables_together_knows_each_other() -> None:
    lunch = "2026-03-01 lunch with"
    ann = known("Ann", f"{lunch} [[jo]]: noon", interests=("sailing",))
    assert seats(ann, known("Jo", f"{lunch} [[ann]]: noon", interests=("sailing",))) == []


def test_a_stranger_to_you_is_not_asked() -> None:
    assert seats(known("Ann", interests=("sailing",)), person("Jo", interests=("sailing",))) == []


def test_nobody_sits_at_two_tables() -> None:
    found = seats(*(known(name, interests=("sailing",)) for name in ("Ann", "Bo", "Cy", "Di", "Ed", "Flo")))
    assert len(found) == 2
    assert not found[0] & found[1]


def test_with_a_circle_somebody_of_it_is_at_the_table() -> None:
    people = [known(name, interests=("sailing",), circle="friend") for name in ("Ann", "Bo", "Cy")]
    assert [sum(name == "Di" for name in table) for table in seats(*people, circle="client")] == []
    people.append(known("Di", interests=("sailing",), circle="client"))
    assert [("Di" in table) for table in seats(*people, circle="client")] == [True]


def test_whom_you_have_not_seen_for_longest_is_asked_first() -> None:
    recent = [known(name, "2026-10-01 lunch: soup", interests=("jazz",)) for name in ("Ann", "Bo")]
    long_ago = [known(name, "2025-06-01 lunch: soup", interests=("choir",)) for name in ("Yan", "Zoe")]
    assert seats(*recent, *long_ago)[0] == {"Yan", "Zoe"}


def test_of_very_many_only_those_who_matter_most_are_compared() -> None:
    crowd = [known(f"P{n}", interests=("sailing",), circle="acquaintance") for n in range(CANDIDATES)]
    ann, jo = (known(name, interests=("sailing",), circle="partner") for name in ("Ann", "Jo"))
    assert {"Ann", "Jo"} <= seats(*crowd, ann, jo)[0]
