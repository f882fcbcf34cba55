"""A book may come from a stranger, its templates with it: they read what they are given and reach nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.views.html.assets import assets
from karma.views.html.environment import TemplateBroken, environment
from karma.views.sandbox import Sandbox
from karma.views.theme import theme_folder

if TYPE_CHECKING:
    from pathlib import Path

CODE = "{{ cycler.__init__.__globals__.os.popen('id').read() }}"


def rendered(folder: Path, name: str) -> str:
    return environment([folder, theme_folder()]).get_template(name).render()


def test_a_template_runs_no_code_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "promises.html").write_text(f"{{# one #}}\n{CODE}\n")
    with pytest.raises(TemplateBroken, match=r"promises\.html:2: access to attribute '__init__'"):
        rendered(tmp_path, "promises.html")


def test_a_template_that_is_a_link_out_of_its_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("root:x")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/style").mkdir()
    (tmp_path / "templates/style/base.css").symlink_to("../../secret")
    with pytest.raises(
        TemplateBroken, match=r"style/base\.css:1: this is a link that leads outside the folder"
    ):
        assets(environment([tmp_path / "templates", theme_folder()]))


def test_a_link_within_the_folder_is_fine(tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("mine")
    (tmp_path / "people.html").symlink_to("mine.html")
    assert rendered(tmp_path, "people.html") == "mine"


def test_a_style_of_the_books_own_needs_no_sandbox_and_a_template_does(tmp_path: Path) -> None:
    (tmp_path / "style").mkdir()
    (tmp_path / "style/print.css").write_text("/* mine */\n")
    assert not isinstance(environment([tmp_path, theme_folder()]), Sandbox)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/mine.html").write_text("mine")
    assert isinstance(environment([tmp_path, theme_folder()]), Sandbox)
