"""Somebody private in every role that the systems know, and no page or draft that tells of them (format.md)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from karma.core.drafts.desk import Desk
from karma.core.drafts.kinds import KINDS
from karma.views.messages import Messages
from karma.views.theme import theme_folder
from tests.core.build import book, person
from tests.views.site import TODAY, Made, made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.book import Book

OPEN = (
    person(
        "Bill Okafor",
        "2026-10-01 referred by [[zz-giver]]: a survey",
        "2026-10-05 tried",
        "2026-10-09 voicemail",
        "2026-10-20 unreachable: PAIN: [[zz-giver]] knows",
        "2026-11-02 intro to [[zz-receiver]]: taxes",
        "2026-11-03 lunch with [[zz-guest]]: the harbour",
        "2026-11-04 heard: from [[zz-source]], slips are let #marine",
        "2026-11-05 helped: carried boxes for [[zz-guest]]",
        "2026-11-06 thanked [[zz-giver]]",
        "2026-11-07 told [[zz-giver]]",
        id="bill",
        via="zz-giver",
        email=(),
        needs=("a bookkeeper", "a lawyer for the lease"),
        interests=("sailing",),
        tags=("marine",),
        promises=(
            "[ ] 2026-11-01 ring [[zz-guest]] about the crane",
            "[ ] they: 2026-11-12 call me about [[zz-giver]]",
        ),
        next_time=("Ask about [[zz-receiver]]",),
    ),
    person(
        "Ann Lee",
        "2026-08-05 exchange: gave 2 got 1: with [[zz-partner]] at the table",
        "2026-08-06 won USD 500 with [[zz-receiver]]",
        id="ann",
        circle="partner",
        offers=("sail repair",),
        promises=("[ ] 2026-11-30 exchange with [[zz-partner]]",),
    ),
    person(
        "Kofi Mensah",
        "2026-04-01 referred by [[ann]]",
        "2026-05-01 cultivating: as [[zz-giver]] said",
        id="kofi",
        interests=("sailing",),
    ),
)
"""People anybody may see, whose files are full of links to those whom nobody may."""

SECRET = {
    "giver": person("Zz Giver", "2026-11-01 got: a dinghyword", id="zz-giver", circle="partner"),
    "prospect": person(
        "Zz Prospect", "2026-09-01 referred by [[bill]]: dinghyword", "2026-11-10 won USD 98765", id="zz-prospect"
    ),
    "receiver": person("Zz Receiver", id="zz-receiver", offers=("dinghyword", "bookkeeper for shops")),
    "partner": person(
        "Zz Partner", "2026-08-01 exchange: gave 1 got 3: dinghyword", id="zz-partner", circle="partner",
        partner=("trusted",),
    ),
    "expert": person("Zz Expert", id="zz-expert", offers=("lawyer for a lease, dinghyword",)),
    "needer": person("Zz Needer", id="zz-needer", needs=("sail repair, dinghyword",)),
    "listener": person("Zz Listener", id="zz-listener", interests=("sailing",), tags=("marine",)),
    "guest": person("Zz Guest", "2026-11-03 lunch with [[bill]]: dinghyword", id="zz-guest"),
    "source": person("Zz Source", "2026-11-04 heard: dinghyword #marine #sailing", id="zz-source"),
    "recalled": person("Zz Recalled", "2026-04-01 referred by [[ann]]", "2026-05-01 cultivating: dinghyword", id="zz-recalled"),
    "stuck": person(
        "Zz Stuck", "2026-09-01 referred by [[ann]]", "2026-09-20 unreachable: PAIN: dinghyword", id="zz-stuck"
    ),
    "met": person("Zz Met", id="zz-met", met="2026-11-14", met_at="dinghyword fair"),
    "promised": person(
        "Zz Promised", id="zz-promised", promises=("[ ] 2026-11-01 dinghyword", "[ ] they: 2026-11-02 call me")
    ),
    "celebrated": person("Zz Celebrated", id="zz-celebrated", birthday="1980-11-21", interests=("dinghyword",)),
    "mailed": person("Zz Mailed", "2026-11-01 email: dinghyword", id="zz-mailed", opt_in=("call",)),
    "helper": person("Zz Helper", "2026-11-15 got: dinghyword", id="zz-helper", circle="client"),
}  # fmt: skip
"""Each role of the systems, played by somebody with a telltale name and a telltale word."""

TELLTALES = ("Zz ", "zz-", "Zz_", "dinghyword", "98,765", "98765")


ROLES = sorted(SECRET)
SHOWN_ON = {
    "giver": {"pipeline.html", "tree.html", "balance.html"},
    "prospect": {"pipeline.html", "tree.html", "review.html"},
    "receiver": {"pipeline.html", "matches.html"},
    "partner": {"partners.html", "plan.html"},
    "expert": {"matches.html", "contacts/bill.html"},
    "needer": {"matches.html", "contacts/ann.html"},
    "listener": {"matches.html"},
    "guest": {"contacts/bill.html", "promises.html"},
    "source": {"matches.html", "contacts/bill.html"},
    "recalled": {"recalls.html", "pipeline.html"},
    "stuck": {"pipeline.html", "tree.html"},
    "met": {"promises.html", "review.html"},
    "promised": {"index.html", "promises.html"},
    "celebrated": {"plan.html"},
    "mailed": {"promises.html"},
    "helper": {"balance.html"},
}
"""Where each of them stands as long as they are not private: what the story below would find, if it could."""


def told(text: str) -> list[str]:
    return [word for word in TELLTALES if word in text]


def hidden(*roles: str) -> Book:
    """The whole book, with the people of these roles private."""
    secret = [replace(one, private=("true",)) if role in roles else one for role, one in SECRET.items()]
    return book(*OPEN, *secret, name="Nora")


def drafts(found: Book) -> Iterator[str]:
    """Every draft to somebody whom all may see, from the whole book, as `karma draft` writes it."""
    messages = Messages(Desk(found, TODAY), [theme_folder()])
    for contact in OPEN:
        for kind in KINDS:
            for message in messages.draft(contact, kind):
                yield f"{kind} {message.title} {message.subject} {message.body}"


@pytest.fixture(scope="module")
def shown() -> Made:
    """The pages while nobody is private."""
    return made(hidden())


@pytest.mark.parametrize("role", ROLES)
def test_who_is_not_private_stands_on_the_pages_of_their_role(role: str, shown: Made) -> None:
    name = SECRET[role].name
    assert {page for page in SHOWN_ON[role] if name not in shown[page]} == set()


def test_nobody_private_is_on_any_page_in_any_role() -> None:
    site = made(hidden(*ROLES))
    assert {name: told(html) for name, html in site.items() if told(html) or told(name)} == {}


@pytest.mark.parametrize("role", ROLES)
def test_one_private_person_among_the_others_is_on_no_page(role: str) -> None:
    secret = SECRET[role]
    site = made(hidden(role))
    assert [name for name, html in site.items() if secret.name in html or secret.id in html + name] == []


def test_no_draft_to_somebody_else_names_who_is_private() -> None:
    assert [told(draft) for draft in drafts(hidden(*ROLES)) if told(draft)] == []


def test_what_a_person_keeps_private_is_on_no_page() -> None:
    kept: dict[str, Any] = {
        name: (f"{name} dinghyword",)
        for name in (
            "needs",
            "offers",
            "interests",
            "tags",
            "fit",
            "partner",
            "next_time",
            "opt_in",
            "aliases",
        )
    }
    kept |= dict.fromkeys(
        ("circle", "met_at", "via", "org", "title", "city", "address", "owner"), "dinghyword"
    )
    gus = person(
        "Gus",
        "2026-05-01 cultivating: dinghyword",
        "2026-11-04 heard: dinghyword #marine",
        "2026-11-05 referred by [[bill]]: dinghyword",
        "2026-11-10 won USD 98765",
        promises=("[ ] 2026-11-01 dinghyword", "[ ] they: call me, dinghyword"),
        prose="dinghyword",
        private=(*kept, "log", "promises", "prose"),
        **kept,
    )
    site = made(book(*OPEN, gus, name="Nora"))
    assert "Gus" in site["people.html"]
    assert {
        name: told(html) for name, html in site.items() if {"dinghyword", "98,765"} & set(told(html))
    } == {}
