"""The right person, and alliances by numbers (S10, S12)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from karma.core.fields import PARTNER
from karma.core.partners.criteria import CRITERIA
from karma.core.partners.overview import partners_of
from karma.core.partners.partner import is_partner, partner_of
from karma.core.partners.quarter import quarter_before, quarter_of, weeks_left
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.partners.overview import Partners
    from karma.core.partners.partner import Partner

FRIDAY = date(2026, 11, 20)


def partner(name: str, *log: str, lacks: tuple[str, ...] = (), **fields: Any) -> Contact:
    """Somebody in the circle who holds all eight criteria but those."""
    held = tuple(word for word in PARTNER if word not in lacks)
    return person(name, *log, circle="partner", partner=held, **fields)


def found_in(those: Book, today: date = FRIDAY) -> Partners:
    return partners_of(those, today, pipeline_of(those, today))


def found(*people: Contact, today: date = FRIDAY, **settings: Any) -> Partners:
    return found_in(book(*people, **settings), today)


def one(contact: Contact, *others: Contact) -> Partner:
    those = book(contact, *others)
    return partner_of(contact, those, FRIDAY, pipeline_of(those, FRIDAY))


def ids(partners: tuple[Partner, ...]) -> list[str]:
    return [one.contact.id for one in partners]


def test_a_scorecard_says_who_is_strong_what_is_missing_and_whom_not_to_ask() -> None:
    helen = partner("Helen", "2026-11-04 exchange: two names each")
    carl = partner("Carl", "2026-04-16 exchange: one from him, I was empty-handed", lacks=("growing",))
    vivian = partner("Vivian", lacks=("respects", "knows-profile", "introduces", "trusted"))
    sent = person("Anton", "2026-02-12 intro to [[vivian]]"), person("Wren", "2026-05-07 intro to [[vivian]]")
    all_of_them = found(helen, carl, vivian, *sent)
    assert [(one.contact.id, one.strength) for one in all_of_them.partners] == [
        ("helen", "strong"),
        ("carl", "near"),
        ("vivian", "early"),
    ]
    [gap] = all_of_them.partners[1].missing
    assert gap.earn == "Ask Carl what they want more of this year, and look for one such person."
    assert ids(all_of_them.not_to_ask) == ["vivian"]
    assert all_of_them.not_to_ask[0].waits[0].says == (
        "Two people went to Vivian and nobody has come back yet: "
        "tell Vivian whom you would love to meet before you send more."
    )
    assert ids(all_of_them.to_ask) == ["helen", "carl"]


def test_the_criteria_are_those_of_the_file() -> None:
    assert tuple(one.word for one in CRITERIA) == PARTNER
    assert all(one.earned_with(person("Jo Park")).count("Jo") == 1 for one in CRITERIA)


@pytest.mark.parametrize(
    ("somebody", "counts"),
    [
        (person("Jo", circle="partner"), True),
        (person("Jo", circle="expert", partner=("respects",)), True),
        (person("Jo", circle="client"), False),
        (person("Jo", circle="partner", archived=True), False),
        (person("Jo", circle="partner", added="2026-11-21"), False),
        (person("Jo", circle="partner", added="2026-11-20"), True),
        (person("Jo", circle="partner", private=("true",)), True),
    ],
)
def test_a_partner_is_in_the_circle_or_holds_a_criterion(somebody: Contact, counts: bool) -> None:
    assert is_partner(somebody, FRIDAY) is counts
    assert ids(found(somebody).partners) == (["jo"] if counts else [])


def test_an_empty_scorecard_says_nothing_against_anybody() -> None:
    new = one(person("Jo", circle="partner"))
    assert new.strength == "unknown"
    assert new.waits == ()
    assert len(new.missing) == len(CRITERIA)


def test_unknown_partners_stand_last_though_nothing_is_known_against_them() -> None:
    known = person("Zed", partner=("respects",))
    assert ids(found(person("Abe", circle="partner"), known).partners) == ["zed", "abe"]


def test_what_the_pipeline_shows_speaks_for_a_missing_criterion() -> None:
    jo = partner("Jo Park", lacks=("introduces", "receives"))
    lupe = person("Lupe", "2026-06-23 referred by [[jo-park]]", "2026-06-24 thanked [[jo-park]]")
    gus = person("Gus", "2026-01-15 intro to [[jo-park]]")
    scored = one(jo, lupe, gus)
    assert [gap.shown for gap in scored.missing] == [
        "Jo sent you Lupe on 23 Jun: if that holds, note “introduces”.",
        "You sent Gus to Jo on 15 Jan: if that went well, note “receives”.",
    ]
    assert scored.waits == ()


def test_a_hidden_prospect_is_not_named_to_others() -> None:
    jo = partner("Jo", lacks=("introduces",))
    hidden = person("Lupe", "2026-06-23 referred by [[jo]]", private=("true",))
    scored = one(jo, hidden)
    assert "Lupe" not in str([scored.waits, [gap.shown for gap in scored.missing]])
    assert [wait.says for wait in scored.waits] == ["Jo sent you somebody: say thank you first."]


WON = ("2026-03-04 referred by [[jo]]", "2026-03-05 thanked [[jo]]", "2026-05-01 won USD 100")


@pytest.mark.parametrize(
    ("lacks", "others", "kinds"),
    [
        ((), (), []),
        (("complementary",), (), ["competing"]),
        (("respects", "trusted"), (), ["respect", "trust"]),
        (("introduces",), (), ["introducing"]),
        (("influence", "knows-profile", "growing", "receives"), (), []),
        ((), (person("A", "2026-01-02 intro to [[jo]]"),), []),
        (
            (),
            (person("A", "2026-01-02 intro to [[jo]]"), person("B", "2026-01-02 intro to [[jo]]")),
            ["one-way"],
        ),
        ((), (person("A", "2026-03-04 referred by [[jo]]"),), ["thanks"]),
        ((), (person("A", *WON),), ["tell"]),
        ((), (person("A", *WON, "2026-05-02 told [[jo]]"),), []),
        ((), (person("A", "2026-03-04 referred by [[jo]]", "2026-03-05 thanked [[jo]]"),), []),
        (
            (),
            (person("A", *WON[:2]), person("B", *WON[:2])),
            ["give-first"],
        ),
    ],
)
def test_each_reason_not_to_ask(
    lacks: tuple[str, ...], others: tuple[Contact, ...], kinds: list[str]
) -> None:
    assert [wait.kind for wait in one(partner("Jo", lacks=lacks), *others).waits] == kinds


def test_several_open_loops_are_one_sentence() -> None:
    others = (person("Abe", "2026-03-04 referred by [[jo]]"), person("Bo", "2026-03-05 referred by [[jo]]"))
    scored = one(partner("Jo"), *others, person("C", "2026-03-04 intro to [[jo]]"))
    assert [wait.says for wait in scored.waits] == ["Jo sent you Abe and one more: say thank you first."]


def test_the_loop_of_the_one_who_was_won_is_closed_first() -> None:
    others = (person("Abe", "2026-03-04 referred by [[jo]]"), person("Bo", *WON[:1], "2026-05-01 won"))
    scored = one(partner("Jo"), *others, person("C", "2026-03-04 intro to [[jo]]"))
    assert scored.waits[0].says == "Jo sent you Bo and one more: say thank you first."


def test_two_meetings_a_week_meet_twenty_five_partners() -> None:
    quarter = found(*(partner(f"P {number}") for number in range(25)), today=day("2026-10-01"))
    assert quarter.pace.weeks == 14
    assert quarter.pace.a_week == 2
    assert round(quarter.pace.usual) == 2
    assert quarter.says[0] == "0 of 25 met this quarter. Two meetings a week meet everybody by 31 Dec."
    assert quarter.says[1] == "25 partners: as many as you would like."


def test_met_is_lunch_meeting_or_exchange_in_the_calendar_quarter() -> None:
    all_of_them = found(
        partner("Call", "2026-11-01 call: an hour"),
        partner("Exchange", "2026-10-01 exchange in: gave 1 got 1"),
        partner("Future", "2026-11-21 lunch"),
        partner("Late", "2026-09-30 exchange"),
        partner("Lunch", "2026-11-20 lunch"),
        partner("Meeting", "2026-11-02 meeting"),
    )
    assert [one.contact.id for one in all_of_them.partners if one.met] == ["exchange", "lunch", "meeting"]
    assert (all_of_them.pace.met, all_of_them.pace.left, all_of_them.pace.by_now) == (3, 3, 3)
    assert all_of_them.pace.on_track
    assert ids(all_of_them.to_meet) == ["call", "future", "late"]


def test_behind_an_even_pace_the_quarter_says_what_it_would_be() -> None:
    met = partner("Met", "2026-10-06 lunch")
    all_of_them = found(met, *(partner(f"P {number}") for number in range(7)))
    assert not all_of_them.pace.on_track
    assert all_of_them.says[0] == (
        "1 of 8 met this quarter; an even pace would be 4. Two meetings a week meet everybody by 31 Dec."
    )


def test_who_rests_is_neither_left_nor_proposed_unless_met() -> None:
    all_of_them = found(
        partner("Off", every="off"),
        partner("Snoozed", snooze="2026-11-21"),
        partner("Awake", snooze="2026-11-20"),
        partner("Met", "2026-10-05 lunch", every="off"),
    )
    assert ids(all_of_them.to_meet) == ["awake"]
    assert (all_of_them.pace.partners, all_of_them.pace.met, all_of_them.pace.left) == (2, 1, 1)


@pytest.mark.parametrize(
    ("promise", "next_one"),
    [
        ("[ ] 2027-02-11 Exchange, her office", "2027-02-11"),
        ("[ ] 2026-W48 they: lunch on them", "2026-W48"),
        ("[ ] 2026-12-04 meet at the harbour", "2026-12-04"),
        ("[ ] 2026-12-04 Ask Bill if he would like to meet her", None),
        ("[ ] 2026-12-04 meetings with my own team", None),
        ("[ ] Lunch one day", None),
        ("[ ] 2026-11-16 Lunch date", None),
        ("[ ] 2026-11-20 Lunch date", "2026-11-20"),
        ("[x] 2026-12-04 Lunch", None),
    ],
)
def test_the_next_meeting_is_a_dated_promise_that_begins_with_one(promise: str, next_one: str | None) -> None:
    ahead = one(partner("Jo", promises=(promise,))).next
    assert (str(ahead.by) if ahead else None) == next_one


def test_the_earliest_meeting_ahead_is_the_next() -> None:
    promises = ("[ ] 2026-12-11 Lunch", "[ ] 2026-12-04 Exchange")
    ahead = one(partner("Jo", promises=promises)).next
    assert ahead is not None
    assert ahead.text == "Exchange"


def test_a_promised_meeting_takes_the_hurry_out_of_the_quarter() -> None:
    all_of_them = found(partner("Jo", promises=("[ ] 2026-12-04 Exchange",)))
    assert all_of_them.pace.planned == 1
    assert all_of_them.says[0] == "0 of 1 met this quarter. Everybody else has a day."


def test_names_at_an_exchange_stand_beside_five_each_way() -> None:
    all_of_them = found(
        partner("Ann", "2026-03-05 exchange: two names, one each", "2026-07-30 exchange: three from her"),
        partner("Jo", "2026-05-01 exchange: talked about bread"),
    )
    names = all_of_them.names
    assert (names.exchanges, names.gave, names.got, names.unread) == (3, 1, 4, 2)
    assert (names.gave_per_meeting, names.got_per_meeting) == (1.0, 2.0)
    assert all_of_them.says[2] == (
        "At an exchange you gave 1.0 names and got 2.0, over twelve months; five each way is the aim. "
        "Two lines leave a side open: write “gave 2 got 1”."
    )


def test_an_exchange_with_two_partners_counts_once_and_for_each() -> None:
    all_of_them = found(
        partner("Ann", "2026-06-26 exchange with [[jo]]: five names each"),
        partner("Jo", "2026-06-26 exchange with [[ann]]: five names each"),
    )
    assert all_of_them.names.exchanges == 1
    assert [one.year.gave for one in all_of_them.partners] == [5, 5]


def test_the_year_of_names_ends_today_and_all_exchanges_stay_known() -> None:
    log = (
        "2025-11-20 exchange: gave 3 got 3",
        "2025-11-21 exchange: gave 2 got 1",
        "2026-11-21 exchange: 9 each",
    )
    scored = one(partner("Jo", *log))
    assert (scored.year.gave, scored.year.got) == (2, 1)
    assert [exchange.line.date.isoformat() for exchange in scored.exchanges] == ["2025-11-20", "2025-11-21"]


def test_who_was_spoken_of_is_known_by_file() -> None:
    jo = partner("Jo Park", "2026-05-01 exchange: gave [[maria|Mary]], got [[nobody-here]] from [[jo-park]]")
    assert one(jo, person("Maria")).exchanges[0].people == ("maria",)


def test_without_partners_there_is_nothing_to_count() -> None:
    nobody = found(person("Bill"))
    assert nobody.says == (
        "Nobody to meet this quarter yet.",
        "0 partners; you would like 25, which is two meetings a week.",
        "No exchange in the last twelve months; five each way is the aim.",
    )
    assert nobody.matrix.corners == ()


def test_the_number_of_partners_wanted_is_a_setting() -> None:
    assert found(partner("Jo"), partners=0).says[1] == "1 partner."
    assert (
        found(partner("Jo"), partners=13).says[1]
        == "1 partner; you would like 13, which is one meeting a week."
    )


def test_the_matrix_sets_meetings_beside_referrals_of_the_last_whole_quarter() -> None:
    often = [f"2026-0{month}-02 meeting" for month in (7, 8, 9)]
    all_of_them = found(
        partner("Both", *often, "2026-09-30 exchange", "2026-10-01 exchange"),
        partner("Met", "2026-08-01 lunch", "2026-06-30 lunch"),
        partner("Neither"),
        partner("Referred"),
        partner("Newcomer", added="2026-10-01"),
        person("X", "2026-07-01 referred by [[both]]"),
        person("Y", "2026-09-30 intro to [[both]]"),
        person("Z", "2026-07-14 referred by [[referred]]", "2026-10-01 referred by [[met]]"),
    )
    matrix = all_of_them.matrix
    assert matrix.quarter.name == "July to September 2026"
    cells = {
        (cell.meetings, cell.referrals): [contact.id for contact in cell.contacts]
        for row in matrix.rows
        for cell in row
    }
    assert len(cells) == 16
    assert {place: people for place, people in cells.items() if people} == {
        (3, 2): ["both"],
        (1, 0): ["met"],
        (0, 0): ["neither"],
        (0, 1): ["referred"],
    }
    assert [(corner.title, [one.id for one in corner.contacts]) for corner in matrix.corners] == [
        ("You met, and referrals passed", ["both"]),
        ("You met, and no referral yet", ["met"]),
        ("A referral without a meeting", ["referred"]),
        ("Neither this time", ["neither"]),
    ]


@pytest.mark.parametrize(
    ("today", "start", "end", "before"),
    [
        ("2026-11-20", "2026-10-01", "2027-01-01", "July to September 2026"),
        ("2026-01-01", "2026-01-01", "2026-04-01", "October to December 2025"),
        ("2028-03-31", "2028-01-01", "2028-04-01", "October to December 2027"),
        ("2026-06-30", "2026-04-01", "2026-07-01", "January to March 2026"),
        ("2026-07-01", "2026-07-01", "2026-10-01", "April to June 2026"),
        ("2999-12-31", "2999-10-01", "3000-01-01", "July to September 2999"),
    ],
)
def test_a_quarter_is_three_calendar_months(today: str, start: str, end: str, before: str) -> None:
    quarter = quarter_of(day(today))
    assert (quarter.start.isoformat(), quarter.end.isoformat()) == (start, end)
    assert quarter_before(day(today)).name == before


def test_the_last_days_of_a_quarter_are_a_week() -> None:
    assert weeks_left(quarter_of(FRIDAY), day("2026-12-31")) == 1
    assert weeks_left(quarter_of(FRIDAY), day("2026-12-24")) == 2
