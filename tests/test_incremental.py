"""An incremental build leaves the same bytes as a full one, whatever was done to the book in between."""

from __future__ import annotations

import marshal
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from karma.core.dashboard import Dashboard, dashboard
from karma.files.book import load
from karma.files.cache.library import Library
from karma.views.html.pages import TOP, Memory, Site
from karma.views.theme import theme_folder
from tests.incremental import (
    DEEP,
    STANDING,
    Person,
    World,
    apply,
    archive,
    call,
    edits,
    log,
    put_field,
    restyle,
    rewrite_template,
    set_day,
    settle,
)

if TYPE_CHECKING:
    from karma.core.book import Contact

CODE = Memory().code


class Shelf:
    """Pages as an incremental build leaves them, with all that it remembers."""

    def __init__(self, root: Path) -> None:
        self.library = Library(root)
        self.pages: dict[str, tuple[bytes, Any]] = {}
        self.notes = Memory().notes
        self.look: Any = None
        self.made: list[str] = []

    def again(self, root: Path, world: World) -> None:
        """Ends the run, and begins another that knows what this one left on the disk."""
        self.library.columns.save(world.today)
        self.library = Library(root)

    def build(self, root: Path, world: World) -> Dashboard:
        """Makes the pages that are not still right; what is remembered goes through `marshal` as on the disk."""
        book = load(root, self.library)
        dash = dashboard(book, world.today, world.revisions)
        read = {id(contact) for contact in book.contacts}

        def known(contact: Contact) -> bytes | None:
            return self.library.digest(contact.path) if id(contact) in read else None

        put_away = partial(self.library.columns.put_away, world.today)
        site = Site(dash, folders(root), known, Memory(self.notes, CODE, put_away=put_away))
        before = marshal.loads(marshal.dumps(self.pages))  # noqa: S302  (our own)
        self.pages, self.made = {}, []
        for name in people(site):
            memo = still(site, name, before[name][1]) if name in before else None
            page = before[name][0] if memo else None
            if page and site.look != self.look:
                page = site.relooked(page, self.look)
            if page:
                self.pages[name] = page, memo
            else:
                self.pages[name] = site.make(name), site.memo(name)
                if not self.made:
                    site.past_the_top()
                self.made.append(name)
        self.look = marshal.loads(marshal.dumps(site.look))  # noqa: S302  (our own)
        return dash


def still(site: Site, name: str, memo: Any) -> Any:
    """What a close look says; the quick one may say no to a page that is right, and never yes to a wrong one."""
    closely = site.still(name, (b"", *memo[1:]))
    assert closely or not site.still(name, memo), f"the quick look at {name} missed something"
    return closely


def folders(root: Path) -> list[Path]:
    own = root / "templates"
    return [own, theme_folder()] if own.is_dir() else [theme_folder()]


def people(site: Site) -> list[str]:
    """The pages of people: those at the top are always made."""
    return [name for name in site.names if name not in TOP]


@settings(max_examples=settings().max_examples // 10)
@example(steps=[[(call, "cy-oh", "May Wood")]])  # a name that a draft to somebody else may not say
@example(steps=[[(rewrite_template, "ann", "<p>mine</p>")], [(rewrite_template, "ann", "<p>other</p>")]])
@example(
    steps=[
        [(rewrite_template, "ann", DEEP), (put_field, "ann", ("interests", "[boats]"))],
        [(log, "ann", (0, "heard: a new boat #boats")), (call, "bob", "May Wood")],
        [(log, "bob", (0, "call: told them of the boat #boats")), (put_field, "bob", ("org", "Wood"))],
    ]
)
@example(steps=[[(restyle, "ann", "main { color: teal; }")], [(restyle, "ann", "")]])
@example(steps=[[(set_day, "ann", 1)], [(set_day, "ann", 7)]])
@example(  # where you are, which tells whether their clock is another one
    steps=[
        [(put_field, "cy-oh", ("timezone", "Asia/Tokyo")), (archive, "cy-oh", True)],
        [(settle, "cy-oh", ('timezone = "Asia/Tokyo"',))],
    ]
)
@example(  # the first day of the book, from which they count who was never called
    steps=[
        [
            (settle, "ann", ()),
            (put_field, "cy-oh", ("circle", "client")),
            (rewrite_template, "ann", STANDING),
        ],
        [(log, "bob", (400, "email"))],
    ]
)
@given(steps=st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=8))
def test_any_sequence_of_edits(steps: list[list[tuple[Any, str, Any]]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        root, world = Path(place), World()
        world.write(root)
        shelf = Shelf(root)
        shelf.build(root, world)
        for number, step in enumerate(steps):
            if number % 2:
                shelf.again(root, world)
            for edit, stem, drawn in step:
                apply(world, edit, stem, drawn)
            world.write(root)
            dash = shelf.build(root, world)
            full = Site(dash, folders(root), memory=Memory(code=CODE))
            assert {name: data for name, (data, _) in shelf.pages.items()} == {
                name: full.render(name) for name in people(full)
            }


def test_an_edit_makes_only_the_pages_on_which_it_shows(tmp_path: Path) -> None:
    people = {stem: Person(stem.title()) for stem in ("ann", "bob", "cy-oh")}
    world = World({**people, "zoë": Person("Zoë", prose="Met [[ann]].")})
    world.write(tmp_path)
    shelf = Shelf(tmp_path)
    shelf.build(tmp_path, world)
    shelf.build(tmp_path, world)
    assert shelf.made == []
    apply(world, log, "bob", (3, "call: of boats"))
    world.write(tmp_path)
    shelf.build(tmp_path, world)
    assert shelf.made == ["contacts/bob.html"]
    apply(world, call, "ann", "Ann Ray")
    world.write(tmp_path)
    shelf.build(tmp_path, world)
    assert shelf.made == ["contacts/ann.html", "contacts/zoë.html"]


def test_a_note_is_rendered_again_only_when_it_says_something_else(tmp_path: Path) -> None:
    world = World(people={"ann": Person("Ann", prose="Knows [[bob]] and [[cy]].")})
    world.write(tmp_path)
    memory, html = Memory(code=CODE), []
    for stem in ("ann", "dee", "cy", "bob"):
        world.people.setdefault(stem, Person(stem.title()))
        world.write(tmp_path)
        site = Site(dashboard(load(tmp_path), world.today), folders(tmp_path), memory=memory)
        site.render("contacts/ann.html")
        html.append([entry[2] for entry in site.learned().values()])
    assert html == [
        ["<p>Knows bob and cy.</p>"],
        [],
        ['<p>Knows bob and <a href="../contacts/cy.html" rel="noopener noreferrer">Cy</a>.</p>'],
        [
            '<p>Knows <a href="../contacts/bob.html" rel="noopener noreferrer">Bob</a> and '
            '<a href="../contacts/cy.html" rel="noopener noreferrer">Cy</a>.</p>'
        ],
    ]


def test_another_style_makes_no_page_anew(tmp_path: Path) -> None:
    world = World()
    world.write(tmp_path)
    shelf = Shelf(tmp_path)
    shelf.build(tmp_path, world)
    apply(world, restyle, "ann", "main { color: teal; }")
    world.write(tmp_path)
    shelf.build(tmp_path, world)
    assert shelf.made == []
    assert all(b"color: teal" in page for page, _ in shelf.pages.values())
