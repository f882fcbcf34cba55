"""`karma partners`: the scorecard, the quarter, one partner (S10, S12)."""

import pytest

from tests.cli.shelf import Shelf

CARL = """\
---
name: Carl Jensen
circle: partner
partner:
  - respects
  - knows-profile
  - influence
  - introduces
  - complementary
  - receives
  - trusted
---

## Promises

- [ ] 2026-12-11 Exchange with [[bill-okafor]] at the harbour

## Log

- 2026-04-16 exchange: one from him about [[bill-okafor]], I was empty-handed
"""


@pytest.fixture
def partners(shelf: Shelf) -> Shelf:
    """Carl, nearly strong and not met this quarter; Ann, of whom nothing is noted, met."""
    shelf.put("contacts/carl-jensen.md", CARL)
    return shelf


def test_the_numbers_come_first_then_everybody(partners: Shelf) -> None:
    out = partners.done("partners").out
    assert out.startswith(" 1 of 2 met this quarter.")
    assert "2 partners; you would like 25, which is two meetings a week." in out
    assert "✓ Ann Lee" in out
    assert "○ Carl Jensen" in out
    assert "Carl Jensen: growing" in out
    assert "Ann Lee: nothing noted yet" in out
    assert "Carl Jensen (11 Dec)" in out
    assert "karma partners carl-jensen" in out


def test_without_partners_it_says_how_to_begin(empty: Shelf) -> None:
    empty.put("karma.toml", "")
    assert "`circle: partner` in their file makes them one." in " ".join(empty.done("partners").out.split())


def test_nothing_runs_over_a_narrow_edge(partners: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for who in ([], ["carl"]):
        out = partners.done("partners", *who).out
        assert max(len(line) for line in out.splitlines()) <= 40
    assert "2 meetings" not in out


def test_one_partner_has_the_eight_one_by_one(partners: Shelf) -> None:
    out = partners.done("partners", "carl").out
    assert "Next by 11 Dec: Exchange with Bill Okafor at the harbour." in " ".join(out.split())
    assert "7 of 8" in out
    assert " ✓ Respects you\n" in out
    assert " ○ Is still growing the practice (growing)\n     Ask Carl what they want more of" in out
    assert " 16 Apr       gave none, got 1\n              one from him about Bill Okafor, I" in out
    assert "To Carl: nobody yet." in out


def test_somebody_else_is_shown_as_who_might_become_one(partners: Shelf) -> None:
    out = " ".join(partners.done("partners", "bill").out.split())
    assert "Not a partner yet. A partner sends you people, and is sent some:" in out
    assert "makes Bill one." in out
    assert "0 of 8" in out


def test_of_whom_nothing_is_noted_nobody_is_told_to_ask_away(partners: Shelf) -> None:
    partners.put("contacts/tom.md", "---\nname: Tom Vance\nmet: 2019-05-01\n---\n\n## Log\n")
    partners.put("contacts/rosa.md", "---\nname: Rosa Diaz\ncircle: partner\n---\n\n## Log\n")
    for who in ("tom", "rosa"):
        out = " ".join(partners.done("partners", who).out.split())
        assert "Note first which of the eight hold" in out
        assert "ask away" not in out
        assert "No meeting is in the log yet." in out


def test_the_archive_is_remembered_and_not_counted(partners: Shelf) -> None:
    partners.put("contacts/archive/walt.md", "---\nname: Walt\ncircle: partner\n---\n\n## Log\n")
    assert "In the archive" in partners.done("partners", "walt").out
    assert "Walt" not in partners.done("partners").out


def test_a_private_partner_is_shown_to_you(partners: Shelf) -> None:
    partners.put("contacts/may.md", "---\nname: May\ncircle: partner\nprivate: true\n---\n\n## Log\n")
    assert "○ May" in partners.done("partners").out


def test_who_rests_says_so(partners: Shelf) -> None:
    partners.done("snooze", "carl", "in 3 weeks")
    out = partners.done("partners", "carl").out
    assert "Resting: no meeting is proposed." in " ".join(out.split())
    assert partners.done("partners", "--json").data["to_meet"] == []


def test_the_numbers_as_data(partners: Shelf) -> None:
    data = partners.done("partners", "--json").data
    carl, ann = data["partners"]
    assert (carl["id"], carl["strength"], carl["held"]) == ("carl-jensen", "near", 7)
    assert (carl["names_gave"], carl["names_got"]) == (0, 1)
    assert carl["next_meeting"] == "2026-12-11"
    assert carl["exchanges"] == [
        {
            "date": "2026-04-16",
            "gave": 0,
            "got": 1,
            "people": ["bill-okafor"],
            "text": "one from him about [[bill-okafor]], I was empty-handed",
        }
    ]
    assert [row["criterion"] for row in carl["criteria"] if not row["held"]] == ["growing"]
    assert (ann["strength"], ann["met_this_quarter"]) == ("unknown", True)
    assert data["to_meet"] == ["carl-jensen"]
    assert data["quarter"]["a_week"] == 1
    assert data["names"]["wanted"] == 5
    assert {"meetings": 0, "referrals": 0, "people": ["carl-jensen", "ann-lee"]} in data["matrix"]["cells"]


def test_one_partner_as_data_is_the_same_row(partners: Shelf) -> None:
    rows = partners.done("partners", "--json").data["partners"]
    assert partners.done("partners", "carl", "--json").data == rows[0]


def test_a_stranger_is_refused(partners: Shelf) -> None:
    assert partners.karma("partners", "nobody-at-all").code == 4
