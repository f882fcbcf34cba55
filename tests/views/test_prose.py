"""A note as HTML: what is kept, what is made harmless (faults.md H01–H11)."""

from __future__ import annotations

import pytest

from karma.views.html.prose import Prose
from tests.views.site import Page

PEOPLE = {"ann-lee": ("Ann <Lee>", "ann-lee.html"), "star": ("*Star* [x](y)", "star.html")}


def html(note: str) -> str:
    shown = Prose(PEOPLE.get).render(note)
    assert shown.refused is None
    return shown.html


def test_the_markdown_that_people_use() -> None:
    assert html("Two **boys**, _both_ rowers.\n\n- `one`\n- two\n\n> said so") == (
        "<p>Two <strong>boys</strong>, <em>both</em> rowers.</p>\n"
        "<ul>\n<li><code>one</code></li>\n<li>two</li>\n</ul>\n"
        "<blockquote>\n<p>said so</p>\n</blockquote>"
    )


def test_a_link_to_a_person_leads_to_their_page() -> None:
    assert html("met [[ann-lee]] and [[ann-lee|Ann]]") == (
        '<p>met <a href="ann-lee.html" rel="noopener noreferrer">Ann &lt;Lee&gt;</a>'
        ' and <a href="ann-lee.html" rel="noopener noreferrer">Ann</a></p>'
    )


def test_a_link_to_nobody_is_words() -> None:
    assert html("met [[nobody]] and [[nobody|No Body]]") == "<p>met nobody and No Body</p>"


def test_a_name_is_no_markdown() -> None:
    assert ">*Star* [x](y)</a>" in html("[[star]]")


def test_code_stays_code() -> None:
    assert html("`[[ann-lee]]`") == "<p><code>[[ann-lee]]</code></p>"


def test_an_image_is_a_link() -> None:
    assert html("![the boat](https://x.example/boat.jpg)") == (
        '<p><a href="https://x.example/boat.jpg" rel="noopener noreferrer">the boat</a></p>'
    )


def test_headings_follow_those_of_the_page() -> None:
    page = Page(html("# One\n\n#### Two\n\n# Three\n\n###### Four"))
    assert [tag for tag, _ in page.elements] == ["h3", "h4", "h3", "h4"]
    assert page.all("id") == []


@pytest.mark.parametrize(
    "note",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
        "<style>body{display:none}</style>",
        "<!-- <script>alert(1)</script> -->",
        '<a href="https://x.example" style="position:fixed">x</a>',
        "<form action=x><input name=y></form>",
        "<div>\n\n<b onmouseover=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_raw_html_is_text(note: str) -> None:
    page = Page(html(note))
    assert {tag for tag, _ in page.elements} <= {"p"}
    assert page.visible.split()[0][0] == "<"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "vbscript:x",
        "data:text/html;base64,PHNjcmlwdD4=",
        "file:///etc/passwd",
        "//evil.example",
        "&#47;&#47;evil.example",
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "![x]({})", "<{}>", '[x](<{}> "t")'])
def test_a_dangerous_address_is_no_link(form: str, url: str) -> None:
    assert Page(html(form.format(url))).all("href") == []


def test_attribute_lists_and_definitions_are_text() -> None:
    shown = html("a {: onclick=alert(1) }\n\n[x]: https://x.example\n\n*[HTML]: y\n\n[^1]: z")
    assert "onclick" in Page(shown).visible
    assert Page(shown).all("href") == Page(shown).all("onclick") == []


def test_unseen_characters_are_seen() -> None:
    assert html("a\x1b[31mb \u202egnp.exe \x02klzzwxh:0000\x03") == (
        "<p>a\\x1b[31mb \\u202egnp.exe \\x02klzzwxh:0000\\x03</p>"
    )


def test_one_note_leaves_nothing_for_the_next() -> None:
    prose = Prose(PEOPLE.get)
    first = prose.render("a *b* [[ann-lee]]")
    prose.render("[x]: https://y.example\n\n# z" + "[" * 9000)
    assert prose.render("a *b* [[ann-lee]]") == first
