"""The theme keeps its promises: quoted attributes, one way past the escaping, only documented names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from jinja2 import meta

from karma.views.html.environment import environment
from karma.views.theme import theme_folder

if TYPE_CHECKING:
    from pathlib import Path

THEME = theme_folder()
TEMPLATES = sorted(path for path in THEME.glob("*.html"))
GIVEN = {
    "dash",
    "root",
    "here",
    "page",
    "note",
    "policy",
    "generator",
    "style",
    "script",
    "parts",
    "voicemail",
}
"""`parts` is what a template imports itself."""
OF_A_CALL = {"contact", "call"}
"""What voicemail.html sees besides, from the list that includes it."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_attribute_is_quoted(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    source = re.sub(r"\{\{.*?\}\}", "VALUE", source, flags=re.DOTALL)
    for tag in re.findall(r"<[a-z][^>]*>", source):
        assert re.fullmatch(r'<[a-z][a-z0-9]*( [a-z-]+(="[^"<>]*")?)*>', tag), tag


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_value_stands_outside_quotes_in_a_tag(path: Path) -> None:
    source = re.sub(r"\{%.*?%\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    for tag in re.findall(r"<[a-z](?:\{\{.*?\}\}|[^>])*>", source, flags=re.DOTALL):
        assert "{{" not in re.sub(r'"[^"]*(?:\{\{.*?\}\}[^"]*)*"', "", tag), tag


def test_only_cleaned_prose_and_the_theme_itself_pass_the_escaping() -> None:
    marked = [
        found for path in TEMPLATES for found in re.findall(r"\{\{([^}]*\|\s*safe)", path.read_text("utf-8"))
    ]
    assert sorted(map(str.strip, marked)) == ["note.html | safe", "script | safe", "style | safe"]
    assert not any("autoescape" in path.read_text("utf-8") for path in TEMPLATES)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_use_only_what_is_given(path: Path) -> None:
    env = environment([THEME])
    env.filters.update(dict.fromkeys(("pieces", "linked", "href"), str))
    allowed = GIVEN | (OF_A_CALL if path.name == "voicemail.html" else set())
    assert meta.find_undeclared_variables(env.parse(path.read_text("utf-8"))) <= allowed


def test_style_and_script_cannot_end_their_element_and_call_nobody() -> None:
    for name in ("style.css", "script.js"):
        source = (THEME / name).read_text("utf-8")
        assert "</" not in source
        assert "<!--" not in source
        assert not re.search(r"https?:|//[a-z]|url\(|@import|innerHTML|eval\(|document\.write", source), name
