"""What the keys and answers of `karma call` write, without a terminal."""

from datetime import date

import pytest

from karma.cli import ask
from karma.cli.call_questions import which_said
from karma.cli.call_steps import happened, next_time, promise_typed, promised, recalled, said, snoozed
from karma.core.book import Contact
from karma.core.dates import day_period
from karma.core.problems import Fault
from karma.core.promise import Promise
from karma.files.edit import RemoveNextTime
from tests.core.build import book, person

SUNDAY = date(2026, 11, 22)
CALL_ME = Promise("call: as she asked", day_period(date(2026, 11, 20)))
ANN = Contact("ann", "contacts/ann.md", "Ann", next_time=("the boat", "the boys"), promises=(CALL_ME,))


def test_reached_is_a_call_and_keeps_the_promise_to_call() -> None:
    assert happened("c", "we\nspoke", ANN, SUNDAY).lines == (
        "- 2026-11-22 call: we spoke",
        "- [x] 2026-11-20 call: as she asked ✅ 2026-11-22",
    )


def test_who_stays_in_cultivation_was_called_and_requalified_in_one_line() -> None:
    assert recalled("y", "in spring", ANN, SUNDAY).lines == (
        "- 2026-11-22 requalified: in spring",
        "- [x] 2026-11-20 call: as she asked ✅ 2026-11-22",
    )


def test_what_a_recall_led_to_is_a_stage_with_what_was_said() -> None:
    assert recalled("a", "lunch on Friday", ANN, SUNDAY).lines[:2] == (
        "- 2026-11-22 call",
        "- 2026-11-22 next-step: lunch on Friday",
    )
    assert recalled("l", "", ANN, SUNDAY).lines[:2] == ("- 2026-11-22 call", "- 2026-11-22 no-fit")


def test_a_recall_that_was_not_asked_is_a_call() -> None:
    assert recalled("", "we spoke", ANN, SUNDAY) == happened("c", "we spoke", ANN, SUNDAY)


def test_a_voicemail_keeps_no_promise() -> None:
    assert happened("v", "", ANN, SUNDAY).lines == ("- 2026-11-22 voicemail",)


def test_no_answer_is_an_attempt() -> None:
    assert happened("n", "", ANN, SUNDAY).lines == ("- 2026-11-22 tried",)


def test_a_snooze_is_a_day() -> None:
    assert snoozed(date(2026, 11, 29)).lines == ("snooze: 2026-11-29",)


def test_only_what_was_said_is_taken_off_the_list() -> None:
    assert said(("the boys",)).edits == (RemoveNextTime("the boys"),)


@pytest.mark.parametrize("noted", [("ask [[ann]]",), ("ask [[ann]]", "the boat")])
def test_what_was_noted_is_asked_by_name_and_answered_as_the_file_has_it(
    noted: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ask, "a_key", lambda: "y")
    monkeypatch.setattr(ask, "a_line", lambda _question: "1")
    assert which_said(noted, book(person("Ann Lee", id="ann"))) == ("ask [[ann]]",)
    asked = capsys.readouterr().out
    assert "ask Ann Lee" in asked
    assert "[[" not in asked


def test_nothing_for_next_time_writes_nothing() -> None:
    assert next_time("  ").edits == ()
    assert next_time("the\nboys").lines == ("next time: the boys",)


def test_a_promise_may_be_typed_as_it_stands_in_the_file() -> None:
    made = promise_typed("2026-11-27 they: send the list")
    assert isinstance(made, Promise)
    assert promised(made).lines == ("- [ ] 2026-11-27 they: send the list",)


def test_a_promise_with_a_day_that_files_do_not_have_is_a_fault() -> None:
    assert isinstance(promise_typed("2026/11/27 send the list"), Fault)
