"""What a message says, from the file; what is missing is a gap; what is private stays private (S3, S16)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from karma.core.drafts.desk import Desk
from karma.core.drafts.draft import Wish, sheets
from karma.core.drafts.facts import Gap, Noted, said
from karma.core.drafts.fitting import fitting
from karma.core.drafts.introduction import may_meet
from karma.core.drafts.kinds import KINDS
from karma.core.drafts.message import Message, parsed
from karma.core.fields import Labelled
from karma.core.opener import opener
from karma.core.voicemail import voicemail
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.drafts.facts import Facts

TODAY = "2026-11-20"


def desk(*people: Contact, **settings: Any) -> Desk:
    return Desk(book(*people, **settings), day(TODAY))


def facts(contact: Contact, kind: str, *others: Contact, **settings: Any) -> Facts:
    return sheets(contact, kind, desk(contact, *others, **settings))[0].facts


def fits(contact: Contact, *others: Contact) -> dict[str, str]:
    return {fit.kind.name: fit.why for fit in fitting(contact, desk(contact, *others)) if fit.why}


def note(fact: str) -> str:
    assert isinstance(fact, Noted)
    return fact.note


def test_what_is_not_known_is_a_gap_that_is_false_and_can_be_read() -> None:
    found = facts(person("Bill"), "pitch")
    assert not found.my_name
    assert f"I am {found.my_name}." == "I am [your name]."
    assert isinstance(found.good_referral, Gap)


def test_you_are_who_karma_toml_says() -> None:
    found = facts(person("Bill"), "pitch", name="Nora Quist", phone="+1 503", good_referral="An owner.")
    assert (found.my_name, found.my_first_name, found.my_phone) == ("Nora Quist", "Nora", "+1 503")
    assert found.good_referral == "An owner"


# Follow-up


def test_a_voicemail_of_today_is_followed_up() -> None:
    found = facts(person("Bill", "2026-11-20 voicemail: congratulated him"), "follow-up")
    assert (found.after, found.when) == ("voicemail", "today")


def test_after_a_lunch_your_note_helps_to_fill_the_gap_and_is_not_sent_as_it_stands() -> None:
    found = facts(person("Bill", "2026-11-13 lunch: he wants to sell #marine"), "follow-up")
    assert (found.after, found.when) == ("lunch", "on 13 November")
    assert found.remember == "[something you remember of it]"
    assert note(found.remember) == "he wants to sell"


def test_a_call_of_theirs_is_told_apart() -> None:
    found = facts(person("Bill", "2026-11-17 call in"), "follow-up")
    assert (found.after, found.when) == ("their call", "on Tuesday")


def test_who_was_only_met_is_followed_up_with_the_place() -> None:
    found = facts(person("Bill", met="2026-11-19", met_at="Rotary lunch"), "follow-up")
    assert (found.after, found.when, found.place) == ("first meeting", "yesterday", "Rotary lunch")


def test_where_you_met_is_not_mentioned_when_it_is_private() -> None:
    found = facts(person("Bill", met="2026-11-19", met_at="AA", private=("met_at",)), "follow-up")
    assert not found.place


def test_the_next_promise_is_named_with_its_day_and_theirs_is_not() -> None:
    bill = person(
        "Bill",
        promises=(
            "[ ] 2026-12-01 call: as he asked",
            "[ ] 2026-W50 Send the checklist",
            "[ ] 2026-11-21 they: call",
            "[x] 2026-11-21 Done ✅ 2026-11-20",
        ),
    )
    found = facts(bill, "follow-up")
    assert (found.promise, found.promise_when) == ("send the checklist", "in the week of 7 December")
    assert found.call_when == "on 1 December"


def test_a_note_that_speaks_of_them_is_not_sent_to_them_as_it_stands() -> None:
    bill = person(
        "Bill", "2026-10-15 unreachable: PAIN: his lease ends", promises=("[ ] Review it with him",)
    )
    promise, pain = facts(bill, "follow-up").promise, facts(bill, "appeal").pain
    assert (promise, note(promise)) == ("[what you promised]", "Review it with him")
    assert (pain, note(pain)) == ("[what presses them]", "his lease ends")


@pytest.mark.parametrize(
    "text", ["ask about [[jane]]", "Ask about the lease", "Send the list to [[jane]]", "Thank Jane"]
)
def test_a_promise_that_is_not_theirs_to_hear_is_a_gap(text: str) -> None:
    walter = person("Walter Brandt", promises=(f"[ ] {text}",))
    promise = facts(walter, "follow-up", person("Jane Doe", id="jane")).promise
    assert promise == "[what you promised]"
    assert note(promise)


def test_a_promise_that_names_only_them_is_said() -> None:
    walter = person("Walter Brandt", promises=("[ ] Send the Brandt papers",))
    assert facts(walter, "follow-up").promise == "send the Brandt papers"


def test_a_promise_past_its_day_is_named_without_the_day() -> None:
    found = facts(person("Bill", promises=("[ ] 2026-11-01 Send the list",)), "follow-up")
    assert found.promise == "send the list"
    assert not found.promise_when


def test_what_is_dated_after_today_did_not_happen() -> None:
    found = facts(person("Bill", "2026-11-21 lunch", met="2026-11-22"), "follow-up")
    assert not found.after


# Thanks


def test_thanks_for_a_referral_say_whom_and_what_became_of_it() -> None:
    jane = person("Jane Doe", "2026-10-02 referred by [[bill]]", "2026-11-10 won USD 12000: signed")
    found = facts(person("Bill"), "thank-you", jane)
    assert found.prospect == "Jane Doe"
    assert found.outcome == "Jane and I are working together now."


def test_nobody_who_is_hidden_is_named_even_to_who_sent_them() -> None:
    jane = person("Jane Doe", "2026-10-02 referred by [[bill]]: in trouble", private=("true",))
    found = facts(person("Bill"), "thank-you", jane)
    assert not found.prospect
    assert not found.outcome
    assert "trouble" not in found.favour


def test_the_newest_favour_without_thanks_comes_first() -> None:
    bill = person(
        "Bill", "2026-10-01 got: read my terms", "2026-10-02 thanked", "2026-11-01 got: [[ann]] met"
    )
    found = facts(bill, "thank-you", person("Ann Lee", id="ann"))
    assert (found.favour, note(found.favour)) == ("[what they did for you]", "Ann Lee met")


def test_an_outcome_is_said_for_every_stage() -> None:
    for stage in (
        "approached",
        "unreachable",
        "reached",
        "cultivating",
        "next-step",
        "won",
        "lost",
        "no-fit",
    ):
        jane = person("Jane", "2026-10-02 referred by [[bill]]", f"2026-11-10 {stage}")
        assert "Jane" in facts(person("Bill"), "thank-you", jane).outcome


# Appeal


def test_an_appeal_takes_pain_and_gain_from_the_newest_line_and_names_the_giver() -> None:
    jane = person(
        "Jane",
        "2026-10-02 referred by [[bill]]: said in confidence",
        "2026-10-15 unreachable: PAIN: old",
        "2026-10-20 unreachable: PAIN: audit in February; GAIN: a credit never claimed.",
    )
    found = facts(jane, "appeal", person("Bill Okafor", id="bill"))
    assert (found.pain, found.gain) == ("audit in February", "a credit never claimed")
    assert found.giver == "Bill Okafor"


def test_a_giver_who_is_hidden_is_not_named() -> None:
    jane = person("Jane", "2026-10-02 referred by [[bill]]", "2026-10-15 unreachable")
    found = facts(jane, "appeal", person("Bill", private=("true",)))
    assert found.giver == "[who sent you to them]"
    assert found.pain == "[what presses them]"


def test_an_appeal_to_somebody_whom_nobody_sent_knows_where_you_met_unless_it_is_private() -> None:
    dan = person("Dan", "2026-10-15 unreachable: PAIN: audit", met_at="Fair in Basel")
    assert facts(dan, "appeal").place == "Fair in Basel"
    assert not facts(replace(dan, private=("met_at",)), "appeal").place


# Article


def test_an_article_is_about_what_you_say() -> None:
    bill = person("Bill", interests=("sailing",))
    found = sheets(bill, "article", desk(bill), Wish(about="kelp farms."))[0].facts
    assert found.about == "kelp farms"


def test_without_a_word_it_is_what_you_heard_from_somebody_else_and_did_not_tell() -> None:
    ann = person("Ann", "2026-11-10 heard: slips are scarce #wooden-boats")
    bill = person("Bill", interests=("wooden-boats",))
    found = facts(bill, "article", ann)
    assert (found.heard, found.about) == ("slips are scarce", "wooden boats")
    assert not facts(
        person("Bill", "2026-11-11 told: slips are scarce #wooden-boats", interests=("wooden-boats",)),
        "article",
        ann,
    ).heard


@pytest.mark.parametrize(
    "ann",
    [
        person("Ann", "2026-11-10 heard: slips #sailing", private=("true",)),
        person("Ann", "2026-11-10 heard: [[jo]] is selling #sailing"),
        person("Ann", "2026-11-21 heard: slips #sailing"),
        person("Ann", "2026-01-10 heard: slips #sailing"),
    ],
    ids=["hidden", "about somebody", "to come", "stale"],
)
def test_what_is_not_for_their_ears_leaves_what_they_like(ann: Contact) -> None:
    found = facts(person("Bill", interests=("sailing",)), "article", ann)
    assert not found.heard
    assert found.about == "sailing"


def test_private_interests_are_not_used() -> None:
    assert not facts(person("Bill", interests=("poker",), private=("interests",)), "article").about


# Introduction


def test_an_introduction_asks_both_first() -> None:
    bill = person("Bill", needs=("a bookkeeper who knows inventory",))
    eve = person("Eve Ng", id="eve", offers=("sail repair", "bookkeeping for shops"), org="Ledgerline")
    made = sheets(bill, "intro", desk(bill, eve))
    assert [sheet.facts.part for sheet in made] == ["ask them", "ask the other", "introduce"]
    assert [[one.name for one in sheet.to] for sheet in made] == [["Bill"], ["Eve Ng"], ["Bill", "Eve Ng"]]
    found = made[0].facts
    assert (found.other, found.other_org) == ("Eve Ng", "Ledgerline")
    assert (found.need, found.offer) == ("a bookkeeper who knows inventory", "bookkeeping for shops")


def test_it_is_whom_you_name_whatever_they_offer() -> None:
    bill, joe = person("Bill"), person("Joe")
    found = sheets(bill, "intro", desk(bill, joe), Wish(to=joe))[0].facts
    assert (found.other, found.offer) == ("Joe", "[what the other does]")


def test_without_anybody_the_other_is_a_gap_and_nobody_is_written_to() -> None:
    made = sheets(person("Bill"), "intro", desk(person("Bill")))
    assert made[0].facts.other == "[whom you would introduce]"
    assert [len(sheet.to) for sheet in made] == [1, 0, 0]


def test_private_needs_and_offers_and_firms_go_nowhere() -> None:
    bill = person("Bill", needs=("a divorce lawyer",), org="Secret", private=("needs", "org"))
    eve = person("Eve", offers=("law",), org="Hidden", private=("offers", "org"))
    for sheet in sheets(bill, "intro", desk(bill, eve), Wish(to=eve)):
        said_there = " ".join(getattr(sheet.facts, name) for name in sheet.facts.__slots__)
        assert not {"divorce", "law", "Secret", "Hidden"} & set(said_there.split())


def test_who_is_hidden_is_introduced_to_nobody() -> None:
    bill, eve = (
        person("Bill", needs=("bookkeeping",)),
        person("Eve", offers=("bookkeeping",), private=("true",)),
    )
    assert not may_meet(bill, eve)
    assert not may_meet(eve, bill)
    assert "Eve" not in sheets(bill, "intro", desk(bill, eve))[0].facts.other


# Voicemail


def test_the_voicemail_is_the_one_of_the_day() -> None:
    bill = person("Bill Okafor", "2026-08-20 call: off to the mountains", phone=())
    one = book(bill, name="Nora", phone="+1 503", company="Quist")
    script = voicemail(bill, opener(bill, one, day(TODAY)), one.config)
    assert sheets(bill, "voicemail", Desk(one, day(TODAY)))[0].facts.script == script


# Which are fitting


def test_a_meeting_is_followed_up_until_something_written_followed() -> None:
    met = person("Bill", "2026-11-13 lunch")
    assert fits(met)["follow-up"] == "You met a week ago, and nothing written has followed yet."
    assert "follow-up" not in fits(person("Bill", "2026-11-13 lunch", "2026-11-14 note"))
    assert "follow-up" not in fits(person("Bill", "2026-11-01 lunch"))


def test_thanks_and_appeal_and_intro_are_fitting_when_there_is_a_reason() -> None:
    jane = person(
        "Jane", "2026-11-02 referred by [[bill]]", "2026-11-15 unreachable", needs=("a bookkeeper",)
    )
    bill, eve = person("Bill"), person("Eve", offers=("bookkeeping for shops",))
    assert fits(bill, jane)["thank-you"] == "Bill sent you Jane 3 weeks ago; no thanks are in the log."
    assert fits(jane, bill, eve)["appeal"] == "Jane does not answer; say what is in it for them."
    assert fits(jane, bill, eve)["intro"] == "Eve could help: bookkeeping for shops."


def test_an_appeal_is_sent_once() -> None:
    jane = ("2026-11-02 referred by [[bill]]", "2026-11-15 unreachable: PAIN: audit")
    assert "appeal" in fits(person("Jane", *jane), person("Bill"))
    assert "appeal" not in fits(person("Jane", *jane, "2026-11-18 note: on the audit"), person("Bill"))


def test_after_a_call_there_is_nothing_to_write() -> None:
    assert "follow-up" not in fits(person("Bill", "2026-11-19 call"))
    assert "follow-up" in fits(person("Bill", "2026-11-19 voicemail"))


@pytest.mark.parametrize("stage", ["reached", "cultivating", "next-step", "won"])
def test_who_was_reached_has_heard_what_you_do(stage: str) -> None:
    una = person("Una", "2026-11-01 referred by [[bill]]", f"2026-11-10 {stage}")
    assert "pitch" not in fits(una)
    assert "pitch" in fits(person("Una", "2026-11-01 referred by [[bill]]", "2026-11-10 unreachable"))


def test_who_was_reached_by_your_expert_has_not_heard_what_you_do() -> None:
    una = person("Una", "2026-11-01 intro to [[eve]]", "2026-11-10 reached with [[eve]]")
    assert "pitch" in fits(una, person("Eve"))


def test_once_introduced_is_enough() -> None:
    eve = person("Eve", offers=("bookkeeping",))
    assert "intro" not in fits(person("Bill", "2026-11-01 intro to [[eve]]", needs=("bookkeeping",)), eve)


def test_nothing_is_fitting_for_the_archive() -> None:
    assert fits(person("Bill", "2026-11-19 lunch", archived=True)) == {}


def test_who_is_left_in_peace_gets_no_voicemail() -> None:
    bill = person("Bill", phone=(Labelled("1"),), snooze="2026-12-01")
    assert "voicemail" not in fits(bill)
    assert "voicemail" in fits(person("Bill", phone=(Labelled("1"),)))


# Words


def test_links_tags_and_brackets_of_a_file_become_plain_words() -> None:
    one = book(person("Ann Lee", id="ann"), person("Eve", private=("true",)))
    assert said("met [[ann]] and [[eve]] [sic] #marine.", one) == "met Ann Lee and somebody (sic)"


def test_a_long_note_is_cut_at_a_word() -> None:
    assert said("word " * 100, book()).endswith("word …")


def test_a_message_knows_its_length_and_its_gaps() -> None:
    message = Message(KINDS["voicemail"], (), "", "[one]", "a b c d [two words] [one]")
    assert (message.words, message.seconds, message.gaps) == (7, 3, ("one", "two words"))
    assert not message.too_long
    assert Message(KINDS["voicemail"], (), "", "", "word " * 76).too_long
    assert not Message(KINDS["article"], (), "", "", "word " * 76).too_long


def test_a_subject_is_the_first_line_and_empty_lines_are_tidied() -> None:
    assert parsed("\nSubject: Hello \n\n\n\nBill,  \n\n\n\nyes\n") == ("Hello", "Bill,\n\nyes")
    assert parsed("Bill, Subject: no") == ("", "Bill, Subject: no")
