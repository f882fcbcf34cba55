"""Finding people by words: accents, case and punctuation aside."""

from __future__ import annotations

import pytest

from karma.core.fields import Labelled
from karma.core.search import search
from tests.core.build import book, person

BILL = person(
    "Bill Okafor", id="bill-okafor", phone=(Labelled("+1 503 555 0142", "mobile"),), tags=("marine",)
)
LUKASZ = person("Łukasz Wrona", id="lukasz", aliases=("Fionn O’Brien",), offers=("C++",))


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Okafor, Bill", "bill-okafor"),
        ("“Bill”", "bill-okafor"),
        ("bill-okafor", "bill-okafor"),
        ("okafor-bill", "bill-okafor"),
        ("+15035550142", "bill-okafor"),
        ("(503) 555-0142", "bill-okafor"),
        ("503.555.0142", "bill-okafor"),
        ("#marine", "bill-okafor"),
        ("lukasz", "lukasz"),
        ("obrien", "lukasz"),
        ("c++", "lukasz"),
        ("5035550143", None),
        ("...", None),
    ],
)
def test_words_find_somebody_however_they_are_written(words: str, who: str | None) -> None:
    assert [hit.contact.id for hit in search(book(BILL, LUKASZ), words)] == ([who] if who else [])
