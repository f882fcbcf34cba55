"""What is read without YAML is what YAML says, and what YAML might read otherwise is left to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.files.front_yaml import Reader
from karma.files.frontmatter import parse_front_matter, plain_entries

PIECES = (
    *(
        "name",
        "tags",
        "a-b",
        ":",
        ": ",
        " ",
        "  ",
        "- ",
        "-",
        "\n",
        "\n  - ",
        "\n- ",
        "Ann",
        "Łódź",
        "C#",
        " #",
        "#x",
    ),
    *(
        '"',
        "'",
        "''",
        "\\",
        "{",
        "[[ann]]",
        ",",
        "|",
        ">",
        "&",
        "*",
        "!",
        "?",
        "%",
        "@",
        "`",
        "~",
        "=",
        "<<",
        ".",
    ),
    *(
        "--04-12",
        "---",
        "2026-01-02",
        "http://x.example:80/#y",
        "\t",
        "\u00a0",
        "\u200d",
        "\ufeff",
        "\x85",
        "😀",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_it_says_what_yaml_says(text: str) -> None:
    lines = text.split("\n")
    plain = plain_entries(lines, 2)
    reader = Reader("contacts/ann.md", lines, 2)
    if plain:
        assert (list(plain), []) == (reader.entries(), reader.problems)


@pytest.mark.parametrize(
    "text",
    [
        "name: Ann Lee\norg:\n\n# a comment\ntags: \n  - a: b".replace("a: b", "a b"),
        "phone:\n  - +1 503 000 (home)\n  - \"5: 6\"\nvia: '[[bob]]'  ",
        "birthday: --04-12\nurl: http://x.example:80/#y\nneeds:\n- C# (a lot)\n- it's so",
    ],
)
def test_the_common_forms_need_no_yaml(text: str) -> None:
    lines = text.split("\n")
    assert list(plain_entries(lines, 2)) == Reader("contacts/ann.md", lines, 2).entries()
    assert plain_entries(lines, 2)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a: b: c",
            "a: b\n  c",
            "a:\n  b",
            "a: [b]",
            "a: {b}",
            "a: |\n  b",
            "a: &b c",
            "a: *b",
            "a: !c d",
            "- a",
        ),
        *(
            "a: b #c",
            'a: "b\\n"',
            "a: 'it''s'",
            "a: b\na: c",
            "a:\n  - b\n - c",
            "a: b\n  - c",
            "a:\n  -",
            "a: - b",
        ),
        *(
            "a:\tb",
            "a: b\u00a0",
            "a: \u200db",
            "a: b:",
            "a : b",
            '"a": b',
            "<<: b",
            "",
            "# nobody",
            "a b",
            "a: ? b",
        ),
    ],
)
def test_all_else_is_left_to_yaml(text: str) -> None:
    assert plain_entries(text.split("\n"), 2) == ()
    parse_front_matter(text.split("\n"), 2, "contacts/ann.md")
