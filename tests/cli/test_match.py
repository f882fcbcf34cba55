"""`karma match`: who could help whom, and who would like to hear it (S14, S6)."""

import pytest

from tests.cli.shelf import Shelf

EVE = """\
---
name: Eve Ng
circle: expert
offers:
  - bookkeeping for shops
interests:
  - marine
---

## Log
"""
PETE = """\
---
name: Pete Marlow
needs:
  - a survey that the lender will believe
  - a bookkeeper who knows tugs
private:
  - birthday
---

## Log

- 2026-10-20 intro to [[ann-lee]]: the lease
"""


@pytest.fixture
def market(shelf: Shelf) -> Shelf:
    """Pete needs what Eve offers; Bill spoke of something that she likes."""
    shelf.put("contacts/eve-ng.md", EVE)
    shelf.put("contacts/pete-marlow.md", PETE)
    return shelf


def test_each_match_comes_with_the_next_command(market: Shelf) -> None:
    out = market.done("match").out
    assert " Pete Marlow: a bookkeeper who knows tugs\n   → Eve Ng, bookkeeping for shops\n" in out
    assert "     karma draft pete-marlow intro --to eve-ng\n" in out
    assert market.done("draft", "pete-marlow", "intro", "--to", "eve-ng").code == 0


def test_an_introduction_without_an_echo_is_to_ask_about(market: Shelf) -> None:
    out = market.done("match").out
    assert "Pete Marlow and Ann Lee, 5 weeks ago: the lease" in out
    assert "karma stage pete-marlow reached --with ann-lee" in out
    market.done("stage", "pete-marlow", "reached", "--with", "ann-lee")
    assert "5 weeks ago" not in market.done("match").out


def test_needs_without_anybody_are_named(market: Shelf) -> None:
    assert (
        "Nobody for these yet\n Pete Marlow: a survey that the lender will believe\n"
        in market.done("match").out
    )


def test_news_comes_with_who_would_like_it_and_is_gone_when_told(market: Shelf) -> None:
    out = market.done("match").out
    assert " 20 Aug       Bill Okafor: fibreglass is booming\n              → Eve Ng (likes marine)\n" in out
    assert 'karma log eve-ng told -m "… from [[bill-okafor]]"' in out
    market.done("log", "eve-ng", "told", "-m", "the courses, from [[bill-okafor]]")
    assert "likes marine" not in market.done("match").out


def test_news_of_another_year_has_its_whole_day(market: Shelf) -> None:
    out = market.done("--today", "2027-01-10", "match").out
    assert " 20 Aug 2026  Bill Okafor: fibreglass is booming\n" in out


def test_what_conversations_brought_closes_it(market: Shelf) -> None:
    assert "brought no referrals and 1 piece of news" in " ".join(market.done("match").out.split())


def test_one_person(market: Shelf) -> None:
    out = market.done("match", "pete").out
    assert "Who could help Pete" in out
    assert "Introduced\n Pete Marlow to Ann Lee, 5 weeks ago: the lease\n" in out
    assert "What Eve would like to hear" in market.done("match", "eve").out
    assert "Whom Eve could help" in market.done("match", "eve").out


def test_nothing_yet_says_how_to_begin(empty: Shelf) -> None:
    empty.put("karma.toml", "")
    assert "Ask people what would help them" in empty.done("match").out


def test_somebody_with_nothing_to_match(market: Shelf) -> None:
    assert "Ask Anna what would help." in market.done("match", "anna-bell").out


def test_the_data(market: Shelf) -> None:
    data = market.done("match", "--json").data
    assert [(one["needer"], one["expert"], one["words"]) for one in data["proposed"]] == [
        ("pete-marlow", "eve-ng", ["bookkeeper"])
    ]
    assert [(one["state"], one["waits"]) for one in data["made"]] == [("made", True)]
    assert [listener["id"] for one in data["intel"] for listener in one["listeners"]] == ["eve-ng"]
    assert data["serendipity"]["lucky_calls"] == 1
    assert [one["expert"] for one in market.done("match", "pete", "--json").data["helped_by"]] == ["eve-ng"]


def test_nobody_of_that_name(market: Shelf) -> None:
    assert market.karma("match", "nobody-here").code == 4
