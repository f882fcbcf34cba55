"""The pages of a book, made from what is on disk now: once, or again and again with what is at hand."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from karma.cli.building import Built, templates_of
from karma.cli.clock import now
from karma.cli.errors import CannotDo
from karma.cli.unused import unused
from karma.core.dashboard import dashboard
from karma.core.places import FILE
from karma.files.history.cache import newest_revisions
from karma.files.history.head import head_of
from karma.files.site.kept import Kept
from karma.files.site.left import read_left, write_left
from karma.files.site.publish import CHUNK, publish
from karma.files.site.turn import in_turn
from karma.files.strays import sweep
from karma.views.html.environment import TemplateBroken
from karma.views.html.pages import TOP, Memory, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from karma.cli.context import Run
    from karma.core.book import Book, Contact
    from karma.core.history.revision import Revision
    from karma.files.site.left import Left


class Workshop:
    """Makes the pages in `folder`, those that changed: what changed is told by how the last build left them.

    That stands in `.karma/`, where `put_away` leaves it; without it, all pages are made. What is at hand
    after a build is what another process would read there, so who goes on from it makes the same pages.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder
        self.clear()

    def clear(self) -> None:
        """Forgets what is at hand: the next build begins with what stands in `.karma/`."""
        gc.unfreeze()  # what was there to stay may go
        self._left: Left | None = None
        self._news: tuple[dict[str, Any], Any] | None = None
        self._notes, self._code = Kept(self._root, "notes"), Kept(self._root, "code", shards=1)
        self._history: tuple[Any, tuple[Revision, ...]] = None, ()
        self._people: tuple[Contact, ...] = ()

    def build(self, here: Run) -> Built:
        """Makes the pages as the book is now, first those of whoever was read anew since the last build.

        Raises CannotDo for a broken template, and for settings that cannot be read.
        """
        try:
            return self._build(here)
        finally:
            here.library.columns.by_one()  # another process would hold the turn as well

    def _build(self, here: Run) -> Built:
        _check_settings(here)
        left = self._left = self._left or read_left(self._root, self._folder)
        templates = templates_of(self._root)
        try:
            site = self._site(here, templates)
            first = (*(_one_of_each(site) if len(templates) > 1 else ()), *self._read_anew(here, site))
            published = publish(self._folder, site, left, dict.fromkeys(first))
        except TemplateBroken as broken:
            raise CannotDo(f"{broken.place}: {broken.says}", broken.remedy) from broken
        self._people = here.book.contacts
        self._notes.update(published.learned)
        if published.rows != left.rows or site.look != left.look or not left.is_settled:
            self._news = dict(published.rows), site.look
        published = replace(published, learned={})  # it is kept, and needs room
        return Built(published, here.problems, unused(self._root))

    def put_away(self) -> None:
        """Leaves what is new in `.karma/`, and clears away what a killed run left behind (C11)."""
        sweep(self._root, now(), site=self._folder)
        if self._news:
            self._left, self._news = write_left(self._root, self._folder, *self._news), None
        self._notes.save(in_use=len(self._left.rows) if self._left else 0)
        self._code.save(in_use=0)

    @contextmanager
    def going_on(self, here: Run) -> Iterator[None]:
        """Around a build in a process that goes on: what it leaves is put away, and what it needed let go."""
        gc.disable()  # to look for garbage among ten thousand people takes longer than to make a page
        try:
            with in_turn(self._root, self._folder) as waited:
                if waited:
                    here.reload()
                yield
                self.put_away()
            here.remember()
            here.reload()
            gc.collect()
            gc.freeze()  # what is left now is there to stay, and the next time need not be gone through
        finally:
            gc.enable()

    def _site(self, here: Run, templates: list[Path]) -> Site:
        library = here.library
        library.columns.by_two = True
        book = here.book.with_problems(here.problems)
        dash = dashboard(book, here.today, self._revisions(here))
        library.let_go()
        put_away = partial(library.columns.put_away, here.today)
        memory = Memory(self._notes, self._code, library.let_go, put_away)
        return Site(dash, templates, _digest_of_file(here, book), memory)

    def _revisions(self, here: Run) -> tuple[Revision, ...]:
        """The newest commits; git is asked again when there may be others, or it told of none."""
        about = head_of(self._root), here.config
        before, found = self._history
        if not found or about[0] is None or about != before:
            found = newest_revisions(self._root, here.config)
            self._history = about, found
        return found

    def _read_anew(self, here: Run, site: Site) -> tuple[str, ...]:
        """The pages of the few whose files were read since the last build: whoever saved one waits for it."""
        before = set(map(id, self._people))
        fresh = {contact.path for contact in here.book.contacts if id(contact) not in before}
        return site.names_of(fresh) if self._people and len(fresh) <= CHUNK else ()


def build(here: Run, folder: Path) -> Built:
    """Makes the pages in `folder` and leaves what the next build goes by. Raises as Workshop.build does.

    It is the caller's turn (`in_turn`) since before the book was looked at.
    """
    workshop = Workshop(here.root, folder)
    built = workshop.build(here)
    workshop.put_away()
    return built


def _check_settings(here: Run) -> None:
    """Without settings there is no day, no circle, no name: pages made so would be wrong on every line."""
    for one in here.book.problems:
        if one.path == FILE and one.severity == "error" and one.code != "settings":
            remedy = "Mend that line: no page is made from settings that cannot be read."
            raise CannotDo(f"{one.place}: {one.message}", remedy)


def _digest_of_file(here: Run, book: Book) -> Callable[[Contact], bytes | None]:
    """The digest of a contact's file, where the contact is as the file says, and not a veiled one."""
    as_read = {id(contact): contact for contact in book.contacts}

    def digest(contact: Contact) -> bytes | None:
        return here.library.digest(contact.path) if as_read.get(id(contact)) is contact else None

    return digest


def _one_of_each(site: Site) -> tuple[str, ...]:
    """A page of each template: a broken one of the user's stops the build before a page is written."""
    people = [name for name in site.names if name not in TOP]
    return (*TOP, *people[:1])
