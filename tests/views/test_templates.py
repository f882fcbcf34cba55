"""The theme keeps its promises: quoted attributes, one way past the escaping, only documented names."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, meta, nodes

from karma.core.fields import PARTNER
from karma.core.history.change import Change
from karma.core.history.revision import Revision, Told
from karma.views.html.compiled import Compiled
from karma.views.html.environment import environment
from karma.views.html.generated import Printing
from karma.views.theme import theme_folder
from tests.core.build import book, day, person
from tests.views.given import GIVEN, TYPES, attributes
from tests.views.match_book import match_book
from tests.views.referral_book import referral_book
from tests.views.site import made
from tests.views.test_pages import network

if TYPE_CHECKING:
    from pathlib import Path

    from karma.core.book import Book

THEME = theme_folder()
TEMPLATES = sorted(path for path in THEME.glob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_attribute_is_quoted(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    source = re.sub(r"\{\{.*?\}\}", "VALUE", source, flags=re.DOTALL)
    for tag in re.findall(r"<[a-z][^>]*>", source):
        assert re.fullmatch(r'<[a-z][a-z0-9]*( [a-zA-Z][a-zA-Z0-9-]*(="[^"<>]*")?)*/?>', tag), tag


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_value_stands_outside_quotes_in_a_tag(path: Path) -> None:
    source = re.sub(r"\{%.*?%\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    for tag in re.findall(r"<[a-z](?:\{\{.*?\}\}|[^>])*>", source, flags=re.DOTALL):
        assert "{{" not in re.sub(r'"[^"]*(?:\{\{.*?\}\}[^"]*)*"', "", tag), tag


def test_only_cleaned_prose_and_the_theme_itself_pass_the_escaping() -> None:
    marked = [
        found for path in TEMPLATES for found in re.findall(r"\{\{([^}]*\|\s*safe)", path.read_text("utf-8"))
    ]
    assert sorted(map(str.strip, marked)) == [
        "note.html | safe",
        "script | safe",
        "style | safe",
    ]
    assert not any("autoescape" in path.read_text("utf-8") for path in TEMPLATES)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_use_only_what_is_given(path: Path) -> None:
    env = environment([THEME])
    env.filters.update(dict.fromkeys(("pieces", "linked", "href", "text", "named", "person", "story"), str))
    assert meta.find_undeclared_variables(env.parse(path.read_text("utf-8"))) <= GIVEN


def test_style_and_script_cannot_end_their_element_and_call_nobody() -> None:
    for path in [*THEME.glob("style/*.css"), *THEME.glob("script/*.js")]:
        source = path.read_text("utf-8")
        assert "</" not in source
        assert "<!--" not in source
        assert not re.search(r"https?:|//[a-z]|url\(|@import|innerHTML|eval\(|document\.write", source), path


@pytest.fixture(scope="module")
def asked() -> set[tuple[type, str]]:
    """What the theme asks of which things, when it shows a book that has something for each of its lines."""
    seen: set[tuple[type, str]] = set()

    def getattr_seen(env: Environment, thing: object, name: str) -> object:
        seen.add((type(thing), name))
        return real(env, thing, name)

    ours = type(environment([THEME]))
    real = ours.getattr
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("karma.views.html.environment.Trusted", Printing)
        patch.setattr(Compiled, "load_bytecode", lambda *_: None)
        patch.setattr(Compiled, "dump_bytecode", lambda *_: None)
        patch.setattr(ours, "getattr", getattr_seen)
        every = [made(book_with_everything(), day("2026-11-22"), two_revisions())]
        every += map(made, (network(), referral_book(), match_book()))
        assert all(html for pages in every for html in pages.values())
    return seen


def two_revisions() -> tuple[Revision, ...]:
    """What two people committed about Ann."""
    ann = (Told("ann", "Ann", (Change("logged", now=("2026-01-05 call: hello",)),)),)
    at = datetime(2026, 1, 5, 12, tzinfo=UTC)
    return tuple(Revision(name, ann, at, name, f"{name}@quist.example") for name in ("Nora", "Ana"))


def book_with_everything() -> Book:
    """What `network` has not: secrets, a note that is refused, a birthday today, a promise kept today."""
    ann = person(
        "Ann",
        "2026-01-05 call: hello",
        promises=("[x] 2026-11-22 Call ✅ 2026-11-22", "[ ] 2026-11-01 Write", "[ ] 2026-12 they: come"),
        birthday="--11-22",
        every="4w",
        prose="[" * 900,
    )
    bob, eve = person("Bob", private=("true",)), person("Eve", "2026-11-22 tried")
    not_now = person("Kim", "2026-01-05 call: hello", "2026-11-21 tried", every="4w")
    cleo = person(
        "Cleo",
        "2026-01-05 referred by [[ann]]: a shop that grows",
        "2026-02-01 cultivating",
        "2026-11-01 email: hello",
        promises=("[ ] 2026-11-01 they: call me",),
        met="2026-11-10",
        met_at="the fair",
    )
    dan = person("Dan", "2026-01-05 cultivating", "2026-02-01 no-fit: sold the shop", met="2026-01-01")
    gil = person(
        "Gil",
        "2026-08-05 exchange: gave 2 got 1",
        promises=("[ ] 2026-12-04 Exchange at noon",),
        circle="partner",
        partner=("respects", "trusted"),
    )
    pia = person("Pia", "2026-01-05 referred by [[gil]]")
    hal = person("Hal", "2026-11-02 lunch", circle="partner", partner=PARTNER)
    ivy = person("Ivy", circle="partner")
    return book(ann, bob, eve, not_now, cleo, dan, gil, pia, hal, ivy, name="Nora")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_whatever_a_template_asks_for_is_there_and_was_asked(
    path: Path, asked: set[tuple[type, str]]
) -> None:
    tree = Environment(autoescape=True).parse(path.read_text("utf-8"))
    names = {node.attr for node in tree.find_all(nodes.Getattr)}
    assert names - {name for _, name in asked} == set()


def test_templates_ask_only_for_what_is_documented(asked: set[tuple[type, str]]) -> None:
    documented = {(kind, name.strip("()")) for kind in TYPES for name in attributes(kind)} | {(str, "format")}
    of_ours = {(kind, name) for kind, name in asked if not kind.__module__.startswith("jinja2.")}
    assert of_ours
    assert of_ours <= documented
