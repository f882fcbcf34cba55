"""Nora's book, whose matches were worked out by hand: every pair, and nobody else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from karma.core.matching.matches import Matches, matches_of
from karma.core.referrals.pipeline import pipeline_of
from karma.files.book import load

PROPOSED = """
Benny Castellano → Jo Park
Bill Okafor → Eve Ng
Birgit Aas → 李雷
Dean Whitlock → Eve Ng
Devon Pratt → Ann Lee
Lupe Serrano → Helen Ochoa
Lupe Serrano → Łukasz Wrona
Nadia Holloway → Desmond Clarke
Pete Marlow → Bill Okafor
Pete Marlow → Helen Ochoa
Ruth Ellery → Ann Lee
Saoirse Quinn → Ingrid Moe
Saoirse Quinn → Ruth Ellery
Tobias Ekdahl → Anselm Roy
Zoë Carrasco → Carl Jensen
"""
NOBODY_YET = "Carl Clara Gus Hamish Jane Kofi Maria Oscar Petra Tomas Wren"


@cache
def sample() -> Matches:
    book = load(Path(__file__).parents[3])
    assert book.config.today
    return matches_of(book, book.config.today, pipeline_of(book, book.config.today))


def test_who_could_help_whom() -> None:
    found = (f"{one.needer.name} → {one.expert.name}" for one in sample().introductions.proposed)
    assert sorted(found) == PROPOSED.strip().splitlines()


def test_who_still_looks_for_somebody() -> None:
    found = (one.contact.name.split()[0] for one in sample().introductions.unmet)
    assert " ".join(sorted(found)) == NOBODY_YET


def test_priya_met_farah_and_it_was_followed_up() -> None:
    met = {(one.needer.id, one.expert.id): one for one in sample().introductions.followed_up}
    assert met["priya-raman", "farah-aziz"].offer == "recruiting production managers"
    assert len(met) == 10
    assert sample().to_follow_up == ()


def test_zoes_grant_was_told_to_mateo_and_would_please_helen_and_gus() -> None:
    grant = next(one for one in sample().intel if one.source.id == "zoë-carrasco")
    assert [one.contact.id for one in grant.told] == ["mateo-silva"]
    assert [one.contact.id for one in grant.listeners] == ["helen-ochoa", "gus-haldorsen"]


def test_the_ovens_were_told_to_clara() -> None:
    ovens = next(one for one in sample().intel if one.source.id == "łukasz-wrona")
    assert [one.contact.id for one in ovens.told] == ["clara-oduya"]
    assert [one.contact.id for one in ovens.listeners][:2] == ["priya-raman", "birgit-aas"]


def test_everybody_who_told_something_lately_is_among_the_sources() -> None:
    assert " ".join(sorted(one.source.name.split()[0] for one in sample().intel)) == (
        "Ann Bill Farah Hamish Helen Jane Jo Kofi Maria Nell Niels Petra Quentin Rosa Sam Tomas Zoë Łukasz"
    )


def test_what_a_year_of_conversations_brought() -> None:
    luck = sample().serendipity
    assert (luck.calls, luck.lucky_calls, luck.referrals, luck.intel) == (126, 20, 13, 14)
