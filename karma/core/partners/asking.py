"""Whom not to ask for a referral just now: each reason is also what to do first (S8, S10, S11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.partners.names import number_word
from karma.core.referrals.givers import won_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.core.book import Contact
    from karma.core.referrals.referral import Referral

ONE_WAY = 2
"""So many referrals one way and none the other way are a pattern; one alone is a beginning."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One reason to ask later: its kind in a word, and a sentence that says why and what comes first."""

    kind: str
    says: str


def waits(contact: Contact, given: Sequence[Referral], sent: Sequence[Referral]) -> tuple[Wait, ...]:
    """The reasons not to ask this partner now, the most telling first; none when the way is open.

    `given` are the referrals they gave you, `sent` those you sent to them. Criteria count only where at least
    one is noted: an empty scorecard says nothing of anybody.
    """
    name = first_name(contact.name)
    return (*_one_way(name, given, sent), *_open_loops(name, given), *_criteria(name, contact, given))


def _one_way(name: str, given: Sequence[Referral], sent: Sequence[Referral]) -> Iterator[Wait]:
    if len(sent) >= ONE_WAY and not given:
        yield Wait(
            "one-way",
            f"{_people(len(sent)).capitalize()} went to {name} and nobody has come back yet:"
            f" tell {name} whom you would love to meet before you send more.",
        )
    if len(given) >= ONE_WAY and not sent:
        yield Wait(
            "give-first",
            f"{name} sent you {_people(len(given))}, and you have found nobody for {name} yet:"
            f" bring a name before you ask for one.",
        )


def _open_loops(name: str, given: Sequence[Referral]) -> Iterator[Wait]:
    """The one who was won is named: closing that loop is a call in which the others find their place."""
    given = sorted(given, key=won_first)
    unthanked = [one.prospect for one in given if one.to_thank]
    if unthanked:
        yield Wait("thanks", f"{name} sent you {_named(unthanked)}: say thank you first.")
    untold = [one.prospect for one in given if one.closed and one.to_tell]
    if untold:
        yield Wait("tell", f"{name} has not heard what became of {_named(untold)}: tell that first.")


def _criteria(name: str, contact: Contact, given: Sequence[Referral]) -> Iterator[Wait]:
    held = contact.partner
    if not held:
        return
    if "complementary" not in held:
        yield Wait(
            "competing",
            f"Where your work ends and that of {name} begins is not settled: agree on it first.",
        )
    if "respects" not in held:
        yield Wait("respect", f"{name} has not seen your work at its best yet: help with something first.")
    if "trusted" not in held:
        yield Wait("trust", f"Trust between you and {name} is still growing: keep a small promise first.")
    if "introduces" not in held and not given:
        yield Wait("introducing", f"{name} does not introduce people yet: make an introduction first.")


def _people(count: int) -> str:
    return f"{number_word(count)} people"


def _named(prospects: Sequence[Contact]) -> str:
    """`Tomas Beck and two more`."""
    first = prospects[0].public_name
    more = len(prospects) - 1
    return f"{first} and {number_word(more)} more" if more else first
