"""`karma call WHO`: whom you name, whatever the day's list says; and thanks that the call was for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.terminal.screen import IN_TMUX, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = IN_TMUX

PEOPLE = {
    "rosa": "name: Rosa Day\nevery: off\n---\n",
    "gil": "name: Gil Hall\n---\n\n## Log\n\n- 2026-10-01 call\n",
    "jane": "name: Jane Doe\n---\n\n## Log\n\n- 2026-11-01 referred by [[gil]]\n- 2026-11-03 call\n",
    "ruth": "name: Ruth Ellery\nmet: 2026-04-28\nevery: 3m\n---\n\n## Log\n\n- 2026-08-11 cultivating\n",
}


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Gil, who sent Jane and was not thanked; Rosa, who is never proposed; Ruth, whose recall is due."""
    (tmp_path / "contacts").mkdir()
    for stem, text in PEOPLE.items():
        (tmp_path / "contacts" / f"{stem}.md").write_text(f"---\n{text}", "utf-8")
    found = Terminal(tmp_path)
    yield found
    found.run("kill-server")


def thanked(terminal: Terminal, key: str) -> None:
    terminal.start("gil")
    terminal.until_screen("q quit")
    terminal.type("c")
    terminal.until_screen("What was said?")
    terminal.type("Enter")
    terminal.until_screen("Did you thank Gil?")
    terminal.type(key)


def test_whom_you_name_is_called_and_nobody_else(terminal: Terminal) -> None:
    terminal.start("rosa", "ruth")
    terminal.until_screen("1 of 2")
    terminal.type("n")
    terminal.until_screen("2 of 2")
    terminal.type("c")
    terminal.until_screen("yes, they stay")
    terminal.type("x", "y")
    terminal.until_screen("What was said?")
    terminal.type("Enter")
    terminal.until_screen("For next time?")
    assert terminal.file("rosa").endswith("- 2026-11-22 tried\n")
    assert terminal.file("ruth").endswith("- 2026-11-22 requalified\n")


def test_thanks_are_written_with_whom_they_sent(terminal: Terminal) -> None:
    thanked(terminal, "y")
    terminal.until_screen("For next time?")
    assert terminal.file("gil").endswith("- 2026-11-22 call\n- 2026-11-22 thanked: for sending [[jane]]\n")


@pytest.mark.parametrize("key", ["n", "C-c"])
def test_no_thanks_leave_the_call(terminal: Terminal, key: str) -> None:
    thanked(terminal, key)
    terminal.until_screen("For next time?" if key == "n" else "LEFT 130")
    assert terminal.file("gil").endswith("- 2026-11-22 call\n")


@pytest.mark.parametrize("key", ["u", "Escape"])
def test_at_the_thanks_one_key_goes_back_to_the_person_with_nothing_written(
    terminal: Terminal, key: str
) -> None:
    before = terminal.file("gil")
    thanked(terminal, key)
    terminal.until_screen("Undone: Gil Hall is as before.")
    assert terminal.file("gil") == before
    terminal.type("n")
    terminal.until_screen("Enter done")
    assert terminal.file("gil") == f"{before}- 2026-11-22 tried\n"


def test_q_at_the_thanks_stops_with_nothing_written_for_that_person(terminal: Terminal) -> None:
    before = terminal.file("gil")
    thanked(terminal, "q")
    terminal.until_screen("LEFT 0")
    assert terminal.file("gil") == before


def test_undo_takes_the_thanks_back_with_the_call(terminal: Terminal) -> None:
    before = terminal.book.joinpath("contacts/gil.md").read_text("utf-8")
    thanked(terminal, "y")
    for question in ("For next time?", "Did you promise anything?"):
        terminal.until_screen(question)
        terminal.type("Enter")
    terminal.until_screen("Enter done")
    terminal.type("u")
    terminal.until_screen("Undone: Gil Hall is as before.")
    assert terminal.file("gil") == before
