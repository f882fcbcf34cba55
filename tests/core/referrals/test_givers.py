"""Who was not told or thanked, and with whom referrals went one way only."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from karma.core.referrals.givers import never_reciprocated, never_returned, not_thanked, not_told
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from karma.core.book import Book, Contact
    from karma.core.referrals.givers import Given, OneWay
    from karma.core.referrals.referral import Pipeline

T = TypeVar("T")
TODAY = day("2026-11-20")


def names(found: Iterable[Given | OneWay]) -> list[tuple[str, list[str]]]:
    return [
        (one.contact.name if one.contact else "nobody here", [other.prospect.name for other in one.referrals])
        for one in found
    ]


def asked(report: Callable[[Pipeline, Book], tuple[T, ...]], *people: Contact) -> tuple[T, ...]:
    of = book(*people)
    return report(pipeline_of(of, TODAY), of)


def test_by_giver_and_the_oldest_first() -> None:
    people = [
        person("Wren", "2026-02-01 referred by [[ann]]"),
        person("Dean", "2026-07-14 referred by [[carl]]"),
        person("Tomas", "2026-01-09 referred by [[carl]]"),
        person("Ann"),
        person("Carl"),
    ]
    expected = [("Carl", ["Tomas", "Dean"]), ("Ann", ["Wren"])]
    assert names(asked(not_told, *people)) == expected
    assert names(asked(not_thanked, *people)) == expected


def test_what_was_won_is_told_and_thanked_for_first_then_what_ended_otherwise() -> None:
    people = [
        person("Open", "2026-01-09 referred by [[carl]]"),
        person("Late", "2026-06-09 referred by [[carl]]", "2026-09-01 won USD 100"),
        person("Early", "2026-05-09 referred by [[carl]]", "2026-10-01 won"),
        person("Ended", "2026-02-09 referred by [[carl]]", "2026-09-01 lost"),
        person("Dropped", "2026-01-02 referred by [[ann]]", "2026-09-01 no-fit"),
        person("Waiting", "2025-01-02 referred by [[bo]]"),
        *map(person, ("Ann", "Bo", "Carl")),
    ]
    expected = [("Carl", ["Early", "Late", "Ended", "Open"]), ("Ann", ["Dropped"]), ("Bo", ["Waiting"])]
    assert names(asked(not_told, *people)) == expected
    assert names(asked(not_thanked, *people)) == expected


def test_told_and_thanked_are_two_things() -> None:
    told = person("Dean", "2026-07-14 referred by [[carl]]", "2026-08-01 told [[carl]]")
    thanked = person("Tomas", "2026-07-14 referred by [[ann]]", "2026-08-01 thanked [[ann]]")
    people = (told, thanked, person("Ann"), person("Carl"))
    assert names(asked(not_told, *people)) == [("Ann", ["Tomas"])]
    assert names(asked(not_thanked, *people)) == [("Carl", ["Dean"])]


def test_an_outcome_is_news_again() -> None:
    dean = person(
        "Dean", "2026-07-14 referred by [[carl]]", "2026-08-01 told [[carl]]", "2026-09-01 won 1000"
    )
    assert names(asked(not_told, dean, person("Carl"))) == [("Carl", ["Dean"])]


def test_a_giver_in_the_archive_is_left_in_peace_and_one_without_a_file_is_not_forgotten() -> None:
    people = [
        person("Dean", "2026-07-14 referred by [[walt]]"),
        person("Tomas", "2026-07-14 referred by [[carl]]"),
        person("Walt", archived=True),
    ]
    assert names(asked(not_told, *people)) == [("nobody here", ["Tomas"])]


def test_who_sent_you_people_and_got_none() -> None:
    """Carl gave three and got none; Ann gave one and got one; Vivian got two and gave none."""
    people = [
        person("Tomas", "2025-09-09 referred by [[carl]]", "2026-02-12 intro to [[vivian]]"),
        person("Dean", "2026-07-14 referred by [[carl]]", "2026-08-12 intro to [[ann]]"),
        person("Dolores", "2026-10-13 referred by [[carl]]"),
        person("Wren", "2025-10-07 referred by [[ann]]", "2026-05-07 intro to [[vivian]]"),
        person("Gus", "2025-01-21 referred by [[walt]]", "2025-03-20 intro to [[ruth]]"),
        *map(person, ("Carl", "Ann", "Vivian")),
        person("Walt", archived=True),
        person("Ruth", archived=True),
    ]
    assert names(asked(never_reciprocated, *people)) == [("Carl", ["Tomas", "Dean", "Dolores"])]
    assert names(asked(never_returned, *people)) == [("Vivian", ["Tomas", "Wren"])]


def test_who_sent_most_comes_first_then_who_has_waited_longest() -> None:
    people = [
        person("A", "2026-03-01 referred by [[ann]]"),
        person("B", "2026-01-01 referred by [[bob]]"),
        person("C", "2026-04-01 referred by [[cleo]]"),
        person("D", "2026-05-01 referred by [[cleo]]"),
        *map(person, ("Ann", "Bob", "Cleo")),
    ]
    assert [one.contact.name for one in asked(never_reciprocated, *people)] == ["Cleo", "Bob", "Ann"]
