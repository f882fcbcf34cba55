"""Whom a word means, without guessing."""

import pytest

from karma.core.book import Book, Contact
from karma.core.config import Config
from karma.core.lookup import Ambiguous, Found, Lookup, Unknown, find, find_loosely
from tests.core import build


def book(*people: str) -> Book:
    """A book of people, each written `stem: Name / alias / alias`."""
    contacts = []
    for person in people:
        stem, _, names = person.partition(": ")
        name, *aliases = names.split(" / ")
        contacts.append(Contact(stem, f"contacts/{stem}.md", name, tuple(aliases)))
    return Book(Config(), tuple(sorted(contacts, key=lambda contact: contact.id)))


NETWORK = book(
    "bill-okafor: Bill Okafor / Billy",
    "bill-two: William Hill",
    "jose-diaz: José Díaz",
    "ann-lee: Ann Lee",
    "ann-leeds: Ann Leeds",
    "jo-park: Jo Park / Josephine",
    "lee: Lee Wong",
)


def ids(found: Lookup) -> str | list[str]:
    match found:
        case Found(contact):
            return contact.id
        case Ambiguous(candidates):
            return [contact.id for contact in candidates]
        case Unknown():
            return []


@pytest.mark.parametrize(
    ("who", "meant"),
    [
        ("bill-okafor", "bill-okafor"),
        ("BILL-OKAFOR", "bill-okafor"),
        ("[[bill-okafor]]", "bill-okafor"),
        ("Bill Okafor", "bill-okafor"),
        ("billy", "bill-okafor"),
        ("josé díaz", "jose-diaz"),
        ("jose diaz", "jose-diaz"),
        ("okaf", "bill-okafor"),
        ("bill o", "bill-okafor"),
        ("diaz", "jose-diaz"),
        ("lee", "lee"),
        ("Ann Lee", "ann-lee"),
        ("bill", ["bill-okafor", "bill-two"]),
        ("ann", ["ann-lee", "ann-leeds"]),
        ("jos", ["jo-park", "jose-diaz"]),
        ("kafor", []),
        ("", []),
        ("  ", []),
    ],
)
def test_who_is_meant_by_a_word(who: str, meant: str | list[str]) -> None:
    assert ids(find(NETWORK, who)) == meant


def test_an_accent_that_is_on_no_key_is_not_asked_for() -> None:
    asa, asad = build.person("Åsa Berg", id="åsa-berg"), build.person("Asad Khan", id="asad")
    assert find(build.book(asa), "asa") == Found(asa)
    assert find(build.book(asa, asad), "asa") == Ambiguous((asad, asa))
    assert find(build.book(asa, asad), "åsa") == Found(asa)


def test_two_people_of_one_name_are_never_chosen_between() -> None:
    twins = book("ann-lee: Ann Lee", "ann-lee-2: Ann Lee")
    assert ids(find(twins, "Ann Lee")) == ["ann-lee", "ann-lee-2"]


def test_who_is_nearly_meant_is_offered() -> None:
    found = find(NETWORK, "bil-okafer")
    assert isinstance(found, Unknown)
    assert [contact.id for contact in found.near] == ["bill-okafor"]


def test_one_misspelt_word_of_a_name_is_near() -> None:
    found = find(NETWORK, "okafer")
    assert isinstance(found, Unknown)
    assert [contact.id for contact in found.near] == ["bill-okafor"]


@pytest.mark.parametrize(
    ("who", "meant"), [("kafor", "bill-okafor"), ("díaz", "jose-diaz"), ("zz", []), ("", [])]
)
def test_reading_is_looser(who: str, meant: str | list[str]) -> None:
    assert ids(find_loosely(NETWORK, who)) == meant


def test_reading_prefers_what_writing_would_find() -> None:
    assert ids(find_loosely(NETWORK, "lee")) == "lee"
