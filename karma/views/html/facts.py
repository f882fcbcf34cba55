"""The fields of a person that a page lists as they are, in the order of the reference."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from karma.core.dates import Birthday
from karma.core.links import link
from karma.core.phrases import every_words
from karma.views.html.words import birthday_words, short_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.book import Contact
    from karma.core.person_page import PersonPage

_LISTED = (
    ("circle", "circle"),
    ("tags", "tags"),
    ("interests", "likes"),
    ("needs", "needs"),
    ("offers", "offers"),
    ("birthday", "birthday"),
    ("met", "met"),
    ("met_at", "met at"),
    ("city", "city"),
    ("address", "address"),
    ("timezone", "time zone"),
    ("language", "language"),
    ("opt_in", "asked for"),
    ("fit", "fit"),
    ("partner", "partner"),
    ("snooze", "not before"),
    ("owner", "looked after by"),
    ("aliases", "also called"),
    ("photo", "photo"),
    ("added", "added"),
)


def facts(page: PersonPage) -> list[tuple[str, str]]:
    """Label and text of each field that has a value; keys that are no fields follow, as written."""
    contact = page.contact
    return [*_cadence(page), *_via(contact), *_listed(contact), *contact.unknown]


def _cadence(page: PersonPage) -> Iterator[tuple[str, str]]:
    if page.standing:
        yield "in touch", every_words(page.standing.cadence)


def _via(contact: Contact) -> Iterator[tuple[str, str]]:
    if contact.via:
        yield "through", link(contact.via)


def _listed(contact: Contact) -> Iterator[tuple[str, str]]:
    for name, label in _LISTED:
        value = getattr(contact, name)
        if value:
            yield label, _said(value)


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Birthday):
        return birthday_words(value)
    return short_day(value) if isinstance(value, date) else str(value)
