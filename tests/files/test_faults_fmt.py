"""`karma fmt` on files that real people and other programs leave: nothing lost, settled at once, no file stops the rest.

`says` is what the command itself asks before it writes: a file for which it is false is refused as a whole.
"""

from __future__ import annotations

import pytest

from karma.core.book import Book
from karma.core.config import Config
from karma.core.stems import with_stems
from karma.files.contact import parse_contact
from karma.files.fmt import format_text

BILL, _ = parse_contact(
    "---\nname: Bill Okafor\naliases:\n  - Billy\n---\n", "contacts/bill-okafor.md", Config()
)
BOOK = Book(Config(), (BILL,))


def says(text: str) -> object:
    return with_stems(parse_contact(text, "contacts/ann.md", Config())[0], BOOK)


def front(*lines: str) -> str:
    return "\n".join(["---", "name: Ann", *lines, "---", ""])


@pytest.mark.parametrize("value", [">#1 dealer in town", "|#2 of three", "[a, b]#both"])
def test_text_that_yaml_takes_for_a_comment_is_not_dropped(value: str) -> None:
    assert value in format_text(front(f"org: {value}"), BOOK)


def test_text_that_yaml_takes_for_a_comment_is_missed() -> None:
    _, problems = parse_contact(front("org: >#1 dealer in town"), "contacts/ann.md", Config())
    assert [problem.code for problem in problems] == ["lost-comment"]


@pytest.mark.parametrize(
    "lines", [("tags:", '  - ""', "  - b"), ("phone: |",), ("tags: ''",), ("tags: [a, '']",)]
)
def test_an_empty_value_is_settled_at_once(lines: tuple[str, ...]) -> None:
    once = format_text(front(*lines), BOOK)
    assert format_text(once, BOOK) == once


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
@pytest.mark.parametrize("lines", ["org: {}\nevery: ''", "city: Rome{}\norg: b", "# {}\norg: b"])
def test_a_line_break_that_only_yaml_knows_stops_nothing(lines: str, sign: str) -> None:
    text = front(*lines.format(sign).split("\n"))
    assert format_text(text, BOOK) == text


@pytest.mark.parametrize("key", ["dc:title: Foo", "og:tags: [a, b]", '"foo: bar": [x]', "url:{a: b}"])
def test_a_key_with_a_colon_in_it_stays(key: str) -> None:
    text = front(key)
    assert says(format_text(text, BOOK)) == says(text)


@pytest.mark.parametrize(
    "line",
    ["call: Nice.  Very nice.", "call: 12\u00a0000 euros", "call with [[ ]]: x", "won 3000 with [[ ]]: x"],
)
def test_a_log_line_is_only_put_in_order_when_it_still_says_the_same(line: str) -> None:
    text = front() + f"## Log\n- 2026-10-02 {line}\n* 2026-10-01 tried\n"
    assert says(format_text(text, BOOK)) == says(text)
    assert format_text(text, BOOK).endswith(f"- 2026-10-01 tried\n- 2026-10-02 {line}\n")


@pytest.mark.parametrize("lines", ['needs: "intro to [[Billy]]"', 'friend: "[[Billy]]"', "tags: '[[Billy]]'"])
def test_a_link_in_any_field_is_mended_or_left_and_the_file_is_not_refused(lines: str) -> None:
    assert says(format_text(front(lines, "offers: [a]"), BOOK)) == says(front(lines, "offers: [a]"))


def test_front_matter_that_ends_in_dots_ends_there() -> None:
    text = "---\nname: Ann\ntags: [a]\n...\n\nprose: yes\n---\n\nmore\n"
    assert says(format_text(text, BOOK)) == says(text)
