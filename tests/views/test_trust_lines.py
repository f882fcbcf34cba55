"""What the terminal says of trust and of "call me" when there is much of it."""

from __future__ import annotations

from karma.core.call_me.met import met_and_quiet
from karma.core.referrals.pipeline import pipeline_of
from karma.core.trust import trust
from karma.views.terminal.call_me import met_lines
from karma.views.terminal.trust import trust_lines
from tests.core.build import book, day, person

TODAY = day("2026-11-20")


def test_many_emails_to_many_people_are_told_in_one_sentence_with_the_latest_names() -> None:
    people = [person(f"P{n}", f"2026-09-{n + 10} email", "2026-08-01 email: before that") for n in range(8)]
    everybody = book(*people)
    lines = trust_lines(trust(everybody, TODAY, pipeline_of(everybody, TODAY)), TODAY, 80)
    said = " ".join("".join(span.text for span in line).strip() for line in lines)
    assert "16 e-mails in twelve months" in said
    assert "P7 (17 Sep), P6 (16 Sep), P5 (15 Sep), P4 (14 Sep), P3 (13 Sep) and 3 more." in said


def test_of_many_who_were_met_the_latest_ten_are_named() -> None:
    people = [person(f"P{n}", met=f"2026-10-{n + 10}") for n in range(13)]
    lines = met_lines(met_and_quiet(book(*people), TODAY), TODAY, 80)
    said = ["".join(span.text for span in line).strip() for line in lines]
    assert sum("met" in line.split()[:3] for line in said if line) == 10
    assert "and 3 more" in said
    assert not any("P2:" in line for line in said)


def test_nothing_to_say_is_nothing_said() -> None:
    empty = book()
    assert trust_lines(trust(empty, TODAY, pipeline_of(empty, TODAY)), TODAY, 80) == []
    assert met_lines((), TODAY, 80) == []
