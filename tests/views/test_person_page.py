"""A person's page: all that one wants to know before the call, and what to type afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from karma.core.fields import Labelled
from tests.core.build import book, person
from tests.views.site import TODAY, Page, made
from tests.views.test_pages import network

MINE = {"name": "Nora", "phone": "+1 503 555 0100", "timezone": "Europe/Lisbon"}


def page_of(*log: str, name: str = "Bill", **fields: object) -> Page:
    html = made(book(person(name, *log, **fields), **MINE))
    return Page(next(text for path, text in html.items() if path.startswith("contacts/")))


def daily(count: int) -> list[str]:
    return [f"{TODAY - timedelta(days=9 * n + 40)} call: talk {n}" for n in range(count)]


def test_the_brief_comes_first_then_the_story_then_the_rest() -> None:
    shown = Page(made(network())["contacts/bill-okafor.html"]).visible
    places = [
        shown.index(words)
        for words in ("Before you call", "For the voicemail", "You promised", "The story so far", "Notes")
    ]
    assert places == sorted(places)
    assert "Hello Bill, this is Nora" in shown.partition("The story so far")[0]


def test_what_is_the_opener_is_not_said_again_under_next_time() -> None:
    page = page_of(next_time=("Ask about the boat", "Did the crew win?"), added="2025-01-01")
    brief = page.visible.partition("The story so far")[0]
    assert brief.count("Ask about the boat") == 1
    assert brief.count("Did the crew win?") == 1


def test_who_is_not_on_todays_list_is_prepared_by_a_command() -> None:
    assert "karma brief bill" in page_of("2026-11-18 call: hello").all("data-copy")
    assert "karma brief bill" not in page_of(added="2025-01-01").all("data-copy")


def brief_of(*log: str, **fields: object) -> str:
    """What stands on the page before the story."""
    return page_of(*log, **fields).visible.partition("Before you call ")[2].partition("The story so far")[0]


def test_after_the_call_of_the_day_the_brief_says_so_and_what_is_next() -> None:
    brief = brief_of(
        "2026-01-05 call", f"{TODAY} call: at last", every="4w", next_time=("Ask about the boat",)
    )
    assert brief.startswith("✓ You last spoke today (call, 20 Nov). Next around 18 Dec. ")
    assert brief.count("Ask about the boat") == 1
    assert "Next time Ask about the boat" in brief


def test_who_is_due_and_not_on_the_list_is_told_since_when() -> None:
    ann = person("Ann", "2026-10-01 call: hello", every="4w")
    bill = person("Bill", "2026-10-20 call: hello", every="4w")
    page = Page(made(book(ann, bill, per_day=1))["contacts/bill.html"])
    assert (
        "You last spoke 4 weeks ago (call, 20 Oct). Due since 17 Nov; others come first today."
        in page.visible
    )


@pytest.mark.parametrize(
    ("by", "when"),
    [
        ("2026-11-20", "today"),
        ("2026-11-16", "by 16 Nov"),
        ("2026-W47", "by 22 Nov"),
        ("2026-11-24", "on 24 Nov"),
        ("2026-W48", "by 29 Nov"),
    ],
)
def test_a_call_that_was_promised_is_what_is_next(by: str, when: str) -> None:
    brief = brief_of("2026-11-12 call: hello", every="4w", promises=(f"[ ] {by} call: as he asked",))
    assert brief.startswith(f"You last spoke a week ago (call, 12 Nov). You promised to call {when}. ")


@pytest.mark.parametrize("every", ["2w", "off"])
def test_after_todays_call_the_one_that_was_promised_in_it_is_next(every: str) -> None:
    brief = brief_of(f"{TODAY} call: hello", every=every, promises=("[ ] 2026-11-24 call: again",))
    assert "You promised to call on 24 Nov." in brief


def test_who_is_called_sooner_anyway_is_not_put_off_by_a_promise() -> None:
    brief = brief_of("2026-11-04 call: hello", every="4w", promises=("[ ] 2027-02-01 call: the slips",))
    assert "Next around 2 Dec." in brief


def test_who_is_to_be_asked_again_in_cultivation_is_not_told_of_a_later_day() -> None:
    log = ("2026-07-01 referred from [[gus]]", "2026-08-20 cultivating: not yet", "2026-11-19 call: hello")
    html = made(book(person("Gus"), person("Ruth", *log, circle="prospect")))["contacts/ruth.html"]
    shown = Page(html).visible
    assert "Due since 19 Nov; in cultivation since 20 Aug" in shown
    assert "Next around" not in shown
    assert 'karma log ruth requalified -m "' in Page(html).all("data-copy")


def test_each_way_to_reach_them_is_a_link_and_many_do_not_crowd_the_head() -> None:
    phones = tuple(Labelled(f"+1 503 555 01{n:02}", "mobile" if n == 0 else "") for n in range(10))
    page = page_of(phone=phones, email=(Labelled("a@x.example"), Labelled("b@x.example", "home")))
    reach = [href for href in page.all("href") if href.startswith(("tel:", "sms:", "mailto:"))]
    assert reach[:4] == ["tel:+15035550100", "sms:+15035550100", "tel:+15035550101", "mailto:a@x.example"]
    assert {f"tel:+150355501{n:02}" for n in range(10)} | {"mailto:b@x.example"} <= set(reach)
    assert page.visible.index("+1 503 555 0102") > page.visible.index("In the file")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"timezone": "Europe/Lisbon", "city": "Porto"}, "Porto, on your clock"),
        ({"timezone": "America/Los_Angeles"}, "on Los Angeles time"),
        ({"city": "Porto"}, "Porto"),
        ({}, ""),
    ],
)
def test_it_says_whose_clock_they_are_on(fields: dict[str, str], said: str) -> None:
    page = page_of(**fields)
    place = [words for _, words in page.elements if words.get("class") == "place"]
    assert bool(place) == bool(said)
    assert said in page.visible


def test_no_word_of_a_command_is_broken_at_its_hyphens() -> None:
    html = made(book(person("Bill Okafor", id="bill-okafor")))["contacts/bill-okafor.html"]
    assert (
        'karma log <span class="word">bill-okafor</span> call <span class="word">-m</span> &#34;…&#34;'
        in html
    )


def test_the_commands_stand_as_text_and_the_buttons_wait_for_the_script() -> None:
    page = page_of("2026-11-18 call: hello", promises=("[ ] Send the list",))
    commands = ["karma log bill call -m", "karma log bill voicemail", 'karma keep bill "Send the list"']
    assert all(command in page.visible for command in commands)
    buttons = [attributes for tag, attributes in page.elements if attributes.get("class") == "copy"]
    assert buttons
    assert all(one["type"] == "button" and "hidden" in one for one in buttons)


def test_a_stranger_puts_nothing_into_a_command() -> None:
    page = page_of(promises=('[ ] "; rm -rf $HOME # `x`',), id="b'i\"ll")
    assert page.faults == []
    kept = next(one for one in page.all("data-copy") if one.startswith("karma keep"))
    assert kept == """karma keep 'b'"'"'i"ll' '"; rm -rf'"""


def test_a_long_story_is_folded_behind_its_newest_lines() -> None:
    page = page_of(*daily(60))
    summaries = [words for tag, words in page.texts if tag == "summary" and words.strip()]
    assert [words.strip() for words in summaries if "20" in words] == ["Earlier in 2026", "2025"]
    assert all(f"talk {n}" in page.visible for n in range(60))
    opened = page.visible.partition("Earlier in 2026")[0]
    assert [n for n in range(60) if f"talk {n} " in f"{opened} "] == list(range(20))


def test_a_few_lines_more_are_not_worth_folding() -> None:
    assert "Earlier" not in page_of(*daily(30)).visible


def test_of_many_promises_the_first_are_open() -> None:
    page = page_of(promises=tuple(f"[ ] 2026-12-0{n} thing {n}" for n in range(1, 9)))
    assert "3 more" in page.text("summary")
    assert page.faults == []


def test_who_is_archived_has_a_story_and_no_commands() -> None:
    gone = Page(made(network())["contacts/old-hand.html"])
    assert gone.all("data-copy") == []
    assert "When you have called" not in gone.visible


def test_of_who_has_only_a_name_the_page_is_short_and_sound() -> None:
    page = page_of(name="李雷")
    assert page.faults == []
    assert "Nothing yet. The first line is the best one to write." in page.visible
    assert not [attributes for _, attributes in page.elements if attributes.get("class") == "reach"]
