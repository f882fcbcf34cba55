"""What you heard finds the people who would like to hear it (S6)."""

from __future__ import annotations

from typing import Any

import pytest

from karma.core.matching.intel import MOST_LISTENERS, Intel, intel
from tests.core.build import book, day, person

TODAY = day("2026-11-20")
GRANT = "2026-10-14 heard: a shellfish equipment grant opens in January #kelp #grants"


def heard(*others: Any, line: str = GRANT, so_far: bool = True, source: Any = None, **settings: Any) -> Intel:
    zoe = person("Zoe", line, **(source or {}))
    return next(
        one for one in intel(book(zoe, *others, **settings), TODAY, so_far=so_far) if one.source == zoe
    )


def listeners(*others: Any, **given: Any) -> list[str]:
    return [one.contact.name for one in heard(*others, **given).listeners]


def test_a_grant_is_news_for_who_likes_kelp() -> None:
    """Zoe speaks of a grant. Mateo likes kelp and Theo grants; Carl does neither."""
    mateo = person("Mateo", interests=("kelp", "oysters"))
    theo, carl = person("Theo", interests=("grants",)), person("Carl", interests=("golf",))
    found = heard(mateo, theo, carl)
    assert {one.contact.name: one.why for one in found.listeners} == {
        "Mateo": "likes kelp",
        "Theo": "likes grants",
    }
    assert found.told == ()


def test_who_likes_more_of_it_comes_first_and_who_is_only_tagged_is_left_out_beside_them() -> None:
    gus = person("Gus", interests=("kelp", "grants"))
    ida, ben = person("Ida", interests=("grants",)), person("Ben", tags=("kelp",))
    assert [one.why for one in heard(gus, ida, ben).listeners] == ["likes kelp and grants"]
    assert listeners(ben) == ["Ben"]


def test_tags_and_interests_are_compared_by_their_stems() -> None:
    assert listeners(person("Ida", interests=("grant",))) == ["Ida"]
    boats = "2026-10-14 heard: a museum orders two #wooden-boats"
    assert listeners(person("Tom", interests=("Wooden boat",)), line=boats) == ["Tom"]


def test_a_title_that_the_news_speaks_of_is_a_reason() -> None:
    club = "2026-10-14 heard: the club needs a treasurer"
    found = heard(person("Clara", title="Treasurer"), person("Bob", title="Owner"), line=club)
    assert [(one.contact.name, one.why) for one in found.listeners] == [("Clara", "Treasurer")]


def test_a_word_of_an_offer_adds_to_an_interest_and_is_no_reason_alone() -> None:
    helen = person("Helen", interests=("grants",), offers=("equipment loans",))
    theo = person("Theo", interests=("grants",))
    lone = person("Lone", offers=("equipment leasing",))
    assert listeners(theo, helen, lone) == ["Helen", "Theo"]


def test_it_goes_to_nobody_it_came_from_or_speaks_of() -> None:
    line = "2026-10-14 heard with [[ann]]: [[ben]] wins a grant #grants"
    fans = [person(name, interests=("grants",)) for name in ("Ann", "Ben", "Cleo")]
    assert listeners(*fans, line=line, source={"interests": ("grants",)}) == ["Cleo"]


@pytest.mark.parametrize(
    "told",
    [
        "2026-11-12 told: news from [[zoe]]",
        "2026-11-12 told: there is a shellfish programme coming",
        "2026-11-12 told: #kelp #grants",
        "2026-10-14 told: about the grant",
    ],
)
def test_who_was_told_is_not_told_again(told: str) -> None:
    found = heard(person("Mateo", told, interests=("kelp",)))
    assert found.listeners == ()
    assert [(one.contact.name, str(one.told)) for one in found.told] == [("Mateo", told[:10])]


@pytest.mark.parametrize(
    "told",
    [
        "2026-10-13 told: a grant is coming, from [[zoe]]",
        "2026-11-12 told [[zoe]]",
        "2026-11-12 told [[zoe]]: about the grant",
        "2026-11-12 told in: about the grant",
        "2026-11-12 told: in January the harbour freezes over",
        "2026-11-12 told: the port takes bids #kelp #grants",
        "2026-11-12 told: #kelp #grants, from [[kofi]]",
        "2026-11-12 told: #kelp",
        "2026-11-21 told: about the grant",
    ],
)
def test_what_was_not_about_it_does_not_count_as_told(told: str) -> None:
    assert listeners(person("Mateo", told, interests=("kelp",))) == ["Mateo"]


def test_an_article_that_brought_the_news_has_told_it() -> None:
    for sent in ("2026-11-12 article: about the grant", "2026-11-12 article: [[zoe]] in the paper"):
        assert listeners(person("Mateo", sent, interests=("kelp",))) == [], sent


def test_an_article_about_what_they_like_has_not_told_every_news_of_it() -> None:
    for sent in (
        "2026-11-12 article: how Norway dries kelp",
        "2026-11-12 article: #kelp #grants",
        "2026-10-13 article: about the grant",
        "2026-11-12 article in: about the grant",
    ):
        assert listeners(person("Mateo", sent, interests=("kelp",))) == ["Mateo"], sent


def test_told_in_the_file_of_another_counts_for_who_was_told() -> None:
    other = person("Jo", "2026-11-12 told [[mateo]]: about the grant")
    assert listeners(person("Mateo", interests=("kelp",)), other) == []


def test_who_is_to_be_left_alone_is_not_proposed() -> None:
    for aside in (
        {"archived": True},
        {"every": "off"},
        {"snooze": "2027-01-01"},
        {"added": "2026-12-01"},
        {"private": ("interests",)},
    ):
        assert listeners(person("Mateo", interests=("kelp",), **aside)) == [], aside


def test_what_private_or_archived_people_say_is_not_passed_on() -> None:
    for aside in ({"private": ("true",)}, {"archived": True}):
        zoe = person("Zoe", GRANT, **aside)
        assert intel(book(zoe, person("Mateo", interests=("kelp",))), TODAY) == (), aside


def test_news_that_ann_told_is_anns_though_it_stands_in_the_file_of_zoe() -> None:
    zoe, ann = person("Zoe", "2026-10-14 heard from [[ann]]: a grant #kelp"), person("Ann")
    assert [one.source.name for one in intel(book(zoe, ann), TODAY)] == ["Ann"]
    hidden = person("Ann", private=("true",))
    assert intel(book(zoe, hidden), TODAY) == ()


def test_news_from_two_at_one_table_is_one_piece_of_news() -> None:
    ann = person("Ann", "2026-10-14 heard with [[zoe]]: a grant #kelp")
    zoe = person("Zoe", "2026-10-14 heard with [[ann]]: a grant #kelp")
    [news] = intel(book(ann, zoe, person("Mateo", interests=("kelp",))), TODAY)
    assert (news.source.name, [one.contact.name for one in news.listeners]) == ("Ann", ["Mateo"])


def test_what_they_heard_from_you_is_no_news_from_them() -> None:
    assert intel(book(person("Zoe", "2026-10-14 heard in: a grant #kelp")), TODAY) == ()


def test_news_is_news_for_half_a_year() -> None:
    def found(line: str) -> int:
        return len(intel(book(person("Zoe", line)), TODAY))

    assert found("2026-05-24 heard: a grant #kelp") == 1
    assert found("2026-05-23 heard: a grant #kelp") == 0
    assert found("2026-11-21 heard: a grant #kelp") == 0
    assert found("2026-11-20 heard") == 0


def test_the_newest_comes_first() -> None:
    zoe = person("Zoe", GRANT, "2026-11-01 heard: oysters are late #oysters")
    assert [str(one.line.date) for one in intel(book(zoe), TODAY)] == ["2026-11-01", "2026-10-14"]


def test_among_equals_the_closer_circle_comes_first() -> None:
    fans = (
        person("Abe", circle="acquaintance", interests=("kelp",)),
        person("Zed", circle="partner", interests=("kelp",)),
    )
    assert listeners(*fans) == ["Zed", "Abe"]


def test_this_morning_what_is_told_today_was_not_told() -> None:
    mateo = person("Mateo", "2026-11-20 told: about the grant", interests=("kelp",))
    assert listeners(mateo, so_far=False) == ["Mateo"]
    assert listeners(mateo) == []


def test_a_large_club_hears_it_two_dozen_at_a_time() -> None:
    """Thirty people like kelp: the first are named, and when all of them were told, the others come up."""
    club = [f"Fan {number:02}" for number in range(30)]
    first = listeners(*(person(name, interests=("kelp",)) for name in club))
    assert first == club[:MOST_LISTENERS]
    fans = [
        person(name, *(["2026-11-12 told: about the grant"] if name in first else []), interests=("kelp",))
        for name in club
    ]
    found = heard(*fans)
    assert [one.contact.name for one in found.listeners] == club[MOST_LISTENERS:]
    assert [one.contact.name for one in found.told] == first


def test_what_one_person_would_like_to_hear_is_their_part_of_everything() -> None:
    """Mateo likes kelp, Ann is a treasurer, Bo only offers what the news names in passing."""
    zoe = person("Zoe", GRANT, "2026-11-01 heard: the club needs a treasurer")
    mateo, ann = person("Mateo", interests=("kelp",)), person("Ann", title="Treasurer")
    bo = person("Bo", offers=("equipment leasing",))
    everybody = book(zoe, mateo, ann, bo)
    every = intel(everybody, TODAY)
    for who, topics in ((mateo, 1), (ann, 1), (bo, 0)):
        theirs = [one for one in every if who in [listener.contact for listener in one.listeners]]
        assert list(intel(everybody, TODAY, who=who)) == theirs
        assert len(theirs) == topics


def test_it_is_wanted_as_long_as_somebody_has_not_heard_it() -> None:
    ida = person("Ida", interests=("grants",))
    assert heard(ida).wanted
    told = heard(person("Ida", "2026-11-12 told: news from [[zoe]]", interests=("grants",)))
    assert not told.wanted
    assert [one.contact.name for one in told.told] == ["Ida"]
