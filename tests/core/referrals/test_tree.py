"""Who brought whom: a referral that came from a referral, with the value rolled up to the root."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.money import money_words
from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.tree import referral_tree
from tests.core.build import book, day, person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.book import Contact
    from karma.core.referrals.tree import Branch


def tree(*people: Contact) -> tuple[Branch, ...]:
    of = book(*people)
    return referral_tree(pipeline_of(of, day("2026-11-20")), of)


def drawn(branches: Iterable[Branch], depth: int = 0) -> list[str]:
    lines = []
    for one in branches:
        lines += [
            "  " * depth + f"{one.id} {money_words(one.total)}".rstrip(),
            *drawn(one.branches, depth + 1),
        ]
    return lines


def test_the_value_of_those_they_brought_is_rolled_up_to_the_root() -> None:
    """Sam sent Bill, Bill sent Ruth and Jane, and Jane sent Pete."""
    people = [
        person("Bill", "2024-11-12 referred by [[sam]]", "2024-12-05 won USD 9600"),
        person("Ruth", "2026-04-21 referred by [[bill]]"),
        person("Jane", "2026-10-02 referred by [[bill]]", "2026-11-10 won USD 12000"),
        person("Pete", "2026-11-13 referred by [[jane]]", "2026-11-14 won EUR 5"),
        person("Sam"),
    ]
    [sam] = found = tree(*people)
    assert drawn(found) == [
        "sam EUR 5 + USD 21,600",
        "  bill EUR 5 + USD 21,600",
        "    ruth",
        "    jane EUR 5 + USD 12,000",
        "      pete EUR 5",
    ]
    assert (sam.people, sam.referrals, money_words(sam.value)) == (4, (), "")


SENT_TWICE = ("2026-09-22 referred by [[helen]]", "2026-06-09 referred by [[maria]]")


def test_a_prospect_hangs_under_the_first_who_sent_them_and_the_other_is_named() -> None:
    [maria] = tree(person("Oscar", *SENT_TWICE), person("Maria"), person("Helen"))
    [branch] = maria.branches
    assert (maria.id, branch.also_by, len(branch.referrals)) == ("maria", ("helen",), 2)


def test_a_prospect_who_was_won_hangs_under_the_giver_with_whom_the_money_stands() -> None:
    oscar = person("Oscar", *SENT_TWICE, "2026-10-01 won 7")
    [helen] = tree(oscar, person("Maria"), person("Helen"))
    [branch] = helen.branches
    assert (helen.id, branch.also_by, money_words(helen.total)) == ("helen", ("maria",), "7")


def test_a_prospect_won_without_a_sum_hangs_under_the_giver_whose_referral_it_was() -> None:
    oscar = person("Oscar", *SENT_TWICE, "2026-10-01 won by [[helen]]")
    [helen] = tree(oscar, person("Maria"), person("Helen"))
    assert (helen.id, helen.branches[0].also_by) == ("helen", ("maria",))


def test_two_who_sent_each_other_stand_once() -> None:
    ann = person("Ann", "2026-03-01 referred by [[bob]]", "2026-03-02 won 5")
    bob = person("Bob", "2026-02-01 referred by [[ann]]", "2026-02-02 won 3")
    [root] = found = tree(ann, bob)
    assert drawn(found) == ["ann 8", "  bob 3"]
    assert root.also_by == ("bob",)


def test_a_circle_of_three_is_cut_where_it_closes() -> None:
    people = [
        person("Bob", "2026-02-01 referred by [[ann]]"),
        person("Cleo", "2026-03-01 referred by [[bob]]"),
        person("Ann", "2026-04-01 referred by [[cleo]]", "2026-05-01 referred by [[dan]]"),
        person("Dan"),
    ]
    assert drawn(tree(*people)) == ["dan", "  ann", "    bob", "      cleo"]


def test_who_brought_most_people_comes_first() -> None:
    people = [
        person("A", "2026-01-01 referred by [[ann]]"),
        person("B", "2026-01-01 referred by [[zoe]]"),
        person("C", "2026-01-01 referred by [[b]]"),
        person("D", "2026-01-01 referred by [[nobody-here]]"),
    ]
    found = tree(*people)
    assert [one.id for one in found] == ["zoe", "ann", "nobody-here"]
    assert [one.contact for one in found] == [None, None, None]


def test_a_long_chain_is_no_trouble() -> None:
    people = [person(f"P{number}", f"2026-01-01 referred by [[p{number - 1}]]") for number in range(1, 1500)]
    [root] = tree(*people)
    assert (root.id, root.people) == ("p0", 1499)


def test_only_inbound_referrals_grow() -> None:
    assert tree(person("Gus", "2026-01-15 intro to [[jo]]"), person("Jo")) == ()
