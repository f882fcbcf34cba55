"""A book with something for every line of the matches: for the tests of their views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.core.build import book, person

if TYPE_CHECKING:
    from karma.core.book import Book


def match_book() -> Book:
    """Introductions in each state, a need that nobody meets, and news, told and not told."""
    bill = person(
        "Bill Okafor",
        "2026-08-20 call: hello",
        "2026-08-20 heard: courses are booming, says [[eve-ng]] #marine #sailing",
        "2026-10-01 intro to [[sam]]: taxes",
        needs=("a bookkeeper who knows inventory",),
    )
    eve = person("Eve Ng", offers=("bookkeeping for <shops>",), interests=("sailing",))
    ruth = person("Ruth Ellery", "2026-08-22 intro to [[sam]]", "2026-09-02 call: [[sam]] was a help")
    sam = person("Sam", "2026-08-21 told: the courses, from [[bill-okafor]] #marine", interests=("sailing",))
    fans = [person(f"Fan {number}", interests=("sailing",)) for number in range(6)]
    secret = person("Secret Sid", needs=("a bookkeeper",), interests=("sailing",), private=("true",))
    kofi = person("Kofi", needs=("a resin supplier",))
    return book(bill, eve, ruth, sam, *fans, secret, kofi)
