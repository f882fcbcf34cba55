"""What holds for the merge of any texts: nothing lost, nothing doubled, the same from either side."""

from __future__ import annotations

import re
from collections import Counter
from functools import reduce
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.files.merge.people import Person, additions, edits, people
from tests.files.merge.texts import merge, read

if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[Person], Person]

ODD = (
    *("---", "...", "name: Bill", "org: A", "org: 'A'", "org: B # c", "tags:", "  - a", "- a", "tags: a"),
    *(
        "# comment",
        "  # inner",
        "note: |",
        "  text: x",
        "  <x>",
        '"q: k": v',
        "a: {b: c}",
        "- - x",
        "\tx",
        "",
    ),
    *("## Log", "# log", "### 2025", "## Promises", "## Next time", "## Notes", "```", "~~~", "  wrapped"),
    *("- 2026-01-01 call: x", "- 2026-01-02 call: y", "- 2026-01-01 09:10 call", "* 2026-01-01 note"),
    *(
        "- [ ] x",
        "- [x] x ✅ 2026-01-01",
        "- [-] 2026-01-05 x",
        "- [ ] 2026-02-30 x",
        "- [y] x",
        "-",
        "prose",
    ),
    *(
        "<<<<<<< ours",
        "=======",
        ">>>>>>> theirs",
        "||||||| base",
        "\u2028",
        "\ue0001",
        "\x00",
        "é",
        "\ud800",
    ),
)
_BREAK = re.compile(r"\r\n|\r|\n")


def _joined(lines: list[str], ending: str, head: str, foot: str) -> str:
    return ending.join([*head.split(), *lines]) + foot


odd_texts = st.text(max_size=60) | st.builds(
    _joined,
    st.lists(st.sampled_from(ODD), max_size=14),
    st.sampled_from(["\n", "\n", "\r\n", "\r"]),
    st.sampled_from(["", "--- name:B"]),
    st.sampled_from(["", "\n"]),
)


def after(person: Person, changes: list[Edit]) -> Person:
    return reduce(lambda done, change: change(done), changes, person)


def rows(text: str) -> Counter[str]:
    """The lines that say something, without markers."""
    marks = ("<" * 7, "=" * 7, ">" * 7)
    return Counter(
        line.rstrip() for line in _BREAK.split(text) if line.strip() and not line.startswith(marks)
    )


def taken_out_and_doubled(base: str, ours: str, theirs: str) -> bool:
    """True when one side took out a line that the other wrote once more: that is one line less and one more."""
    before, own, other = rows(base), rows(ours), rows(theirs)
    return any((own[line] - count) * (other[line] - count) < 0 for line, count in before.items())


@given(people(), st.lists(additions(), max_size=4), st.lists(additions(), max_size=4))
def test_where_lines_are_only_added_there_is_no_conflict_and_each_event_counts_once(
    person: Person, mine: list[Edit], yours: list[Edit]
) -> None:
    ours, theirs = after(person, mine), after(person, yours)
    merged = merge(person.text, ours.text, theirs.text)
    assert not merged.conflicts
    events = Counter(line for line in merged.text.split("\n") if line.startswith("- 2026-"))
    assert events == Counter(ours.log) | Counter(theirs.log)
    assert not rows(ours.text) - rows(merged.text)
    assert not rows(theirs.text) - rows(merged.text)


@given(people(), st.lists(edits(), max_size=4), st.lists(edits(), max_size=4))
def test_from_either_side_it_is_the_same_merge(person: Person, mine: list[Edit], yours: list[Edit]) -> None:
    base, ours, theirs = person.text, after(person, mine).text, after(person, yours).text
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert rows(one.text) == rows(other.text)
    assert len(one.conflicts) == len(other.conflicts)


@given(people(), st.lists(edits(), max_size=4), st.lists(edits(), max_size=4))
def test_what_is_merged_reads_back_and_merging_it_again_changes_nothing(
    person: Person, mine: list[Edit], yours: list[Edit]
) -> None:
    base, ours, theirs = person.text, after(person, mine).text, after(person, yours).text
    merged = merge(base, ours, theirs)
    marks = [(problem.code, problem.line) for problem in read(merged.text)[1] if problem.code == "conflict"]
    assert marks == [("conflict", conflict.line) for conflict in merged.conflicts]
    known = {problem.code for side in (base, ours, theirs) for problem in read(side)[1]} | {"conflict"}
    assert {problem.code for problem in read(merged.text)[1]} <= known
    if not merged.conflicts and not taken_out_and_doubled(base, ours, theirs):
        assert merge(base, merged.text, theirs).text == merged.text


@given(odd_texts, odd_texts)
def test_a_side_that_changed_nothing_yields_byte_for_byte(base: str, changed: str) -> None:
    assert merge(base, changed, base).text == changed
    assert merge(base, base, changed).text == changed
    assert merge(base, changed, changed).text == changed


@given(st.none() | odd_texts, odd_texts, odd_texts)
def test_any_texts_are_merged_and_what_is_new_on_a_side_is_there(
    base: str | None, ours: str, theirs: str
) -> None:
    merged = merge(base, ours, theirs)
    read(merged.text)
    there, before = rows(merged.text), rows(base or "")
    for line in (rows(ours) - before) | (rows(theirs) - before):
        # Values in other quotes, headings in other capitals and boxes ticked elsewhere say the same, once.
        form = line.startswith(("org", "tags", "- [", "---", "...", "#")) or line.strip().startswith("- ")
        assert form or line in there


@given(odd_texts, st.lists(st.tuples(st.booleans(), st.integers(0, 14), st.sampled_from(ODD)), max_size=5))
def test_small_changes_to_an_odd_text_lose_nothing(base: str, changes: list[tuple[bool, int, str]]) -> None:
    sides = {True: base.split("\n"), False: base.split("\n")}
    for side, at, line in changes:
        sides[side].insert(at, line)
    ours, theirs = "\n".join(sides[True]), "\n".join(sides[False])
    there = rows(merge(base, ours, theirs).text)
    for line in (rows(ours) | rows(theirs)) - there:
        assert line.startswith(("org", "tags", "- [", "---", "...", "#")) or line.strip().startswith("- ")
