"""The words of the messages: karma's own templates, a book's own before them, and the page of a person."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, meta
from jinja2.filters import FILTERS as OF_JINJA

from karma.core.dashboard import dashboard
from karma.core.drafts.desk import Desk
from karma.core.drafts.draft import Wish
from karma.core.drafts.facts import FACTS
from karma.core.drafts.kinds import KINDS
from karma.core.fields import Labelled
from karma.core.opener import opener
from karma.core.voicemail import voicemail
from karma.views.html.pages import pages
from karma.views.messages import FILTERS, Messages, mail_link
from karma.views.sandbox import TemplateBroken
from karma.views.theme import theme_folder
from tests.core.build import book, day, person
from tests.views.site import Page, made

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.drafts.message import Message

TODAY = day("2026-11-20")
THEME = theme_folder()
TEMPLATES = sorted((THEME / "messages").iterdir())
DOCS = Path(__file__).parents[2] / "docs" / "templates.md"
ME = {"name": "Nora Quist", "phone": "+1 503 555 0100", "company": "Quist", "pitch": "I help yards."}


def mail(address: str, **fields: Any) -> dict[str, Any]:
    return {"email": (Labelled(address),), "opt_in": ("email",)} | fields


def draft(one: Book, contact: Contact, kind: str, *folders: Path, wish: Wish | None = None) -> Message:
    return Messages(Desk(one, TODAY), [*folders, THEME]).draft(contact, kind, wish or Wish())[0]


def test_every_kind_has_its_template_and_there_is_no_other() -> None:
    assert [path.name for path in TEMPLATES] == sorted(f"{name}.txt" for name in KINDS)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_use_only_names_that_are_given(path: Path) -> None:
    env = Environment(autoescape=True)
    env.filters.update(FILTERS)
    assert meta.find_undeclared_variables(env.parse(path.read_text("utf-8"))) <= set(FACTS)


@pytest.mark.parametrize(
    ("fields", "first"),
    [
        ({"met_at": "Fair in Basel"}, "You may remember that we met (Fair in Basel). You have a business to"),
        ({}, "You have a business to"),
    ],
)
def test_an_appeal_to_somebody_whom_nobody_sent_asks_for_no_giver(fields: dict[str, Any], first: str) -> None:
    dan = person("Dan", "2026-11-01 unreachable: PAIN: audit in February", **fields)
    found = draft(book(dan), dan, "appeal")
    assert found.lines[2].startswith(first)
    assert found.gaps == ("your number", "your name")


def test_every_name_and_filter_is_documented() -> None:
    section = DOCS.read_text("utf-8").partition("## Messages\n")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.MULTILINE))
    assert {name: rows.get(name) for name in FACTS} == FACTS
    assert set(rows) == set(FACTS) | set(FILTERS)
    assert set(FILTERS) - set(OF_JINJA) == set(FILTERS)


def test_the_template_says_the_same_as_karma_call() -> None:
    bill = person("Bill Okafor", "2026-07-20 call: opening a new workshop", birthday="--11-21")
    one = book(bill, **ME)
    script = voicemail(bill, opener(bill, one, TODAY), one.config)
    assert "birthday" in script
    assert draft(one, bill, "voicemail").body == script


def test_without_anything_known_each_draft_is_whole_and_shows_its_gaps() -> None:
    bill = person("Bill")
    for kind in KINDS:
        for message in Messages(Desk(book(bill), TODAY), [THEME]).draft(bill, kind):
            assert message.gaps, kind
            assert "None" not in message.body
            assert not re.search(r"\s[.,!?]|\.\.|: \.|“”|\(\)| $", message.body, re.MULTILINE), message.body


def test_with_everything_known_a_thank_you_has_no_gap() -> None:
    jane = person("Jane Doe", "2026-10-02 referred by [[bill]]", "2026-11-10 won USD 9000")
    bill = person("Bill Okafor", id="bill")
    message = draft(book(bill, jane, **ME), bill, "thank-you")
    assert message.gaps == ()
    assert message.body == (
        "Dear Bill,\n\n"
        "Thank you for sending Jane Doe to me. Jane and I are working together now.\n\n"
        "You put your good name in with mine when you did that, and I do not take it lightly.\n\n"
        "Gratefully,\nNora"
    )
    assert "9000" not in message.body


def test_the_introduction_asks_both_before_it_introduces() -> None:
    bill = person("Bill Okafor", needs=("a bookkeeper",), **mail("bill@x.example"))
    eve = person("Eve Ng", offers=("bookkeeping",), **mail("eve@x.example"))
    first, second, third = Messages(Desk(book(bill, eve, **ME), TODAY), [THEME]).draft(bill, "intro")
    assert first.body.startswith("Hello Bill,")
    assert second.body.startswith("Hello Eve,")
    assert "May I introduce you?" in first.body
    assert "May I introduce you?" in second.body
    assert third.title == "When both have said yes"
    assert str(mail_link(third)).startswith("mailto:bill@x.example,eve@x.example?")


def test_an_address_kept_private_is_not_shown_to_the_other() -> None:
    bill = person("Bill", needs=("a bookkeeper",), **mail("bill@x.example", private=("email",)))
    eve = person("Eve", offers=("bookkeeping",), **mail("eve@x.example"))
    first, _, third = Messages(Desk(book(bill, eve), TODAY), [THEME]).draft(bill, "intro")
    assert mail_link(first)
    assert mail_link(third) is None


def test_no_link_is_made_for_who_did_not_ask_for_e_mail_or_for_what_is_said() -> None:
    bill = person("Bill", email=(Labelled("bill@x.example"),), opt_in=("call",))
    assert mail_link(draft(book(bill), bill, "thank-you")) is None
    ann = person("Ann", **mail("ann@x.example"))
    assert mail_link(draft(book(ann), ann, "thank-you"))
    assert mail_link(draft(book(ann), ann, "pitch")) is None


# A book's own


def own(tmp_path: Path, text: str, kind: str = "pitch") -> Path:
    folder = tmp_path / "templates"
    (folder / "messages").mkdir(parents=True)
    (folder / "messages" / f"{kind}.txt").write_text(text, "utf-8")
    return folder


def test_a_template_of_the_book_comes_before_karmas(tmp_path: Path) -> None:
    bill = person("Bill")
    message = draft(
        book(bill), bill, "pitch", own(tmp_path, "Subject: Ahoy\n\n{{ first_name }}, {{ my_name }}!")
    )
    assert (message.subject, message.body) == ("Ahoy", "Bill, [your name]!")
    assert draft(book(bill), bill, "article", tmp_path / "templates").subject == "I thought of you"


def test_the_example_of_the_page_is_a_template(tmp_path: Path) -> None:
    section = DOCS.read_text("utf-8").partition("## Messages\n")[2]
    example = re.findall(r"```text\n(.*?)```", section, re.DOTALL)[0]
    jane = person("Jane Doe", "2026-10-02 referred by [[bill]]", "2026-11-10 reached")
    bill = person("Bill")
    message = draft(book(bill, jane, **ME), bill, "thank-you", own(tmp_path, example, "thank-you"))
    assert message.subject == "Thank you, Bill"
    assert "Jane Doe has called. Jane and I are talking" in message.body
    assert message.gaps == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Hi\n\n{{ their_name }}", r"^templates/messages/pitch\.txt:3: 'their_name' is undefined"),
        ("Hi {{ name", r"^templates/messages/pitch\.txt:1: "),
        ("{{ ''.__class__.__mro__ }}", r"^templates/messages/pitch\.txt:1: access to attribute '__class__'"),
        ("{% include '../secret' %}", r"^templates/messages/pitch\.txt:1: "),
    ],
)
def test_what_is_wrong_in_it_is_told_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    bill = person("Bill")
    (tmp_path / "secret").write_text("x")
    with pytest.raises(TemplateBroken, match=says):
        draft(book(bill), bill, "pitch", own(tmp_path, text))


def test_a_template_that_says_none_says_nothing(tmp_path: Path) -> None:
    bill = person("Bill")
    assert draft(book(bill), bill, "pitch", own(tmp_path, "a {{ none }} b")).body == "a b"


@pytest.mark.parametrize(
    ("text", "says"), [("a\n{{ wether }}", "'wether' is undefined"), ("a\n{{ b", "unexpected")]
)
def test_a_broken_one_stops_the_build_with_its_own_line(tmp_path: Path, text: str, says: str) -> None:
    jane = person("Jane", "2026-11-02 referred by [[bill]]")
    dash = dashboard(book(person("Bill"), jane), TODAY)
    with pytest.raises(TemplateBroken, match=rf"^templates/messages/thank-you\.txt:2: {says}"):
        pages(dash, [own(tmp_path, text, "thank-you"), THEME])


# Whatever the files hold

TEXTS = st.text(
    st.sampled_from("ab [](){}<>|#&?%\"'\\\n\r\u202e\u0000\u2028;:.!$é李\ud800"), min_size=1, max_size=30
) | st.sampled_from(
    ["[[eve]]", "[[bill|x]]", "{{ name }}", "{% raw %}", "a@b?bcc=c", "x " * 300, "PAIN: ;GAIN:"]
)
FEW = st.lists(TEXTS, max_size=2).map(tuple)


@given(TEXTS, TEXTS, FEW, FEW, TEXTS, st.sampled_from(list(KINDS)))
def test_no_draft_says_none_or_shows_a_link_and_karmas_voicemail_is_short(  # noqa: PLR0917
    name: str, note: str, needs: tuple[str, ...], offers: tuple[str, ...], me: str, kind: str
) -> None:
    note = " ".join(note.split())
    bill = person(
        name,
        f"2026-10-01 referred by [[eve]]: {note}",
        f"2026-10-15 unreachable: PAIN: {note}; GAIN: {note}",
        f"2026-11-18 lunch with [[eve]]: {note}",
        id="bill",
        needs=needs,
        interests=needs,
        promises=(f"[ ] x{note}",),
        org=name,
        met_at=note,
        **mail("bill@x.example"),
    )
    eve = person(
        me, f"2026-11-01 heard: {note} #ab", id="eve", offers=offers, org=me, **mail("eve@x.example")
    )
    one = book(bill, eve, name=me, phone=name, pitch=note)
    for message in Messages(Desk(one, TODAY), [THEME]).draft(bill, kind, Wish(about=note, to=eve)):
        assert "None" not in message.body
        assert "[[" not in message.body + message.subject
        assert "\n" not in message.subject
        assert not set("\u202e\x00\u2028\ud800") & set(message.body + message.subject)
        assert kind != "voicemail" or message.words <= 75
        link = mail_link(message)
        assert not link or re.fullmatch(r"[!-~]+", link)
        assert not link or set(re.findall(r"[?&](\w+)=", link)) <= {"subject", "body"}


@given(TEXTS)
def test_nobody_who_is_hidden_is_named_in_any_draft(note: str) -> None:
    hidden = person("Xaverqu", "2026-11-01 referred by [[bill]]", "2026-11-02 heard: Xaverqu #tea", id="xq",
                    offers=("tea",), private=("true",))  # fmt: skip
    bill = person("Bill", "2026-10-01 referred by [[xq]]", "2026-11-18 lunch with [[xq]]: [[xq]] came",
                  id="bill", needs=("tea",), interests=("tea",))  # fmt: skip
    messages = Messages(Desk(book(hidden, bill, pitch=note), TODAY), [THEME])
    for kind in KINDS:
        for message in messages.draft(bill, kind):
            assert "Xaverqu" not in message.subject + message.body
            assert "xq" not in message.subject + message.body or "xq" in note


# The page of a person


def test_a_page_has_the_drafts_that_are_fitting_ready_to_select_and_to_send() -> None:
    jane = person("Jane Doe", "2026-11-02 referred by [[bill]]")
    number = (Labelled("+1 503 555 0142"),)
    bill = person("Bill", "2026-10-01 call", phone=number, **mail("bill@x.example"))
    html = made(book(bill, jane, **ME))["contacts/bill.html"]
    page = Page(html)
    assert page.faults == []
    assert "Thank you for sending Jane Doe to me." in page.visible
    shown = re.findall(r'<pre class="pick">\n(.*?)</pre>', html, re.DOTALL)
    assert [words.split(" this is")[0].split("\n")[0] for words in shown] == ["Hello Bill,", "Dear Bill,"]
    assert 'href="mailto:bill@x.example?subject=Thank%20you&amp;body=Dear%20Bill' in html


def test_a_page_offers_no_e_mail_to_who_did_not_ask_for_it() -> None:
    jane = person("Jane Doe", "2026-11-02 referred by [[bill]]")
    bill = person("Bill", email=(Labelled("bill@x.example"),))
    html = made(book(bill, jane, **ME))["contacts/bill.html"]
    assert "Dear Bill," in html
    assert "?subject=" not in html


def test_a_page_without_anything_fitting_has_no_such_section() -> None:
    html = made(book(person("Bill", "2026-11-10 call", "2026-11-11 note")))["contacts/bill.html"]
    assert "Messages" not in html


def test_pages_name_nobody_who_is_hidden() -> None:
    jane = person("Jane Doe", "2026-11-02 referred by [[bill]]: secret", private=("true",))
    pages = made(book(person("Bill", "2026-11-18 lunch: [[jane-doe]] came"), jane, **ME))
    assert "Jane" not in pages["contacts/bill.html"]
