"""The pages: complete, sound, the same every time, and asking nothing of the network."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

import pytest

from karma import __version__
from karma.core.config import Event
from karma.core.dashboard import dashboard
from karma.core.fields import Labelled
from karma.core.problems import Problem
from karma.views.html.environment import TemplateBroken
from karma.views.html.pages import TOP, Site
from karma.views.theme import theme_folder
from tests.core.build import book, day, person
from tests.views.site import TODAY, Made, Page, made

if TYPE_CHECKING:
    from karma.core.book import Book

GOLDEN = Path(__file__).parent / "golden"


def network() -> Book:
    """A few people with something of everything."""
    bill = person(
        "Bill Okafor",
        "2026-09-14 call in: asked about slips #marine",
        "2026-10-02 voicemail: congratulated him on the new workshop",
        "2026-10-20 lunch with [[ann-lee]] [[jo-park]]: harbour café",
        "2025-11-10 won USD 12000: signed",
        "2026-11-21 call: not yet",
        promises=(
            "[ ] 2026-12-01 call: as he asked at the Rotary lunch",
            "[ ] 2026-W46 Send the inventory checklist",
            "[ ] 2026-12 they: introduce me to the harbour master",
            "[ ] Find him a book",
            "[x] 2026-11-03 Send the invitation ✅ 2026-11-02",
        ),
        org="Harbor Marine Supply",
        title="Owner",
        circle="client",
        every="4w..6w",
        phone=(Labelled("+1 503 555 0142", "mobile"), Labelled("+1 503 555 0143")),
        email=(Labelled("bill@harbormarine.example"),),
        url=(Labelled("harbormarine.example"),),
        birthday="--04-12",
        tags=("marine",),
        aliases=("Billy",),
        via="ann-lee",
        met="2024-11-14",
        next_time=("Ask how the new workshop opening went",),
        unknown=(("boat", "Tern"),),
        prose="Prefers calls before ten.\n\nKnows [[ann-lee|Ann]] from *rowing*.",
    )
    ann = person("Ann Lee", "2026-11-20 call: hello", circle="partner", added="2025-01-01")
    zoe = person("Zoë Carrasco", circle="friend", added="2025-03-01", phone=(Labelled("503 555 0101"),))
    old = replace(person("Old Hand"), archived=True)
    return replace(
        book(bill, ann, zoe, old, person("李雷", added="2026-01-05"), name="Nora", phone="+1 503 555 0100"),
        problems=(
            Problem(bill.path, 9, 3, "warning", "unknown-circle", "no circle is called “pal”", "Declare it."),
        ),
    )


@pytest.fixture(scope="module")
def site() -> Made:
    return made(network())


def test_everybody_has_a_page_and_every_question_one(site: Made) -> None:
    assert sorted(site) == [
        "balance.html",
        "contacts/ann-lee.html",
        "contacts/bill-okafor.html",
        "contacts/old-hand.html",
        "contacts/zoë-carrasco.html",
        "contacts/李雷.html",
        "index.html",
        "matches.html",
        "partners.html",
        "people.html",
        "pipeline.html",
        "plan.html",
        "problems.html",
        "promises.html",
        "recalls.html",
        "review.html",
        "tree.html",
    ]


def test_every_page_is_complete_and_well_formed(site: Made) -> None:
    for name, html in site.items():
        page = Page(html)
        tags = [tag for tag, _ in page.elements]
        assert page.faults == [], name
        assert html.startswith("<!doctype html>\n"), name
        assert page.elements[0] == ("html", {"lang": "en"}), name
        assert page.text("title").endswith(" · karma"), name
        assert [tags.count(tag) for tag in ("h1", "main", "nav", "footer")] == [1, 1, 1, 1], name
        assert len(page.all("id")) == len(set(page.all("id"))), name
        assert set(page.all("aria-labelledby")) | set(page.all("for")) <= set(page.all("id")), name
        assert ("meta", {"name": "generator", "content": f"karma {__version__}"}) in page.elements, name


def test_the_character_set_is_named_where_browsers_look_for_it(site: Made) -> None:
    assert all(-1 < html.encode().find(b'<meta charset="utf-8">') < 1000 for html in site.values())


def test_every_time_is_one_a_machine_can_read(site: Made) -> None:
    for html in site.values():
        assert all(date.fromisoformat(written) for written in Page(html).all("datetime"))


def test_a_url_that_is_no_address_is_text() -> None:
    html = made(book(person("Ann", url=(Labelled("foo"), Labelled("x.example")))))["contacts/ann.html"]
    assert "<dd>foo</dd>" in html
    assert "https://x.example" in Page(html).all("href")


@pytest.mark.parametrize(
    "note", ["[x](javascript:a)", "[]()", "[](https://x.example/)", "#", "[a [[ann]] b](https://x.example)"]
)
def test_no_note_makes_a_page_unsound(note: str) -> None:
    html = made(book(person("Ann"), person("Bill", prose=f"{note}\n\n{note} and more")))["contacts/bill.html"]
    assert Page(html).faults == []


def test_no_heading_level_is_left_out(site: Made) -> None:
    for name, html in site.items():
        levels = [int(tag[1]) for tag, _ in Page(html).elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_the_policy_comes_first_and_allows_only_what_stands_in_the_page(site: Made) -> None:
    for html in site.values():
        tag, attributes = Page(html).elements[2]
        style, script = (re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL) for tag in ("style", "script"))
        assert (tag, attributes["http-equiv"]) == ("meta", "Content-Security-Policy")
        assert attributes["content"] == (
            f"default-src 'none'; style-src '{_hash(style[0])}'; script-src '{_hash(script[0])}';"
            " img-src 'self' data:; base-uri 'none'; form-action 'none'"
        )
        assert (len(style), len(script)) == (1, 1)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_every_link_inside_leads_to_a_page(site: Made) -> None:
    for name, html in site.items():
        inside = [href for href in Page(html).all("href") if not re.match("[a-z]+:|#", href)]
        assert {unquote(urljoin(name, href)) for href in inside} <= site.keys(), name


def test_no_page_asks_for_anything(site: Made) -> None:
    for html in site.values():
        page = Page(html)
        assert page.all("src") == page.all("srcset") == page.all("action") == []
        assert all(one["href"].startswith("data:") for tag, one in page.elements if tag == "link")
        assert not {"iframe", "object", "embed", "form", "img"} & {tag for tag, _ in page.elements}
        assert not re.search(r"url\(|@import|fetch\(|XMLHttp|import\(", html)


def test_the_same_files_and_day_give_the_same_bytes_in_any_order() -> None:
    people = network()
    shuffled = list(people.contacts)
    shuffled.reverse()
    assert made(people) == made(people) == made(replace(people, contacts=tuple(shuffled)))


def test_today_says_whom_to_call_why_what_to_say_and_the_number(site: Made) -> None:
    page = Page(site["index.html"])
    assert page.text("h1") == "Friday 20 November 2026"
    assert "1 of 5 calls made." in page.visible
    assert "tel:+15035550142" in page.all("href")
    assert "lunch, 20 Oct" in page.visible
    assert "Ask how the new workshop opening went" in page.visible
    assert "Hello Bill, this is Nora." in page.visible
    assert "my number is +1 503 555 0100" in page.visible
    assert "Send the inventory checklist" in page.visible


def test_a_person_comes_with_the_brief_the_story_the_fields_and_the_notes(site: Made) -> None:
    page = Page(site["contacts/bill-okafor.html"])
    headings = "Before you callThe story so farNotesWhen you have calledIn the file"
    assert page.text("h2").startswith(headings)
    assert {"tel:+15035550142", "sms:+15035550142", "mailto:bill@harbormarine.example"} <= set(
        page.all("href")
    )
    assert "https://harbormarine.example" in page.all("href")
    assert "lunch with Ann Lee and jo-park — harbour café" in page.visible
    assert "USD 12,000" in page.visible
    assert "boatTern" in page.visible
    assert "1 line is dated after today and not counted." in page.visible
    assert "not yet" not in page.visible


@pytest.mark.parametrize("name", [*TOP, "contacts/bill-okafor.html"])
def test_a_page_is_as_agreed(name: str, site: Made) -> None:
    shown = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", site[name], flags=re.DOTALL)
    shown = re.sub(r"sha256-[\w+/=]+", "sha256-…", shown).replace(f"karma {__version__}", "karma VERSION")
    golden = GOLDEN / Path(name).name
    if os.environ.get("KARMA_GOLDEN"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_people_are_found_by_other_names_and_sorted_as_in_an_index(site: Made) -> None:
    page = Page(site["people.html"])
    assert [also.split()[0] for also in page.all("data-also")] == ["Billy", "5035550101"]
    names = re.findall(r"<bdi>(.*?)</bdi>", site["people.html"])
    assert names == ["Ann Lee", "Bill Okafor", "Old Hand", "Zoë Carrasco", "李雷"]
    assert ("div", {"class": "search", "id": "search", "role": "search", "hidden": None}) in page.elements


def test_an_old_page_can_tell_unless_the_day_is_a_setting() -> None:
    assert Page(made(network())["index.html"]).all("data-day") == ["2026-11-20"]
    assert Page(made(book(today=day("2026-11-20")))["index.html"]).all("data-day") == []


def test_an_empty_book_has_warm_words() -> None:
    site = made(book())
    assert "whom to call and why. karma met enters the first" in Page(site["index.html"]).visible
    assert "Nobody here yet." in Page(site["people.html"]).visible
    assert "Nothing to mend." in Page(site["problems.html"]).visible
    assert "Nothing is open. A good feeling." in Page(site["promises.html"]).visible
    assert all(Page(html).faults == [] for html in site.values())


def test_problems_stand_by_file_and_line(site: Made) -> None:
    page = Page(site["problems.html"])
    assert "contacts/bill-okafor.md line 9:3 warning no circle is called “pal” Declare it." in page.visible


def test_what_is_private_is_counted_and_not_named() -> None:
    hidden = [person(f"Xan{n}", "2026-01-05 call: hello", private=("true",)) for n in range(2)]
    problem = Problem(hidden[0].path, 9, 3, "warning", "log-date", "“Xan” is no date", "Mend it.")
    one, two = (made(replace(book(*hidden[:n], person("Ann")), problems=(problem,) * n)) for n in (1, 2))
    assert "1 more on today’s list is private: karma today says who." in Page(one["index.html"]).visible
    assert "2 more on today’s list are private" in Page(two["index.html"]).visible
    assert (
        "Nothing to mend in the files that are shown on these pages."
        " 1 line to mend in files that keep something private, or may: karma check shows it."
    ) in Page(one["problems.html"]).visible
    assert "karma check shows them" in Page(two["problems.html"]).visible
    assert not any("Xan" in html for html in (*one.values(), *two.values()))


def test_without_secrets_nothing_is_said_of_them(site: Made) -> None:
    assert "private" not in Page(site["index.html"]).visible + Page(site["problems.html"]).visible


def test_today_says_who_was_tried_and_whether_it_is_a_day_off() -> None:
    ann = person("Ann", "2026-01-05 call: hello", "2026-11-22 tried", every="4w")
    page = Page(made(book(ann), day("2026-11-22"))["index.html"])
    assert "Ann tried today" in page.visible
    assert "A day off." in page.visible


def test_a_template_of_the_book_wins(tmp_path: Path) -> None:
    (tmp_path / "parts.html").write_text(
        (theme_folder() / "parts.html")
        .read_text("utf-8")
        .replace("{{ contact | person(root) }}", "Ahoy {{ contact.name }}!")
    )
    dash = dashboard(network(), TODAY)
    html = Site(dash, [tmp_path, theme_folder()]).render("index.html").decode()
    assert "Ahoy Bill Okafor!" in html
    assert "Whom to call" in html


def test_a_template_that_asks_for_what_is_not_there_fails(tmp_path: Path) -> None:
    (tmp_path / "problems.html").write_text("{{ dash.problem }}")
    with pytest.raises(TemplateBroken, match="problem"):
        Site(dashboard(book(), TODAY), [tmp_path, theme_folder()]).render("problems.html")


def test_an_event_in_a_reason_is_shown_as_text() -> None:
    ann = person("Ann", tags=("food",), added="2025-01-01")
    site = made(book(ann, events=(Event(day("2026-12-03"), "<b>Market</b>", ("food",)),)))
    assert "<b>Market" not in "".join(site.values())
