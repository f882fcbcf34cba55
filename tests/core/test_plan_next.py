"""Whom next for a note, a gift, an article, an exchange, an introduction, and why (S9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from karma.core.configfile import parse_config
from karma.core.plan.overview import plan
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.plan.proposal import Next

ALL = '[plan]\nemail = "1 a month"\n'
KINDS = ("lunch", "exchange", "article", "intro", "note", "gift")


def proposed(kind: str, *people: Contact, toml: str | None = None) -> list[Next]:
    """Whom next for that kind, where no other is wanted unless `toml` says so."""
    others = "".join(f'{other} = "none"\n' for other in KINDS if other != kind)
    found = planned(*people, toml=toml if toml is not None else f"{ALL}{others}")
    today = day("2026-11-20")
    return [one for one in plan(found, today, pipeline_of(found, today)).next if one.kind == kind]


def planned(*people: Contact, toml: str) -> Book:
    config, _ = parse_config(toml)
    return book(*people, plan=config.plan, verbs=config.verbs)


def names(found: list[Next]) -> list[str]:
    return [" ".join(contact.name for contact in one.people) for one in found]


def test_thanks_that_are_due_come_first_then_who_has_waited_longest() -> None:
    """S9: the plan proposes whom next for each kind."""
    found = proposed(
        "note",
        person("Ann", "2026-06-01 call", "2026-09-01 got: read my new terms for nothing"),
        person("Bo", "2024-01-01 call", "2024-01-02 note: hello"),
        person("Cy", "2026-03-01 call", "2026-03-02 note: hello"),
    )
    assert names(found) == ["Ann", "Bo", "Cy"]
    assert found[0].text == "Write Ann a note by hand."
    assert found[0].reason == (
        "Ann did you a good turn on 1 Sep (“read my new terms for nothing”), and no thanks are in the log yet."
    )
    assert found[1].reason == "The last note from you went on 2 Jan 2024, 3 years ago."


@pytest.mark.parametrize(
    ("fields", "log", "reason"),
    [
        ({"birthday": "--11-24"}, "2026-06-01 call", "Birthday in 4 days, on 24 Nov."),
        ({}, "2026-11-05 lunch: noodles", "You had lunch 2 weeks ago: a line by hand rounds it off."),
        ({"met": "2021-12-01"}, "2026-06-01 call", "It is 5 years on 1 Dec since you met."),
        ({}, "2026-06-01 call", "No note from you is in the log yet."),
    ],
)
def test_a_note_has_its_occasion(fields: dict[str, Any], log: str, reason: str) -> None:
    [found] = proposed("note", person("Ann", "2026-02-01 call", log, **fields))
    assert found.reason == reason


def test_work_that_began_is_an_occasion_for_a_note_and_so_is_its_anniversary() -> None:
    begun = person("Ann", "2026-11-01 referred by [[bo]]", "2026-11-10 won")
    long_ago = person("Cy", "2024-11-01 referred by [[bo]]", "2024-11-28 won")
    assert [(one.people[0].name, one.reason) for one in proposed("note", begun, long_ago)] == [
        ("Ann", "Your work together began on 10 Nov."),
        ("Cy", "It is 2 years on 28 Nov since you began to work together."),
    ]


def test_three_attempts_without_an_answer_are_an_occasion_for_a_note() -> None:
    tries = ("2026-11-02 tried", "2026-11-08 voicemail", "2026-11-16 tried")
    [found] = proposed("note", person("Ann", "2026-02-01 call", *tries))
    assert found.reason == "3 attempts without an answer: a line by hand may get through."


def test_what_suits_a_person_best_is_what_is_proposed() -> None:
    people = (
        person("Helen", "2026-10-14 heard: Tidewater opens a fund #grants"),
        person("Clara", "2026-02-01 call", interests=("grants",)),
    )
    assert names(proposed("article", *people, toml="")) == ["Clara"]
    assert names(proposed("note", *people, toml="")) == []


def test_nobody_gets_two_of_note_gift_and_article_at_once() -> None:
    people = [
        person(name, "2026-02-01 call", "2026-10-01 got: a favour", interests=("sailing",))
        for name in ("Ann", "Bo", "Cy", "Di")
    ]
    found = planned(*people, toml=ALL)
    sent = [
        one.people[0].id
        for one in plan(found, day("2026-11-20"), pipeline_of(found, day("2026-11-20"))).next
        if one.kind in ("note", "gift", "article")
    ]
    assert len(sent) == len(set(sent)) == 4


@pytest.mark.parametrize(
    "line", ["2026-11-02 gift: honey", "2026-11-02 article: bees", "2026-09-20 note: hello"]
)
def test_who_had_something_from_you_just_now_is_left_in_peace(line: str) -> None:
    assert proposed("note", person("Ann", "2026-02-01 call", line)) == []


def test_what_they_sent_you_does_not_put_off_a_note() -> None:
    assert names(proposed("note", person("Ann", "2026-02-01 call", "2026-11-02 note in: thanks"))) == ["Ann"]


def test_a_stranger_gets_no_note() -> None:
    assert proposed("note", person("Ann", circle="dream")) == []


def test_a_gift_needs_a_reason_and_gets_an_idea() -> None:
    giver = person("Sam", "2026-02-01 call", circle="partner", interests=("jazz", "wooden-boats"))
    client = person("Jane", "2026-09-01 referred by [[sam]]", "2026-11-10 won USD 9000: signed")
    [found] = proposed("gift", giver, client, person("Bo", "2026-02-01 call"))
    assert found.people == (giver,)
    assert found.reason == "Sam sent you Jane: work since 10 Nov. What Sam likes: jazz, wooden boats."


def test_a_stranger_gets_no_gift() -> None:
    assert proposed("gift", person("Ann", birthday="--11-24")) == []


def test_thanks_that_are_years_late_do_not_press() -> None:
    found = proposed(
        "note",
        person("Ann", "2023-09-01 got: a favour", "2026-02-01 call"),
        person("Bo", "2026-09-01 got: a favour", "2026-08-01 call"),
        person("Cy", "2026-02-01 call", birthday="--11-24"),
    )
    assert names(found)[-1] == "Ann"


def test_a_gift_since_the_good_turn_settles_it() -> None:
    assert proposed("gift", person("Sam", "2026-09-01 got: a favour", "2026-09-10 gift: honey")) == []


def test_old_good_turns_are_remembered_when_there_is_no_occasion() -> None:
    [found] = proposed("gift", person("Sam", "2025-01-10 got: a favour", "2025-05-05 intro in to [[bo]]"))
    assert found.reason == "Sam did you 2 good turns. No gift from you is in the log yet."


def test_an_article_follows_what_you_heard() -> None:
    found = proposed(
        "article",
        person("Helen", "2026-10-14 heard: Tidewater opens a fund in January #grants"),
        person("Clara", "2026-02-01 call", interests=("grants",), opt_in=("email",)),
        person("Gus", "2026-02-01 call", interests=("oysters",)),
    )
    assert [(one.people[0].name, one.text, one.reason) for one in found] == [
        (
            "Clara",
            "Send Clara something about grants.",
            "On 14 Oct you heard “Tidewater opens a fund in January”; Clara follows grants.",
        ),
        ("Gus", "Send Gus something on paper about oysters.", "No piece from you is in the log yet."),
    ]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("2026-10-20 told: there is a fund #grants", "Clara"),
        ("2026-08-20 heard: an old fund #grants", "Helen"),
        ("2026-11-21 heard: a fund to come #grants", "Helen"),
    ],
)
def test_what_they_know_is_stale_or_still_to_come_is_no_news(line: str, who: str) -> None:
    logs = {"Helen": ["2026-10-14 heard: a fund #grants"], "Clara": ["2026-02-01 call"]}
    logs[who] = [line] if who == "Helen" else [*logs[who], line]
    people = [person("Helen", *logs["Helen"]), person("Clara", *logs["Clara"], interests=("grants",))]
    [found] = proposed("article", *people)
    assert found.reason == "No piece from you is in the log yet."


def test_the_next_article_is_about_another_interest() -> None:
    clara = person("Clara", "2026-05-01 article: on oysters and tides", interests=("oysters", "choir"))
    [found] = proposed("article", clara)
    assert found.text == "Send Clara something on paper about choir."


def test_an_e_mail_is_proposed_only_to_who_asked_for_it() -> None:
    """S11: no e-mail to people who did not opt in."""
    mail = {"email": ("ann@example.com",)}
    found = proposed(
        "email",
        person("Ann", opt_in=("email",), **mail),
        person("Bo", **mail),
        person("Cy", opt_in=("call",)),
    )
    assert names(found) == ["Ann"]
    assert proposed("email", person("Ann", opt_in=("email",), **mail), toml="") == []


def test_an_exchange_is_with_the_partner_not_met_this_quarter_for_longest() -> None:
    found = proposed(
        "exchange",
        person("Ann", "2026-08-03 exchange: two names", circle="partner"),
        person("Bo", "2026-04-16 exchange: one name", circle="partner"),
        person("Cy", "2026-10-20 lunch: noodles", circle="partner"),
        person(
            "Di", "2026-02-01 exchange", circle="partner", promises=("[ ] 2026-12-01 Exchange, her office",)
        ),
        person("Ed", "2026-02-01 exchange", circle="client"),
    )
    assert names(found) == ["Bo", "Ann"]
    assert found[0].reason == "You last met on 16 Apr, and not yet this quarter."


def test_an_introduction_brings_a_need_and_an_offer_together() -> None:
    found = proposed(
        "intro",
        person("Bill", needs=("a bookkeeper who knows inventory",)),
        person("Eve", offers=("bookkeeping for shops",)),
        toml='[plan]\nlunch = "none"\n',
    )
    assert names(found) == ["Bill Eve"]
    assert found[0].text == "Ask Bill and Eve whether they would like to meet."
    assert (
        found[0].reason
        == "Bill needs a bookkeeper who knows inventory, and Eve offers “bookkeeping for shops”."
    )


def test_hidden_people_are_not_named_to_others() -> None:
    needs, offers = ("a bookkeeper for the shop",), ("bookkeeping for shops",)
    assert (
        proposed("intro", person("Bill", needs=needs), person("Eve", offers=offers, private=("true",))) == []
    )


def test_somebody_hidden_may_still_get_a_note() -> None:
    assert names(proposed("note", person("Arvid", "2026-02-01 call", private=("true",)))) == ["Arvid"]


@pytest.mark.parametrize(
    "fields",
    [{"archived": True}, {"every": "off"}, {"snooze": "2026-12-01"}, {"added": "2026-12-01"}],
    ids=lambda fields: next(iter(fields)),
)
def test_who_is_archived_or_left_alone_is_proposed_for_nothing(fields: dict[str, Any]) -> None:
    ann = person(
        "Ann", "2026-02-01 call", "2026-10-01 got: x", circle="partner", interests=("jazz",), **fields
    )
    found = planned(ann, toml=ALL)
    assert plan(found, day("2026-11-20"), pipeline_of(found, day("2026-11-20"))).next == ()


def test_private_fields_give_no_reason() -> None:
    ann = person(
        "Ann", "2026-02-01 call", birthday="--11-24", interests=("jazz",), private=("birthday", "interests")
    )
    [found] = proposed("note", ann)
    assert found.reason == "No note from you is in the log yet."
    assert proposed("article", ann) == []


def test_of_a_partner_met_before_the_book_began_only_the_log_is_told() -> None:
    """They met in 2019: that they never met would be false."""
    [found] = proposed("exchange", person("Eve", "2026-11-01 call", circle="partner", met="2019-01-01"))
    assert found.reason == "No meeting with Eve is in the log yet."


def test_news_with_a_word_of_what_they_like_is_worth_an_article_without_a_tag() -> None:
    [found] = proposed(
        "article",
        person("Helen", "2026-10-14 heard: the county gives new grants"),
        person("Clara", "2026-02-01 call", interests=("grants",)),
    )
    assert found.reason == "On 14 Oct you heard “the county gives new grants”; Clara follows grants."


def test_a_kind_without_an_aim_proposes_nobody() -> None:
    assert proposed("note", person("Ann", "2026-02-01 call"), toml='[plan]\nnote = "none"\n') == []


def test_a_kind_of_ones_own_goes_by_time() -> None:
    toml = '[touch.postcard]\nmeaning = "a card"\n\n[plan]\npostcard = "1 a quarter"\n'
    verbs = parse_config(toml)[0].verbs
    found = proposed(
        "postcard",
        person("Ann", "2026-01-01 call", "2026-05-01 postcard: Lisbon", verbs=verbs),
        person("Bo", "2026-01-01 call", "2025-05-01 postcard: Porto", verbs=verbs),
        person("Cy", "2026-01-01 call", "2026-10-01 postcard: Faro", verbs=verbs),
        toml=toml,
    )
    assert names(found) == ["Bo", "Ann"]
    assert found[0].text == "Think of Bo for a postcard."


def test_what_was_sent_today_makes_room_for_the_next() -> None:
    people = (person("Ann", "2026-02-01 call", "2026-11-20 note: hello"), person("Bo", "2026-02-01 call"))
    assert names(proposed("note", *people)) == ["Bo"]
