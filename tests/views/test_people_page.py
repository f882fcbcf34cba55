"""The page of people: what each row can be found and narrowed down by stands in it."""

from __future__ import annotations

from karma.core.dashboard import dashboard
from karma.core.fields import Labelled
from karma.views.html.pages import Site
from karma.views.html.people import people_page
from karma.views.theme import theme_folder
from tests.core.build import book, day, person
from tests.views.site import TODAY, Page, made


def rows(page: Page) -> list[dict[str, str | None]]:
    return [attributes for tag, attributes in page.elements if tag == "tr"][1:]


def test_a_row_is_found_by_what_the_list_does_not_show() -> None:
    ann = person(
        "Ann Lee",
        aliases=("Annie",),
        phone=(Labelled("+1 503-555-0142"),),
        email=(Labelled("ann@lee.example"),),
        city="Kraków",
        interests=("sailing",),
        needs=("a printer",),
        offers=("law",),
    )
    (row,) = rows(Page(made(book(ann))["people.html"]))
    assert row["data-also"] == "Annie 15035550142 ann@lee.example Kraków sailing a printer law"


def test_what_is_private_is_no_way_to_find_somebody() -> None:
    ann = person("Ann Lee", phone=(Labelled("+1 503-555-0142"),), private=("phone",))
    (row,) = rows(Page(made(book(ann))["people.html"]))
    assert "data-also" not in row


def test_a_row_says_its_circle_tags_owner_and_day() -> None:
    ann = person("Ann Lee", "2026-11-10 call: hello", circle="client", tags=("law", "craft"), owner="sam")
    (row,) = rows(Page(made(book(ann))["people.html"]))
    assert (row["data-circle"], row["data-tag"], row["data-owner"]) == ("client", "#law#craft#", "sam")
    assert row["data-due"] == "2026-12-10"


def test_a_snooze_puts_off_the_day() -> None:
    ann = person("Ann Lee", "2026-11-10 call: hello", circle="client", snooze=day("2027-01-15"))
    (row,) = rows(Page(made(book(ann))["people.html"]))
    assert row["data-due"] == "2027-01-15"


def test_a_call_that_was_promised_is_next_whatever_keeps_them_from_the_list() -> None:
    slips = ("[ ] 2026-11-24 call: the slips",)
    ann = person("Ann Lee", "2026-11-10 call: hello", circle="client", promises=slips)
    bob = person("Bob Day", every="off", promises=("[ ] 2026-11-20 call: as he asked",))
    html = made(book(ann, bob))["people.html"]
    assert [row.get("data-due") for row in rows(Page(html))] == ["2026-11-24", "2026-11-20"]
    assert "not now" not in html


def test_a_call_that_is_due_by_promise_is_due_whatever_was_tried() -> None:
    promises = ("[ ] 2026-11-20 call: once more",)
    tess = person("Tess", "2026-09-01 call: hello", "2026-11-19 tried", every="1m", promises=promises)
    assert '<td class="day">due</td>' in made(book(tess))["people.html"]


def test_the_day_to_ask_again_in_cultivation_is_next_when_it_comes_first() -> None:
    log = ("2026-07-01 referred from [[gus]]", "2026-08-20 cultivating: not yet", "2026-11-19 call: hello")
    page = Page(made(book(person("Gus"), person("Ruth Ellery", *log, circle="prospect")))["people.html"])
    assert rows(page)[1]["data-due"] == "2026-11-19"


def test_who_is_archived_is_never_due() -> None:
    (row,) = rows(Page(made(book(person("Ann Lee", circle="client", archived=True)))["people.html"]))
    assert "data-due" not in row


def test_the_choices_are_what_people_have_each_once() -> None:
    page = Page(
        made(
            book(
                person("Ann Lee", circle="client", tags=("Law", "craft")),
                person("Bo Ek", circle="friend", tags=("law",)),
            )
        )["people.html"]
    )
    options = [text for tag, text in page.texts if tag == "option"]
    assert options[:6] == ["every circle", "client", "friend", "every tag", "craft", "Law"]
    assert ("select", {"id": "by-owner", "name": "owner"}) not in page.elements


def test_a_row_is_the_same_in_a_list_of_some_and_in_that_of_everybody() -> None:
    dash = dashboard(
        book(
            person("Ann Lee", "2026-11-10 call: hello", circle="client", tags=("law",)),
            person("Bo Ek", "2026-01-10 call: hello", circle="friend", snooze=day("2026-11-19")),
            person("Cy Oh", "2026-01-10 call: hello", archived=True),
            person("Di Ra", "2026-11-20 call: hello", every="off"),
        ),
        TODAY,
    )
    everybody = people_page(dash).people
    rows = Site(dash, [theme_folder()])._env.filters["rows"]
    some = rows(everybody[:2], "", TODAY) + rows((one for one in everybody[2:]), "", TODAY)
    assert rows(everybody, "", TODAY) == some
    assert "<b>today</b>" in some
    assert "archived" in some
