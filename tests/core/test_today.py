"""The day as a whole: calls, promises, what else, and how the day is going."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from karma.core.also_people import another_kind
from karma.core.fields import Labelled
from karma.core.today import Today, today_of
from karma.core.verbs import VERBS
from karma.core.why import why
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Contact

TODAY = day("2026-11-22")
BUSY = "2026-11-12 call"
"""Spoken to ten days ago: not among the calls."""


def of(*people: Contact, **settings: Any) -> Today:
    return today_of(book(*people, **settings), TODAY)


@pytest.fixture(autouse=True)
def no_other_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the systems would do has tests of its own (test_also.py)."""
    monkeypatch.setattr("karma.core.also.SYSTEMS", ())


def else_(*people: Contact) -> list[tuple[str, str, str]]:
    return [(thing.kind, thing.text, thing.reason) for thing in of(*people).also]


def test_the_day_brings_it_all_together() -> None:
    found = of(
        person("Ann", "2026-09-01 call", "2026-11-22 call", promises=("[ ] 2026-11-22 Send the list",)),
        person("Bill", BUSY, "2026-11-13 email", "2026-11-14 email", birthday="--11-23"),
    )
    assert [(call.contact.id, call.slot, call.done) for call in found.calls] == [("ann", "due", True)]
    assert [owed.promise.text for owed in found.promises] == ["Send the list"]
    assert [thing.contact.id for thing in found.also] == ["bill"]
    assert (found.voice.voice, found.voice.email) == (2, 2)
    assert (found.today, found.made, found.wanted) == (TODAY, 1, 5)


def test_calls_to_people_who_are_not_on_the_list_are_made_too() -> None:
    assert of(person("Ann", BUSY, "2026-11-22 call"), person("Bill", BUSY, "2026-11-22 call in")).made == 1


def test_a_call_with_two_people_is_made_once() -> None:
    assert (
        of(
            person("Ann", "2026-11-22 call with [[bill]]"), person("Bill", "2026-11-22 call with [[ann]]")
        ).made
        == 1
    )


ATTEMPTS = ("2026-09-01 tried", "2026-09-08 tried", "2026-11-15 tried")


def test_after_three_attempts_another_kind_of_touch() -> None:
    assert else_(person("Bill Okafor", *ATTEMPTS)) == [
        (
            "another-touch",
            "Write Bill a note by hand.",
            "3 attempts in a row without an answer: something else may reach them.",
        )
    ]


@pytest.mark.parametrize(
    ("log", "fields", "kind"),
    [
        ((), {}, "note"),
        (("2026-08-01 email",), {"phone": (Labelled("+1"),)}, "note"),
        (("2026-08-01 note",), {"phone": (Labelled("+1"),)}, "text"),
        (("2026-08-01 note",), {"email": (Labelled("a@b"),), "opt_in": ("email",)}, "email"),
        (("2026-08-01 note",), {"email": (Labelled("a@b"),)}, "note"),
        (("2026-08-01 note",), {"opt_in": ("email",)}, "note"),
        (("2026-08-01 note", "2026-08-02 note in"), {"phone": (Labelled("+1"),)}, "text"),
    ],
)
def test_the_other_kind_is_a_note_unless_that_was_the_last(
    log: tuple[str, ...], fields: Any, kind: str
) -> None:
    assert another_kind(person("Bill", *log, **fields), VERBS, TODAY) == kind


def test_a_birthday_of_somebody_who_is_not_called_today() -> None:
    assert else_(
        person("Bill Okafor", BUSY, birthday="--11-25"), person("Ann", BUSY, birthday="--11-26")
    ) == [("birthday", "Wish Bill a happy birthday.", "Birthday in 3 days, on 25 Nov.")]


def test_a_birthday_of_somebody_on_the_list_is_not_told_twice() -> None:
    assert else_(person("Bill", "2026-09-01 call", birthday="--11-25")) == []


def test_thanks_that_are_owed() -> None:
    jane = person("Jane Doe", BUSY, "2026-10-02 referred by [[bill]]")
    assert else_(person("Bill", BUSY), jane) == [
        ("thanks", "Thank Bill.", "Bill sent you Jane Doe on 2 Oct; no thanks are in the log yet.")
    ]


def test_whom_you_met_hears_from_you() -> None:
    met = person("Bill", "2026-11-10 meeting: at the fair", met="2026-11-10", met_at="the fair")
    assert else_(met) == [
        (
            "follow-up",
            "Send Bill a note, and name a day to call.",
            "You met 12 days ago at the fair; nothing has followed yet.",
        )
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"log": ("2026-11-10 meeting", "2026-11-11 note")},
        {"log": ("2026-11-10 meeting", "2026-11-10 email")},
        {"log": ("2026-11-10 meeting",), "promises": ("[ ] 2026-11-30 call",)},
        {"log": ("2026-11-10 meeting",), "every": "off"},
        {"log": ("2026-11-10 meeting",), "snooze": "2026-12-30"},
        {"log": ("2026-11-10 meeting",), "archived": True},
        {"log": ("2026-11-10 meeting",), "met": "2026-11-07"},
        {"log": ("2026-11-10 meeting",), "met": "2026-11-23"},
    ],
)
def test_nothing_is_left_to_follow_up(fields: dict[str, Any]) -> None:
    assert else_(person("Bill", *fields.pop("log"), **{"met": "2026-11-10"} | fields)) == []


def test_a_snooze_that_ends_today_is_over() -> None:
    bill = person("Bill", BUSY, birthday="--11-25", snooze="2026-11-22")
    assert [kind for kind, *_ in else_(bill)] == ["birthday"]


@pytest.mark.parametrize("met", ["2026-11-08", "2026-11-22"])
def test_who_was_met_two_weeks_ago_or_today_is_followed_up(met: str) -> None:
    assert [kind for kind, *_ in else_(person("Bill", BUSY.replace("call", "call in"), met=met))] == [
        "follow-up"
    ]


def test_on_the_day_you_meet_nothing_has_had_to_follow_yet() -> None:
    def reason(met: str) -> str:
        return else_(person("Bill", BUSY.replace("call", "call in"), met=met, met_at="the fair"))[0][2]

    assert reason("2026-11-22") == "You met today at the fair."
    assert reason("2026-11-21") == "You met yesterday at the fair; nothing has followed yet."


def test_three_calls_to_ann_are_one_of_five() -> None:
    ann = person("Ann", BUSY, "2026-11-22 call", "2026-11-22 call: again", "2026-11-22 voicemail")
    assert of(ann).made == 1


def test_a_day_off_is_known_for_one() -> None:
    assert of(person("Ann")).day_off
    assert not of(person("Ann"), workdays=("sun",)).day_off
    assert not of(person("Ann"), workdays=()).day_off


def test_cadences_that_ask_for_more_than_there_is_room_for_are_said() -> None:
    people = [person(f"P{n:03}", every="30d") for n in range(500)]
    assert of(*people).load == (
        "Your cadences ask for about 23 calls a working day, and there is room for 5: "
        "`karma load` shows what to loosen."
    )


@pytest.mark.parametrize(("people", "said"), [(133, False), (134, True)])
def test_a_little_too_much_is_not_worth_a_word(people: int, said: bool) -> None:
    """134 calls in 30 days are a quarter more than five a working day; who is not called asks for nothing."""
    busy = [person(f"P{n:03}", every="30d") for n in range(people)]
    quiet = [person(f"Q{n}", every="off") for n in range(9)]
    gone = [person(f"R{n}", every="1d", archived=True) for n in range(9)]
    assert (of(*busy, *quiet, *gone).load is not None) is said


def test_an_answer_from_them_is_no_follow_up_by_you() -> None:
    assert [
        kind
        for kind, *_ in else_(person("Bill", "2026-11-10 meeting", "2026-11-12 email in", met="2026-11-10"))
    ] == ["follow-up"]


def test_private_facts_and_hidden_people_are_not_told() -> None:
    private = person("Bill", BUSY, birthday="--11-23", met="2026-11-20", private=("birthday", "met"))
    hidden = person("Secret Sam", BUSY, "2026-10-02 referred by [[bill]]", private=("true",))
    assert [reason for *_, reason in else_(private, hidden)] == [
        "Bill sent you somebody on 2 Oct; no thanks are in the log yet."
    ]


def test_what_was_done_today_stands_done() -> None:
    found = of(
        person("Ann", *ATTEMPTS, "2026-11-22 note"),
        person("Bea", *ATTEMPTS, "2026-11-22 tried"),
        person("Bill", BUSY, "2026-11-22 thanked", "2026-10-02 got: a lift"),
        person("Cid", BUSY, "2026-11-22 text", birthday="--11-22"),
        person("Dan", "2026-11-20 lunch", "2026-11-22 note", met="2026-11-20"),
    )
    assert {thing.contact.id: thing.done for thing in found.also} == {
        "ann": True,
        "bea": False,
        "bill": True,
        "cid": True,
        "dan": True,
    }


def test_at_most_five_things_and_the_kinds_take_turns() -> None:
    people = [person(f"B{n}", BUSY, birthday="--11-23") for n in range(9)]
    people += [person(f"T{n}", BUSY, "2026-10-01 got: x") for n in range(9)]
    assert [kind for kind, *_ in else_(*people)] == ["birthday"] * 3 + ["thanks"] * 2


def test_one_thing_for_each_person() -> None:
    assert len(else_(person("Bill", BUSY, "2026-10-01 got: a lift", birthday="--11-23"))) == 1


def says(bill: Contact, *others: Contact, **settings: Any) -> str:
    return why(bill, book(bill, *others, **settings), TODAY).says


def test_why_somebody_is_on_the_list() -> None:
    bill = person("Bill", "2026-10-02 call", every="4w..6w")
    found = why(bill, book(bill), TODAY)
    assert (found.slot, found.standing.contact) == ("due", bill)
    assert found.says.endswith("past the limit by a week.")
    assert found.opener.text


@pytest.mark.parametrize(
    ("bill", "expected"),
    [
        (
            person("Bill", "2026-10-02 call", every="3m"),
            "You last spoke 7 weeks ago (call, 2 Oct); every 3 months makes it 1 Jan 2027.",
        ),
        (person("Bill", BUSY), "You last spoke a week ago: not again before 26 Nov."),
        (person("Bill", every="off"), "Their cadence is off: no calls are proposed."),
    ],
)
def test_why_somebody_is_not_on_the_list(bill: Contact, expected: str) -> None:
    assert says(bill) == expected


def test_why_somebody_due_is_not_on_the_list() -> None:
    rivals = [person(f"P{n}", "2026-09-01 call", circle="partner") for n in range(6)]
    bill, ann = person("Bill", "2026-10-02 call", every="30d"), person("Ann", "2026-10-23 call", every="30d")
    assert says(bill, *rivals) == "Bill has been due since 1 Nov; others come first today."
    assert says(ann, *rivals) == "Ann is due today; others come first today."


def test_why_somebody_new_is_not_on_the_list() -> None:
    rivals = [person(f"P{n}", "2026-09-01 call", circle="partner") for n in range(6)]
    newer, older = (
        person("Bill", added="2026-11-20", every="20y"),
        person("Ann", added="2026-01-20", every="10m"),
    )
    found = says(newer, older, *rivals)
    assert found.startswith("You have never called Bill; with every 20 years the turn comes on ")
    assert found.endswith("Others who are new come first today.")


def test_thanks_are_first_for_the_referral_that_became_work() -> None:
    jane = person("Jane", BUSY, "2026-09-01 referred by [[wal]]", "2026-10-01 won 6500")
    greta = person("Greta", BUSY, "2026-10-09 referred by [[wal]]")
    assert [reason for *_, reason in else_(person("Wal", BUSY), jane, greta)] == [
        "Wal sent you Jane on 1 Sep; no thanks are in the log yet."
    ]


def test_nobody_is_thanked_for_sending_themselves() -> None:
    assert else_(person("Selfy", BUSY, "2026-10-09 referred by [[selfy]]")) == []


def test_thanks_for_one_whom_they_sent_do_not_stand_for_the_other() -> None:
    carl = person("Carl", BUSY, "2026-10-20 thanked: for sending [[tomas]]")
    tomas = person("Tomas", BUSY, "2026-09-01 referred by [[carl]]")
    dean = person("Dean", BUSY, "2026-09-10 referred by [[carl]]")
    assert [reason for *_, reason in else_(carl, tomas, dean)] == [
        "Carl sent you Dean on 10 Sep; no thanks are in the log yet."
    ]


def test_a_reminder_of_a_referral_asks_for_no_second_thanks() -> None:
    tomas = person("Tomas", BUSY, "2026-09-01 referred by [[carl]]", "2026-09-20 referred by [[carl]]")
    assert else_(person("Carl", BUSY, "2026-09-05 thanked: for sending [[tomas]]"), tomas) == []
