"""The dashboard of a book, made from what is on disk now: what `build`, `watch` and `serve` share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from karma.cli.clock import now
from karma.cli.errors import CannotDo
from karma.cli.unused import unused
from karma.core.problems import to_mend

if TYPE_CHECKING:
    from collections.abc import Callable

    from karma.cli.context import Run
    from karma.core.book import Book, Contact
    from karma.core.problems import Problem
    from karma.files.site.publish import Published
    from karma.views.html.pages import Memory, Site


@dataclass(frozen=True, slots=True)
class Built:
    """What one build came to: what became of the pages, and what is wrong in the files."""

    published: Published
    problems: tuple[Problem, ...]
    unused: tuple[str, ...] = ()
    """What there is to say of templates that no page uses: most often their names are misspelt."""

    @property
    def to_mend(self) -> list[Problem]:
        """The problems that are counted."""
        return to_mend(self.problems)

    @property
    def left_alone(self) -> str:
        """How many pages were not touched, in words: `1 page left as you edited it`; else nothing."""
        from karma.files.site.folder import EDITED, NOBODYS  # noqa: PLC0415  (start-up)
        from karma.views.terminal.words import count  # noqa: PLC0415  (start-up)

        refused = self.published.refused
        if not refused:
            return ""
        pages = count(len(refused), "page")
        if {why for _, why in refused} <= {EDITED, NOBODYS}:
            return f"{pages} left as you edited {'it' if len(refused) == 1 else 'them'}"
        return f"{pages} left alone"


_TAKEN = ("contacts", "templates", ".git", ".karma")
"""Folders of the book in which pages would be in the way of the user, of git or of karma."""


def site_folder(here: Run, out: str | None) -> Path:
    """Where the pages go: `out`, else site/ in the book. Raises CannotDo for a folder of the user's files."""
    folder = Path(out).expanduser().absolute() if out else here.root / "site"
    really, root = folder.resolve(), here.root.resolve()
    taken = [(root / name).resolve() for name in _TAKEN]
    if really == root or any(really.is_relative_to(one) for one in taken):
        raise CannotDo(
            f"{folder} holds your files, and pages do not belong among them.", "Name another folder."
        )
    if folder.exists() and not folder.is_dir():
        raise CannotDo(f"{folder} is a file, and the pages need a folder.", "Name another folder.")
    return folder


def templates_of(root: Path) -> list[Path]:
    """The folders of templates: the book's own, where it has some, before karma's."""
    from karma.views.theme import theme_folder  # noqa: PLC0415  (start-up)

    return [own for own in (root / "templates",) if own.is_dir()] + [theme_folder()]


def build(here: Run, folder: Path) -> Built:
    """Builds the pages into `folder`, making those that changed.

    Raises CannotDo for a broken template, and for settings that cannot be read.

    What changed is told by what the last build left in `.karma/`; without it, all of them are made.
    """
    from karma.files.site.kept import Kept  # noqa: PLC0415  (start-up)
    from karma.files.site.left import read_left, write_left  # noqa: PLC0415  (start-up)
    from karma.files.site.publish import publish  # noqa: PLC0415  (start-up)
    from karma.files.strays import sweep  # noqa: PLC0415  (start-up)
    from karma.views.html.environment import TemplateBroken  # noqa: PLC0415  (start-up)
    from karma.views.html.pages import Memory  # noqa: PLC0415  (start-up)

    _check_settings(here)
    sweep(here.root, now())
    templates = templates_of(here.root)
    left = read_left(here.root, folder)
    notes, code = Kept(here.root, "notes"), Kept(here.root, "code", shards=1)
    try:
        site = _site(here, templates, Memory(notes, code))
        published = publish(folder, site, left, _first(site) if len(templates) > 1 else ())
    except TemplateBroken as broken:
        raise CannotDo(f"{broken.place}: {broken.says}", broken.remedy) from broken
    notes.update(published.learned)
    notes.save(in_use=len(published.rows))
    code.save(in_use=0)
    if published.rows != left.rows or site.look != left.look or not left.is_settled:
        write_left(here.root, folder, dict(published.rows), site.look)
    return Built(published, here.problems, unused(here.root))


def _check_settings(here: Run) -> None:
    """Without settings there is no day, no circle, no name: pages made so would be wrong on every line."""
    from karma.core.places import FILE  # noqa: PLC0415  (start-up)

    for one in here.book.problems:
        if one.path == FILE and one.severity == "error" and one.code != "settings":
            remedy = "Mend that line: no page is made from settings that cannot be read."
            raise CannotDo(f"{one.place}: {one.message}", remedy)


def _site(here: Run, templates: list[Path], memory: Memory) -> Site:
    from karma.core.dashboard import dashboard  # noqa: PLC0415  (start-up)
    from karma.files.history.cache import newest_revisions  # noqa: PLC0415  (start-up)
    from karma.views.html.pages import Site  # noqa: PLC0415  (start-up)

    book = replace(here.book, problems=here.problems)
    here.library.columns.by_two = True
    dash = dashboard(book, here.today, newest_revisions(here.root, here.config))
    return Site(dash, templates, _digest_of_file(here, book), memory)


def _digest_of_file(here: Run, book: Book) -> Callable[[Contact], bytes | None]:
    """The digest of a contact's file, where the contact is as the file says, and not a veiled one."""
    as_read = {id(contact): contact for contact in book.contacts}

    def digest(contact: Contact) -> bytes | None:
        return here.library.digest(contact.path) if as_read.get(id(contact)) is contact else None

    return digest


def _first(site: Site) -> tuple[str, ...]:
    """A page of each template: a broken one of the user's stops the build before a page is written."""
    from karma.views.html.pages import TOP  # noqa: PLC0415  (start-up)

    people = [name for name in site.names if name not in TOP]
    return (*TOP, *people[:1])
