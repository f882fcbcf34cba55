"""Referral partners: how strong, whom to meet, what went each way, whom not to ask."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from karma.core.partners.overview import partners_of
from tests.sample.book import TODAY, book, called, listed, on, pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.partners.overview import Partners
    from karma.core.partners.partner import Partner


@cache
def partners() -> Partners:
    return partners_of(book(), TODAY, pipeline())


def names(found: Iterable[Partner]) -> str:
    return ", ".join(called(one.contact) for one in found)


def held() -> str:
    return listed(f"{called(one.contact)} {len(one.held)}" for one in partners().partners)


def missing() -> str:
    words = {called(one.contact): [gap.criterion.word for gap in one.missing] for one in partners().partners}
    return listed(f"{name}: {', '.join(words[name])}" for name in words if words[name])


def met() -> str:
    return listed(f"{called(one.contact)} {on(one.met[-1].date)}" for one in partners().partners if one.met)


def names_each_way() -> str:
    years = [(called(one.contact), one.year) for one in partners().partners if one.year.exchanges]
    return listed(f"{name} {year.gave}/{year.got}" for name, year in years)


def referrals_each_way() -> str:
    return listed(
        f"{called(one.contact)} {one.sent_of_year}/{one.given_of_year}" for one in partners().partners
    )


def matrix() -> str:
    cells = [cell for row in partners().matrix.rows for cell in row]
    return listed(
        f"{called(contact)} {cell.meetings}/{cell.referrals}" for cell in cells for contact in cell.contacts
    )


def not_to_ask() -> str:
    return listed(
        f"{called(one.contact)}: {', '.join(wait.kind for wait in one.waits)}"
        for one in partners().not_to_ask
    )


FIGURES = {
    "criteria held, of eight": held,
    "criteria missing": missing,
    "met this quarter": met,
    "met by now at an even pace": lambda: str(partners().pace.by_now),
    "to meet, in this order": lambda: names(partners().to_meet),
    "names to and from, in twelve months": names_each_way,
    "names given at an exchange": lambda: f"{partners().names.gave} in {partners().names.given_in}",
    "names got at an exchange": lambda: f"{partners().names.got} in {partners().names.got_in}",
    "exchanges that leave a side open": lambda: str(partners().names.unread),
    "referrals to and from, in twelve months": referrals_each_way,
    "meetings and referrals, July to September": matrix,
    "not to ask now": not_to_ask,
    "to ask, gladly": lambda: names(partners().to_ask),
}
