"""The latest changes on the page of a person."""

from __future__ import annotations

from datetime import UTC, datetime

from karma.core.history.change import Change
from karma.core.history.revision import Revision, Told
from tests.core.build import book, day, person
from tests.views.site import Made, Page, made

AT = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
LINE = "2026-11-18 lunch with [[ann]] [[sue]]: <b>café</b>"
PAGE = "contacts/bill.html"


def told(*changes: Change, by: str = "Nora") -> Revision:
    return Revision("c", (Told("bill", "Bill", changes),), AT, by, f"{by}@quist.example")


def site() -> Made:
    sue = person("Sue", private=("true",))
    bill = person("Bill", LINE, org="New")
    changes = (Change("logged", now=(LINE,)), Change("field", "org", ("Old & Sons",), ("New",)))
    return made(book(bill, person("Ann"), sue), revisions=(told(*changes), told(by="Ana")))


def test_each_with_its_day_and_links_to_who_has_a_page() -> None:
    html = site()[PAGE]
    latest = html.partition('id="changes"')[2].partition("</section>")[0]
    assert latest.count('<time datetime="2026-11-18">18 Nov 2026</time>') == 1
    assert '<a href="../contacts/ann.html"><bdi>Ann</bdi></a>' in latest
    assert "someone: &lt;b&gt;café&lt;/b&gt;" in latest
    assert "org: Old &amp; Sons → New" in latest
    assert '<span class="when">Nora</span>' in latest
    assert Page(html).faults == []


def test_two_changes_of_a_day_stand_under_one_date_and_every_day_is_said_alike() -> None:
    lines = ("2025-10-16 exchange: names", "2026-11-17 call: see the map at x/2026-01-02")
    first, second = (told(Change("logged", now=(line,))) for line in lines)
    bill = person("Bill", *lines, promises=("[ ] 2026-12-04 Write",))
    promised = told(Change("promised", "Write", now=("2026-12-04",)))
    shown = Page(made(book(bill), revisions=(promised, second, first))[PAGE]).visible
    assert (
        "Latest changes 18 Nov 2026 promised: Write by 4 Dec 2026 "
        "17 Nov 2026 call: see the map at x/2026-01-02 16 Oct 2025 exchange: names In the file"
    ) in shown


def test_as_of_an_earlier_day_nothing_is_told_that_was_changed_later() -> None:
    bill, change = person("Bill", "2026-11-17 call"), told(Change("logged", now=("2026-11-17 call",)))
    assert "Latest changes" in made(book(bill), day("2026-11-18"), (change,))[PAGE]
    assert "Latest changes" not in made(book(bill), day("2026-11-17"), (change,))[PAGE]
    assert "Latest changes" in made(book(bill, today=day("2026-11-17")), day("2026-11-17"), (change,))[PAGE]


def test_nobody_else_has_them_and_without_a_history_nobody() -> None:
    pages = site()
    assert [name for name, html in pages.items() if "Latest changes" in html] == [PAGE]
    assert not any("Latest changes" in html for html in made(book(person("Bill", LINE))).values())
