"""Days, spans and names as a person would say them."""

from __future__ import annotations

import pytest

from karma.core.cadence import parse_cadence
from karma.core.called import first_name
from karma.core.phrases import ago, day_words, every_words, from_now, listed, sentence, span_words
from tests.core.build import day


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "a day"),
        (6, "6 days"),
        (7, "a week"),
        (10, "a week"),
        (11, "11 days"),
        (14, "2 weeks"),
        (51, "7 weeks"),
        (59, "8 weeks"),
        (60, "2 months"),
        (365, "12 months"),
        (699, "23 months"),
        (730, "2 years"),
        (3653, "10 years"),
    ],
)
def test_a_span_has_the_unit_one_would_use(days: int, words: str) -> None:
    assert span_words(days) == words


def test_the_year_is_told_when_it_is_another() -> None:
    assert day_words(day("2026-10-02"), day("2026-11-22")) == "2 Oct"
    assert day_words(day("2025-10-02"), day("2026-11-22")) == "2 Oct 2025"


def test_near_days_have_words_of_their_own() -> None:
    assert [from_now(days) for days in (-9, -1, 0, 1, 3)] == [
        "a week ago",
        "yesterday",
        "today",
        "tomorrow",
        "in 3 days",
    ]
    assert ago(0) == "today"


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        ("4w..6w", "every 4 to 6 weeks"),
        ("6w", "every 6 weeks"),
        ("1m", "every month"),
        ("monthly", "every month"),
        ("quarterly", "every quarter"),
        ("6w..3m", "every 6 weeks to 3 months"),
        ("1w..1m", "every week to month"),
        ("monthly..3m", "every month to 3 months"),
        ("1m..quarterly", "every month to quarter"),
        ("off", "never"),
        ("45d", "every 45 days"),
        ("4W..6W", "every 4 to 6 weeks"),
    ],
)
def test_a_cadence_is_read_aloud(cadence: str, words: str) -> None:
    parsed = parse_cadence(cadence)
    assert parsed is not None
    assert every_words(parsed) == words


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Bill Okafor", "Bill"),
        ("Mary Emily Miller", "Mary"),
        ("李雷", "李雷"),
        ("Dr. Jane Doe", "Jane"),
        ("Dr. Prof. Eve Ng, PhD", "Eve"),
        ("Lewis Miller, Jr.", "Lewis"),
        ("Capt. John Smith", "John"),
        ("Frau Anna Schmidt", "Anna"),
        ("Lord Byron", "Lord Byron"),
        ("Mme. Curie", "Mme. Curie"),
        ("Hon. Root", "Hon. Root"),
        ("Col. Gouraud", "Col. Gouraud"),
        ("St. John Rivers", "St. John Rivers"),
        ("de Gaulle", "de Gaulle"),
        ("van Gogh", "van Gogh"),
        ("Van Morrison", "Van"),
        ("Mr Van Mater", "Mr Van Mater"),
        ("Babcock and Wilcox", "Babcock and Wilcox"),
        ("Orphan Home of Spokane", "Orphan Home of Spokane"),
        ("New York Sun", "New York Sun"),
        ("Wm. Smith", "Wm. Smith"),
        ("U.S. Steel", "U.S. Steel"),
        ("#1 Plumbing", "#1 Plumbing"),
        ('"Buzz" Aldrin', "Buzz"),
        ("Ma Rainey", "Ma"),
        ("Dr.", "Dr."),
        ("", ""),
        ("Smith, John", "Smith, John"),
        ("Harbor Marine Supply", "Harbor Marine Supply"),
        ("N.Y. City. Board of Water Supply", "N.Y. City. Board of Water Supply"),
        ("Evans (Henry G.) Phosphate Co", "Evans (Henry G.) Phosphate Co"),
        ("Evans (Henry G.)", "Evans (Henry G.)"),
        ("J. P. Morgan", "J. P. Morgan"),
        ("Edison Manufacturing Co", "Edison Manufacturing Co"),
        ("Marks & Sons", "Marks & Sons"),
        ("The Harbour Club", "The Harbour Club"),
        ("Cody Ray", "Cody"),
    ],
)
def test_people_go_by_their_first_name_and_firms_by_all_of_it(name: str, called: str) -> None:
    assert first_name(name) == called


@pytest.mark.parametrize(
    ("text", "said"),
    [("ask him", "Ask him."), ("why? ", "Why?"), ("“Go!”", "“Go!”"), ("", ".")]
    + [
        (said, said)
        for said in ("他好吗？", "「元気？」", "كيف حال العائلة؟", "शादी कब है।", "Τι κάνεις;", "Ինչպես ես։")
    ]
    + [("他好吗", "他好吗."), ("bread; cheese;", "Bread; cheese;.")],
)
def test_a_sentence_ends_in_one_mark(text: str, said: str) -> None:
    assert sentence(text) == said


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ([], ""),
        (["Ann"], "Ann"),
        (["Ann", "Bill"], "Ann and Bill"),
        (["Ann", "Bill", "Eve"], "Ann, Bill and Eve"),
    ],
)
def test_names_in_a_sentence(names: list[str], says: str) -> None:
    assert listed(names) == says


def test_one_of_several_ways() -> None:
    assert listed(["a note", "a text", "an e-mail"], "or") == "a note, a text or an e-mail"
