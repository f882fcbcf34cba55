"""What people's pages are made from: each one's share of all that was found, and digests that tell it."""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from karma.views.html.near import Near
from karma.views.html.told import Telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.dashboard import Dashboard
    from karma.core.drafts.draft import Sheet
    from karma.core.drafts.message import Message
    from karma.core.person_page import PersonPage
    from karma.core.standing import Standing
    from karma.views.html.inputs import Inputs
    from karma.views.messages import Messages

OF_THE_FILE = {"mine", "theirs", "years", "earlier", "ahead"}
"""What a page has from the person's own file and the day alone, and so need not be looked at twice."""


class Share(NamedTuple):
    """A person's share: what their page says, the drafts on it, and the digest of both."""

    page: PersonPage
    sheets: list[Sheet]
    key: bytes


class Shares:
    """The shares of the people of a dashboard.

    `around` stands for what is the same for all pages. `closely`: templates of the book's own may show what
    karma's do not.
    """

    def __init__(
        self, dash: Dashboard, drafts: Messages, inputs: Inputs, around: bytes, *, closely: bool
    ) -> None:
        self._dash, self._drafts, self._inputs = dash, drafts, inputs
        self._around, self._closely = around, closely
        self._nearby = Near(inputs, dash, around)
        self._nears: dict[str, bytes] = {}
        self._last: dict[str, Share] = {}
        self._written: dict[str, list[Message]] = {}

    def of(self, found: Standing) -> Share:
        """One person's. The last ones are kept, since each is asked for twice."""
        who = found.contact.id
        if who not in self._last:
            self._last = self._several([found])
        return self._last[who]

    def ahead(self, people: Sequence[Standing]) -> None:
        """Works out the shares of these people, as they are asked for next.

        First one thing for all of them, then another: the processor, which then has the same few functions at
        hand, needs a fifth less time than person by person.
        """
        self._last = self._several(people)
        self._written = {who: self._messages(share) for who, share in self._last.items()}
        for found in people:
            self.near(found)

    def messages(self, found: Standing) -> list[Message]:
        """The drafts on their page, in words."""
        return self._written.get(found.contact.id) or self._messages(self.of(found))

    def near(self, found: Standing) -> bytes:
        """A digest that covers all of a page, and says less: the same digest, the same page."""
        who = found.contact.id
        if who not in self._nears:
            told = self._told.all.get(who, [])
            if self._closely:
                told = [*told, self._inputs.digest(self._dash.matches.of(found.contact))]
            self._nears[who] = self._nearby.digest(found, told)
        return self._nears[who]

    def _several(self, people: Sequence[Standing]) -> dict[str, Share]:
        pages = [self._dash.page_of(one) for one in people]
        sheets = [self._drafts.sheets(page) for page in pages]
        keys = [self._closer(*one) for one in zip(people, pages, sheets, strict=True)]
        ids = [one.contact.id for one in people]
        return dict(zip(ids, map(Share, pages, sheets, keys), strict=True))

    def _messages(self, share: Share) -> list[Message]:
        return [self._drafts.written(sheet) for sheet in share.sheets]

    def _closer(self, found: Standing, page: PersonPage, sheets: list[Sheet]) -> bytes:
        """A digest of all that a page is made from, but for what it asks about others."""
        if self._closely:
            of_page = (getattr(page, spec.name) for spec in fields(page) if spec.name not in OF_THE_FILE)
            return self._inputs.digest(self._around, *of_page, *sheets)
        return self._nearby.closer(found, page, sheets)

    @cached_property
    def _told(self) -> Telling:
        return Telling(self._dash, self._drafts.desk, self._nearby.plainly, self._inputs.contact)
