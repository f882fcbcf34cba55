"""The latest changes on the page of a person."""

from __future__ import annotations

from datetime import UTC, datetime

from karma.core.history.change import Change
from karma.core.history.revision import Revision, Told
from tests.core.build import book, person
from tests.views.site import Page, made

AT = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
LINE = "2026-11-18 lunch with [[ann]] [[sue]]: <b>café</b>"
PAGE = "contacts/bill.html"


def told(*changes: Change, by: str = "Nora") -> Revision:
    return Revision("c", (Told("bill", "Bill", changes),), AT, by, f"{by}@quist.example")


def site() -> dict[str, str]:
    sue = person("Sue", private=("true",))
    bill = person("Bill", LINE, org="New")
    changes = (Change("logged", now=(LINE,)), Change("field", "org", ("Old & Sons",), ("New",)))
    return made(book(bill, person("Ann"), sue), revisions=(told(*changes), told(by="Ana")))


def test_each_with_its_day_and_links_to_who_has_a_page() -> None:
    html = site()[PAGE]
    latest = html.partition('id="changes"')[2].partition("</section>")[0]
    assert latest.count('<time datetime="2026-11-18">18 Nov 2026</time>') == 2
    assert '<a href="../contacts/ann.html"><bdi>Ann</bdi></a>' in latest
    assert "someone: &lt;b&gt;café&lt;/b&gt;" in latest
    assert "org: Old &amp; Sons → New" in latest
    assert '<span class="when">Nora</span>' in latest
    assert Page(html).faults == []


def test_nobody_else_has_them_and_without_a_history_nobody() -> None:
    pages = site()
    assert [name for name, html in pages.items() if "Latest changes" in html] == [PAGE]
    assert not any("Latest changes" in html for html in made(book(person("Bill", LINE))).values())
