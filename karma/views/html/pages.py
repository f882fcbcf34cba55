"""The pages of the dashboard: which there are, and each one's bytes."""

from __future__ import annotations

from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

from karma.core.drafts.desk import Desk
from karma.core.drafts.draft import voicemail_sheet
from karma.core.visible import stem_meant
from karma.views.html.assets import assets
from karma.views.html.contexts import CONTEXTS, frame
from karma.views.html.environment import environment
from karma.views.html.prose import Prose
from karma.views.html.urls import page_href, page_names
from karma.views.html.words import Piece, linked, pieces
from karma.views.messages import Messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from jinja2 import Environment

    from karma.core.agenda import Opener
    from karma.core.book import Contact
    from karma.core.dashboard import Dashboard
    from karma.core.drafts.message import Message
    from karma.core.person_page import PersonPage

TOP = {
    "index.html": "today.html",
    "pipeline.html": "pipeline.html",
    "promises.html": "promises.html",
    "partners.html": "partners.html",
    "recalls.html": "recalls.html",
    "balance.html": "balance.html",
    "matches.html": "matches.html",
    "plan.html": "plan.html",
    "review.html": "review.html",
    "tree.html": "tree.html",
    "people.html": "people.html",
    "problems.html": "problems.html",
}
"""The pages at the top of the site and the template of each."""


class Site:
    """The pages of one dashboard. `folders` hold templates, the book's own before the theme.

    Templates see `site` (the Frame), `page` (their context, see contexts.py), `root` (the way to the top of
    the site, "" or "../") and `here` (this page's name); on a person's page also `note` (the prose, see
    prose.py) and `messages` (the drafts that are fitting). Filters `pieces` and `linked` turn text and link
    targets into pieces with an address; `href` gives a contact's. `voicemail(contact, opener)` is what to say
    to a machine.
    """

    def __init__(self, dash: Dashboard, folders: Iterable[Path]) -> None:
        self._dash = dash
        self._stems = page_names(one.contact.id for one in dash.people)
        self._people = {f"contacts/{self._stems[one.contact.id]}.html": one for one in dash.people}
        self._folders = tuple(folders)
        self._env = self._environment(self._folders)
        self._assets = cache(partial(assets, self._env))
        self._frame = frame(dash, problems=len(dash.problems))
        self._quiet_frame = frame(dash, problems=0)

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of all pages inside the site, with forward slashes, sorted."""
        return tuple(sorted((*TOP, *self._people)))

    def render(self, name: str) -> bytes:
        """One page as UTF-8. Raises KeyError for a name that is not among `names`."""
        if name in TOP:
            page = CONTEXTS[TOP[name]](self._dash)
            return self._rendered(TOP[name], site=self._frame, page=page, here=name, root="")
        page = self._dash.page_of(self._people[name])
        return self._rendered(
            "person.html",
            site=self._quiet_frame,
            page=page,
            here=name,
            root="../",
            note=self._prose.render(page.contact.prose),
            messages=self._messages(page),
        )

    def pages(self) -> Mapping[str, bytes]:
        """Every page by name."""
        return {name: self.render(name) for name in self.names}

    @cached_property
    def _prose(self) -> Prose:
        return Prose(lambda target: self._follow(target, "../"))

    def _rendered(self, template: str, **names: Any) -> bytes:
        found = self._assets(template)
        around = {"style": found.style, "script": found.script, "policy": found.policy}
        return self._env.get_template(template).render(names, **around).encode("utf-8")

    def _environment(self, folders: Iterable[Path]) -> Environment:
        env = environment(folders)
        env.filters["pieces"] = self._pieces
        env.filters["linked"] = self._linked
        env.filters["href"] = self._href
        env.globals["voicemail"] = self._voicemail
        return env

    @cached_property
    def _drafts(self) -> Messages:
        return Messages(Desk(self._dash.named, self._dash.today, self._dash), self._folders)

    def _voicemail(self, contact: Contact, opener: Opener) -> str:
        return self._drafts.written(voicemail_sheet(contact, opener, self._drafts.desk)).body

    def _messages(self, page: PersonPage) -> list[Message]:
        """What is fitting to write to somebody; for whom a call is due, the voicemail before it."""
        call = page.call
        if call is None or call.done:
            return list(self._drafts.fitting(page.contact))
        spoken = self._drafts.written(voicemail_sheet(page.contact, call.opener, self._drafts.desk))
        return [spoken, *self._drafts.fitting(page.contact)]

    def _pieces(self, text: str, root: str) -> list[Piece]:
        """A text cut at its `[[links]]`, each Piece with the address it leads to: `text | pieces(root)`."""
        return pieces(text, lambda target: self._follow(target, root))

    def _linked(self, target: str, root: str) -> Piece:
        """The Piece for the target of one link: `party.target | linked(root)`."""
        return linked(target, lambda written: self._follow(written, root))

    def _href(self, contact: Contact, root: str) -> str:
        """The address of a person's page: `contact | href(root)`."""
        return root + page_href(self._stems[contact.id])

    def _follow(self, target: str, root: str) -> tuple[str, str] | None:
        person = self._dash.person(target) or self._dash.person(stem_meant(target))
        return None if person is None else (person.name, self._href(person, root))


def pages(dash: Dashboard, folders: Iterable[Path]) -> Mapping[str, bytes]:
    """Every page by its path in the site: the same dashboard and templates, the same bytes."""
    return Site(dash, folders).pages()
