"""A stranger's words in every place that the systems have: what is sent, won, needed, heard and promised."""

from __future__ import annotations

from decimal import Decimal

import pytest

from karma.core.book import Book, Contact
from karma.core.config import Config
from karma.core.dates import parse_period
from karma.core.logline import LogLine, Party
from karma.core.promise import Promise
from tests.core.build import day
from tests.views.site import Made, Page, made
from tests.views.test_hostile import ATTACKS, UNSEEN, assert_only_words

SYSTEMS = (
    "pipeline",
    "tree",
    "partners",
    "recalls",
    "balance",
    "matches",
    "plan",
    "review",
    "promises",
    "index",
)


def entry(when: str, verb: str, words: str, *parties: str, **more: str) -> LogLine:
    """A line with those words; more: `amount`, `currency`, and `by`, the word before the parties."""
    by = more.get("by", "with")
    amount = Decimal(more["amount"]) if "amount" in more else None
    named = tuple(Party(by, party) for party in parties)
    return LogLine(day(when), verb, words, amount=amount, currency=more.get("currency"), parties=named)


def attacked(evil: str) -> Book:
    """Somebody in each part that the systems know, named `evil`, who says, needs, wins and promises `evil`."""
    told, owed = f"{evil} #marine", Promise(evil, by=parse_period("2026-11-06"))
    parts: dict[str, tuple[LogLine, ...]] = {
        "giver": (entry("2026-08-05", "exchange", f"gave 2 got 1: {evil}"),),
        "won": (
            entry("2026-10-01", "referred", evil, "giver", by="by"),
            entry("2026-11-10", "won", evil, amount="10", currency=evil),
            entry("2026-11-11", "won", evil, amount="20", currency=f"{evil}x"),
        ),
        "stuck": (
            entry("2026-09-01", "referred", evil, evil, by="by"),
            entry("2026-09-03", "tried", evil),
            entry("2026-09-20", "unreachable", f"PAIN: {evil}"),
        ),
        "sent": (entry("2026-09-01", "intro", evil, evil, "expert", by="to"),),
        "recalled": (
            entry("2026-04-01", "referred", evil, "giver", by="by"),
            entry("2026-05-01", "cultivating", evil),
            entry("2026-11-02", "requalified", evil),
        ),
        "helper": (entry("2026-11-12", "got", evil), entry("2026-01-12", "helped", evil)),
        "source": (entry("2026-11-04", "heard", told),),
        "needer": (entry("2026-11-01", "email", evil),),
        "expert": (),
    }
    people = [
        Contact(
            id=name,
            path=f"contacts/{name}.md",
            name=evil,
            log=log,
            promises=(owed, Promise(evil, theirs=True, by=owed.by)),
            met=day("2026-11-14") if name == "source" else None,
            met_at=evil,
            circle="partner" if name == "giver" else evil,
            partner=("trusted", evil),
            needs=(f"bookkeeper {evil}",) if name == "needer" else (),
            offers=(f"bookkeeper {evil}",) if name == "expert" else (),
            interests=("marine", evil),
            tags=("marine", evil),
            opt_in=("call", evil),
            fit=(evil,),
        )
        for name, log in parts.items()
    ]
    return Book(Config(name=evil, pitch=evil), tuple(sorted(people, key=lambda one: one.id)))


@pytest.fixture(scope="module")
def marked() -> Made:
    return made(attacked("marker"))


@pytest.mark.parametrize("page", SYSTEMS)
def test_the_words_come_to_the_page(page: str, marked: Made) -> None:
    assert Page(marked[f"{page}.html"]).visible.count("marker") >= 2


@pytest.mark.parametrize("evil", ATTACKS)
def test_they_stay_words(evil: str) -> None:
    for name, html in made(attacked(evil)).items():
        assert_only_words(name, html)


def test_what_cannot_be_seen_is_written_out_in_an_amount() -> None:
    html = made(attacked("U\u202eS"))["pipeline.html"]
    assert "U\\u202eS 10" in html
    assert not UNSEEN.search(html)
