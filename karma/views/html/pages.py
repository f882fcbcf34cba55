"""The pages of the dashboard: which there are, and each one's bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

from karma.core.drafts.desk import Desk
from karma.core.drafts.draft import voicemail_sheet
from karma.core.each import let_go
from karma.views.html.assets import MARKS, assets, filled
from karma.views.html.contexts import CONTEXTS, frame
from karma.views.html.environment import GENERATOR, environment, has_own_templates, templates_digest
from karma.views.html.inputs import Inputs
from karma.views.html.links import Links
from karma.views.html.markup import link_filters, printed
from karma.views.html.mount import mount
from karma.views.html.notes import Notes
from karma.views.html.shares import Shares
from karma.views.html.words import Piece, linked, pieces
from karma.views.messages import Messages

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping
    from pathlib import Path

    from jinja2 import Environment

    from karma.core.agenda import Opener
    from karma.core.book import Contact
    from karma.core.dashboard import Dashboard
    from karma.views.html.compiled import Code
    from karma.views.html.mount import Mount
    from karma.views.html.notes import Entry, Remembered

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

Memo = tuple[bytes, bytes, tuple[str, ...], bytes]
"""How to tell whether a page is still right: a digest that is quickly made, which says so while nothing near
the person has changed and nobody's name; else the digest of all that it is made from, what it asked about
others, and the digest of the answers."""
Look = tuple[bytes, ...]
"""The policy, the style and the script of a page, in their order there."""
_ENOUGH = 16
"""Bytes by which each is found: to look for a whole style in each page takes as long as to write it."""


@dataclass(slots=True)
class Memory:
    """What was made before and may be used again, by this process or another: notes, compiled templates.

    `let_go` is told when some pages are done: what was unpacked for them need not stay. `put_away` is told
    when no page speaks of everybody any more: what is known of all can be read again when a page asks.
    """

    notes: Remembered = field(default_factory=dict)
    code: Code = field(default_factory=dict)
    let_go: Callable[[], None] = lambda: None
    put_away: Callable[[], None] = lambda: None


class Site:
    """The pages of one dashboard. `folders` hold templates, the book's own before the theme.

    Templates see `site` (the Frame), `page` (their context, see contexts.py), `root` (the way to the top of
    the site, "" or "../") and `here` (this page's name); on a person's page also `note` (the prose, see
    prose.py) and `messages` (the drafts that are fitting). Filters `pieces` and `linked` turn text and link
    targets into pieces with an address; `href` gives a contact's. `voicemail(contact, opener)` is what to say
    to a machine.

    Whether a person's page would be made the same again is told by its memo: a digest of all that it is made
    from, and what it asked about others. `known` gives the digest of the file of a contact that stands for
    all that is in it, None where only a look at the contact will tell. `notes` are those rendered before.
    """

    def __init__(
        self,
        dash: Dashboard,
        folders: Iterable[Path],
        known: Callable[[Contact], bytes | None] = lambda _: None,
        memory: Memory | None = None,
    ) -> None:
        self._dash = dash
        self._links = Links(dash)
        self._people = {f"contacts/{self._links.stems[one.contact.id]}.html": one for one in dash.people}
        self._folders = tuple(folders)
        self._own_templates = has_own_templates(self._folders)
        self._memory = memory or Memory()
        self._env = self._environment(self._folders)
        self._assets = cache(partial(assets, self._env))
        self._quiet_frame = frame(dash, problems=0)
        self._inputs = Inputs(known)
        self._made: dict[str, tuple[bytes, tuple[str, ...], bytes]] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The paths of all pages inside the site, with forward slashes, sorted."""
        return tuple(sorted((*TOP, *self._people)))

    def names_of(self, paths: Container[str]) -> tuple[str, ...]:
        """The pages of the people in the files of these paths, sorted."""
        return tuple(sorted(name for name, one in self._people.items() if one.contact.path in paths))

    def render(self, name: str) -> bytes:
        """One page as UTF-8. Raises KeyError for a name that is not among `names`."""
        if name in TOP:
            page = CONTEXTS[TOP[name]](self._dash)
            here_too = frame(self._dash, problems=len(self._dash.problems))
            return self._rendered(TOP[name], site=here_too, page=page, here=name, root="")
        found = self._people[name]
        page = self._shares.of(found).page
        note, messages = self._prose.render(page.contact.prose), self._shares.messages(found)
        names = {"page": page, "here": name, "note": note, "messages": messages, **self._of_people}
        if self._own_templates:
            return self._rendered("person.html", **names)
        return self._mount.around(self._env, "person.html", names)

    def ahead(self, names: Iterable[str]) -> None:
        """Works out what these pages are made from, as they are asked for next."""
        self._shares.ahead([self._people[name] for name in names if name not in TOP])

    def make(self, name: str) -> bytes:
        """One page."""
        self._links.listen()
        page = self.render(name)
        if name not in TOP:
            asked = self._links.asked
            self._made[name] = self._shares.of(self._people[name]).key, asked, self._links.answers(asked)
        return page

    def memo(self, name: str) -> Memo | None:
        """The memo of a page that was made; those at the top have none: nearly every change changes them."""
        return None if name in TOP else (self._shares.near(self._people[name]), *self._made.pop(name))

    @cached_property
    def look(self) -> Look | None:
        """What gives people's pages their look, each as it stands there, once; None where nobody can tell."""
        if self._own_templates:
            return None
        found = self._assets()
        parts = (
            f'content="{printed(found.policy)}"',
            f"<style>{found.style}</style>",
            f"<script>{found.script}</script>",
        )
        return tuple(part.encode("utf-8") for part in parts)

    def relooked(self, page: bytes, look: Look | None) -> bytes | None:
        """A person's page that was made with that look, with the look of now; None: it has to be made.

        All else in it is the same bytes: nothing that a file says can stand there as an element.
        """
        if look is None or self.look is None:
            return None
        parts: list[bytes] = []
        done = 0
        for old, new in zip(look, self.look, strict=True):
            at = page.find(old[:_ENOUGH], done)
            if at < 0 or not page.startswith(old, at):
                return None
            parts += page[done:at], new
            done = at + len(old)
        return b"".join((*parts, page[done:]))

    def surely(self, name: str, memo: Memo | None) -> bool:
        """True when a quick look tells that the page made with this memo would be made the same again."""
        return memo is not None and name not in TOP and memo[0] == self._shares.near(self._people[name])

    def still(self, name: str, memo: Memo | None) -> Memo | None:
        """The memo for the next time, when the page made with this one would be made the same again."""
        if memo is None or name in TOP:
            return None
        near = self._shares.near(self._people[name])
        return memo if memo[0] == near else self._still(name, near, memo)

    def _still(self, name: str, near: bytes, memo: Memo) -> Memo | None:
        """The same by a closer look, which finds most pages right when somebody came or was renamed."""
        _, key, asked, answers = memo
        same = self._shares.of(self._people[name]).key == key and self._links.answers(asked) == answers
        return (near, key, asked, answers) if same else None

    def done(self) -> None:
        """Lets go of what was unpacked of people for the pages that were asked for."""
        self._memory.let_go()

    def past_the_top(self) -> None:
        """Lets go of what rules said of everybody: a person's page asks for less of it."""
        for book in (self._dash.unveiled, self._dash.book, self._dash.named):
            let_go(book)
        self._memory.put_away()

    def learned(self) -> dict[bytes, Entry]:
        """The notes that were rendered since this was last asked, for a memory that outlasts the process."""
        fresh, self._prose.fresh = self._prose.fresh, {}
        return fresh

    def pages(self) -> Mapping[str, bytes]:
        """Every page by name."""
        return {name: self.render(name) for name in self.names}

    @cached_property
    def _shares(self) -> Shares:
        own = self._own_templates
        return Shares(self._dash, self._drafts, self._inputs, self._around, closely=own)

    @cached_property
    def _around(self) -> bytes:
        """What is the same for all pages."""
        but = () if self.look is None else ("style", "script")
        return self._inputs.digest(templates_digest(self._folders, but), GENERATOR, self._quiet_frame)

    @cached_property
    def _of_people(self) -> dict[str, Any]:
        """What the templates of all people's pages are given alike."""
        return {"site": self._quiet_frame, "root": "../"}

    @cached_property
    def _mount(self) -> Mount:
        """What stands around people's pages: no page of theirs is in the menu."""
        return mount(self._env, self._assets(), {**self._of_people, "here": "contacts/"})

    @cached_property
    def _prose(self) -> Notes:
        return Notes(self._links, self._memory.notes)

    def _rendered(self, template: str, **names: Any) -> bytes:
        found = self._assets(search=template == "people.html")
        if self._own_templates:
            around = {"style": found.style, "script": found.script, "policy": found.policy}
            return self._env.get_template(template).render(names, **around).encode("utf-8")
        return filled(self._env.get_template(template).render(names, **MARKS, policy=found.policy), found)

    def _environment(self, folders: Iterable[Path]) -> Environment:
        env = environment(folders, self._memory.code)
        env.filters["pieces"] = self._pieces
        env.filters["linked"] = self._linked
        env.filters["href"] = self._links.href
        env.filters.update(link_filters(self._links.follow, self._links.href))
        env.globals["voicemail"] = self._voicemail
        return env

    @cached_property
    def _drafts(self) -> Messages:
        return Messages(Desk(self._dash.named, self._dash.today, self._dash), self._folders)

    def _voicemail(self, contact: Contact, opener: Opener) -> str:
        return self._drafts.written(voicemail_sheet(contact, opener, self._drafts.desk)).body

    def _pieces(self, text: str, root: str) -> list[Piece]:
        """A text cut at its `[[links]]`, each Piece with the address it leads to: `text | pieces(root)`."""
        return pieces(text, lambda target: self._links.follow(target, root))

    def _linked(self, target: str, root: str) -> Piece:
        """The Piece for the target of one link: `party.target | linked(root)`."""
        return linked(target, lambda written: self._links.follow(written, root))


def pages(dash: Dashboard, folders: Iterable[Path]) -> Mapping[str, bytes]:
    """Every page by its path in the site: the same dashboard and templates, the same bytes."""
    return Site(dash, folders).pages()
