"""The pure rules of moving: what a new name means, which links follow, who would be led astray."""

from __future__ import annotations

import pytest

from karma.core.links import relinked
from karma.core.logline import parse
from karma.core.moving.pair import Joining, without_parties
from karma.core.moving.trail import Called, called, led_astray, trail, with_people
from karma.core.verbs import VERBS
from tests.core.build import book, person

BILL = {"bill-okafor": "bill-smith"}


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("with [[bill-okafor]]: hi", "with [[bill-smith]]: hi"),
        ("[[bill-okafor|Bill]] and [[Bill-Okafor#log]]", "[[bill-smith|Bill]] and [[bill-smith#log]]"),
        ("[[ bill-okafor ]] [[bill-okafor-2]] bill-okafor", "[[ bill-smith ]] [[bill-okafor-2]] bill-okafor"),
        ("via: [[bill-okafor]]\r\n", "via: [[bill-smith]]\r\n"),
        ("[[bill-okafor]", "[[bill-okafor]"),
    ],
)
def test_a_link_gets_its_new_stem_and_nothing_else_changes(text: str, after: str) -> None:
    assert relinked(text, BILL) == after


def test_a_link_by_name_keeps_the_name_as_its_label() -> None:
    names = {"billy": "bill-smith"}
    assert (
        relinked("[[Billy]], [[Billy|Bill]]", names, {"billy"}) == "[[bill-smith|Billy]], [[bill-smith|Bill]]"
    )


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("bill-smith", Called("bill-smith")),
        ("bill-smith.md", Called("bill-smith")),
        ("Bill Okafor-Smith", Called("bill-okafor-smith", "Bill Okafor-Smith")),
        ("Bill", Called("bill", "Bill")),
        ("zoë", Called("zoë")),
        ("李雷", Called("李雷", "李雷")),
        ("../../etc/passwd", Called("etc-passwd", "../../etc/passwd")),
        ("CON", Called("con-1", "CON")),
        ("contacts/bill.md", None),
        ("CON.md", None),
        ("Bill Smith.md", None),
    ],
)
def test_one_word_in_small_letters_is_a_file_and_all_else_a_name(wanted: str, meant: Called | None) -> None:
    assert called(wanted) == meant


def test_links_follow_by_stem_and_by_names_that_are_theirs_alone() -> None:
    people = book(
        person("Bill Okafor", aliases=("Billy", "Will")), person("Will", id="will-2"), person("Ann Lee")
    )
    links = trail(people, people.by_id["bill-okafor"], "bill-smith")
    said = "[[bill-okafor]] [[Billy]] [[Will]] [[ann-lee]]"
    assert links.text(said) == "[[bill-smith]] [[bill-smith|Billy]] [[Will]] [[ann-lee]]"


def test_a_link_that_would_mean_somebody_else_is_found() -> None:
    sam = person("Sam Lee")
    before = book(person("Bill Okafor", aliases=("Billy",)), sam)
    after = with_people(before, [sam.path], [person("Sam Lee", id="billy")])
    texts = [("contacts/x.md", "[[Billy]] and [[sam-lee]]")]
    found = list(led_astray(before, after, texts, trail(before, sam, "billy"), {"sam-lee": "billy"}))
    assert [(one.target, one.was and one.was.id, one.now and one.now.id) for one in found] == [
        ("Billy", "bill-okafor", "billy")
    ]


@pytest.mark.parametrize(
    ("line", "gone", "left"),
    [
        ("- 2026-10-20 lunch with [[b]]: café", {0}, "- 2026-10-20 lunch: café"),
        ("- 2026-10-20 lunch with [[b]]", {0}, "- 2026-10-20 lunch"),
        ("- 2026-10-20 lunch with [[b]] [[c|C]]: café", {0}, "- 2026-10-20 lunch with [[c|C]]: café"),
        ("- 2026-10-20 lunch with [[c]], [[b]] and [[d]]", {1}, "- 2026-10-20 lunch with [[c]] and [[d]]"),
        ("- 2026-10-20 lunch with [[c]] and [[b]]: x", {1}, "- 2026-10-20 lunch with [[c]]: x"),
        ("*  2026-10-20  told [[b]]: [[b]] knows", {0}, "*  2026-10-20  told: [[b]] knows"),
        ("- 2026-10-20 heard from [[b]] with [[c]]: x", {0}, "- 2026-10-20 heard with [[c]]: x"),
        ("- 2026-10-20 lunch with [[a]] [[b]] [[c]]", {0, 1}, "- 2026-10-20 lunch with [[c]]"),
    ],
)
def test_a_party_is_taken_out_of_a_line_and_the_rest_stays_as_written(
    line: str, gone: set[int], left: str
) -> None:
    entry = parse(line, VERBS)
    assert without_parties(line, entry, gone, VERBS) == left  # type: ignore[arg-type]


def test_a_line_that_named_both_names_one_once() -> None:
    joining = Joining("a", {"b": "a"}, frozenset(), VERBS)
    text = "- 2026-10-20 lunch with [[a]] [[b]] [[c]]: x\r\n- 2026-10-21 lunch with [[b]]\r\n[[a]] and [[b]]"
    after = "- 2026-10-20 lunch with [[a]] [[c]]: x\r\n- 2026-10-21 lunch with [[a]]\r\n[[a]] and [[a]]"
    assert joining.text(text) == after
