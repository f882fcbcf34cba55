"""Which offers meet which needs: a wrong introduction is worse than none (S14)."""

from __future__ import annotations

from typing import Any

import pytest

from karma.core.matching.market import LOOKED_AT, Market
from karma.core.matching.synonyms import synonyms_of
from tests.core.build import person

LEGAL = ["lawyer", "attorney", "solicitor"]


def meets(need: str, offer: str, *synonyms: list[str], **expert: Any) -> bool:
    """Whether a book of these two brings them together."""
    who, whom = person("Ann", needs=(need,)), person("Bob", offers=(offer,), **expert)
    market = Market((who, whom), synonyms_of(synonyms))
    return bool(market.experts(market.needs[0]))


def experts(need: str, *offers: str) -> list[str]:
    people = [person(f"Expert {number}", offers=(offer,)) for number, offer in enumerate(offers)]
    market = Market((person("Ann", needs=(need,)), *people), synonyms_of([LEGAL]))
    return [one.offer.text for one in market.experts(market.needs[0])]


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("a bookkeeper who knows inventory", "bookkeeping for shops with inventory"),
        ("help hiring a production manager", "recruiting production managers"),
        ("a customs broker for green coffee", "customs brokerage"),
        ("financing for a second oven", "equipment leasing and finance"),
        ("labels for an oyster knife", "printing of cards and labels"),
        ("a photographer who does not get seasick", "product photography"),
        ("an inventory system", "bookkeeping for shops with inventory"),
        ("a second opinion on a cold-storage lease", "advice on leases"),
        ("a mortgage broker", "mortgages"),
        ("a piano teacher", "piano lessons"),
        ("an employment lawyer", "employment law"),
        ("a new website", "website design"),
        ("un café torréfié à Liège", "CAFÉ TORRÉFIÉ"),
        ("需要记账员", "记账服务"),
        ("бухгалтер", "Бухгалтер для магазина"),
        ("un comptable pour la boulangerie", "comptable"),
        ("eine Beratung für den Laden", "Beratung mit Herz"),
        ("una abogada para la familia", "abogada"),
        ("un fournisseur de farine", "fournisseur de farine et de sucre"),
    ],
)
def test_an_offer_meets_a_need(need: str, offer: str) -> None:
    assert meets(need, offer)


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("insurance for a harvest boat", "a boat ride for city people"),
        ("a successor who can read a balance sheet", "an honest reading of any board paper"),
        ("a lawyer", "software for lawyers"),
        ("a tax lawyer", "immigration lawyer"),
        ("a resin supplier", "oyster supplier"),
        ("a resin supplier", "supplier of oysters"),
        ("labels for a knife", "label reviews"),
        ("a second opinion on a cold-storage lease", "equipment leasing"),
        ("a designer for the website", "landscape design"),
        ("a mortgage broker", "insurance broker"),
        ("a wedding photographer", "portrait photography"),
        ("a baker for the winter mornings", "winter tyres"),
        ("a good person who knows people", "knowing good people"),
        ("a port captain", "a portion of chips"),
        ("需要记账员", "法律服务"),
        ("Buchhaltung für den Laden", "Werbung für den Laden"),
        ("una casa para la familia", "abogada para la familia"),
        ("un graphiste pour les affiches", "une imprimerie pour les affiches"),
    ],
)
def test_a_shared_word_alone_is_no_match(need: str, offer: str) -> None:
    assert not meets(need, offer)


def test_what_only_says_which_counts_for_who_works_with_it() -> None:
    assert not meets("a sail loft", "sail repair")
    assert meets("a sail loft", "sail repair", interests=("sailing",))
    assert meets("packaging for a loaf", "packaging design", org="Foldwell Packaging")


def test_private_work_vouches_for_nobody() -> None:
    assert not meets("a sail loft", "sail repair", interests=("sailing",), private=("interests",))


def test_synonyms_of_the_book_are_the_same_word() -> None:
    assert not meets("a lawyer for the lease", "attorney at large")
    assert meets("a lawyer for the lease", "attorney at large", LEGAL)


def test_nobody_is_an_expert_for_themselves() -> None:
    bob = person("Bob", needs=("a bookkeeper",), offers=("bookkeeping",))
    market = Market((bob,), synonyms_of(()))
    assert market.experts(market.needs[0]) == ()


def test_private_needs_and_offers_are_not_spoken_of() -> None:
    ann = person("Ann", needs=("a bookkeeper",), private=("needs",))
    bob = person("Bob", offers=("bookkeeping",), private=("offers",))
    market = Market((ann, bob), synonyms_of(()))
    assert (market.needs, market.offers) == ((), ())


def test_beside_a_good_expert_a_half_good_one_is_not_named() -> None:
    assert experts("a lawyer for the loft lease", "attorney for leases", "attorney") == [
        "attorney for leases"
    ]
    assert experts("a lawyer", "attorney for leases", "attorney") == ["attorney for leases", "attorney"]


def test_an_offer_of_one_person_counts_once() -> None:
    bob = person("Bob", offers=("bookkeeping", "bookkeeping for shops"))
    market = Market((person("Ann", needs=("a bookkeeper for shops",)), bob), synonyms_of(()))
    assert [one.offer.text for one in market.experts(market.needs[0])] == ["bookkeeping for shops"]


def test_a_trade_that_very_many_look_for_still_finds_the_one_who_has_it() -> None:
    """In a small book twenty shops need a bookkeeper, and Eve offers bookkeeping: nobody is told “nobody yet”."""
    shops = [person(f"Shop {number}", needs=("a bookkeeper",)) for number in range(20)]
    market = Market((*shops, person("Eve", offers=("bookkeeping",))), synonyms_of(()))
    assert all(market.experts(need) for need in market.needs)
    assert len(market.askers(market.offers[0])) == 20


def test_a_need_that_hundreds_could_meet_is_compared_with_some_of_them_only() -> None:
    many = [person(f"Many {number}", offers=("bookkeeping",)) for number in range(300)]
    market = Market((person("Ann", needs=("a bookkeeper",)), *many), synonyms_of(()))
    assert len(market.experts(market.needs[0])) == LOOKED_AT


def test_a_common_word_that_only_says_which_brings_nobody_together() -> None:
    """Where everybody sails, that Bob repairs sails makes him no man for a loft."""
    crowd = [person(f"Sailor {number}", offers=(f"sail trip {number}",)) for number in range(20)]
    bob = person("Bob", offers=("sail repair",), interests=("sailing",))
    ann = person("Ann", needs=("a sail loft",))
    alone, among = (Market((ann, bob, *others), synonyms_of(())) for others in ([], crowd))
    assert len(alone.experts(alone.needs[0])) == 1
    assert among.experts(among.needs[0]) == ()


def test_a_rarer_word_weighs_more() -> None:
    bakers = [person(f"Baker {number}", offers=("bread",)) for number in range(5)]
    ann = person("Ann", needs=("bread and honey",))
    market = Market((ann, *bakers, person("Bee", offers=("honey",))), synonyms_of(()))
    bread, honey = (market.needs[0].parts[at][0] for at in (0, 1))
    assert market.weight(honey.sense) > market.weight(bread.sense)


def test_the_other_way_round_an_offer_finds_who_needs_it() -> None:
    ann, bob = person("Ann", needs=("a bookkeeper",)), person("Bob", offers=("bookkeeping",))
    market = Market((ann, bob), synonyms_of(()))
    assert [one.need.contact.name for one in market.askers(market.offers[0])] == ["Ann"]
