"""What to say: chosen from facts, with the fact named, never the same kind twice running."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from karma.core.agenda import Opener
from karma.core.around import Around, best_match, plain
from karma.core.config import Event
from karma.core.moment import Moment
from karma.core.opener import opener, proposals
from karma.core.opener_kinds import KINDS
from tests.core.build import book, day, person

TODAY = day("2026-11-22")
S2 = """
say-hello keep-in-touch thank-referral invite remind-event ask-opinion new-venture compliment praise-job
congratulate plan-meeting opportunity-to-bid suggest-improvement ask-critique horizon colleague-interested
idea
"""


def say(
    *log: str, others: tuple[Any, ...] = (), today: str = "2026-11-22", config: Any = None, **fields: Any
) -> Opener:
    bill = person("Bill Okafor", *log, **{"id": "bill"} | fields)
    return opener(bill, book(bill, *others, **(config or {})), day(today))


def first(kind: str, *others: Any, bill: Any, config: Any = None) -> Opener | None:
    """The best proposal of that kind, whatever comes before it."""
    of = book(bill, *others, **(config or {}))
    at = Moment(bill, of, Around(of), TODAY, 1)
    return next((proposal for proposal in proposals(at) if proposal.kind == kind), None)


def test_the_kinds_are_those_of_s2() -> None:
    assert list(KINDS) == S2.split()


def test_what_you_noted_for_next_time_comes_first() -> None:
    found = say(birthday="--11-22", next_time=("Ask how the new workshop opening went",))
    assert found == Opener("new-venture", "Ask how the new workshop opening went.", "Next time, in the file")


def test_next_time_speaks_of_people_by_name() -> None:
    found = say(
        next_time=("how [[ann-lee]] likes the [[yard|new yard]] #marine?",), others=(person("Ann Lee"),)
    )
    assert found.text == "How Ann Lee likes the new yard?"


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Congratulate him on the award", "congratulate"),
        ("Thank her for the cake", "thank-referral"),
        ("Invite to the Rotary", "invite"),
        ("Ask his opinion of the harbour plan", "ask-opinion"),
        ("Ask about her tender for the pier", "opportunity-to-bid"),
        ("Lunch at the café?", "plan-meeting"),
        ("How is his mother", "keep-in-touch"),
        ("Whose pie is it this Thanksgiving?", "keep-in-touch"),
    ],
)
def test_a_note_for_next_time_has_the_kind_of_its_words(note: str, kind: str) -> None:
    assert say(next_time=(note,)).kind == kind


def test_they_asked_to_be_called() -> None:
    assert say(promises=("[ ] 2026-11-20 call: as he asked at the Rotary lunch",)) == Opener(
        "keep-in-touch",
        "You said that you would call: as he asked at the Rotary lunch.",
        "promise for 20 Nov",
    )


@pytest.mark.parametrize(
    ("birthday", "text"),
    [
        ("--11-22", "Wish Bill a happy birthday (today)."),
        ("--11-24", "Wish Bill a happy birthday (in 2 days)."),
        ("1980-11-17", "Belatedly wish Bill a happy birthday (5 days ago)."),
    ],
)
def test_a_birthday(birthday: str, text: str) -> None:
    found = say(birthday=birthday)
    assert (found.kind, found.text) == ("congratulate", text)
    assert found.because == f"birthday on {int(birthday[-2:])} Nov"


def test_a_call_promised_for_today_is_the_opener_and_one_for_tomorrow_is_not() -> None:
    assert say(promises=("[ ] 2026-11-22 call",)).text == "You said that you would call."
    assert say(promises=("[ ] 2026-11-23 call",)).kind == "say-hello"


@pytest.mark.parametrize("birthday", ["--11-26", "--11-14"])
def test_a_birthday_too_far_away_is_no_opener(birthday: str) -> None:
    assert say(birthday=birthday).kind != "congratulate"


def test_a_referral_to_thank_for() -> None:
    assert say(others=(person("Jane Doe", "2026-10-02 referred by [[bill]]: needs a survey"),)) == Opener(
        "thank-referral",
        "Thank Bill for sending you Jane Doe, and tell how it is going.",
        "log of 2 Oct, not thanked yet",
    )


def test_a_favour_to_thank_for() -> None:
    assert say("2026-10-02 got: lent me the hall").text == "Thank Bill: “lent me the hall”."


def fair(date: str, *tags: str, name: str = "Boat Fair") -> dict[str, Any]:
    return {"events": (Event(day(date), name, tags),)}


def test_an_event_about_what_they_like() -> None:
    assert say(interests=("sailing",), config=fair("2026-12-10", "Sailing")) == Opener(
        "invite", "Ask whether Bill would like to come to Boat Fair (10 Dec).", "coming up on 10 Dec"
    )


def test_an_event_in_their_city() -> None:
    assert say(city="Astoria", config=fair("2026-12-10", name="Astoria Regatta")).kind == "invite"


def test_an_event_within_a_week_is_a_reminder() -> None:
    assert (
        say(tags=("marine",), config=fair("2026-11-27", "marine")).text
        == "Remind Bill of Boat Fair (27 Nov)."
    )


def test_an_event_a_week_away_is_an_invitation() -> None:
    assert say(tags=("marine",), config=fair("2026-11-29", "marine")).kind == "invite"


def test_a_favour_told_in_a_hidden_file_is_thanked_for_without_its_story() -> None:
    sam = person("Sam", "2026-10-02 got from [[bill]]: a loan", private=("true",))
    assert say(others=(sam,)).text == "Thank Bill for the good turn."


def test_an_event_you_told_them_of_is_a_reminder() -> None:
    log = "2026-10-02 call: told him of the boat fair"
    assert say(log, tags=("marine",), config=fair("2026-12-10", "marine")).kind == "remind-event"


@pytest.mark.parametrize(
    ("date", "tag"), [("2026-12-20", "marine"), ("2026-11-21", "marine"), ("2026-12-10", "bees")]
)
def test_an_event_far_off_or_past_or_about_something_else_is_no_opener(date: str, tag: str) -> None:
    assert say(tags=("marine",), config=fair(date, tag)).kind not in ("invite", "remind-event")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("won the regatta", "congratulate"),
        ("they are opening a second yard", "new-venture"),
        ("has a tender out for the pier", "opportunity-to-bid"),
        ("finished the ferry", "praise-job"),
        ("dredging is coming up", "horizon"),
        ("is thinking of a floating café", "idea"),
    ],
)
def test_what_they_told_you_last_time(text: str, kind: str) -> None:
    found = say(f"2026-10-02 lunch: {text}")
    assert (found.kind, found.because) == (kind, "log of 2 Oct")
    assert text in found.text


def test_what_they_told_you_without_any_of_these_words() -> None:
    found = say("2026-10-02 lunch: off to the mountains on Friday; knows a yard that needs us")
    assert found.text == "Ask Bill what became of it: “off to the mountains on Friday”."


def test_news_from_before_the_last_conversation_is_settled() -> None:
    assert say("2026-08-02 lunch: won the regatta", "2026-10-02 lunch").kind != "congratulate"


def test_news_is_asked_about_until_there_was_a_conversation() -> None:
    assert say("2026-08-02 lunch: won the regatta", "2026-10-02 tried").kind == "congratulate"


def test_news_older_than_a_year_is_no_news() -> None:
    assert say("2025-10-02 lunch: won the regatta").kind != "congratulate"


def test_a_colleague_who_is_interested() -> None:
    ann = person("Ann Lee", "2026-10-02 call: would like to meet [[bill]]")
    assert say(others=(ann,)) == Opener(
        "colleague-interested", "Tell Bill that Ann Lee is interested.", "Ann Lee, log of 2 Oct"
    )


def test_a_compliment_to_pass_on() -> None:
    ann = person("Ann Lee", "2026-10-02 call: impressed by [[bill]]'s yard")
    assert say(others=(ann,)).text == "Pass on a compliment from Ann Lee."


def test_a_compliment_is_passed_on_within_a_year() -> None:
    def praised(date: str) -> str:
        return say(others=(person("Ann Lee", f"{date} call: impressed by [[bill]]'s yard"),)).kind

    assert praised("2025-11-22") == "compliment"
    assert praised("2025-11-21") != "compliment"
    assert praised("2026-11-22") != "compliment"


def test_a_long_story_is_told_by_its_beginning() -> None:
    found = say(f"2026-10-02 lunch: {'the tide came in and ' * 9}; and more")
    assert found.text.endswith("the tide came in and the tide came in and the …”.")


HEARD = person("Ann Lee", "2026-10-02 heard: fibreglass courses are booming #marine")


def test_what_you_heard_from_others_about_what_they_like() -> None:
    assert say(tags=("Marine",), others=(HEARD,)) == Opener(
        "horizon",
        "Tell Bill what you heard: “fibreglass courses are booming”.",
        "heard on 2 Oct, about marine",
    )


def test_what_they_were_told_is_not_told_again() -> None:
    assert say("2026-10-09 told: the fibreglass news", tags=("marine",), others=(HEARD,)).kind != "horizon"


def test_who_said_it_is_not_told_it() -> None:
    assert say("2026-10-02 heard: booming #marine", tags=("marine",)).kind != "horizon"
    heard = person("Ann Lee", "2026-10-02 heard from [[bill]]: booming #marine")
    assert say(tags=("marine",), others=(heard,)).kind != "horizon"


def test_somebody_needs_what_they_offer() -> None:
    found = first(
        "opportunity-to-bid",
        person("Jo Park", needs=("a surveyor for the marina",)),
        bill=person("Bill", offers=("marine surveying",)),
    )
    assert found == Opener(
        "opportunity-to-bid",
        "Tell Bill that Jo Park is looking for a surveyor for the marina.",
        "offers marine surveying",
    )


def test_somebody_offers_what_they_need() -> None:
    eve = person("Eve Ng", offers=("bookkeeping",))
    bill = person("Bill", needs=("a bookkeeper who knows inventory",))
    assert first("suggest-improvement", eve, bill=bill) == Opener(
        "suggest-improvement",
        "Offer to introduce Eve Ng (bookkeeping).",
        "needs a bookkeeper who knows inventory",
    )


def test_an_introduction_made_is_not_offered_again() -> None:
    bill = person("Bill", "2026-10-01 intro to [[eve-ng]]", needs=("a bookkeeper",))
    assert first("suggest-improvement", person("Eve Ng", offers=("bookkeeping",)), bill=bill) is None


def test_an_organisation_they_have_not_heard_of() -> None:
    rotary = {"organisations": ("Harbor Rotary", "Chess Club")}
    found = first("invite", bill=person("Bill", "2026-10-01 call: spoke of harbor rotary"), config=rotary)
    assert found == Opener("invite", "Invite Bill to come along to Chess Club.", "you belong to Chess Club")


def test_an_opinion_on_what_they_are_good_at() -> None:
    found = first("ask-opinion", bill=person("Bill", offers=("rigging",)))
    assert found == Opener(
        "ask-opinion", "Ask Bill for an opinion: you could use some advice on rigging.", "offers rigging"
    )


def test_an_opinion_as_one_who_knows_the_work() -> None:
    found = first("ask-opinion", bill=person("Bill", title="Harbour master"))
    assert found is not None
    assert found.because == "title: Harbour master"


def test_a_critique_of_your_pitch() -> None:
    found = first("ask-critique", bill=person("Bill"), config={"pitch": "I keep boats afloat."})
    assert found is not None
    assert found.text == "Ask Bill for an honest critique of how you put it: “I keep boats afloat”."


def test_a_critique_is_not_asked_of_a_stranger() -> None:
    bill = person("Bill")
    of = book(bill, pitch="I keep boats afloat.")
    said = proposals(Moment(bill, of, Around(of), TODAY, 0))
    assert "ask-critique" not in {proposal.kind for proposal in said}


def test_a_meeting_with_a_client_you_have_not_met_for_long() -> None:
    found = first("plan-meeting", bill=person("Bill", "2026-03-02 lunch", "2026-11-01 call", circle="client"))
    assert found == Opener("plan-meeting", "Suggest a lunch or a coffee with Bill.", "last met 9 months ago")


def test_hello_is_always_true() -> None:
    assert say(met="2024-06-03", circle="friend") == Opener(
        "say-hello", "Just say hello, and ask how Bill is.", "you met on 3 Jun 2024"
    )


def test_private_fields_are_not_spoken_of() -> None:
    found = say(
        birthday="--11-22",
        interests=("sailing",),
        offers=("rigging",),
        title="Owner",
        met="2024-06-03",
        private=("birthday", "interests", "offers", "title", "met"),
    )
    assert found == Opener("say-hello", "Just say hello, and ask how Bill is.", "nothing newer in the file")


def test_hidden_people_are_not_named_to_others() -> None:
    secret = {"private": ("true",)}
    hidden = person(
        "Secret Sam",
        "2026-10-01 referred by [[bill]]",
        "2026-10-02 call: impressed by [[bill]]",
        "2026-10-02 heard: booming #marine",
        needs=("rigging",),
        offers=("bookkeeping",),
        **secret,
    )
    bill = person(
        "Bill",
        tags=("marine",),
        offers=("rigging",),
        needs=("a bookkeeper",),
        next_time=("ask [[secret-sam]]",),
    )
    of = book(bill, hidden)
    said = list(proposals(Moment(bill, of, Around(of), TODAY, 0)))
    assert not [proposal for proposal in said if "Sam" in proposal.text + proposal.because]
    assert "Thank Bill for sending you somebody, and tell how it is going." in [found.text for found in said]


def test_a_kind_is_never_used_twice_running() -> None:
    birthday = {"birthday": "--11-22"}
    assert say(**birthday).kind == "congratulate"
    assert say("2026-11-20 call", **birthday).kind != "congratulate"
    assert say("2026-11-19 call", "2026-11-20 voicemail", **birthday).kind == "congratulate"


NOTE = ("Congratulate him on the prize",)


def test_a_note_that_was_said_and_struck_is_not_said_again() -> None:
    assert say(next_time=NOTE).text == "Congratulate him on the prize."
    assert say("2026-11-01 call").text != "Congratulate him on the prize."


def test_a_note_written_after_the_call_is_the_next_opener_and_rewrites_no_past() -> None:
    assert say(birthday="--11-22").kind == "congratulate"
    later = say("2026-11-22 call", today="2026-11-25", birthday="--11-22", next_time=NOTE)
    assert later.text == "Congratulate him on the prize."
    struck = say("2026-11-22 call", today="2026-11-25", birthday="--11-22")
    assert struck.kind != "congratulate"


def test_notes_that_are_left_in_the_file_take_turns() -> None:
    notes = ("Ask about the boat", "Ask about the dog")
    assert say(next_time=notes).text == "Ask about the boat."
    assert say("2026-11-01 call", next_time=notes).text == "Ask about the dog."
    assert say("2026-10-01 call", "2026-11-01 call", next_time=notes).text == "Ask about the boat."


def test_a_note_not_to_do_something_is_no_note_to_do_it() -> None:
    assert say(next_time=("Do not congratulate her yet",)).kind == "keep-in-touch"


@pytest.mark.parametrize(
    "text",
    [
        "lost the baby",
        "won't be able to come to lunch",
        "did not get the award",
        "the wedding is off",
        "the wedding was cancelled",
        "opened a lawsuit",
        "can’t say whether the shop opened",
    ],
)
def test_bad_news_is_asked_after_and_never_congratulated(text: str) -> None:
    found = say(f"2026-10-02 call: {text}")
    assert found.kind == "keep-in-touch"
    assert found.text == f"Ask Bill how things have been since: “{text}”."


def test_an_ideal_time_is_no_idea_and_what_comes_second_is_not_the_news() -> None:
    assert say("2026-10-02 call: the ideal time is spring").kind == "keep-in-touch"
    assert say("2026-10-02 call: off to the mountains; won a prize").kind == "keep-in-touch"


@pytest.mark.parametrize(
    "text",
    [
        "not interested in [[bill]]",
        "was not impressed by [[bill]]",
        "I recommended [[bill]] to him",
        "his sister recommended [[bill]]",
        "interested in boats; spoke of [[bill]]",
        "impressed by the long and stormy crossing with [[bill]]",
    ],
)
def test_no_compliment_is_made_up(text: str) -> None:
    ann = person("Ann Lee", f"2026-10-02 call: {text}")
    assert say(others=(ann,)).kind not in ("compliment", "colleague-interested")


def test_what_you_wrote_is_no_compliment_of_theirs() -> None:
    ann = person("Ann Lee", "2026-10-02 email: impressed by [[bill]]'s yard")
    assert say(others=(ann,)).kind != "compliment"


def test_one_line_can_praise_two_people() -> None:
    ann = person("Ann Lee", "2026-10-02 call: was very impressed by [[jo]] and [[bill]]")
    assert say(others=(ann, person("Jo"))).text == "Pass on a compliment from Ann Lee."


def test_people_in_the_archive_are_not_named_to_others() -> None:
    gone = person(
        "Old Hand",
        "2026-10-02 call: impressed by [[bill]]",
        "2026-10-02 heard: booming #marine",
        archived=True,
    )
    bill = person("Bill", tags=("marine",))
    of = book(bill, gone)
    said = list(proposals(Moment(bill, of, Around(of), TODAY, 0)))
    assert not [proposal for proposal in said if "Old Hand" in proposal.text + proposal.because]
    assert "horizon" not in {proposal.kind for proposal in said}


def test_nobody_is_asked_for_advice_on_advice() -> None:
    found = first("ask-opinion", bill=person("Bill", offers=("advice on permits",)))
    assert found is not None
    assert found.text == "Ask Bill for an opinion: you could use some advice on permits."


def test_a_firm_is_asked_after_by_its_whole_name() -> None:
    firm = "N.Y. City. Board of Water Supply"
    assert opener(person(firm, id="x"), book(person(firm, id="x")), TODAY).text == (
        "Just say hello, and ask how N.Y. City. Board of Water Supply is."
    )


def test_what_the_call_itself_was_about_is_not_proposed_next() -> None:
    log = "2026-11-01 call: congratulated him on the regatta"
    assert say(log, birthday="--11-22").kind != "congratulate"
    assert say("2026-11-01 call: a long talk", birthday="--11-22").kind == "congratulate"


def test_a_lunch_or_their_own_call_uses_up_no_opener() -> None:
    assert say("2026-11-20 lunch", "2026-11-21 call in", birthday="--11-22").kind == "congratulate"


def test_the_call_of_today_does_not_change_todays_opener() -> None:
    fields = {"interests": ("sailing", "bees"), "met": "2024-01-01", "circle": "client"}
    assert say("2026-11-22 call: talked for long", **fields) == say(**fields)


def test_the_opener_stays_until_the_next_call() -> None:
    fields = {"interests": ("sailing", "bees"), "offers": ("rigging",), "circle": "friend"}
    days = {say("2026-10-02 call", today=f"2026-11-{date:02}", **fields) for date in range(1, 30)}
    assert len(days) == 1


def test_the_openers_of_a_long_acquaintance_are_mixed() -> None:
    calls = [f"20{year}-{month:02}-02 call" for year in (24, 25) for month in range(1, 13)]
    fields = {"interests": ("sailing", "bees"), "offers": ("rigging",), "circle": "client", "title": "Owner"}
    config = {"organisations": ("Rotary",), "pitch": "I keep boats afloat."}
    kinds = [say(*calls[:count], today="2026-01-22", config=config, **fields).kind for count in range(24)]
    assert all(one != other for one, other in pairwise(kinds))
    assert len(set(kinds)) >= 5


def test_every_kind_of_s2_can_come_up() -> None:
    notes = ("Suggest to improve the sign", "Give feedback on the brochure")
    seen = {say(next_time=(note,)).kind for note in notes}
    rotary = {"organisations": ("Rotary",)} | fair("2026-11-25", "sea")
    bill = person(
        "Bill",
        "2026-10-01 call: won it, opened a shop",
        "2026-10-01 lunch: a tender",
        "2026-10-01 note: an article",
        "2026-10-01 text: coming up",
        "2026-10-01 email: an idea",
        tags=("sea",),
        offers=("rigging",),
        circle="client",
    )
    news = [
        f"2026-10-01 lunch: {text}"
        for text in ("won it", "opened a shop", "a tender", "an article", "coming up", "an idea")
    ]
    seen |= {say(text).kind for text in news}
    ann = person("Ann", "2026-10-02 call: impressed by [[bill]]", "2026-10-03 call: curious about [[bill]]")
    jane = person("Jane", "2026-10-02 referred by [[bill]]")
    of = book(bill, ann, jane, **rotary)
    seen |= {proposal.kind for proposal in proposals(Moment(bill, of, Around(of), TODAY, 0))}
    assert seen == set(KINDS)


def test_the_best_match_shares_most_words() -> None:
    one, two = person("One", needs=("boat paint",)), person("Two", needs=("boat paint for steel hulls",))
    around = Around(book(one, two))
    found = best_match(("paint for steel boats",), around.needs, person("Bill"))
    assert found is not None
    assert found.other.name == "Two"


def test_links_are_spoken_by_name() -> None:
    of = book(person("Ann Lee"), person("Sam", private=("true",)))
    assert plain("[[ann-lee]] and [[sam]] and [[x|Xavier]] and [[gone]] #2 #sea", of) == (
        "Ann Lee and somebody and Xavier and gone #2"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("courses are booming #marine #boats", "courses are booming"),
        ("the #marine trade is booming", "the marine trade is booming"),
        ("a new slip at #astoria", "a new slip at astoria"),
        ("#marine #boats", "marine boats"),
        ("is it true? #marine", "is it true?"),
        ("slip #2", "slip #2"),
    ],
)
def test_tags_behind_a_sentence_are_labels_and_not_said(text: str, said: str) -> None:
    assert plain(text, book()) == said


def test_whom_you_do_not_know_yet_hears_first_who_sent_you() -> None:
    bill = person("Bill Okafor")
    jane = person("Jane Doe", "2026-11-13 referred by [[bill-okafor]]: two yards, one set of books #consents")
    found = opener(jane, book(bill, jane), TODAY)
    assert found.text == "Mention Bill Okafor, who sent you Jane: “two yards, one set of books”."
    assert "Bill Okafor thought that the two of us should talk." in found.aloud


@pytest.mark.parametrize("since", ["2026-11-14 call", "2026-11-14 email in: sure", "2026-11-14 reached"])
def test_once_you_are_talking_nobody_needs_to_be_mentioned(since: str) -> None:
    bill = person("Bill Okafor")
    jane = person("Jane Doe", "2026-11-13 referred by [[bill-okafor]]: two yards", since)
    assert "Mention" not in opener(jane, book(bill, jane), TODAY).text


def test_a_private_giver_is_not_mentioned() -> None:
    bill = person("Bill Okafor", private=("true",))
    jane = person("Jane Doe", "2026-11-13 referred by [[bill-okafor]]: two yards")
    found = opener(jane, book(bill, jane), TODAY)
    assert "Bill" not in " ".join((found.text, found.because, *found.aloud))


def test_a_good_turn_of_today_waits_for_tomorrow() -> None:
    bill = person("Bill Okafor", "2026-11-22 got: the key to the hall")
    assert opener(bill, book(bill), TODAY).kind != "thank-referral"
    assert opener(bill, book(bill), day("2026-11-23")).kind == "thank-referral"


def test_whoever_was_thanked_today_is_not_thanked_again() -> None:
    jane = person("Jane Doe", "2026-10-02 referred by [[bill-okafor]]")
    before, after = (
        person("Bill Okafor"),
        person("Bill Okafor", "2026-11-22 thanked: for sending [[jane-doe]]"),
    )
    assert opener(before, book(before, jane), TODAY).kind == "thank-referral"
    found = opener(after, book(after, jane), TODAY)
    assert found.kind != "thank-referral"
    assert not any("thank" in said for said in found.aloud)
