"""`karma fmt` puts a file into standard form, says the same as before, and does nothing the second time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.book import Book
from karma.core.config import Config
from karma.core.links import fold
from karma.files.contact import parse_contact
from karma.files.fmt import format_text

BILL = parse_contact(
    "---\nname: Bill Okafor\naliases:\n  - Billy\n---\n", "contacts/bill-okafor.md", Config()
)[0]
BOOK = Book(Config(), (BILL,))


def formatted(*fields: str, body: str = "") -> str:
    return format_text("\n".join(["---", "name: Ann Lee", *fields, "---", body]), BOOK)


def fields_of(*fields: str) -> list[str]:
    return formatted(*fields).split("---\n")[1].splitlines()[1:]


def test_lists_become_block_lists_with_two_spaces() -> None:
    assert fields_of("tags: [marine, food]", "interests:", "- sailing", "needs: a bookkeeper") == [
        "tags:", "  - marine", "  - food", "interests:", "  - sailing", "needs:", "  - a bookkeeper",
    ]  # fmt: skip


def test_a_bare_link_gets_its_quotes_and_a_name_its_stem() -> None:
    assert fields_of("via: [[bill-okafor]]") == ['via: "[[bill-okafor]]"']
    assert fields_of('via: "[[Billy]]"') == ['via: "[[bill-okafor]]"']


def test_a_value_that_yaml_cannot_read_is_quoted() -> None:
    assert fields_of("title: Owner: the boss", "org: @harbor") == [
        'title: "Owner: the boss"',
        'org: "@harbor"',
    ]


def test_comments_order_own_keys_and_chosen_quotes_stay() -> None:
    fields = [
        "# about her",
        'org: "Lee & Park"',
        "every: 6w # since May",
        "shoe size: 38",
        "empty:",
        "tags:",
        "  # one",
        "  - marine",
    ]
    assert fields_of(*fields) == fields


def test_log_lines_take_the_standard_form_and_order() -> None:
    text = formatted(
        body="\n## Log\n\n* 2026-10-03 Call in : hello\n- 2026-10-01 won 12,000 USD with [[Billy]]\n"
    )
    assert text.endswith(
        "\n## Log\n\n- 2026-10-01 won USD 12000 with [[bill-okafor]]\n- 2026-10-03 call in: hello\n"
    )


def test_a_log_with_a_line_nobody_understands_keeps_its_order() -> None:
    body = "## Log\n- 2026-10-03 call\n- no idea\n- 2026-10-01 call\n"
    assert formatted(body=body).endswith(body)


def test_a_label_that_somebody_chose_stays() -> None:
    body = "## Log\n- 2026-10-03 lunch with [[bill-okafor|Bill]]: chowder\n"
    assert formatted(body=body).endswith(body)


def test_prose_is_never_touched() -> None:
    body = "*  prose [[Billy]]  \n\n\n\tcode\n"
    assert formatted(body=body).endswith("---\n" + body)


def test_line_endings_stay() -> None:
    assert (
        format_text("---\r\nname: Ann\r\ntags: marine\r\n---\r\n", BOOK)
        == "---\r\nname: Ann\r\ntags:\r\n  - marine\r\n---\r\n"
    )


def test_each_line_keeps_its_own_ending_and_a_missing_last_one_stays_missing() -> None:
    text = "---\r\nname: Ann\ntags: [a]\r\nneeds: [b]\n---\n\n## Log\n- 2026-02-02 call\r\n- 2026-01-01 call"
    assert format_text(text, BOOK) == (
        "---\r\nname: Ann\ntags:\r\n  - a\r\nneeds:\n  - b\n---\n\n## Log\n- 2026-01-01 call\r\n- 2026-02-02 call"
    )


def test_blank_lines_at_the_end_stay() -> None:
    assert formatted(body="prose\n\n\n").endswith("---\nprose\n\n\n")


def test_a_log_line_stays_under_the_heading_of_its_year() -> None:
    body = "## Log\n\n### 2026\n\n- 2026-03-01 call: b\n- 2026-02-01 call: a\n\n### 2025\n\n- 2025-02-01 call: c\n"
    assert formatted(body=body).endswith(
        "### 2026\n\n- 2026-02-01 call: a\n- 2026-03-01 call: b\n\n### 2025\n\n- 2025-02-01 call: c\n"
    )


def test_two_logs_with_prose_between_them_are_sorted_each_on_its_own() -> None:
    body = "## Log\n- 2026-03-01 call\n## Family\ntwo boys\n## Log\n- 2026-01-01 call\n"
    assert formatted(body=body).endswith(body)


def test_a_line_nobody_understands_holds_only_its_own_year() -> None:
    body = "## Log\n### 2026\n- 2026-03-01 call\n- no idea\n### 2025\n- 2025-03-01 call\n- 2025-01-01 call\n"
    assert formatted(body=body).endswith(
        "- 2026-03-01 call\n- no idea\n### 2025\n- 2025-01-01 call\n- 2025-03-01 call\n"
    )


def test_a_file_in_conflict_or_without_front_matter_is_left_alone() -> None:
    for text in (
        "# Ann\n* 2026-01-01\n",
        "---\nname: Ann\n<<<<<<< a\nx: [1]\n=======\nx: [2]\n>>>>>>> b\n---\n",
        "---\nname: x\n",
    ):
        assert format_text(text, BOOK) == text


@pytest.mark.parametrize(
    "field",
    [
        "tags: [" + "a, " * 20_000 + "a]",
        "tags:\n" + "  - a\n" * 10_000 + "  - b",
        'org: "' + '\\"' * 30_000,
        "org: " + '"' * 60_001,
        "org: " + "'" * 60_001,
        "org: a" + " " * 60_000 + "b",
    ],
)
def test_a_pattern_repeated_for_64_kilobytes_does_not_hang(field: str) -> None:
    once = formatted(*field.split("\n"))
    assert format_text(once, BOOK) == once


LINE = st.sampled_from(
    ["name: Ann", "tags: [a, b]", "tags:", "  - x", "- y", "via: [[Billy]]", "title: a: b", "title: 'x'", "org: \"y\" # c", "# c",
     "", "on: [1, {a: b}]", "text: |", "  block", "needs: [[Billy]]", "---", "prose", "## Log", "* 2026-01-02 Call: x",
     "- 2026-01-01 tried", "- nonsense", "### 2026", "## Promises", "- [ ] 2026-12 send [[Billy]]", "# Else", "```", "every: 6w", "phone: +1 2"]
)  # fmt: skip


@given(
    st.lists(LINE, max_size=25),
    st.lists(st.sampled_from(["\n", "\r\n"]), min_size=26, max_size=26),
    st.booleans(),
)
def test_formatting_twice_is_formatting_once_and_says_the_same(
    lines: list[str], endings: list[str], last_newline: bool
) -> None:
    text = "".join(line + ending for line, ending in zip(["---", *lines], endings, strict=False))
    text = text if last_newline else text.rstrip("\r\n")
    once = format_text(text, BOOK)
    assert format_text(once, BOOK) == once
    assert once.endswith("\n") == text.endswith("\n")
    before, after = (parse_contact(version, "contacts/ann-lee.md", Config())[0] for version in (text, once))
    assert [(entry.date, entry.verb, entry.text) for entry in before.log] == [
        (entry.date, entry.verb, entry.text) for entry in after.log
    ]
    for field in ("name", "tags", "title", "org", "every", "phone", "prose"):
        assert getattr(before, field) == getattr(after, field)
    assert fold(before.via or "billy") in ("billy", "bill-okafor")
    assert len(after.promises) == len(before.promises)


def test_a_phone_that_other_programs_take_for_a_number_gets_its_quotes() -> None:
    assert fields_of("phone: +14155550123", "title: no") == ["phone:", '  - "+14155550123"', 'title: "no"']
