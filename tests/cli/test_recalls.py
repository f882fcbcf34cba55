"""`karma recalls`, and what `karma promises` says below the promises: "call me" and trust (S11, S13, S15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shelf import Shelf

RUTH = """\
---
name: Ruth Ellery
phone: "+1 503 555 0119"
fit:
  - values
  - understands
met: 2026-04-28
---

## Log

- 2026-04-21 referred by [[bill-okafor]]: good trade
- 2026-05-12 cultivating: after the racing season
- 2026-08-11 requalified: still wants it
- 2026-11-01 email: the lease list for [[ann-lee]]
"""


@pytest.fixture
def loft(shelf: Shelf) -> Shelf:
    """Ruth is in cultivation; Saoirse and Tomas were met; who was to call did not."""
    shelf.put("contacts/ruth.md", RUTH)
    shelf.put("contacts/saoirse.md", "---\nname: Saoirse\nmet: 2026-11-14\nmet_at: the market\n---\n")
    tomas = (
        "## Promises\n\n- [ ] 2026-11-13 they: call me about [[ruth]]\n- [ ] 2026-11-30 call: as he asked\n"
    )
    shelf.put("contacts/tomas.md", f"---\nname: Tomas\nphone: 555 0148\nmet: 2026-11-15\n---\n\n{tomas}")
    return shelf


def test_a_recall_says_when_who_and_how_they_fit(loft: Shelf) -> None:
    out = loft.done("recalls").out
    assert "Recalls in November 2026" in out
    assert "Ruth Ellery" in out
    assert "+1 503 555 0119" in out
    assert "Due since 10 Nov; in cultivation since 12 May, requalified once" in out
    assert "Fit: understands and values. To find out: desires and affords." in out
    assert "1 prospect in cultivation" in out


@pytest.mark.parametrize("width", ["80", "40"])
def test_every_line_fits_the_terminal(loft: Shelf, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for command in ("recalls", "promises"):
        assert max(map(len, loft.done(command).out.splitlines())) <= int(width)


def test_another_month_has_who_will_be_due_then(loft: Shelf) -> None:
    assert "Ruth Ellery" in loft.done("recalls", "--month", "2027-02").out
    assert "Ruth Ellery" not in loft.done("recalls", "--month", "2027-01").out.partition("The months")[0]
    assert loft.done("recalls", "--month", "february", "--json").data["month"] == "2027-02"


def test_nobody_in_cultivation_is_said_with_the_way_in(shelf: Shelf) -> None:
    out = shelf.done("recalls").out
    assert "Nobody is in cultivation" in out
    assert "karma stage WHO cultivating" in out


def test_a_private_person_is_called_again_too(loft: Shelf) -> None:
    loft.put("contacts/ruth.md", RUTH.replace("met: 2026-04-28", "private: true"))
    assert "Ruth Ellery" in loft.done("recalls").out


def test_who_was_let_go_stands_below_with_why(loft: Shelf) -> None:
    loft.put("contacts/ruth.md", f"{RUTH}- 2026-11-10 no-fit: [[ann-lee]] does it\n")
    out = loft.done("recalls").out
    assert "Let go kindly" in out
    assert "Ruth Ellery: Ann Lee does it" in out


def test_data_holds_what_the_terminal_says(loft: Shelf) -> None:
    data = loft.done("recalls", "--json").data
    [row] = data["recalls"]
    assert row == {
        "id": "ruth",
        "name": "Ruth Ellery",
        "phone": "+1 503 555 0119",
        "since": "2026-05-12",
        "requalified": ["2026-08-11"],
        "due": "2026-11-10",
        "overdue": True,
        "fit": ["understands", "values"],
        "reason": "Due since 10 Nov; in cultivation since 12 May, requalified once, last on 11 Aug.",
    }
    assert (data["in_cultivation"], data["per_month"]) == (1, 0.33)
    assert data["ahead"][0] == {"month": "2026-11", "recalls": 1}


def test_promises_say_whom_to_call_because_they_did_not(loft: Shelf) -> None:
    out = loft.done("promises").out
    assert "They were to call; call them yourself" in out
    assert "Tomas, 555 0148: call me about Ruth Ellery" in out


def test_promises_say_whom_you_met_and_did_not_follow_up(loft: Shelf) -> None:
    out = loft.done("promises").out
    _, _, met = out.partition("Met, and nothing has followed yet")
    assert met.index("Tomas: met a week ago") < met.index("call promised, by 30 Nov") < met.index("Saoirse")
    assert "Saoirse: met a week ago at the market" in met
    assert "karma promise WHO call --by WHEN" in met


def test_met_with_call_me_is_a_person_and_a_dated_promise(shelf: Shelf) -> None:
    shelf.done("met", "Rosa Whitcomb", "--at", "the breakfast", "--phone", "555 0191", "--call-me", "fri")
    assert "- [ ] 2026-11-27 call: as Rosa asked at the breakfast" in shelf.text("rosa-whitcomb")
    assert "call promised, by 27 Nov" in shelf.done("promises").out
    shelf.done("log", "rosa-whitcomb", "note", "-m", "good to meet you")
    assert "Met, and nothing" not in shelf.done("promises").out


def test_a_card_of_somebody_known_says_how_to_promise_the_call(shelf: Shelf) -> None:
    said = shelf.karma("met", "Ann Lee", "--call-me", "next fri")
    assert said.code == 4
    assert 'karma promise ann-lee call --by "next fri"' in said.err
    assert "karma promise" not in shelf.karma("met", "Ann Lee").err
    shelf.done("promise", "ann-lee", "call", "--by", "next fri")
    assert "] 2026-11-27 call" in shelf.text("ann-lee")


def test_a_giver_who_was_told_and_not_yet_thanked_is_counted_so(loft: Shelf) -> None:
    loft.done("log", "ruth", "told", "--link", "bill")
    said = " ".join(loft.done("promises").out.split())
    assert "the giver knows how it stands with 1, and was thanked for none; both for none." in said


def test_trust_is_told_in_figures(loft: Shelf) -> None:
    out = " ".join(loft.done("promises").out.split())
    assert "1 referral received; whom to tell and to thank: karma pipeline." in out
    assert "1 e-mail in twelve months to people who did not opt in to e-mail: Ruth Ellery (1 Nov)." in out
    assert loft.done("promises", "--json").data["trust"] == {
        "referrals_received": 1,
        "givers_told": 0,
        "givers_thanked": 0,
        "loops_closed": 0,
        "emails_not_asked_for": [
            {
                "id": "ruth",
                "name": "Ruth Ellery",
                "date": "2026-11-01",
                "text": "the lease list for [[ann-lee]]",
            }
        ],
    }


def test_the_brief_says_that_a_call_is_a_recall(loft: Shelf) -> None:
    out = loft.done("brief", "ruth").out
    assert "A recall. Does it still fit" in out
    assert "requalified once" in out
    assert "A recall." not in loft.done("brief", "saoirse").out
    loft.put("contacts/ruth.md", f"{RUTH}- 2026-11-10 requalified\n")
    assert "A recall." not in loft.done("brief", "ruth").out
