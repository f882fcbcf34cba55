"""Every word of a file is a stranger's: in each field, line and page (faults.md rule 5, H01–H06, T01)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from karma.core.book import Book, Contact
from karma.core.config import Config, Event
from karma.core.fields import Labelled
from karma.core.logline import LogLine, Party
from karma.core.problems import Problem
from karma.core.promise import Promise
from karma.views.theme import theme_folder
from tests.core.build import day
from tests.views.site import Page, made

ATTACKS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "a onmouseover=alert(1)",
    "javascript:alert(1)",
    "javascript:alert(1)//@x.example",
    "data:text/html,<script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "--><iframe src=//evil.example>",
    "{{ 7 * 7 }}{% raw %}",
    "</style><style>@import '//evil.example'",
    "[x](javascript:alert(1)) ![x](https://evil.example/x.png)",
    '[["><b>]] [[bill|<script>alert(1)</script>]]',
    "//evil.example/x",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x1b]52;c;x\x07\u202egnp.\u200bexe\x9b31m\U000e0041\ufeff",
]
ELEMENTS = {
    "select",
    "option",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "script",
    "body",
    "a",
    "header",
    "footer",
    "nav",
    "main",
    "section",
    "article",
    "div",
    "span",
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "time",
    "bdi",
    "b",
    "code",
    "pre",
    "em",
    "strong",
    "br",
    "hr",
    "blockquote",
    "details",
    "summary",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "label",
    "button",
    "input",
    "kbd",
}
DRAWN = {"svg", "rect", "line", "path", "text"}
"""What a chart is drawn with: inside an svg that says whose it is."""
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)


def attacked(evil: str) -> Book:
    """A person with `evil` in every field, line, promise and note, another by that name, and the problem."""
    entry = LogLine(date(2026, 10, 2), "call", evil, parties=(Party("with", evil),), currency=evil[:3])
    owed = Promise(evil)
    victim = Contact(
        id="bill",
        path=f"contacts/{evil}.md",
        name=evil,
        log=(entry, replace(entry, date=date(2026, 11, 20), verb="email")),
        promises=(owed, replace(owed, theirs=True)),
        next_time=(evil,),
        prose=f"{evil}\n\n- {evil}\n\n> {evil}\n\n`{evil}` [{evil}]({evil})",
        added=day("2025-01-01"),
        via=evil,
        unknown=((evil, evil),),
        **dict.fromkeys(("org", "title", "circle", "address", "city", "timezone", "language"), evil),
        **dict.fromkeys(("photo", "met_at", "owner", "uid"), evil),
        **dict.fromkeys(("aliases", "tags", "interests", "needs", "offers", "opt_in", "fit"), (evil,)),
        partner=(evil,),
        **{name: (Labelled(evil, evil),) for name in ("phone", "email", "url")},
    )
    other = Contact(id=evil, path="contacts/x.md", name=evil, added=day("2025-01-01"), phone=victim.phone)
    problem = Problem(victim.path, 3, 1, "error", "yaml-quote", evil, evil)
    settings = Config(
        name=evil, phone=evil, email=evil, company=evil, pitch=evil, organisations=(evil,),
        events=(Event(day("2026-11-25"), evil, (evil,)),),
    )  # fmt: skip
    return Book(settings, (victim, other), (problem,))


ICON = re.findall(r'<link rel="icon" [^>]*>', (theme_folder() / "base.html").read_text("utf-8"))[0]


@pytest.mark.parametrize("evil", ATTACKS)
def test_no_field_can_put_anything_into_a_page(evil: str) -> None:
    for name, html in made(attacked(evil)).items():
        assert_only_words(name, html)


def assert_only_words(name: str, html: str) -> None:
    """Nothing on the page is of a stranger's making but its words."""
    assert html.count(ICON) == 1, name
    page = Page(html.replace(ICON, ""))
    assert page.faults == [], name
    assert {tag for tag, _ in page.elements} <= ELEMENTS | DRAWN, name
    drawings = [attributes for tag, attributes in page.elements if tag == "svg"]
    assert all((one.get("class") or "none").split()[0] in ("chart", "bar", "calendar") for one in drawings), (
        name
    )
    assert [tag for tag, _ in page.elements].count("script") == 1, name
    for tag, attributes in page.elements:
        assert not any(attribute.startswith("on") for attribute in attributes), (name, tag)
        assert not {"style", "src", "srcdoc", "action"} & attributes.keys(), (name, tag)
        assert_harmless(attributes.get("href"))
    assert not UNSEEN.search(html), name
    assert "49" not in page.text("h1"), name


def assert_harmless(href: str | None) -> None:
    if href is None:
        return
    assert re.match(r"(https?|mailto|tel|sms):|#main$|[^:/\\]+(/[^:/\\]+)*$|\.\./[^:]*$", href), href
    assert not href.startswith("//")


def test_what_cannot_be_seen_is_written_out() -> None:
    html = made(attacked("Bi\u202ell\x1b[0m"))["people.html"]
    assert "Bi\\u202ell\\x1b[0m" in html
