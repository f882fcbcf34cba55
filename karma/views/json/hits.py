"""The shape of `karma find WORDS --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.search import Hit


class Place(TypedDict):
    """Where the words of `karma find` stand: a field or section, and its text."""

    field: str
    text: str


class FoundPerson(TypedDict):
    """A person who has all the words."""

    id: str
    name: str
    where: list[Place]


class Hits(TypedDict):
    """What `karma find WORDS` prints."""

    people: list[FoundPerson]


def hits(found: Sequence[Hit]) -> Hits:
    """Who was found, and where."""
    return {
        "people": [
            {
                "id": hit.contact.id,
                "name": hit.contact.name,
                "where": [{"field": place, "text": text} for place, text in hit.where],
            }
            for hit in found
        ]
    }
