"""A recall in `karma call`: the requalifying question, and what each answer writes (S13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.terminal.screen import IN_TMUX, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = IN_TMUX

RUTH = """\
---
name: Ruth Ellery
phone: +1 503 555 0119
fit:
  - values
met: 2026-04-28
---

## Promises

- [ ] 2026-11-20 call: after the season

## Log

- 2026-05-12 cultivating: after the season
- 2026-08-11 requalified: still wants it
"""
QUESTION = "yes, they stay"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Ruth, whose recall is due, is the only one to call."""
    (tmp_path / "contacts").mkdir()
    (tmp_path / "contacts" / "ruth.md").write_text(RUTH, "utf-8")
    found = Terminal(tmp_path)
    found.start()
    found.until_screen("q quit")
    yield found
    found.run("kill-server")


def log(terminal: Terminal) -> str:
    return terminal.file("ruth").partition("still wants it\n")[2]


def reached(terminal: Terminal, *keys: str) -> None:
    terminal.type("c")
    terminal.until_screen(QUESTION)
    terminal.type(*keys)
    terminal.until_screen("What was said?")


def test_the_brief_says_that_this_is_a_recall_on_one_small_screen(terminal: Terminal) -> None:
    seen = terminal.seen()
    assert len(seen) <= 24
    text = " ".join(" ".join(seen).split())
    assert "A recall. Does it still fit, and would they still like to hear from you?" in text
    assert "due since 10 Nov; in cultivation since 12 May, requalified once" in text.replace("Due", "due")
    assert "Fit: values. To find out: understands, desires and affords." in text


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("y", "- 2026-11-22 requalified: after the season\n"),
        ("a", "- 2026-11-22 call\n- 2026-11-22 next-step: after the season\n"),
        ("l", "- 2026-11-22 call\n- 2026-11-22 no-fit: after the season\n"),
        ("Enter", "- 2026-11-22 call: after the season\n"),
    ],
)
def test_one_key_says_what_the_recall_came_to(terminal: Terminal, key: str, lines: str) -> None:
    reached(terminal, key)
    terminal.type("after the season", "Enter")
    terminal.until_screen("For next time?")
    assert log(terminal) == lines
    assert "- [x] 2026-11-20 call: after the season ✅ 2026-11-22" in terminal.file("ruth")


def test_another_key_asks_once_more(terminal: Terminal) -> None:
    reached(terminal, "x", "y")
    assert terminal.screen().count(QUESTION) == 2


@pytest.mark.parametrize("key", ["u", "Escape"])
def test_who_pressed_the_wrong_key_goes_back_from_the_question_with_nothing_written(
    terminal: Terminal, key: str
) -> None:
    terminal.type("c")
    terminal.until_screen(QUESTION)
    terminal.type(key)
    terminal.until(lambda: terminal.screen().count("no answer") == 2)
    assert terminal.file("ruth") == RUTH
    terminal.type("n")
    terminal.until_screen("Enter done")
    assert log(terminal) == "- 2026-11-22 tried\n"


def test_q_at_the_question_stops_with_nothing_written(terminal: Terminal) -> None:
    terminal.type("c")
    terminal.until_screen(QUESTION)
    terminal.type("q")
    terminal.until_screen("LEFT 0")
    assert terminal.file("ruth") == RUTH


@pytest.mark.parametrize("way", ["C-c", "C-d"])
def test_leaving_at_the_question_keeps_the_call(terminal: Terminal, way: str) -> None:
    terminal.type("c")
    terminal.until_screen(QUESTION)
    terminal.type(way)
    terminal.until_screen("LEFT 130")
    assert log(terminal) == "- 2026-11-22 call\n"


def test_ctrl_c_in_the_line_keeps_the_answer_and_the_half_line(terminal: Terminal) -> None:
    reached(terminal, "a")
    terminal.type("lunch on the")
    terminal.until_screen("lunch on the")
    terminal.type("C-c")
    terminal.until_screen("LEFT 130")
    assert log(terminal) == "- 2026-11-22 call\n- 2026-11-22 next-step: lunch on the\n"


def test_undo_takes_the_call_and_the_stage_back(terminal: Terminal) -> None:
    reached(terminal, "l")
    terminal.type("sold the loft", "Enter")
    terminal.until_screen("For next time?")
    terminal.type("Enter")
    terminal.until_screen("Did you promise anything?")
    terminal.type("Enter")
    terminal.until_screen("Enter done")
    terminal.type("u")
    terminal.until_screen("Undone: Ruth Ellery is as before.")
    assert terminal.file("ruth") == RUTH


def test_a_voicemail_and_no_answer_ask_nothing(terminal: Terminal) -> None:
    terminal.type("v")
    terminal.until_screen("What did you say?")
    assert QUESTION not in terminal.screen()
