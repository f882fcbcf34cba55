"""Who brought whom: the inbound referrals as a forest, with the value rolled up to the roots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.money import summed
from karma.core.referrals.referral import grouped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from karma.core.book import Book, Contact
    from karma.core.money import Money
    from karma.core.referrals.referral import Pipeline, Referral


@dataclass(frozen=True, slots=True)
class Branch:
    """A person in the tree, and under them everybody whom they brought, in the order of coming.

    `id` is a stem, or what the line says when there is no file and `contact` is None. `referrals` are those
    in which they are the prospect, oldest first, `()` for a root whom nobody sent. `also_by` are the stems of
    the other givers who sent them, in order. `value` is what their own referrals came to; `total` adds
    everybody under them; `people` counts these, all the way down.
    """

    id: str
    contact: Contact | None
    referrals: tuple[Referral, ...]
    also_by: tuple[str, ...]
    value: Money
    total: Money
    people: int
    branches: tuple[Branch, ...]


def referral_tree(pipeline: Pipeline, book: Book) -> tuple[Branch, ...]:
    """The roots, those who brought most people first, then by id.

    A prospect hangs under the first giver with whom money stands, else the first whose referral was won, else
    the first who sent them. Where people sent each other in a circle, the latest of these referrals hangs
    nobody: its giver is named in `also_by`, so that every person and every value stands in the forest once.
    """
    above = _givers_above(pipeline)
    under: dict[str, list[str]] = {}
    for prospect, giver in above.items():
        under.setdefault(giver, []).append(prospect)
    came = grouped((one.prospect.id, one) for one in pipeline.inbound)
    roots = sorted({*under, *came} - set(above))
    made: dict[str, Branch] = {}
    for person in reversed(_from_the_roots(roots, under)):
        branches = tuple([made.pop(child) for child in under.get(person, ())])
        made[person] = _branch(person, came.get(person, ()), above.get(person), branches, book)
    return tuple(sorted(made.values(), key=lambda branch: (-branch.people, branch.id)))


def _givers_above(pipeline: Pipeline) -> dict[str, str]:
    """For each prospect the giver under whom they hang, in the order of coming."""
    above: dict[str, str] = {}
    for referral in sorted(pipeline.inbound, key=lambda one: (not one.value, not one.wins)):
        prospect, giver = referral.prospect.id, referral.giver or ""
        if prospect not in above and not _is_under(giver, prospect, above):
            above[prospect] = giver
    came = {one.prospect.id: place for place, one in reversed(list(enumerate(pipeline.inbound)))}
    return dict(sorted(above.items(), key=lambda pair: came[pair[0]]))


def _is_under(person: str, other: str, above: Mapping[str, str]) -> bool:
    """True when `person` is `other`, or hangs under them."""
    at: str | None = person
    while at is not None and at != other:
        at = above.get(at)
    return at is not None


def _from_the_roots(roots: list[str], under: Mapping[str, list[str]]) -> list[str]:
    """Everybody, each one behind the person above them; without recursion, however long the chain."""
    order = list(roots)
    for person in order:
        order += under.get(person, ())
    return order


def _branch(
    person: str,
    referrals: tuple[Referral, ...],
    giver: str | None,
    branches: tuple[Branch, ...],
    book: Book,
) -> Branch:
    givers = dict.fromkeys([one.giver or "" for one in referrals])
    value = summed([one.value for one in referrals])
    return Branch(
        person,
        book.by_id.get(fold(person)),
        referrals,
        also_by=tuple([other for other in givers if other != giver]),
        value=value,
        total=summed([value, *[branch.total for branch in branches]]) if branches else value,
        people=sum([1 + branch.people for branch in branches]),
        branches=branches,
    )
