"""Systems as one story each, as the design tells them: S3, S7, S8, S11, S12, S16."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from karma.core.balance.chances import give_and_take
from karma.core.drafts.desk import Desk
from karma.core.fields import PARTNER, Labelled
from karma.core.partners.overview import partners_of
from karma.core.partners.suggest import suggestions
from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.reports import reports_of
from karma.core.referrals.unreachable import play_of
from karma.core.trust import trust
from karma.views.messages import Messages, mail_link
from karma.views.theme import theme_folder
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from pathlib import Path

    from karma.core.book import Book, Contact
    from karma.core.drafts.message import Message
    from karma.core.referrals.unreachable import Play

TODAY = day("2026-11-20")
NORA = {
    "name": "Nora Lindqvist",
    "phone": "+1 503 555 0100",
    "pitch": "I help small firms to sort out their money before the bank asks.",
    "good_referral": "An owner who has just signed for a second boat, oven or van.",
}


def with_mail(address: str) -> dict[str, Any]:
    return {"email": (Labelled(address),), "opt_in": ("email",)}


def drafts(of: Book, who: str, kind: str, *folders: Path) -> tuple[Message, ...]:
    return Messages(Desk(of, TODAY), [*folders, theme_folder()]).draft(of.by_id[who], kind)


def test_s3_a_voicemail_of_half_a_minute_then_a_short_follow_up_and_who_you_are() -> None:
    bill = person("Bill Okafor", "2026-07-20 call: opening a new workshop")
    [script] = drafts(book(bill, **NORA), "bill-okafor", "voicemail")
    assert script.words <= 75
    assert script.body.startswith("Hello Bill, this is Nora Lindqvist.")
    assert script.body.count("+1 503 555 0100") == 2

    machine = person("Bill Okafor", "2026-07-20 call", "2026-11-20 voicemail: asked of the workshop")
    [follow_up] = drafts(book(machine, **NORA), "bill-okafor", "follow-up")
    assert follow_up.subject == "My message today"
    assert "I have just left you a message" in follow_up.body
    assert "+1 503 555 0100" in follow_up.body
    assert follow_up.words <= 75

    [pitch] = drafts(book(machine, **NORA), "bill-okafor", "pitch")
    assert pitch.body.startswith("I am Nora Lindqvist. I help small firms")
    assert pitch.seconds <= 30
    assert (script.gaps, follow_up.gaps, pitch.gaps) == ((), (), ())


def test_s7_three_attempts_then_a_play_with_dates_instead_of_a_fourth_call() -> None:
    carl = person("Carl Jensen")
    log = ["2026-10-13 referred by [[carl-jensen]]", "2026-10-15 tried", "2026-10-20 voicemail: Carl's name"]

    def stands(giver: Contact = carl, promises: tuple[str, ...] = ()) -> tuple[int, Play | None]:
        of = book(giver, person("Dolores Finch", *log, promises=promises))
        [referral] = pipeline_of(of, TODAY).referrals
        return referral.attempts, play_of(referral, of, TODAY)

    def to_do(giver: Contact = carl, promises: tuple[str, ...] = ()) -> str | None:
        play = stands(giver, promises)[1]
        assert play is not None
        return play.next.text if play.next else None

    assert stands() == (2, None)
    log.append("2026-10-27 tried: the press was running")
    assert stands()[0] == 3
    assert to_do() == "Find out what is pain or gain to Dolores."
    log.append("2026-11-03 unreachable: PAIN: excise audit in February; GAIN: a credit never claimed")
    assert to_do() == "Send Dolores a note by hand that speaks to it."
    log.append("2026-11-04 voicemail: the fourth call is not it")
    assert to_do() == "Send Dolores a note by hand that speaks to it."
    log.append("2026-11-12 note: the credit, in two lines")
    assert to_do() == "Name a day to call Dolores again, and wait for it."
    promised = ("[ ] 2026-11-27 call: the day after Thanksgiving",)
    assert to_do(promises=promised) == "Ask Carl how to reach Dolores, or tell how it stands."
    asked = person("Carl Jensen", "2026-11-13 call: asked how to reach Dolores")
    told = person("Carl Jensen", "2026-11-13 told [[dolores-finch]]: nobody answers yet")
    assert [to_do(giver, promised) for giver in (asked, told)] == [None, None]
    _, waiting = stands(asked, promised)
    assert waiting is not None
    assert waiting.until == day("2026-11-27")


def test_s11_promises_kept_loops_closed_and_e_mail_only_where_it_is_welcome() -> None:
    bill = person(
        "Bill Okafor",
        promises=(
            "[x] 2026-11-02 Send the checklist ✅ 2026-11-02",
            "[x] 2026-11-06 Read the lease ✅ 2026-11-05",
            "[x] 2026-11-09 Ring the harbour ✅ 2026-11-09",
            "[x] 2026-11-12 Find the form ✅ 2026-11-14",
            "[ ] 2026-11-16 Ask about the slip",
            "[ ] 2026-12-01 Not due yet",
        ),
        **with_mail("bill@okafor.example"),
    )
    sent = "2026-10-02 referred by [[bill-okafor]]"
    told, thanked = "2026-11-11 told [[bill-okafor]]", "2026-11-11 thanked [[bill-okafor]]: chocolate"
    jane = person("Jane Doe", sent, "2026-11-10 won USD 12000", told, thanked)
    dean = person("Dean Whitlock", sent, "2026-11-12 email: a hello", email=(Labelled("d@dean.example"),))
    of = book(bill, jane, dean, **NORA)
    found = trust(of, TODAY, pipeline_of(of, TODAY))
    assert found.kept_rate == 3 / 5
    assert (found.kept_on_time, found.kept_late, found.overdue) == (3, 1, 1)
    assert (found.closed, found.received) == (1, 2)
    assert [slip.contact.name for slip in found.slips] == ["Dean Whitlock"]
    for who, welcome in (("bill-okafor", True), ("dean-whitlock", False)):
        [message] = drafts(of, who, "follow-up")
        assert (mail_link(message) is not None) is welcome


def test_s12_two_meetings_a_week_meet_25_partners_with_names_both_ways_and_thirds_beside() -> None:
    people = {f"p-{number:02}": _partner(f"P {number:02}") for number in range(25)}
    monday, end = date(2026, 10, 5), date(2026, 12, 31)
    weeks: list[int] = []
    while monday <= end:
        of = book(*people.values())
        proposed = [one.contact.id for one in suggestions(of, monday, pipeline_of(of, monday))]
        for met in proposed:
            people[met] = _partner(people[met].name, f"{monday} exchange: gave 5 got 4")
        weeks.append(len(proposed))
        monday += timedelta(days=7)
    assert max(weeks) == 2
    assert sum(weeks) == 25

    sent = "2026-10-05 referred by [[p-00]]"
    ends = ("2026-10-12 no-fit", "2026-10-12 cultivating", "2026-10-12 next-step")
    prospects = [person(f"Prospect {number}", sent, ended) for number, ended in enumerate(ends)]
    of = book(*people.values(), *prospects)
    pipeline = pipeline_of(of, end)
    partners, thirds = partners_of(of, end, pipeline), reports_of(pipeline, of, end).thirds
    assert partners.says[0] == "25 of 25 met this quarter. Everybody is met: a good quarter."
    assert partners.says[1] == "25 partners: as many as you would like."
    names = partners.names
    assert (names.gave_per_meeting, names.got_per_meeting, partners.names_wanted) == (5.0, 4.0, 5)
    assert [(one.name, one.share) for one in thirds.thirds] == [
        ("no future", 1 / 3),
        ("cultivate", 1 / 3),
        ("next step", 1 / 3),
    ]


def _partner(name: str, *log: str) -> Contact:
    return person(name, *log, circle="partner", partner=PARTNER)


def test_s16_every_kind_of_message_from_one_small_network_and_in_your_own_words(tmp_path: Path) -> None:
    bill = person(
        "Bill Okafor",
        "2026-11-18 lunch: the new slips",
        needs=("a bookkeeper",),
        interests=("tugboats",),
        **with_mail("bill@okafor.example"),
    )
    eve = person("Eve Ng", offers=("bookkeeping",), **with_mail("eve@ng.example"))
    sent = "2026-10-02 referred by [[bill-okafor]]"
    jane = person("Jane Doe", sent, "2026-11-10 won USD 12000")
    dolores = person("Dolores Finch", sent, "2026-10-20 unreachable: PAIN: an audit in February")
    of = book(bill, eve, jane, dolores, **NORA)

    def body(who: str, kind: str) -> str:
        return drafts(of, who, kind)[0].body

    assert "this is Nora Lindqvist" in body("bill-okafor", "voicemail")
    assert "Thank you for the lunch on Wednesday." in body("bill-okafor", "follow-up")
    assert "I came across this and thought of you, since it is about tugboats" in body(
        "bill-okafor", "article"
    )
    assert "Thank you for sending Jane Doe to me." in body("bill-okafor", "thank-you")
    appeal = body("dolores-finch", "appeal")
    assert "Bill Okafor thought that the two of us should talk." in appeal
    assert "This may be on your desk: an audit in February." in appeal
    ask_bill, ask_eve, both = drafts(of, "bill-okafor", "intro")
    assert [message.to for message in (ask_bill, ask_eve, both)] == [(bill,), (eve,), (bill, eve)]
    assert all("May I introduce you?" in message.body for message in (ask_bill, ask_eve))
    assert "You both said yes" in both.body
    assert "whom should I be sending to you?" in body("bill-okafor", "pitch")

    (tmp_path / "messages").mkdir()
    mine = "Subject: Ahoy\n\n{{ first_name }}, you sent me {{ prospect }}. Cake is on its way!"
    (tmp_path / "messages" / "thank-you.txt").write_text(mine, "utf-8")
    [own] = drafts(of, "bill-okafor", "thank-you", tmp_path)
    assert (own.subject, own.body) == ("Ahoy", "Bill, you sent me Jane Doe. Cake is on its way!")


def test_s8_givers_gain_what_you_gave_and_got_per_person_and_overall_in_a_host_s_tone() -> None:
    """Carl helped and was not helped back; Eve was; Wren has heard nothing since January."""
    since = {"circle": "partner", "added": "2025-01-01"}
    of = book(
        person("Carl", "2026-08-14 got: looked over my cover", **since),
        person(
            "Jane",
            *("2026-10-02 referred by [[carl]]", "2026-10-20 won USD 12000"),
            "2026-10-30 intro to [[eve]]: a bookkeeper",
        ),
        person("Eve", "2026-02-01 helped: wrote a reference", **since),
        person("Wren", "2026-01-10 note: well done", **since),
    )
    found = give_and_take(of, TODAY, pipeline_of(of, TODAY))
    lately = {one.kind: (one.given_lately, one.received_lately) for one in found.sums.kinds}
    assert (lately["referral"], lately["favour"], lately["note"]) == ((1, 1), (1, 1), (1, 0))
    carl, eve = (found.sums.of(of.by_id[who]) for who in ("carl", "eve"))
    assert (carl.given, carl.received, eve.given, eve.received) == (0, 7, 7, 0)
    assert [(one.contact.id, one.reason) for one in found.helped_you] == [
        ("carl", "Carl sent you Jane on 2 Oct.")
    ]
    assert [one.contact.id for one in found.not_fed] == ["wren"]
    said = " ".join(f"{one.reason} {one.idea}" for one in (*found.helped_you, *found.not_fed))
    assert not any(word in said.lower() for word in ("owe", "debt", "usd", "neglect"))
