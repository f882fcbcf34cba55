"""No small file takes long, whatever it repeats: here a hang shows as a hang (faults.md R2).

Each row is 64 KB of what one pattern of the readers could have stumbled over; what is asserted is what is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.core.config import Config
from karma.files.contact import parse_contact
from karma.files.front_yaml import MAX_KEYS

if TYPE_CHECKING:
    from karma.core.book import Contact

LONG = 64_000


def read(body: str, front: str = "name: Ann Lee") -> tuple[Contact, set[str]]:
    contact, problems = parse_contact(f"---\n{front}\n---\n{body}\n", "contacts/ann-lee.md", Config())
    return contact, {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("# a" + " " * LONG + "x", set()),
        ("# " + "#" * LONG + "x", set()),
        ("`" * LONG + "x`", set()),
        ("```\n" * (LONG // 4), set()),
        ("<<<<<<< ours\n" * (LONG // 13), set()),
        ("# Promisex\n" * (LONG // 11), {"odd-heading"}),
        ("- 2026-01-01 call: x\n" * (LONG // 21), {"log-outside"}),
    ],
)
def test_in_prose(body: str, codes: set[str]) -> None:
    contact, found = read(body)
    assert found == codes
    assert contact.prose == body.rstrip()


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("[due::" + " " * LONG, "[due::"),
        ("[due::" * (LONG // 6), "[due::" * (LONG // 6)),
        ("[completion::" * (LONG // 13), "[completion::" * (LONG // 13)),
        ("x" + " " * LONG + "y", "x" + " " * LONG + "y"),
        ("x 📅" + " " * LONG, "x 📅"),
        ("they:" * (LONG // 5), "they:" * (LONG // 5 - 1)),
    ],
)
def test_in_a_promise(line: str, text: str) -> None:
    contact, codes = read(f"## Promises\n- [ ] {line}")
    assert ([promise.text for promise in contact.promises], codes) == ([text], set())


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("- [ ]" + " " * LONG, "- [ ]"),
        ("-" + " " * LONG, "-"),
        ("- " * (LONG // 2), ("- " * (LONG // 2 - 1)).strip()),
    ],
)
def test_under_next_time(line: str, item: str) -> None:
    contact, codes = read(f"## Next time\n{line}")
    assert (contact.next_time, codes) == ((item,), set())


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("won 1" + ",111" * (LONG // 4), set()),
        ("won USD" + " " * LONG + "x", {"log-words"}),
        ("lunch with [[a]]," + " " * LONG, {"log-words"}),
        ("lunch with a" + " " * LONG + "and b: x", {"log-words"}),
        ("lunch: " + "[[a" * (LONG // 3), set()),
        ("lunch: #" + "1" * LONG, set()),
        ("lunch:" + " ^a" * (LONG // 3), set()),
        ("lunch: " + "x- 2026-01-01 y " * (LONG // 16), set()),
        ("lunch: " + "x- 2026-01-01 call " * (LONG // 19), {"log-glued"}),
    ],
)
def test_in_the_log(line: str, codes: set[str]) -> None:
    assert read(f"## Log\n- 2026-01-01 {line}")[1] == codes


@pytest.mark.parametrize(
    ("front", "codes"),
    [
        ("a" + " " * LONG, {"front-matter-shape"}),
        ("b: {{\na" + " " * LONG + "x", {"yaml-syntax"}),
        ("name: Ann\n" + "a: @\n" * (LONG // 5), {"yaml-quote", "duplicate-key"}),
        ("tags:\n" + "  - @\n" * (LONG // 6), {"yaml-quote"}),
        ("phone: a" + " " * LONG + "(b", set()),
        ("tags: " + "[" * LONG, {"too-deep"}),
    ],
)
def test_in_the_front_matter(front: str, codes: set[str]) -> None:
    assert read("", front)[1] - {"missing-name"} == codes


def test_keys_beyond_all_measure_are_left_unread_and_reported() -> None:
    front = "".join(f"k{number}:\n" for number in range(MAX_KEYS + 5))
    contact, codes = read("## Log\n- 2026-01-01 call", f"name: Ann Lee\n{front}")
    assert (contact.name, len(contact.log)) == ("Ann Lee", 1)
    assert (len(contact.unknown), codes) == (MAX_KEYS - 1, {"too-deep"})


def test_both_sides_of_a_long_conflict_count_in_the_log() -> None:
    ours, theirs = ("".join(f"- 2026-01-01 call: {side} {n}\n" for n in range(10_000)) for side in "ab")
    contact, codes = read(f"## Log\n<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs")
    assert (len(contact.log), codes) == (20_000, {"conflict"})
