"""Setting a field changes that field's lines; every comment, quote and odd habit elsewhere survives (Y20)."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.config import Config
from karma.core.fields import FIELDS
from karma.files.contact import parse_contact
from karma.files.field_edit import SetField
from karma.files.plan import edited
from karma.files.refusals import EditRefused, WriteRefused

PATH = "contacts/bill.md"


def front(lines: str, name: str, value: str | tuple[str, ...] | None) -> str:
    """The lines of the front matter after the field was set, by way of the writer's own check."""
    text = f"---\n{lines}---\n\nProse.\n"
    after = edited(PATH, text.encode(), [SetField(name, value)], Config()).after.decode()
    assert after.startswith("---\n")
    assert after.endswith("---\n\nProse.\n")
    return after.removeprefix("---\n").removesuffix("---\n\nProse.\n")


def test_a_missing_field_is_put_at_its_place_in_the_table() -> None:
    assert front("name: Bill\norg: Harbor\ncity: Astoria\n", "snooze", "2026-12-01") == (
        "name: Bill\norg: Harbor\nsnooze: 2026-12-01\ncity: Astoria\n"
    )


def test_a_field_is_put_behind_lists_and_before_the_comment_of_the_next() -> None:
    lines = "name: Bill\nphone:\n- '1'\n\n# where they live\ncity: Astoria\n"
    assert front(lines, "email", ("b@h.example",)) == (
        "name: Bill\nphone:\n- '1'\nemail:\n  - b@h.example\n\n# where they live\ncity: Astoria\n"
    )


def test_without_any_earlier_field_it_comes_first() -> None:
    assert front("city: Astoria\n", "name", "Bill") == "name: Bill\ncity: Astoria\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("circle: client", "circle: partner"),
        ("circle:   'client'   # since May", "circle:   partner   # since May"),
        ('"circle" : "client"', '"circle" : partner'),
        ("circle:", "circle: partner"),
        ("circle: # which?", "circle: partner # which?"),
        ("circle: >-\n  client\n", "circle: partner\n"),
        ("circle:\n  # old\n  - client", "circle: partner\n  # old"),
    ],
)
def test_only_the_value_changes(old: str, new: str) -> None:
    assert front(f"name: Bill\n{old}\nx: 1\n", "circle", "partner") == f"name: Bill\n{new}\nx: 1\n"


@pytest.mark.parametrize("line", ["circle: 'partner' # yes", 'circle: "partner"', "circle: partner"])
def test_a_line_that_says_it_already_stays(line: str) -> None:
    assert front(f"name: Bill\n{line}\n", "circle", "partner") == f"name: Bill\n{line}\n"


def test_items_that_stay_keep_their_quotes_and_comments() -> None:
    lines = "name: Bill\ntags: # many\n    # first\n    - 'a b'  # one\n    - gone\n\n    - c\n"
    assert front(lines, "tags", ("a b", "new: x", "c")) == (
        "name: Bill\ntags: # many\n    # first\n    - 'a b'  # one\n    - \"new: x\"\n\n    - c\n"
    )


@pytest.mark.parametrize("old", ["tags: a", "tags: [a, 'b']", "tags: [a,\n  b]", "tags: >\n  a", "tags:"])
def test_other_shapes_become_a_block_list(old: str) -> None:
    assert front(f"name: Bill\n{old}\n", "tags", ("c", "d")) == "name: Bill\ntags:\n  - c\n  - d\n"


def test_one_value_may_stand_where_a_list_could() -> None:
    assert front("name: Bill\ntags: a # x\n", "tags", "b") == "name: Bill\ntags: b # x\n"


def test_private_is_true_or_a_list() -> None:
    assert front("name: Bill\n", "private", "true") == "name: Bill\nprivate: true\n"
    assert front("name: Bill\nprivate: true\n", "private", ("phone", "email")) == (
        "name: Bill\nprivate:\n  - phone\n  - email\n"
    )


def test_an_unquoted_link_is_replaced() -> None:
    assert (
        front("name: Bill\nvia: [[sam]] # ours\n", "via", "[[ann]]") == 'name: Bill\nvia: "[[ann]]" # ours\n'
    )


def test_a_value_that_yaml_could_not_read_is_mended() -> None:
    assert front("name: Bill\norg: Foo: Bar\n", "org", "Foo: Bar") == 'name: Bill\norg: "Foo: Bar"\n'


@pytest.mark.parametrize("value", [None, "", (), (" ",)])
def test_nothing_removes_the_field_with_all_its_lines(value: str | tuple[str, ...] | None) -> None:
    assert front("name: Bill\n# a\ntags:\n  - a\n  # b\n  - c\n# d\nx: 1\n", "tags", value) == (
        "name: Bill\n# a\n# d\nx: 1\n"
    )
    assert front("name: Bill\n", "tags", value) == "name: Bill\n"


def test_line_endings_are_those_of_the_neighbours() -> None:
    text = "---\r\nname: Bill\r\ncircle: client\r\n---\r\n"
    after = edited(PATH, text.encode(), [SetField("circle", "partner"), SetField("org", "X")], Config()).after
    assert after == b"---\r\nname: Bill\r\norg: X\r\ncircle: partner\r\n---\r\n"


@pytest.mark.parametrize(
    ("lines", "name", "value", "message"),
    [
        ("name: Bill\norg: A\norg: B\n", "org", "C", "“org” stands twice, on lines 3 and 4"),
        ("name: Bill\ntags:\n  - a: b\n", "tags", ("c",), "written in a way that karma does not edit"),
        ("name: Bill\ntags:\n  a: b\n", "tags", ("c",), "written in a way that karma does not edit"),
        ("name: Bill\ntags: {a: b}\n", "tags", ("c",), "written in a way that karma does not edit"),
        ("name: Bill\n", "shoe", "9", "not a field"),
        ("name: Bill\n", "org", ("a", "b"), "takes one value"),
        ("name: Bill\n", "name", None, "everybody has a name"),
        ("name: Bill\n", "birthday", "2026-02-30", "not a birthday"),
        ("name: Bill\n", "circle", "pirate", "no circle is called"),
        ("name: Bill\n", "org", "a\x1b[31m", "control character"),
        ("name: Bill\nnotes: 'a\norg: x'\n", "org", "b", "would not say what was meant|YAML"),
    ],
)
def test_what_has_no_clear_meaning_is_refused(
    lines: str, name: str, value: str | tuple[str, ...] | None, message: str
) -> None:
    with pytest.raises(WriteRefused, match=message):
        front(lines, name, value)


def test_a_file_without_front_matter_has_no_place_for_a_field() -> None:
    with pytest.raises(WriteRefused, match="no front matter"):
        edited(PATH, b"# Bill\n", [SetField("org", "X")], Config())


PRINTABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufffe\uffff")
)


@given(
    PRINTABLE,
    st.lists(PRINTABLE, max_size=3),
    st.sampled_from(["", "needs: 'x'\n", "needs:\n- y # z\n- ' '\n"]),
)
def test_any_text_is_read_back(org: str, needs: list[str], there: str) -> None:
    text = f"---\nname: Bill\n{there}---\n"
    edits = [SetField("org", org), SetField("needs", tuple(needs))]
    after = edited(PATH, text.encode(), edits, Config()).after.decode()
    contact, _ = parse_contact(after, PATH, Config())
    assert contact.org == (org.strip() or None)
    assert contact.needs == tuple(dict.fromkeys(filter(None, (need.strip() for need in needs))))


FRONT = [
    *(
        "# comment",
        "",
        "org: 'Harbor'  # ours",
        "tags: [a, b]",
        "notes: |\n  org: x\n  # y",
        'via: "[[sam]]"',
    ),
    *(
        "phone:\n  - '1' # home\n\n  # work\n  - 2",
        "met: 2024-06-03",
        "x y: 1",
        "interests:\n- sailing",
        "own: {a: 1}",
    ),
]


@given(
    st.permutations(FRONT),
    st.integers(0, len(FRONT)),
    st.sampled_from(sorted(FIELDS)),
    st.sampled_from("\r\n"),
)
def test_setting_a_field_and_taking_it_away_changes_nothing_else(
    lines: list[str], count: int, name: str, ending: str
) -> None:
    front_lines = [line for line in ("name: Bill", *lines[:count]) if not line.startswith(f"{name}:")]
    text = "\n".join(["---", *front_lines, "---", ""]).replace("\n", ending)
    if name == "name":
        return
    value = FIELDS[name].example
    there = edited(PATH, text.encode(), [SetField(name, value)], Config()).after
    assert edited(PATH, there, [SetField(name, None)], Config()).after == text.encode()
    assert len(there) - len(text.encode()) <= len(f"{name}:\r\n  - {value}\r\n".encode()) + 2


@pytest.mark.parametrize(
    "written",
    ["a" + " " * 60_000 + "b", "'" * 60_001, '"' + '\\"' * 30_000, '"a"' + " " * 60_000 + "b", " #" * 30_000],
)
@pytest.mark.parametrize("before", ["org: ", "org:\n  - "])
def test_a_pattern_repeated_for_64_kilobytes_does_not_hang(before: str, written: str) -> None:
    text = f"---\nname: Bill\n{before}{written}\n---\n"
    with suppress(EditRefused):  # quotes that never end
        assert "org: Harbor" in SetField("org", "Harbor").apply(text)


def test_only_a_list_is_advised_to_be_a_list() -> None:
    with pytest.raises(EditRefused) as one:
        SetField("org", "Harbor").apply("---\nname: Bill\norg: {a: b}\n---\n")
    with pytest.raises(EditRefused) as many:
        SetField("tags", ("x",)).apply("---\nname: Bill\ntags: {a: b}\n---\n")
    assert ("list" in one.value.remedy, "list" in many.value.remedy) == (False, True)
    with pytest.raises(EditRefused) as twice:
        SetField("org", "Harbor").apply("---\nname: Bill\norg: a\norg: b\n---\n")
    assert twice.value.remedy == "Keep one of the two."
