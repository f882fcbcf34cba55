"""A note as HTML: what is kept, what is made harmless (faults.md H01–H11)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karma.views.html.paragraphs import paragraphs
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


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("[bill](javascript:a) went", "bill went"),
        ("[*bill* o](javascript:a)", "<em>bill</em> o"),
        ("a [](javascript:b) c", "a javascript:b c"),
        ("a []() c", "a  c"),
        ("[x [y](https://y.example) z](data:b)", "x [y](https://y.example) z"),
    ],
)
def test_a_link_that_may_lead_nowhere_is_its_words(note: str, shown: str) -> None:
    assert html(note) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    "note", ["[](https://x.example/)", "![](https://x.example/)", "[ ](https://x.example/)"]
)
def test_a_link_without_words_is_named_by_its_address(note: str) -> None:
    page = Page(html(note))
    assert (page.text("a"), page.all("href")) == ("https://x.example/", ["https://x.example/"])


@pytest.mark.parametrize("inner", ["[[ann-lee]]", "<https://y.example>"])
def test_a_link_in_a_link_is_its_words(inner: str) -> None:
    page = Page(html(f"[a {inner} *b*](https://x.example) c"))
    assert page.all("href") == ["https://x.example"]
    assert page.faults == []


@pytest.mark.parametrize(
    "target", ["ann-lee.md", "ann-lee.md#log", "ann%2Dlee.MD", "<ann-lee.md>", "ann-lee"]
)
def test_a_link_to_a_persons_file_leads_to_their_page(target: str) -> None:
    assert Page(html(f"[Ann]({target})")).all("href") == ["ann-lee.html"]


@pytest.mark.parametrize("target", ["bob.md", "../contacts/bob.md", "bob", "bob.md?x#y"])
def test_a_link_to_a_file_of_nobody_is_its_words(target: str) -> None:
    assert html(f"[Bob]({target})") == "<p>Bob</p>"


@pytest.mark.parametrize(
    "address", ["../files/survey.pdf", "#main", "https://x.example/readme.md", "mailto:bill@x.example"]
)
def test_other_addresses_stay_as_written(address: str) -> None:
    assert Page(html(f"[x]({address})")).all("href") == [address]


def test_an_address_between_angles_is_a_link() -> None:
    assert Page(html("<bill@x.example> <https://x.example/?a=1&b=2>")).all("href") == [
        "mailto:bill@x.example",
        "https://x.example/?a=1&b=2",
    ]


def test_a_heading_that_says_nothing_is_left_out() -> None:
    page = Page(html("#\n\n## \n\ntext\n\n# []()\n\n### One\n\n- # \n- b"))
    assert [tag for tag, _ in page.elements if tag[0] == "h"] == ["h3"]
    assert page.faults == []


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


@pytest.mark.parametrize(
    "raw",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<svg><a href='#x'>y</a></svg>",
        "<math><mi>x</mi></math>",
        "<iframe src='https://x.example'></iframe>",
        "<form><input><button>x</button></form>",
        "<img src='https://x.example/a.png'>",
        "<p id='search' class='age' style='x' onclick='x'>x</p>",
        "<table><tr><td>x</td></tr></table>",
    ],
)
def test_what_gets_past_markdown_is_cleaned(raw: str) -> None:
    page = Page(Prose(PEOPLE.get)._cleaner.clean(raw))
    assert {tag for tag, _ in page.elements} <= {"p", "a"}
    assert all(attributes.keys() <= {"href", "rel"} for _, attributes in page.elements)


@pytest.mark.parametrize("url", ["ftp://x.example", "javascript:alert(1)", "data:text/html,x", "irc://x"])
def test_cleaning_knows_the_schemes_by_itself(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("karma.views.html.prose.safe_url", lambda address: address)
    assert Page(Prose(PEOPLE.get)._cleaner.clean(f"<a href='{url}'>x</a>")).all("href") == []


def test_cleaning_asks_the_gate_for_every_address() -> None:
    clean = Prose(PEOPLE.get)._cleaner.clean
    assert Page(clean("<a href='//evil.example'>x</a><a href='tel:+1'>y</a>")).all("href") == ["tel:+1"]


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


_PARTS = (
    *("the boat", "Ann", "é", "x", "1", " ", "  ", "\n", "\n\n", "\n\n\n", "\t", "\u00a0"),
    *("*", "**", "*well*", "*a b*", "_", "_a_", "`", "\\", "<", ">", "&", "&amp;", "~"),
    *(
        "[[ann-lee]]",
        "[[ann-lee|Ann]]",
        "[[bo]]",
        "[[nobody]]",
        "[[star]]",
        "[[bo#x]]",
        "[[ bo ]]",
        "[[a.md]]",
    ),
    *("[", "]", "(", ")", "](x)", "!", "?", ".", ",", ":", ";", "'", '"', "–", "-", "+", "=", "---", "==="),
    *(
        "#",
        "- ",
        "+ ",
        "1. ",
        "> ",
        "    ",
        "www.x.example",
        "a@b.example",
        "http://x.example",
        "%",
        "/",
        "@",
    ),
)


@settings(max_examples=settings().max_examples * 3)
@given(st.lists(st.sampled_from(_PARTS), max_size=12).map("".join))
def test_plain_paragraphs_are_what_markdown_makes_of_them(note: str) -> None:
    people = {**PEOPLE, "bo": ("Bo Ek", "../contacts/bo.html")}
    prose = Prose(people.get)
    shown = prose.render(note)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("karma.views.html.prose.paragraphs", lambda *_: None)
        assert prose.render(note) == shown


@pytest.mark.parametrize(
    "note",
    [
        "Met at the yard.\n\nKnows [[bo]] from the *choir*, and [[nobody]].\nSays: “well!”",
        "*Well* said (twice).",
        "",
    ],
)
def test_what_most_people_write_is_plain(note: str) -> None:
    assert paragraphs(note, {"bo": ("Bo Ek", "../contacts/bo.html")}.get) is not None


@pytest.mark.parametrize(
    "note", ["- one", "1. one", "a  \nb", "a\n===", "# a", "*a**b*", "a_b_", "![[bo]]", " a"]
)
def test_whatever_may_be_more_is_for_markdown(note: str) -> None:
    assert paragraphs(note, PEOPLE.get) is None
