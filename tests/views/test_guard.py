"""What blows Markdown up is refused before it is tried (faults.md, table 2a, H07)."""

from __future__ import annotations

import time

import pytest

from karma.views.html.guard import LARGEST, refusal
from karma.views.html.prose import Prose

ACCEPTED = [
    *("a\n", "-\n", "---\n", "a\n===\n", "a\n---\n", "> a\n", ">\n", "- a\n", "1. a\n", "# a\n", "#\n"),
    *("*a*\n", "    a\n", "a  \n", "```\n", "-\n  a\n", "+\n*\n", "- [ ] a\n", "a\n\n    b\n", "[a](b)\n"),
]
"""What people repeat: lists, rules and headings, which no bound can forbid but in their number."""
SIZES = (5_000, 20_000, 64_000)
PATTERNS = [
    *("[", "![", "<![ ", "<![CDATA[", "[a](", "<a ", '<a href="', "<http://", "<b>", "&a;", "[[", "[^1]"),
    *("- ", "* ", "> ", "1. ", "- - ", ">", "![a](", "[a][", "[a](<", "(", "***a ", "**a*b ", "__a ", "*_"),
    *("`a ", "``a `", "\\[", "<!--", "<?", "#", "[a](b)", "[[a]]", "*[a]: b ", "_a "),
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_repetition_is_refused(pattern: str, size: int) -> None:
    text = (pattern * size)[:size]
    assert refusal(text), pattern


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_tail_or_prose_in_front_makes_no_difference(pattern: str) -> None:
    assert refusal("Prefers calls before ten.\n\n" + (pattern * 20_000)[:20_000] + "x\n\nTwo boys.")


@pytest.mark.parametrize("line", ["a", "- a", "|a|b|", "*[a]: b", "[1]: a"])
def test_endless_lines_in_one_paragraph_are_refused(line: str) -> None:
    assert refusal(f"{line}\n" * 550)


def test_a_long_list_without_blank_lines_is_not() -> None:
    assert refusal("- a\n" * 480) is None


@pytest.mark.parametrize("paragraph", ["a", "\\a", "``a `a", "*a*", "[[a]]", "> a", "- a"])
def test_endless_paragraphs_are_refused(paragraph: str) -> None:
    assert refusal(f"{paragraph}\n\n" * 4_100)


def test_what_is_too_long_is_refused() -> None:
    assert refusal("word " * (LARGEST // 5)) is None
    assert refusal("word " * (LARGEST // 5 + 1))


@pytest.mark.parametrize(
    "note",
    [
        "Prefers calls before ten. Two boys, both rowers (Chidi :-) and Emeka ;-)).",
        "\n".join(f"- [ ] item {n} with [a link](https://x.example/{n}) and *stress*" for n in range(60)),
        "\n\n".join(f"Paragraph {n}: see [[ann-lee]], `code`, **bold** & more." for n in range(500)),
        "1. one\n    - two\n        - three\n            - four\n\n> quoted\n>> twice",
        "# Heading\n\n* * *\n\n- - -\n\nsnake_case_names and 2 * 3 * 4, a < b > c",
    ],
)
def test_what_people_write_is_not(note: str) -> None:
    assert refusal(note) is None


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_refused_note_is_shown_as_written(pattern: str) -> None:
    text = (pattern * 5_000)[:5_000]
    shown = Prose(lambda _: None).render(text)
    assert (shown.html, "\n".join(shown.lines)) == ("", text)
    assert shown.refused


def test_ten_rules_in_a_list_item_are_no_way_down() -> None:
    assert refusal("- " * 498 + "x") == "it is nested too deeply"


@pytest.mark.slow
@pytest.mark.parametrize("lines", [1, 10, 100, 240, 490])
@pytest.mark.parametrize("pattern", ACCEPTED)
def test_the_worst_that_is_accepted_takes_half_a_second_and_on_a_slow_computer_no_five(
    pattern: str, lines: int
) -> None:
    note = largest_accepted(pattern, lines)
    prose = Prose(lambda _: None)
    before = time.process_time()
    shown = prose.render(note)
    assert time.process_time() - before < 5
    assert shown.refused is None


def largest_accepted(pattern: str, lines: int) -> str:
    """Paragraphs of at most so many lines, as large and as often as the guard lets them stand."""
    while lines > 1 and refusal(pattern * lines):
        lines -= 1
    block = pattern * lines + "\n"
    few, many = 1, LARGEST // len(block) + 1
    while few < many - 1:
        middle = (few + many) // 2
        few, many = (few, middle) if refusal(block * middle) else (middle, many)
    return block * few
