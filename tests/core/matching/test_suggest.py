"""What is worth doing today to help first (S14, S6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from karma.core.matching.matches import matches_of
from karma.core.matching.suggest import suggestions
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.agenda import Also

NEED, OFFER = ("a bookkeeper",), ("bookkeeping",)


def today(*people: Any) -> list[Also]:
    everybody = book(*people)
    return list(suggestions(everybody, day("2026-11-20"), pipeline_of(everybody, day("2026-11-19"))))


def test_introduce_them() -> None:
    found = today(person("Bill Okafor", needs=NEED), person("Eve Ng", offers=OFFER))
    assert [(one.contact.name, one.kind, one.text, one.reason, one.done) for one in found] == [
        (
            "Bill Okafor",
            "intro",
            "Introduce Bill to Eve Ng.",
            "Bill needs a bookkeeper, and Eve offers “bookkeeping”.",
            False,
        )
    ]


def test_ask_what_became_of_it() -> None:
    bill = person("Bill Okafor", "2026-11-06 intro to [[eve-ng]]", needs=NEED)
    found = today(bill, person("Eve Ng", offers=OFFER))
    assert [(one.kind, one.text) for one in found] == [
        ("intro-follow-up", "Ask Bill how it went with Eve Ng.")
    ]
    assert "2 weeks ago" in found[0].reason


def test_pass_on_the_news() -> None:
    zoe = person("Zoe Carr", "2026-10-14 heard: a kelp grant opens, says [[bill]] #kelp")
    found = today(
        zoe, person("Mateo Silva", interests=("kelp",)), person("Bill"), person("Tag", tags=("kelp",))
    )
    assert [(one.kind, one.text, one.reason) for one in found] == [
        (
            "intel",
            "Tell Mateo what you heard from Zoe Carr.",
            "Mateo Silva likes kelp: “a kelp grant opens, says Bill” (14 Oct).",
        )
    ]


def test_what_was_done_today_stands_done() -> None:
    bill = person("Bill", "2026-11-20 intro to [[eve]]", needs=NEED)
    asked = person("Ann", "2026-11-02 intro to [[eve]]", "2026-11-20 call: it went well with [[eve]]")
    zoe = person("Zoe", "2026-10-14 heard: a kelp grant #kelp")
    mateo = person("Mateo", "2026-11-20 told: the kelp grant", interests=("kelp",))
    found = today(bill, person("Eve", offers=OFFER), asked, zoe, mateo)
    assert {(one.kind, one.done) for one in found} == {
        ("intro", True),
        ("intro-follow-up", True),
        ("intel", True),
    }


def test_what_was_heard_today_waits_until_tomorrow() -> None:
    zoe = person("Zoe", "2026-11-20 heard: a kelp grant #kelp")
    assert today(zoe, person("Mateo", interests=("kelp",))) == []


def test_one_thing_for_each_person_and_each_news_for_one() -> None:
    zoe = person("Zoe", "2026-10-14 heard: a kelp grant #kelp", "2026-10-15 heard: more kelp #kelp")
    fans = [person(name, interests=("kelp",)) for name in ("Ann", "Bob")]
    assert [one.contact.name for one in today(zoe, *fans)] == ["Ann"]


def test_one_persons_matches() -> None:
    bill = person(
        "Bill", needs=(*NEED, "a resin supplier"), offers=("marine surveying",), interests=("kelp",)
    )
    pete = person("Pete", needs=("a survey for the lender",))
    zoe = person("Zoe", "2026-10-14 heard: a kelp grant #kelp")
    everybody = book(bill, pete, zoe, person("Eve", "2026-11-02 intro to [[zoe]]", offers=OFFER))
    found = matches_of(everybody, day("2026-11-20"), pipeline_of(everybody, day("2026-11-20")))
    his = found.of(bill)
    assert [one.expert.name for one in his.helped_by] == ["Eve"]
    assert [one.needer.name for one in his.could_help] == ["Pete"]
    assert [one.need for one in his.unmet] == ["a resin supplier"]
    assert [one.intel.source.name for one in his.news] == ["Zoe"]
    assert his.made == ()
    assert [one.expert.name for one in found.of(zoe).made] == ["Zoe"]
