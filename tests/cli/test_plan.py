"""`karma plan`: done against wanted, and whom next (S9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shelf import Shelf

PLAN = """\
[plan]
lunch = "2 a month"
exchange = "none"
article = "none"
intro = "none"
gift = "none"
note = "1 a month"

[plan.client]
note = "1 a quarter each"
"""
JO = """\
---
name: Jo Park
circle: partner
interests: sailing
---

## Log

- 2026-11-02 lunch: noodles
- 2026-11-03 note: the good pen
- 2026-11-19 call: hello
"""


@pytest.fixture
def practice(shelf: Shelf) -> Shelf:
    """Bill and Ann of the shelf, and Jo; lunches and notes are planned."""
    shelf.put("karma.toml", PLAN)
    shelf.put("contacts/jo.md", JO)
    return shelf


def test_the_plan_says_what_is_done_what_is_left_and_what_was_before(practice: Shelf) -> None:
    rows = [" ".join(line.split()) for line in practice.done("plan").out.split("\n")]
    assert "call 1 of 25 this week 24 0, 0, 0" in rows
    assert "lunch 1 of 2 this month 1 1, 0, 0" in rows
    assert "note 1 of 1 this month ✓ 0, 0, 0" in rows
    assert not any(row.startswith("email") for row in rows)  # neither wanted nor done
    assert rows.index("Client") < rows.index("note 0 of 1 this quarter, each 1 0, 0, 0")


def test_the_plan_says_whom_next_and_why(practice: Shelf) -> None:
    out = practice.done("plan").out
    assert "call       `karma today` says whom." in out
    assert "note       Ann Lee" in out
    assert "Write Ann a note by hand. No note from you is in the log yet." in " ".join(out.split())
    assert "then Bill Okafor" in out


def test_a_kind_that_is_done_though_not_wanted_is_shown(practice: Shelf) -> None:
    practice.put("contacts/eve.md", "---\nname: Eve\n---\n\n## Log\n\n- 2026-10-02 email: hello\n")
    rows = [" ".join(line.split()) for line in practice.done("plan").out.split("\n")]
    assert "email 0 this month 1, 0, 0" in rows


def test_a_circle_has_its_own_plan(practice: Shelf) -> None:
    out = practice.done("plan", "--circle", "client").out
    assert out.startswith("Client\n")
    assert "Bill Okafor" in out
    assert "Ann Lee" not in out


def test_a_circle_without_anybody_has_a_plan_all_the_same(practice: Shelf) -> None:
    out = practice.done("plan", "--circle", "dream").out
    assert "Nothing is wanted, and nothing was done of late." in out
    assert "Nobody of this circle is waiting" in out


def test_a_circle_nobody_knows_is_refused(practice: Shelf) -> None:
    said = practice.karma("plan", "--circle", "clinet")
    assert said.code == 2
    assert "Did you mean “client”?" in said.err


def test_the_data_has_the_aim_as_written_and_ids(practice: Shelf) -> None:
    data = practice.done("plan", "--json").data
    [note] = [row for row in data["rows"] if row["kind"] == "note" and row["circle"]]
    assert note == {
        "kind": "note",
        "circle": "client",
        "aim": "1 a quarter each",
        "start": "2026-10-01",
        "end": "2027-01-01",
        "wanted": 1,
        "by_now": 1,
        "done": 0,
        "left": 1,
        "previous": [
            {"start": "2026-07-01", "end": "2026-10-01", "done": 0},
            {"start": "2026-04-01", "end": "2026-07-01", "done": 0},
            {"start": "2026-01-01", "end": "2026-04-01", "done": 0},
        ],
    }
    assert data["next"][0] == {
        "kind": "note",
        "people": [{"id": "ann-lee", "name": "Ann Lee"}],
        "text": "Write Ann a note by hand.",
        "reason": "No note from you is in the log yet.",
    }


def test_a_slip_in_the_plan_is_named_with_its_line(practice: Shelf) -> None:
    practice.put("karma.toml", '[plan]\nlunch = "now and then"\n')
    [problem] = practice.karma("check", "--json").data["problems"]
    assert (problem["path"], problem["line"], problem["code"]) == ("karma.toml", 2, "settings")


def test_names_that_command_a_terminal_are_shown_harmless(practice: Shelf) -> None:
    practice.put("contacts/eve.md", '---\nname: "Eve\\x1b[2J"\n---\n\n## Log\n\n- 2025-01-02 call\n')
    out = practice.done("plan").out
    assert "\x1b" not in out
    assert "Eve\\x1b" in out


@pytest.mark.parametrize("width", [32, 40, 60, 80, 100])
def test_nothing_runs_over_the_edge(practice: Shelf, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    practice.put(
        "contacts/long.md", f"---\nname: {'Wolfeschlegel' * 5}\n---\n\n## Log\n\n- 2025-01-02 call\n"
    )
    assert max(map(len, practice.done("plan").out.split("\n"))) <= width
