"""The rule of `karma check`: a stage belongs to a referral."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from karma.core.check import check
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.problems import Problem


def problems(*log: str, **fields: Any) -> list[Problem]:
    of = book(person("Jane Doe", *log, **fields), person("Bill"), person("Eve"))
    return [one for one in check(of, day("2026-11-20")) if one.code == "stage-unfit"]


def test_the_remedy_is_the_line_to_write() -> None:
    [without] = problems("2026-10-22 reached")
    assert without.remedy.startswith("Write `- 2026-10-22 referred by [[giver]]` under Log")
    assert without.remedy.endswith("write `met:` or `met_at:` in the front matter.")
    [outbound] = problems("2026-11-02 won 3000 with [[eve]]")
    assert outbound.remedy.startswith("Write `- 2026-11-02 intro to [[eve]]` under Log")


def test_who_introduced_you_is_in_the_remedy() -> None:
    [by_via] = problems("2026-10-22 reached", via="bill", met="2026-01-01")
    [by_line] = problems("2026-10-22 reached by [[bill]]")
    for one in (by_via, by_line):
        assert one.remedy.startswith("Write `- 2026-10-22 referred by [[bill]]` under Log")
        assert "met_at" not in one.remedy


def test_what_the_remedy_says_mends_it() -> None:
    assert not problems("2026-10-22 referred by [[bill]]", "2026-10-22 reached", via="bill")
    assert not problems("2026-10-22 reached", met_at="Rotary lunch")
    assert not problems("2026-11-02 intro to [[eve]]", "2026-11-02 won 3000 with [[eve]]")


def test_an_opening_that_leads_the_wrong_way_says_how_it_is_written() -> None:
    [to] = problems("2026-10-22 referred to [[eve]]")
    assert to.remedy.startswith("Write `- 2026-10-22 intro to [[eve]]` under Log")
    [by] = problems("2026-10-22 intro by [[bill]]")
    assert by.remedy.startswith("Write `- 2026-10-22 referred by [[bill]]` under Log")


def test_lines_to_come_are_another_problem() -> None:
    assert not problems("2026-11-21 reached")
