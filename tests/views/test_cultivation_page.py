"""The pages Cultivation and Promises, where "call me" and trust stand: what they say, and whom they never name."""

from __future__ import annotations

import pytest

from karma.core.fields import Labelled
from tests.core.build import book, day, person
from tests.views.site import Page, made

TODAY = day("2026-11-20")
REFERRED = "2026-01-10 referred by [[gus]]"
GUS = person("Gus")


def page(name: str, *people: object, **settings: object) -> Page:
    found = Page(made(book(GUS, *people, **settings), TODAY)[name])  # type: ignore[arg-type]
    assert found.faults == []
    return found


def test_cultivation_says_who_is_due_why_and_at_what_number() -> None:
    ruth = person(
        "Ruth Ellery",
        REFERRED,
        "2026-05-12 cultivating",
        "2026-08-11 requalified: still wants it",
        fit=("values",),
        phone=(Labelled("+1 503 555 0119"),),
    )
    found = page("recalls.html", ruth)
    assert "1 person is interested, but not now." in found.visible
    assert "Due since 10 Nov; in cultivation since 12 May, requalified once, last on 11 Aug." in found.visible
    assert "Fit: values. To find out: understands, desires and affords." in found.visible
    assert "tel:+15035550119" in found.all("href")


def test_the_months_ahead_are_a_table_with_a_number_in_each_row() -> None:
    found = page("recalls.html", person("Ruth", REFERRED, "2026-10-12 cultivating"))
    assert found.all("scope") == ["col", "col", *["row"] * 12]
    assert "Jan 20271 Feb 2027–" in found.visible


def test_who_stayed_who_was_let_go_and_who_moved_on_stand_beside_it() -> None:
    stays = person("Stays", REFERRED, "2026-03-03 cultivating", "2026-10-14 requalified: as [[gus]] said")
    let_go = person("Let Go", REFERRED, "2026-02-04 cultivating", "2026-09-22 no-fit: is content <b>")
    moved_on = person("Moved On", REFERRED, "2026-02-04 cultivating", "2026-10-02 won")
    said = page("recalls.html", stays, let_go, moved_on).visible
    assert "Stays: as Gus said" in said
    assert "Let Go: is content <b>" in said
    assert "Moved On 2 Oct 2026" in said


def test_an_empty_cultivation_says_what_it_is() -> None:
    assert "Nobody is in cultivation yet." in page("recalls.html").visible


@pytest.mark.parametrize("name", ["recalls.html", "promises.html"])
def test_nobody_private_is_named_or_counted(name: str) -> None:
    secret = person(
        "Secret Sam",
        REFERRED,
        "2026-05-12 cultivating: hush",
        "2026-11-01 email: hush",
        promises=("[ ] 2026-11-01 they: call me, hush",),
        met="2026-11-10",
        private=("true",),
    )
    assert page(name, secret).visible == page(name).visible


def test_a_private_fit_is_not_shown() -> None:
    ruth = person("Ruth", REFERRED, "2026-05-12 cultivating", fit=("values",), private=("fit",))
    assert "Fit" not in page("recalls.html", ruth).visible


def test_a_private_opt_in_makes_no_email_a_slip() -> None:
    ruth = person("Ruth", "2026-11-01 email: hello", opt_in=("email",), private=("opt_in",))
    assert "did not opt in" not in page("promises.html", ruth).visible


def test_promises_say_who_did_not_call_and_who_was_met() -> None:
    tomas = person("Tomas", promises=("[ ] 2026-11-13 they: call me about [[gus]]",))
    benny = person("Benny", met="2026-11-14", met_at="the market")
    rosa = person("Rosa", met="2026-11-13", promises=("[ ] 2026-11-20 call: as she asked",))
    said = page("promises.html", tomas, benny, rosa).visible
    assert "Tomas: call me about Gus for 13 Nov 2026" in said
    assert "Benny, the market met 6 days ago" in said
    assert "Rosa met a week ago; call promised, today" in said


def test_promises_say_how_many_loops_are_closed_and_which_email_nobody_asked_for() -> None:
    jane = person("Jane", REFERRED, "2026-01-12 told [[gus]]", "2026-11-01 email: hello", opt_in=("call",))
    said = page("promises.html", jane).visible
    assert "0 of 1 loops closed: the giver was told how 1 stand, and thanked for 0." in said
    assert "Jane: hello 1 Nov 2026" in said


def test_without_any_of_it_nothing_is_said_of_it() -> None:
    said = page("promises.html").visible
    assert "Trust" not in said
    assert "Call me" not in said


def test_long_lists_are_cut_with_how_many_more_there_are() -> None:
    people = [
        person(
            f"P {number:02}",
            REFERRED,
            "2026-02-04 cultivating",
            "2026-09-22 no-fit",
            "2026-09-23 email: all the best",
            id=f"p{number:02}",
        )
        for number in range(15)
    ]
    met = [person(f"M {number:02}", met="2026-11-01") for number in range(15)]
    assert "P 11 22 Sep 2026 And 3 more." in page("recalls.html", *people).visible
    said = page("promises.html", *people, *met).visible
    assert "And 3 more in the last twelve months." in said
    assert "And 3 more, met before that." in said
