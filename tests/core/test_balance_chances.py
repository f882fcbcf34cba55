"""Who helped you and was not helped since, and whom you have not fed lately: in a host's tone (S8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from karma.core.balance.chances import give_and_take, suggestions
from karma.core.dates import add_days
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.agenda import Also
    from karma.core.balance.chances import GiveAndTake
    from karma.core.book import Book

TODAY = day("2026-11-20")
SENT = "2026-10-02 referred by [[bill]]"


def found_in(found: Book) -> GiveAndTake:
    return give_and_take(found, TODAY, pipeline_of(found, TODAY))


def helped_you(found: Book) -> list[str]:
    return [chance.contact.id for chance in found_in(found).helped_you]


def not_fed(found: Book) -> list[str]:
    return [chance.contact.id for chance in found_in(found).not_fed]


def suggested(found: Book) -> list[Also]:
    return list(suggestions(found, TODAY, pipeline_of(found, add_days(TODAY, -1))))


def test_who_helped_you_and_was_not_helped_since_comes_to_mind_with_why_and_what() -> None:
    carl = person("Carl Jensen", "2025-05-01 helped", id="carl", needs=("owners of new boats",))
    found = book(carl, person("Dolores Finch", "2026-10-13 referred by [[carl]]: a letter"))
    (chance,) = found_in(found).helped_you
    assert chance.reason == "Carl sent you Dolores Finch on 13 Oct."
    assert chance.idea == "Help Carl find owners of new boats."


@pytest.mark.parametrize("back", ["2026-10-03 helped", "2026-10-02 helped", "2026-11-20 intro to [[jo]]"])
def test_helping_back_on_that_day_or_later_answers_it(back: str) -> None:
    assert helped_you(book(person("Bill", back), person("Jane", SENT), person("Jo"))) == []


@pytest.mark.parametrize(
    "kindness", ["2026-10-03 note", "2026-10-03 gift", "2026-10-03 told: news #x", "2026-10-03 thanked"]
)
def test_a_kindness_is_welcome_and_answers_no_help(kindness: str) -> None:
    assert helped_you(book(person("Bill", kindness), person("Jane", SENT))) == ["bill"]


def test_what_you_did_before_their_help_does_not_answer_it() -> None:
    assert helped_you(book(person("Bill", "2026-10-01 helped"), person("Jane", SENT))) == ["bill"]


def test_a_kindness_of_theirs_is_no_help() -> None:
    assert helped_you(book(person("Eve", "2026-10-01 gift in: an abacus"))) == []


def test_who_did_most_beyond_what_you_did_stands_first() -> None:
    found = book(
        person("Ann", "2026-09-01 got"),
        person("Bill", "2026-01-01 helped", "2026-01-02 helped"),
        person("Carl"),
        person("Jane", SENT),
        person("Joe", "2026-10-02 referred by [[carl]]"),
    )
    assert helped_you(found) == ["carl", "ann", "bill"]


@pytest.mark.parametrize(
    "left",
    [{"archived": True}, {"every": "off"}, {"snooze": "2026-11-21"}, {"added": "2026-11-21"}],
)
def test_who_is_left_in_peace_is_not_proposed(left: dict[str, Any]) -> None:
    found = book(person("Bill", "2026-10-01 got", circle="partner", **left), person("Jane", SENT))
    assert helped_you(found) == []
    assert not_fed(found) == []
    assert suggested(found) == []


def test_a_snooze_that_ends_today_is_over() -> None:
    assert helped_you(book(person("Bill", snooze="2026-11-20"), person("Jane", SENT))) == ["bill"]


def test_a_partner_with_nothing_from_you_for_half_a_year_was_not_fed_lately() -> None:
    found = book(
        person("Ann", "2026-05-20 helped", circle="partner"),
        person("Bea", "2026-05-22 helped", circle="partner"),
        person("Cleo", "2026-01-01 helped", circle="friend"),
    )
    assert not_fed(found) == ["ann"]
    assert found_in(found).not_fed[0].reason == "The last thing Ann had from you was 6 months ago."


def test_who_once_sent_you_somebody_matters_like_a_partner() -> None:
    found = book(
        person("Bill", "2026-02-01 intro to [[jo]]", "2026-02-02 helped"),
        person("Jane", "2026-01-02 referred by [[bill]]"),
        person("Jo"),
    )
    assert not_fed(found) == ["bill"]


def test_a_partner_you_just_came_to_know_waits_for_half_a_year() -> None:
    found = book(
        person("Ann", circle="partner", added="2026-10-01"),
        person("Bea", circle="partner", added="2025-01-01"),
    )
    assert not_fed(found) == ["bea"]
    assert found_in(found).not_fed[0].reason == "Nothing from you to Bea is in the log yet."


def test_a_partner_of_whom_nobody_wrote_when_they_came_counts_from_the_first_day_of_the_book() -> None:
    old = book(person("Ann", "2020-01-01 call", "2026-11-01 call", circle="partner"))
    young = book(person("Ann", "2026-10-01 call", "2026-11-01 call", circle="partner"))
    assert (not_fed(old), not_fed(young)) == (["ann"], [])


def test_an_idea_tells_links_by_name_and_names_nobody_hidden() -> None:
    found = book(
        person("Bill", "2026-10-01 got", needs=("a tenant like [[secret]] or [[jane]] #lease",)),
        person("Jane Doe", id="jane"),
        person("Secret", private=("true",)),
    )
    assert found_in(found).helped_you[0].idea == "Help Bill find a tenant like somebody or Jane Doe."


def test_nobody_stands_in_both_lists() -> None:
    found = book(person("Bill", circle="partner", added="2025-01-01"), person("Jane", SENT))
    assert (helped_you(found), not_fed(found)) == (["bill"], [])


@pytest.mark.parametrize(
    ("fields", "idea"),
    [
        ({"needs": ("a bookkeeper",)}, "Help Bill find a bookkeeper."),
        ({"offers": ("surveys",), "circle": "expert"}, "Find somebody for Bill who needs surveys."),
        (
            {"offers": ("surveys",), "interests": ("choir",), "circle": "friend"},
            "Send Bill something about choir.",
        ),
        ({"needs": ("a bookkeeper",), "private": ("needs",)}, "Ask Bill what would help most just now."),
        ({}, "Ask Bill what would help most just now."),
    ],
)
def test_the_idea_comes_from_what_they_need_offer_or_like(fields: dict[str, Any], idea: str) -> None:
    (chance,) = found_in(book(person("Bill", **fields), person("Jane", SENT))).helped_you
    assert chance.idea == idea


def test_a_reason_tells_links_by_name_and_names_nobody_hidden() -> None:
    found = book(
        person("Bill", "2026-10-01 got: rang [[jane]] and [[secret]]"),
        person("Jane Doe", id="jane"),
        person("Secret", private=("true",)),
    )
    assert found_in(found).helped_you[0].reason == (
        "Bill did you a favour on 1 Oct: rang Jane Doe and somebody."
    )


def test_today_proposes_a_good_turn_for_who_did_more_than_you() -> None:
    found = book(person("Bill", needs=("a tenant",)), person("Jane", SENT))
    (thing,) = suggested(found)
    assert (thing.contact.id, thing.kind, thing.done) == ("bill", "give-back", False)
    assert (thing.text, thing.reason) == ("Help Bill find a tenant.", "Bill sent you Jane on 2 Oct.")


def test_whose_balance_leans_to_you_anyway_is_not_proposed() -> None:
    found = book(person("Bill", "2026-01-01 intro to [[jo]]", "2026-10-03 got"), person("Jo"))
    assert helped_you(found) == ["bill"]
    assert suggested(found) == []


@pytest.mark.parametrize("done", ["helped: a tenant", "note", "intro to [[jo]]"])
def test_what_is_done_today_keeps_its_place_done(done: str) -> None:
    found = book(person("Bill", f"2026-11-20 {done}"), person("Jane", SENT), person("Jo"))
    assert [(thing.contact.id, thing.done) for thing in suggested(found)] == [("bill", True)]


def test_sending_them_somebody_today_is_done_though_it_stands_in_the_others_file() -> None:
    found = book(person("Bill"), person("Jane", SENT), person("Jo", "2026-11-20 intro to [[bill]]"))
    assert [thing.done for thing in suggested(found)] == [True]


@pytest.mark.parametrize("not_given", ["got: again", "note in", "thanked", "call"])
def test_what_gave_them_nothing_today_is_not_done(not_given: str) -> None:
    found = book(person("Bill", f"2026-11-20 {not_given}"), person("Jane", SENT))
    assert [thing.done for thing in suggested(found)] == [False]


def test_help_of_today_changes_nothing_this_morning() -> None:
    found = book(person("Bill", "2026-11-20 got: read my terms"))
    assert helped_you(found) == ["bill"]
    assert suggested(found) == []


def test_no_word_of_owing() -> None:
    found = book(
        person("Bill", "2026-09-01 got", circle="partner"),
        person("Ann", circle="partner", added="2020-01-01"),
        person("Jane", SENT),
    )
    words = " ".join(
        f"{one.reason} {one.idea}" for one in (*found_in(found).helped_you, *found_in(found).not_fed)
    ).casefold()
    assert len(words) > 50
    for bad in ("owe", "debt", "due", "neglect", "return"):
        assert bad not in words


def test_a_client_who_is_a_partner_as_well_is_not_forgotten() -> None:
    found = book(person("Ann", circle="client", partner=("trust",), added="2025-01-01"))
    assert not_fed(found) == ["ann"]
