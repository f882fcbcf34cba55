"""The page of the plan, as a reader sees it."""

from __future__ import annotations

import re
from typing import Any

from karma.core.configfile import parse_config
from tests.core.build import book, person
from tests.views.site import Page, made


def page(*people: Any, toml: str = "") -> Page:
    return Page(made(book(*people, plan=parse_config(toml)[0].plan))["plan.html"])


def test_without_people_it_still_shows_what_is_wanted() -> None:
    empty = page()
    assert empty.faults == []
    assert "lunch 2 a month 0 2" in empty.visible
    assert "Nobody is waiting for anything just now." in empty.visible


def test_done_wanted_and_whom_next_stand_on_one_page() -> None:
    shown = page(
        person("Ann Lee", "2026-02-01 call", circle="client", offers=("lawyer for leases",)),
        person("Jo Park", "2026-11-03 note", "2026-10-01 call", needs=("a lawyer for the loft",)),
        toml='[plan.client]\nnote = "1 a quarter each"\n',
    )
    assert shown.faults == []
    for words in (
        "call 25 a week 0 25 0, 0, 0",
        "note 1 a month 1 ✓ 0, 0, 0",
        "email – 0 – 0, 0, 0",
        "note, client 1 a quarter each 0 of 1 1 0, 0, 0",
        "Lunch",
        "Invite Ann and Jo to lunch. Jo needs a lawyer for the loft, and Ann offers “lawyer for leases”",
        "Ann Lee: Write Ann a note by hand. No note from you is in the log yet.",
    ):
        assert words in shown.visible, words
    assert "contacts/ann-lee.html" in shown.all("href")


def test_the_mark_of_an_even_pace_stands_where_the_month_stands() -> None:
    wanted = parse_config('[plan]\nlunch = "2 a month"\nnote = "1 a month"\n')[0].plan
    html = made(book(person("Ann"), plan=wanted))["plan.html"]
    marks = re.findall(r'row">(lunch|note|call)<svg.*?class="mark".*?d="M(\d+) ', html)
    assert marks == [("call", "998"), ("lunch", "667"), ("note", "667")]


def test_hidden_people_and_private_fields_stay_off_the_page() -> None:
    shown = page(
        person("Ann", "2026-02-01 call", birthday="--11-24", private=("birthday",)),
        person("Arvid", "2026-02-01 call", "2026-11-03 note", private=("true",)),
    )
    assert "Arvid" not in shown.visible
    assert "Birthday" not in shown.visible


def test_a_plan_that_is_done_is_said_gladly() -> None:
    kinds = ("call", "lunch", "exchange", "article", "intro", "gift")
    toml = '[plan]\nnote = "1 a month"\n' + "".join(f'{kind} = "none"\n' for kind in kinds)
    assert (
        "All that you planned for now is done." in page(person("Ann", "2026-11-03 note"), toml=toml).visible
    )


def test_calls_to_private_people_count_and_name_nobody() -> None:
    shown = page(person("Arvid", "2026-11-17 call", "2026-11-18 call", private=("true",)))
    assert "call 25 a week 2 23" in shown.visible
    assert "Arvid" not in shown.visible
