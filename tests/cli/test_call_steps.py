"""What the keys of `karma call` write, without a terminal."""

from datetime import date

from karma.cli.call_steps import Answers, entered
from karma.core.book import Contact
from karma.core.dates import day_period
from karma.core.promise import Promise

SUNDAY = date(2026, 11, 22)
CALL_ME = Promise("call: as she asked", day_period(date(2026, 11, 20)))
ANN = Contact("ann", "contacts/ann.md", "Ann", next_time=("ask about the boat",), promises=(CALL_ME,))


def lines(answers: Answers) -> tuple[str, ...]:
    return entered(answers, ANN, SUNDAY).lines


def test_reached_is_a_call_and_keeps_the_promise_to_call() -> None:
    assert lines(Answers("c", "we\nspoke")) == (
        "- 2026-11-22 call: we spoke",
        "- [x] 2026-11-20 call: as she asked ✅ 2026-11-22",
    )


def test_a_voicemail_keeps_no_promise() -> None:
    assert lines(Answers("v")) == ("- 2026-11-22 voicemail",)


def test_no_answer_is_an_attempt() -> None:
    assert lines(Answers("n")) == ("- 2026-11-22 tried",)


def test_a_skip_writes_nothing() -> None:
    assert entered(Answers("s"), ANN, SUNDAY).edits == ()


def test_a_snooze_is_a_day() -> None:
    assert lines(Answers("z", snooze=date(2026, 11, 29))) == ("snooze: 2026-11-29",)


def test_next_time_and_a_promise_are_written_with_the_call() -> None:
    answers = Answers("v", next_time="the boys", promised="Send it", by=day_period(date(2026, 11, 27)))
    assert lines(answers)[1:] == ("next time: the boys", "- [ ] 2026-11-27 Send it")


def test_what_was_said_is_not_said_again() -> None:
    said = entered(Answers("c", said_it_all=True), ANN, SUNDAY).edits
    assert any(getattr(edit, "text", "") == "ask about the boat" for edit in said)


def test_what_was_half_typed_is_kept() -> None:
    answers = Answers("c", asked="text")
    answers.broken_off("she is off to")
    assert lines(answers)[0] == "- 2026-11-22 call: she is off to"
