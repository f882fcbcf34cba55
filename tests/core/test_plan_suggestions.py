"""What the plan adds to a day: one thing for each kind that is behind (S9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.core.configfile import parse_config
from karma.core.dates import add_days
from karma.core.plan.suggest import suggestions
from karma.core.referrals.pipeline import pipeline_of
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from karma.core.agenda import Also
    from karma.core.book import Contact

NOTES = '[plan]\nnote = "1 a month"\nlunch = "none"\ngift = "none"\narticle = "none"\n'


def suggested(*people: Contact, toml: str = NOTES, today: str = "2026-11-20") -> list[Also]:
    config, _ = parse_config(toml)
    found = book(*people, plan=config.plan)
    return list(suggestions(found, day(today), pipeline_of(found, add_days(day(today), -1))))


def test_a_kind_that_is_behind_is_worth_one_thing_today() -> None:
    [found] = suggested(person("Ann", "2026-02-01 call"), person("Bo", "2026-02-01 call"))
    assert (found.contact.name, found.kind, found.text) == ("Ann", "note", "Write Ann a note by hand.")
    assert found.reason == "No note from you is in the log yet."


def test_a_kind_that_is_done_or_not_due_yet_is_not() -> None:
    assert suggested(person("Ann", "2026-11-03 note"), person("Bo", "2026-02-01 call")) == []
    assert suggested(person("Bo", "2026-02-01 call"), today="2026-11-10") == []


def test_e_mail_and_calls_are_never_suggested_here() -> None:
    toml = f'{NOTES}call = "99 a week"\nemail = "9 a week"\n'.replace('note = "1', 'note = "9')
    found = suggested(person("Ann", "2026-02-01 call", email=("a@b.example",), opt_in=("email",)), toml=toml)
    assert [one.kind for one in found] == ["note"]


def test_what_was_done_today_keeps_its_place_done() -> None:
    before = suggested(person("Ann", "2026-02-01 call"), person("Bo", "2026-02-02 call"))
    after = suggested(
        person("Ann", "2026-02-01 call", "2026-11-20 note: hello"), person("Bo", "2026-02-02 call")
    )
    assert [(one.contact.id, one.done) for one in before] == [("ann", False)]
    assert [(one.contact.id, one.done) for one in after] == [("ann", True)]


def test_a_lunch_is_done_for_today_when_you_were_in_touch_with_all_of_them() -> None:
    toml = '[plan]\nlunch = "2 a month"\nnote = "none"\ngift = "none"\narticle = "none"\n'

    def table(*jo: str) -> list[bool]:
        ann = person("Ann", "2026-02-01 call", "2026-11-20 text: noodles?", interests=("sailing",))
        return [
            one.done
            for one in suggested(ann, person("Jo", "2026-02-01 call", *jo, interests=("sailing",)), toml=toml)
        ]

    assert table() == [False]
    assert table("2026-11-20 text: noodles?") == [True]


def test_the_kind_that_is_furthest_behind_comes_first() -> None:
    toml = '[plan]\nnote = "4 a month"\ngift = "2 a month"\nlunch = "none"\narticle = "none"\n'
    found = suggested(
        person("Ann", "2026-02-01 call", "2026-10-01 got: a favour"),
        person("Bo", "2026-10-02 got: a favour", "2026-11-02 thanked: by hand", "2026-11-02 call"),
        person("Cy", "2026-02-01 call", "2026-11-02 note: hello"),
        toml=toml,
    )
    assert [(one.kind, one.contact.id) for one in found] == [("gift", "bo"), ("note", "ann")]


def test_a_circle_that_is_behind_has_its_own_suggestion() -> None:
    toml = NOTES.replace('note = "1 a month"', 'note = "none"') + '[plan.client]\nnote = "1 a month each"\n'
    found = suggested(
        person("Ann", "2026-02-01 call", circle="friend"),
        person("Bo", "2026-03-01 call", circle="client"),
        toml=toml,
    )
    assert [one.contact.id for one in found] == ["bo"]


@pytest.mark.parametrize("today", ["2026-11-16", "2026-11-20", "2026-11-30"])
def test_no_two_suggestions_are_about_one_person(today: str) -> None:
    people = [
        person(
            name, "2026-02-01 call", "2026-09-30 got: a favour", interests=("sailing",), birthday="--11-24"
        )
        for name in ("Ann", "Bo", "Cy", "Di")
    ]
    found = suggested(*people, toml="", today=today)
    assert len(found) > 1
    assert len({one.contact.id for one in found}) == len({one.kind for one in found}) == len(found)
