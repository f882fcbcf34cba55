"""Whom you owe thanks: told of everybody at once as it is told of each."""

from __future__ import annotations

from karma.core.dates import add_days
from karma.core.gratitude import gratitude, owing
from tests.core.build import book, day, person

FRIDAY = day("2026-11-20")


def test_everybody_whom_you_owe_thanks_is_there_with_the_day_of_what_they_did() -> None:
    ann = person(
        "Ann", "2026-03-02 got: a desk for a week", "2026-05-04 got: advice", "2026-12-01 got: later"
    )
    bob = person("Bob", "2026-04-01 got: a lift", "2026-04-02 thanked")
    cleo = person("Cleo", "2026-06-01 helped in: a lift home")
    dan = person("Dan", "2026-07-01 referred by [[eve]]")
    eve = person("Eve", "2026-08-01 thanked [[ann]]")
    fay = person("Fay", "2026-11-20 got: tickets")
    people = (ann, bob, cleo, dan, eve, fay)
    found = book(*people)
    for today in (FRIDAY, add_days(FRIDAY, 1), day("2026-06-15"), day("2027-01-01")):
        each = {one.id: gratitude(found).owed(one, today) for one in people}
        assert owing(found, today) == {who: one.date.toordinal() for who, one in each.items() if one}
    assert owing(found, FRIDAY).keys() == {"cleo", "eve"}
    assert owing(book(ann), FRIDAY) == {"ann": day("2026-05-04").toordinal()}
