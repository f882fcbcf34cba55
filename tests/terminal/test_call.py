"""`karma call` in a real terminal: keys, notes, undo, and leaving half way without losing anything."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from tests.terminal.screen import IN_TMUX, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = IN_TMUX


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Two people to call: Ann, then Bob."""
    (tmp_path / "contacts").mkdir()
    for stem, name, last in (("ann", "Ann Lee", "2026-01-01"), ("bob", "Bob Day", "2026-02-01")):
        text = f"---\nname: {name}\nadded: 2025-01-01\n---\n\n## Log\n\n- {last} call\n"
        (tmp_path / "contacts" / f"{stem}.md").write_text(text, "utf-8")
    found = Terminal(tmp_path)
    found.start()
    found.until_screen("q quit")
    yield found
    found.run("kill-server")


def test_a_whole_round(terminal: Terminal) -> None:
    terminal.type("c")
    terminal.until_screen("What was said?")
    terminal.type("off to the mountains", "Enter")
    terminal.until_screen("For next time?")
    terminal.type("the boys", "Enter")
    terminal.until_screen("Did you promise anything?")
    terminal.type("Send the list", "Enter")
    terminal.until_screen("By when?")
    terminal.type("fri", "Enter")
    terminal.until_screen("2 of 2")
    terminal.type("n")
    terminal.until_screen("Enter done")
    terminal.type("Enter")
    terminal.until_screen("LEFT 0")
    ann = terminal.file("ann")
    assert "- 2026-11-22 call: off to the mountains\n" in ann
    assert "- the boys\n" in ann
    assert "- [ ] 2026-11-27 Send the list\n" in ann
    assert terminal.file("bob").endswith("- 2026-11-22 tried\n")
    assert "1 of 5 made" in terminal.screen()


def test_keys_typed_ahead_are_not_lost(terminal: Terminal) -> None:
    terminal.run("send-keys", "-l", "nnq")
    terminal.until_screen("LEFT 0")
    assert terminal.file("ann").endswith("- 2026-11-22 tried\n")
    assert terminal.file("bob").endswith("- 2026-11-22 tried\n")


def test_undo_puts_the_file_back_and_asks_again(terminal: Terminal) -> None:
    before = terminal.file("ann")
    terminal.type("n")
    terminal.until_screen("2 of 2")
    assert terminal.file("ann") != before
    terminal.type("u")
    terminal.until_screen("Undone: Ann Lee is as before.")
    assert terminal.file("ann") == before
    terminal.type("q")
    terminal.until_screen("LEFT 0")


@pytest.mark.parametrize("way", ["q", "C-c", "C-d"])
def test_leaving_between_two_people_keeps_what_was_entered(terminal: Terminal, way: str) -> None:
    terminal.type("n")
    terminal.until_screen("2 of 2")
    terminal.type(way)
    terminal.until_screen("LEFT 0" if way == "q" else "LEFT 130")
    assert terminal.file("ann").endswith("- 2026-11-22 tried\n")
    assert "2026-11-22" not in terminal.file("bob")


def test_ctrl_c_in_the_middle_of_a_line_keeps_the_half_line(terminal: Terminal) -> None:
    terminal.type("c")
    terminal.until_screen("What was said?")
    terminal.type("she is off to")
    terminal.until_screen("she is off to")
    terminal.type("C-c")
    terminal.until_screen("LEFT 130")
    assert terminal.file("ann").endswith("- 2026-11-22 call: she is off to\n")


def test_ctrl_d_at_a_later_question_keeps_the_answers_before_it(terminal: Terminal) -> None:
    terminal.type("v")
    terminal.until_screen("What did you say?")
    terminal.type("congratulated her", "Enter")
    terminal.until_screen("For next time?")
    terminal.type("C-d")
    terminal.until_screen("LEFT 130")
    assert terminal.file("ann").endswith("- 2026-11-22 voicemail: congratulated her\n")


def test_a_closed_window_keeps_the_answers_before_it(terminal: Terminal) -> None:
    terminal.type("c")
    terminal.until_screen("What was said?")
    terminal.type("we spoke", "Enter")
    terminal.until_screen("For next time?")
    terminal.run("kill-server")
    terminal.until(lambda: "- 2026-11-22 call: we spoke\n" in terminal.file("ann"))


def test_a_closed_window_ends_it(terminal: Terminal) -> None:
    terminal.type("n")
    terminal.until_screen("2 of 2")
    terminal.run("kill-server")
    terminal.until((terminal.book / "left").exists)
    assert terminal.file("ann").endswith("- 2026-11-22 tried\n")
    assert "2026-11-22" not in terminal.file("bob")


def test_a_snooze_asks_until_when(terminal: Terminal) -> None:
    terminal.type("z")
    terminal.until_screen("Until when?")
    terminal.type("nonsense", "Enter")
    terminal.until_screen("no day that karma understands")
    terminal.type("in 2 weeks", "Enter")
    terminal.until_screen("2 of 2")
    assert "snooze: 2026-12-06\n" in terminal.file("ann")


def test_what_was_said_is_in_the_file_before_the_next_question(terminal: Terminal) -> None:
    terminal.type("c")
    terminal.until_screen("What was said?")
    terminal.type("we spoke", "Enter")
    terminal.until_screen("For next time?")
    assert terminal.file("ann").endswith("- 2026-11-22 call: we spoke\n")


def test_undo_takes_back_all_that_was_entered_for_a_person(terminal: Terminal) -> None:
    before = terminal.file("ann")
    terminal.type("v")
    terminal.until_screen("What did you say?")
    terminal.type("hello", "Enter")
    terminal.until_screen("For next time?")
    terminal.type("the boys", "Enter")
    terminal.until_screen("Did you promise anything?")
    terminal.type("2026-12-01 Send the list", "Enter")
    terminal.until_screen("2 of 2")
    assert "- [ ] 2026-12-01 Send the list\n" in terminal.file("ann")
    terminal.type("u")
    terminal.until_screen("Undone: Ann Lee is as before.")
    assert terminal.file("ann") == before


def test_the_last_entry_can_be_undone_too(terminal: Terminal) -> None:
    before = terminal.file("bob")
    terminal.type("s")
    terminal.until_screen("2 of 2")
    terminal.type("n")
    terminal.until_screen("Enter done")
    terminal.type("x")
    terminal.until(lambda: terminal.screen().count("Enter done") == 2)
    terminal.type("u")
    terminal.until_screen("Undone: Bob Day is as before.")
    assert terminal.file("bob") == before


def test_ctrl_c_in_a_promise_keeps_the_half_promise(terminal: Terminal) -> None:
    terminal.type("v")
    terminal.until_screen("What did you say?")
    terminal.type("Enter")
    terminal.until_screen("For next time?")
    terminal.type("Enter")
    terminal.until_screen("Did you promise anything?")
    terminal.type("Send the li")
    terminal.until_screen("Send the li")
    terminal.type("C-c")
    terminal.until_screen("LEFT 130")
    assert "- [ ] Send the li\n" in terminal.file("ann")


def test_what_is_not_written_is_told_and_the_person_stays(terminal: Terminal) -> None:
    swap = terminal.book / "contacts" / ".ann.md.swp"
    swap.touch()
    terminal.type("n")
    terminal.until_screen("Not saved: - 2026-11-22 tried")
    swap.unlink()
    terminal.type("n")
    terminal.until_screen("2 of 2")
    assert terminal.file("ann").count("tried") == 1


def test_an_unknown_key_shows_the_keys_again(terminal: Terminal) -> None:
    terminal.type("x")
    terminal.until(lambda: terminal.screen().count("q quit") == 2)


FULL = """\
---
name: Cleo Diaz
org: Harbor Marine Supply
phone: +1 503 555 0142
added: 2025-01-01
---

A long note about Cleo that says what she likes, and goes on for a while, and on, and on, to the end.

## Next time

- Ask how the new workshop opening went
- Ask after the boys
- Tell her about the shed

## Promises

- [ ] 2026-12-01 Send the list
- [ ] 2026-12-02 Send the other list
- [ ] 2026-12-03 Send the third list
- [ ] 2026-12-04 Send the fourth list

## Log

- 2025-11-01 lunch with [[ann]]: chowder
- 2025-12-01 call
"""


@pytest.fixture
def busy(terminal: Terminal) -> Terminal:
    """Cleo comes first, and there is more about her than fits a screen."""
    terminal.type("q")
    terminal.until_screen("LEFT 0")
    terminal.run("kill-server")
    (terminal.book / "contacts" / "cleo.md").write_text(FULL, "utf-8")
    (terminal.book / "left").unlink()
    again = Terminal(terminal.book)
    again.start()
    again.until_screen("q quit")
    terminal.tmux = again.tmux  # the fixture below ends it
    return again


def test_whom_you_call_stands_above_the_keys_on_a_small_screen(busy: Terminal) -> None:
    seen = busy.seen()
    assert len(seen) <= 24
    assert any(line.startswith("Cleo Diaz") for line in seen)
    assert any("+1 503 555 0142" in line for line in seen)
    assert any(line.startswith(" → ") for line in seen)
    assert any("and more: m" in line for line in seen)
    assert "q quit" in seen[-1]


def test_m_shows_the_rest_and_once_more_whom_you_call(busy: Terminal) -> None:
    busy.type("m")
    busy.until_screen("If nobody answers")
    busy.until(lambda: "q quit" in busy.seen()[-1] and "Cleo Diaz  +1 503 555 0142" in busy.seen()[-3])
    assert "lunch with Ann Lee: chowder" in busy.screen()


def test_a_voicemail_shows_its_script_first(busy: Terminal) -> None:
    busy.type("v")
    busy.until_screen("What did you say?")
    assert any("Hello Cleo" in line for line in busy.seen())


def test_what_was_noted_for_next_time_goes_by_number(busy: Terminal) -> None:
    busy.type("c")
    busy.until_screen("What was said?")
    busy.type("Enter")
    busy.until_screen("Which of these did you say?")
    busy.type("7", "Enter")
    busy.type("1 3", "Enter")
    busy.until_screen("For next time?")
    assert "## Next time\n\n- Ask after the boys\n\n" in busy.file("cleo")


def test_whom_you_tried_today_comes_last(terminal: Terminal) -> None:
    terminal.type("n")
    terminal.until_screen("2 of 2")
    terminal.type("q")
    terminal.until_screen("LEFT 0")
    terminal.run("kill-server")
    terminal.tmux = [*terminal.tmux[:2], f"karma-{uuid.uuid4().hex}", *terminal.tmux[3:]]
    terminal.start()
    terminal.until_screen("1 of 2")
    terminal.until_screen("Bob Day")
    terminal.type("s")
    terminal.until_screen("2 of 2 · tried today")
    terminal.until(lambda: any("Ann Lee" in line for line in terminal.seen()))
