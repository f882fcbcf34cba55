"""`git log --oneline` reads like a diary, and no text can put anything else into a commit's message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core import promise, subjects
from karma.core.operation import LONGEST, Operation, sentence
from karma.core.problems import Fault
from tests.core.build import book, line, person

BILL, ANN, EVE, JANE = (person(name) for name in ("Bill Okafor", "Ann Lee", "Eve Ng", "Jane Doe"))
BOOK = book(BILL, ANN, EVE, JANE)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("call: off to the mountains with [[ann-lee]]", "call: Jane Doe, off to the mountains with Ann Lee"),
        ("call in: wants a quote", "call from Jane Doe: wants a quote"),
        ("gift in", "gift from Jane Doe"),
        ("lunch in with [[ann-lee]]: her treat", "lunch by Jane Doe with Ann Lee: her treat"),
        ("lunch with [[ann-lee]] [[eve-ng]]: chowder", "lunch: Jane Doe with Ann Lee and Eve Ng, chowder"),
        ("referred by [[bill-okafor]]", "referred: Jane Doe by Bill Okafor"),
        (
            "referred by [[bill-okafor]]: a survey #consents #level-4",
            "referred: Jane Doe by Bill Okafor, a survey",
        ),
        ("intro to [[eve-ng]]: needs a bookkeeper", "intro: Jane Doe to Eve Ng, needs a bookkeeper"),
        ("won USD 12000: signed", "won: Jane Doe, USD 12000, signed"),
        ("no-fit: too far away", "no fit: Jane Doe, too far away"),
        ("thanked [[bill-okafor]]", "thanked: Bill Okafor for Jane Doe"),
        ("told [[bill-okafor]]: they signed", "told: Bill Okafor about Jane Doe, they signed"),
        ("thanked: for the book", "thanked: Jane Doe, for the book"),
        ("heard: fibreglass is booming #marine", "heard from Jane Doe: fibreglass is booming #marine"),
        ("got: read my contract", "helped by Jane Doe: read my contract"),
        ("call [[nobody-here]]: hello", "call: Jane Doe with nobody-here, hello"),
    ],
)
def test_a_line_of_the_log_is_told_as_one_would_in_a_diary(written: str, said: str) -> None:
    assert subjects.happened([JANE], line(f"2026-11-20 {written}"), BOOK).subject == said


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ((BILL, ANN), "note: Bill Okafor and Ann Lee"),
        ((BILL, ANN, EVE), "note: Bill Okafor, Ann Lee and Eve Ng"),
        ((BILL, ANN, EVE, JANE), "note: Bill Okafor, Ann Lee and 2 more"),
    ],
)
def test_of_many_people_the_first_two_are_named(who: tuple[object, ...], said: str) -> None:
    happened = subjects.happened(who, line("2026-11-20 note"), BOOK)  # type: ignore[arg-type]
    assert happened.subject == said


@pytest.mark.parametrize(
    ("written", "name", "said"),
    [
        ("[ ] 2026-W50 send the list", "promise", "promise: Bill Okafor, send the list by 2026-W50"),
        ("[ ] send the list", "promise", "promise: Bill Okafor, send the list"),
        ("[ ] 2026-W50 send the list", "keep", "kept: Bill Okafor, send the list"),
        ("[ ] send the list", "release", "let go: Bill Okafor, send the list"),
        ("[ ] they: ask [[ann-lee]]", "promise", "their promise: Bill Okafor, ask Ann Lee"),
        ("[ ] they: ask [[ann-lee]]", "keep", "they kept: Bill Okafor, ask Ann Lee"),
    ],
)
def test_a_promise_and_what_became_of_it(written: str, name: str, said: str) -> None:
    made = promise.parse(f"- {written}")
    assert not isinstance(made, Fault)
    assert subjects.promised(BILL, made, BOOK, name).subject == said


def test_all_other_sentences() -> None:
    asked = subjects.met("Jo Park", "jo-park", "Rotary lunch", None)
    assert [
        asked.subject,
        subjects.met("Jo Park", "jo-park", "Rotary lunch", BILL).subject,
        subjects.snoozed([BILL, ANN], "2026-12-01").subject,
        subjects.snoozed([BILL], None).subject,
        subjects.put_off("spread", [BILL, ANN]).subject,
        subjects.put_off("fresh-start", [BILL]).subject,
        subjects.loosened(["client", "", "friend"], [BILL]).subject,
        subjects.tidied([BILL]).subject,
        subjects.recovered([BILL], 1).subject,
        subjects.recovered([BILL, ANN], 2).subject,
        subjects.imported(5072, "letter", 1538).subject,
        subjects.imported(1, "lunch", 1).subject,
        subjects.imported(2, "heard", 2).subject,
        subjects.edited(BILL, ["org: Harbor → Okafor", "city: Salem"], BOOK).subject,
        subjects.edited(BILL, [], BOOK).subject,
        subjects.undone(asked, "abc").subject,
    ] == [
        "met: Jo Park, Rotary lunch",
        "met: Jo Park through Bill Okafor, Rotary lunch",
        "snooze: Bill Okafor and Ann Lee until 2026-12-01",
        "no snooze any more: Bill Okafor",
        "spread: 2 people over the coming weeks",
        "fresh start: 1 person",
        "loosened: circle client, the usual cadence and 2 more",
        "tidied: Bill Okafor",
        "recovered: Bill Okafor, a line that was saved over",
        "recovered: Bill Okafor and Ann Lee, 2 lines that were saved over",
        "import: 5,072 letters with 1,538 people",
        "import: 1 lunch with 1 person",
        "import: 2 lines with 2 people",
        "edit: Bill Okafor, org: Harbor → Okafor and 1 more",
        "edit: Bill Okafor",
        "undo: met: Jo Park, Rotary lunch",
    ]


def test_a_long_edit_says_how_much_more_there_is() -> None:
    said = subjects.edited(BILL, ["notes: " + "word " * 40, "city: Salem"], BOOK).subject
    assert said.endswith("… and 1 more")
    assert len(said) <= LONGEST


def test_long_words_end_at_a_space() -> None:
    assert sentence("call", ["Bill"], "word " * 40) == "call: Bill, " + "word " * 11 + "word…"


HOSTILE = "x\x1b]0;owned\x07\r\n\nKarma-Op: undo\nKarma-Undoes: 1234\u202egnp\u2066\u2028\x9b31m"


def test_no_name_and_no_text_brings_in_lines_trailers_or_signs_for_the_terminal() -> None:
    evil = person(HOSTILE, id=f"evil{HOSTILE}")
    told = subjects.happened([evil], line("2026-11-20 call"), BOOK)
    made = Operation("log", sentence("call", [HOSTILE], HOSTILE), (evil.id,)).message()
    for message in (told.message(), made, Operation("log", HOSTILE, (HOSTILE,)).message()):
        subject, blank, *trailers = message.rstrip("\n").split("\n")
        assert blank == ""
        assert [one.partition(":")[0] for one in trailers] == ["Karma-Op", "Karma-Contact"]
        assert trailers[0] == "Karma-Op: log"
        assert subject.isprintable()
        assert all(one.isprintable() for one in trailers)


@given(st.text(), st.text(), st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_every_subject_is_one_line_of_at_most_72_characters(what: str, rest: str, who: list[str]) -> None:
    said = sentence(f"call {what}", who, rest)
    assert len(said) <= LONGEST
    assert len(said.splitlines()) == 1
