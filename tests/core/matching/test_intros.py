"""An introduction is proposed, made, and followed up, and all of it stands in the files (S14)."""

from __future__ import annotations

from typing import Any

from karma.core.matching.intros import Introductions, introductions
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

TODAY = "2026-11-20"
NEED, OFFER = ("a bookkeeper who knows inventory",), ("bookkeeping",)


def bill(*log: str, **fields: Any) -> Any:
    return person("Bill", *log, needs=NEED, **fields)


def eve(*log: str, **fields: Any) -> Any:
    return person("Eve", *log, offers=OFFER, **fields)


def of(*people: Any, today: str = TODAY, **settings: Any) -> Introductions:
    everybody = book(*people, **settings)
    return introductions(everybody, day(today), pipeline_of(everybody, day(today)))


def proposed(*people: Any, **settings: Any) -> list[tuple[str, str]]:
    return [(one.needer.name, one.expert.name) for one in of(*people, **settings).proposed]


def test_the_life_of_an_introduction() -> None:
    """Bill needs what Eve offers. You introduce them; in time you ask; then a line says what became of it."""
    one = of(bill(), eve()).proposed[0]
    assert (one.state, one.need, one.offer) == ("proposed", NEED[0], OFFER[0])

    made = bill("2026-11-01 intro to [[eve]]: the inventory")
    found = of(made, eve())
    assert found.proposed == ()
    assert [(one.state, one.made, one.need) for one in found.made] == [
        ("made", day("2026-11-01"), "the inventory")
    ]
    assert found.to_follow_up(day("2026-11-14")) == ()
    assert len(found.to_follow_up(day("2026-11-15"))) == 1

    asked = bill("2026-11-01 intro to [[eve]]", "2026-11-16 call: [[eve]] starts on Monday")
    found = of(asked, eve())
    assert [(one.state, one.followed_up) for one in found.followed_up] == [("followed-up", day("2026-11-16"))]
    assert found.to_follow_up(day("2026-12-01")) == ()


def test_a_line_in_the_file_of_the_expert_follows_up_as_well() -> None:
    found = of(bill("2026-11-01 intro to [[eve]]"), eve("2026-11-10 thanked: for taking care of [[bill]]"))
    assert [one.state for one in found.followed_up] == ["followed-up"]


def test_a_stage_of_the_same_day_follows_up_and_another_line_does_not() -> None:
    stage = bill("2026-11-01 intro to [[eve]]", "2026-11-01 reached with [[eve]]")
    assert of(stage, eve()).followed_up
    told = bill("2026-11-01 intro to [[eve]]", "2026-11-01 call: told him about [[eve]]")
    assert not of(told, eve()).followed_up


def test_an_introduction_written_in_the_file_of_the_expert_is_one() -> None:
    found = of(bill(), eve("2026-11-01 intro to [[bill]]"))
    assert found.proposed == ()
    assert [(one.needer.name, one.expert.name) for one in found.made] == [("Eve", "Bill")]


def test_the_newest_of_two_introductions_counts() -> None:
    twice = bill(
        "2026-05-01 intro to [[eve]]", "2026-06-01 call: [[eve]] is busy", "2026-11-01 intro to [[eve]]"
    )
    assert [one.made for one in of(twice, eve()).made] == [day("2026-11-01")]


def test_an_old_introduction_is_left_to_the_two() -> None:
    found = of(bill("2026-01-01 intro to [[eve]]"), eve())
    assert found.to_follow_up(day(TODAY)) == ()
    assert found.proposed == ()


def test_while_one_introduction_is_under_way_no_other_is_proposed_for_the_need() -> None:
    kim = person("Kim", offers=OFFER)
    assert proposed(bill("2026-11-01 intro to [[eve]]"), eve(), kim) == []
    assert proposed(bill("2026-01-01 intro to [[eve]]"), eve(), kim) == [("Bill", "Kim")]


def test_a_referral_that_you_sent_out_is_an_introduction_made() -> None:
    found = of(bill("2026-11-10 won USD 900 with [[eve]]", "2026-11-01 intro to [[eve]]"), eve())
    assert [(one.expert.name, one.state) for one in found.followed_up] == [("Eve", "followed-up")]


def test_who_knows_whom_already_is_not_introduced() -> None:
    lunch = bill("2026-10-20 lunch with [[eve]]: harbour café")
    assert proposed(lunch, eve()) == []
    assert proposed(bill(via="eve"), eve()) == []
    assert proposed(bill("2026-10-20 referred by [[eve]]"), eve()) == []
    at_one_table = person("Jo", "2026-10-20 lunch with [[bill]] [[eve]]")
    assert proposed(bill(), eve(), at_one_table) == []
    assert proposed(bill(), eve("2026-10-20 intro in to [[bill]]")) == []


def test_that_a_text_mentions_somebody_is_no_acquaintance() -> None:
    assert proposed(bill("2026-10-20 call: asked whether I know [[eve]]"), eve()) == [("Bill", "Eve")]


def test_who_is_to_be_left_alone_is_not_proposed() -> None:
    for aside in (
        {"archived": True},
        {"every": "off"},
        {"snooze": "2027-01-01"},
        {"added": "2026-12-01"},
        {"private": ("true",)},
        {"private": ("offers",)},
    ):
        assert proposed(bill(), eve(**aside)) == [], aside
    for aside in ({"archived": True}, {"every": "off"}, {"private": ("needs",)}, {"private": ("true",)}):
        assert proposed(bill(**aside), eve()) == [], aside
    assert proposed(bill(snooze="2026-11-20"), eve()) == [("Bill", "Eve")]


def test_lines_to_come_do_not_count() -> None:
    ahead = bill("2026-11-21 intro to [[eve]]")
    assert proposed(ahead, eve()) == [("Bill", "Eve")]
    assert of(ahead, eve()).made == ()


def test_this_morning_what_is_done_today_is_still_to_do() -> None:
    everybody = book(bill("2026-11-20 intro to [[eve]]"), eve())
    yesterday = pipeline_of(everybody, day("2026-11-19"))
    assert introductions(everybody, day(TODAY), yesterday, so_far=False).proposed
    assert not of(*everybody.contacts).proposed


def test_needs_without_an_expert_are_remembered() -> None:
    found = of(bill(), person("Kofi", needs=("a resin supplier",)), eve())
    assert [(one.contact.name, one.need) for one in found.unmet] == [("Kofi", "a resin supplier")]


def test_the_best_comes_first_and_the_order_is_fixed() -> None:
    people = (
        bill(),
        person("Eve", offers=("bookkeeping with inventory",)),
        person("Abe", needs=("a lawyer",)),
        person("Zoe", offers=("lawyer",)),
    )
    assert proposed(*people) == [("Bill", "Eve"), ("Abe", "Zoe")]
    assert proposed(*reversed(people)) == [("Bill", "Eve"), ("Abe", "Zoe")]


def test_synonyms_are_those_of_the_book() -> None:
    people = (person("Ruth", needs=("a lawyer",)), person("Ann", offers=("attorney",)))
    assert proposed(*people) == []
    assert proposed(*people, synonyms=(("lawyer", "attorney"),)) == [("Ruth", "Ann")]


def ivan(*log: str, **fields: Any) -> Any:
    return person("Ivan", *log, needs=("a photographer for the new catalogue",), **fields)


def sofia(*log: str, **fields: Any) -> Any:
    return person("Sofia", *log, offers=("web design", "product photography"), **fields)


def test_two_who_met_over_a_website_are_proposed_for_the_photographs() -> None:
    for log in (
        ("2026-11-10 intro to [[sofia]]: a website #consents",),
        ("2026-11-10 intro to [[sofia]]: a website", "2026-11-14 won 900 with [[sofia]]"),
        ("2025-01-10 intro to [[sofia]]: a website",),
    ):
        assert proposed(ivan(*log), sofia()) == [("Ivan", "Sofia")], log


def test_an_introduction_silences_the_need_it_was_made_for() -> None:
    for said in ("a photographer", "pictures of the catalogue", "photography, and soon"):
        found = of(ivan(f"2026-11-10 intro to [[sofia]]: {said}"), sofia())
        assert (found.proposed, found.unmet) == ((), ()), said


def test_an_introduction_that_does_not_say_for_what_is_for_all_that_they_need() -> None:
    for line in ("intro to [[sofia]]", "intro to [[sofia]]: you two should know each other"):
        found = of(ivan(f"2026-11-10 {line}"), sofia())
        assert (found.proposed, found.unmet) == ((), ()), line


def test_a_second_introduction_does_not_make_the_first_forgotten() -> None:
    log = ("2026-11-01 intro to [[sofia]]: a photographer", "2026-11-10 intro to [[sofia]]: a website")
    assert proposed(ivan(*log), sofia()) == []


def test_introduced_for_one_thing_and_friends_by_now_they_need_no_introduction() -> None:
    log = ("2026-11-01 intro to [[sofia]]: a website", "2026-11-10 lunch with [[sofia]]")
    found = of(ivan(*log), sofia())
    assert (found.proposed, found.unmet) == ((), ())


def test_a_need_that_an_old_introduction_did_not_meet_is_listened_for_again() -> None:
    found = of(ivan("2025-01-10 intro to [[sofia]]: a photographer"), sofia())
    assert [one.contact.name for one in found.unmet] == ["Ivan"]


def test_who_needs_a_website_meets_who_designs_for_the_web() -> None:
    jane = person("Jane", needs=("a website",))
    assert proposed(jane, sofia()) == [("Jane", "Sofia")]
    assert proposed(jane, person("Gus", offers=("spider web removal",))) == []
