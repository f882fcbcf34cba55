"""Voice against e-mail in the last four weeks."""

from __future__ import annotations

from karma.core.agenda import VoiceShare
from karma.core.voice import voice_share
from tests.core.build import book, day, person

TODAY = day("2026-11-22")


def share(*log: str) -> VoiceShare:
    return voice_share(book(person("Bill", *log)), TODAY)


def test_voice_and_email_are_counted_over_four_weeks() -> None:
    found = share(
        "2026-10-24 call",
        "2026-10-25 call",
        "2026-11-01 voicemail",
        "2026-11-02 lunch",
        "2026-11-03 email",
        "2026-11-04 note",
        "2026-11-05 text",
        "2026-11-22 call",
    )
    assert found == VoiceShare(voice=3, email=1, says=None)


def test_a_lunch_of_three_is_one() -> None:
    three = (
        person("A", "2026-11-02 lunch with [[b]] [[c]]"),
        person("B", "2026-11-02 lunch with [[a]] [[c]]"),
        person("C", "2026-11-02 lunch with [[a]] [[b]]"),
    )
    assert voice_share(book(*three), TODAY).voice == 1


def test_it_says_so_when_email_leads() -> None:
    assert share("2026-11-01 email", "2026-11-02 email in", "2026-11-03 call").says == (
        "E-mail leads voice 2 to 1 in the last four weeks: a call would do somebody good."
    )


def test_it_says_nothing_when_they_are_equal_or_nothing_happened() -> None:
    assert share("2026-11-01 email", "2026-11-03 call").says is None
    assert share().says is None
