"""Where links lead: names and addresses, and a note of which of them a page asked for."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from karma.core.digest import digest
from karma.core.visible import stem_meant
from karma.views.html.urls import page_href, page_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from karma.core.book import Contact
    from karma.core.dashboard import Dashboard

_LINK, _ID = "[", "="
"""Before what was asked: whom a link means, or the address of somebody with that id."""


class Links:
    """The people of a dashboard by name and address: `stems` and `hrefs` of their pages by id.

    All that a page learns of others' names goes through here, and is written down: `asked` are the questions
    since `listen`, and `answers` tells whether they would be answered as before.
    """

    def __init__(self, dash: Dashboard) -> None:
        self._dash = dash
        self.stems = page_names([one.contact.id for one in dash.people])
        self.hrefs = {who: page_href(stem) for who, stem in self.stems.items()}
        self._known: dict[str, tuple[str, str] | None] = {}
        self._asked: dict[str, None] = {}

    def follow(self, target: str, root: str) -> tuple[str, str] | None:
        """The name and address, seen from `root`, of whom a link means; None when they have no page."""
        self._asked[_LINK + target] = None
        found = self._found(target)
        return None if found is None else (found[0], root + found[1])

    def href(self, contact: Contact, root: str) -> str:
        """The address of somebody's page."""
        self._asked[_ID + contact.id] = None
        return root + self.hrefs[contact.id]

    def listen(self) -> None:
        """Begins a new note of what is asked."""
        self._asked = {}

    @contextmanager
    def apart(self) -> Iterator[dict[str, None]]:
        """Gives what is asked within, which is noted with the rest afterwards."""
        before, self._asked = self._asked, {}
        try:
            yield self._asked
        finally:
            before.update(self._asked)
            self._asked = before

    def also(self, asked: Iterable[str]) -> None:
        """Notes what was asked another time, for something that is used again."""
        self._asked.update(dict.fromkeys(asked))

    @property
    def asked(self) -> tuple[str, ...]:
        """What was asked, in that order."""
        return tuple(self._asked)

    def answers(self, asked: Iterable[str]) -> bytes:
        """A digest of the answers to these questions, whatever the root."""
        said = [self.hrefs.get(one[1:]) if one[0] == _ID else self._found(one[1:]) for one in asked]
        return digest(repr(said).encode("utf-8", "surrogatepass"), 8)

    def _found(self, target: str) -> tuple[str, str] | None:
        if target not in self._known:
            person = self._dash.person(target) or self._dash.person(stem_meant(target))
            self._known[target] = None if person is None else (person.name, self.hrefs[person.id])
        return self._known[target]
