"""What is in the way of a build, and what it leaves alone: said plainly, and the pages stay as they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from karma.files.site.names import MANIFEST
from karma.views.theme import theme_folder
from tests.cli.watched import pages

if TYPE_CHECKING:
    from tests.cli.shelf import Shelf

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("typed", ["[[[", "name =", "every = '1w'\nevery = '2w'"])
def test_settings_that_cannot_be_read_leave_the_pages_as_they_are(shelf: Shelf, typed: str) -> None:
    shelf.put("karma.toml", "today = 2026-11-22\n")
    shelf.karma("build")
    before = pages(shelf.root / "site")
    shelf.put("karma.toml", f"today = 2026-11-22\n{typed}\n")
    said = shelf.karma("build")
    assert said.code == 1
    assert re.match(r"karma: karma\.toml:[23]:\d+: this is not TOML: ", said.err)
    assert pages(shelf.root / "site") == before != {}
    shelf.put("karma.toml", "today = 2026-11-22\n")
    assert shelf.karma("build").code == 0


def test_the_line_that_says_a_thing_twice_is_shown(shelf: Shelf) -> None:
    shelf.put("karma.toml", "name = 'Nora'\nname = 'Ann'\n")
    assert "there is one already above `name = 'Ann'`" in shelf.karma("build").err


def test_one_wrong_value_stops_nothing(shelf: Shelf) -> None:
    shelf.put("karma.toml", "per_day = 'many'\n")
    assert shelf.karma("build").code == 0


def test_an_edited_page_is_left_and_there_is_no_tick(shelf: Shelf) -> None:
    shelf.karma("build")
    page = shelf.root / "site/index.html"
    page.write_text("junk", "utf-8")
    for _ in range(2):
        said = shelf.karma("build")
        assert (said.code, page.read_text("utf-8"), "✓" in said.out) == (1, "junk", False)
        assert "; 1 page left as you edited it" in said.out
        assert "index.html: somebody edited this page, and so it stays; delete it" in said.err
    page.unlink()
    said = shelf.karma("build")
    assert (said.code, "✓" in said.out, page.exists()) == (0, True, True)


def test_without_the_manifest_only_pages_that_say_they_are_ours_are_replaced(shelf: Shelf) -> None:
    shelf.karma("build")
    site = shelf.root / "site"
    (site / MANIFEST).write_text("{", "utf-8")
    (site / "index.html").write_text("mine", "utf-8")
    with (site / "people.html").open("a", encoding="utf-8") as page:
        page.write("junk")
    assert "index.html: karma did not make this file" in shelf.karma("build").err
    assert (site / "index.html").read_text("utf-8") == "mine"
    assert not (site / "people.html").read_text("utf-8").endswith("junk")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("todya.html", "templates/todya.html is used by no page. Did you mean “today.html”?"),
        (
            "style/today2.css",
            "templates/style/today2.css is used by no page. Did you mean “style/today.css”?",
        ),
        ("zzz.js", "templates/zzz.js is used by no page."),
        ("entirely-else.html", "templates/entirely-else.html is used by no page."),
    ],
)
def test_a_template_that_no_page_uses_is_told_each_time(shelf: Shelf, name: str, says: str) -> None:
    shelf.put(f"templates/{name}", "hi")
    for _ in range(3):
        said = shelf.karma("build")
        assert (said.code, says in said.err.splitlines()) == (0, True)


def test_a_template_that_another_takes_in_is_used(shelf: Shelf) -> None:
    shelf.put("templates/mine.html", "Ahoy")
    shelf.put("templates/problems.html", '{% include "mine.html" %}')
    assert shelf.karma("build").err == ""


def test_a_name_that_is_not_there_is_told_without_what_is_inside(shelf: Shelf) -> None:
    shelf.put("templates/problems.html", "\n{{ site.settings.fone }}")
    err = shelf.karma("build").err
    assert err.startswith(
        "karma: templates/problems.html:2: “settings” has no “fone”; did you mean “phone”?\n"
    )


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("macro text(words, root)", "macro txet(words, root)", "“parts.html” has no “text”"),
        ("macro text(words, root)", "macro text()", "macro 'text' takes not more than 0 argument(s)"),
    ],
)
def test_a_copy_from_an_older_karma_is_named_and_not_the_frame_around_the_page(
    shelf: Shelf, was: str, now: str, says: str
) -> None:
    for name in ("base.html", "parts.html"):
        shelf.put(f"templates/{name}", (theme_folder() / name).read_text("utf-8").replace(was, now))
    said = shelf.karma("build")
    assert said.code == 1
    assert said.err.startswith(f"karma: templates/parts.html: {says} (asked by karma’s own today.html, line ")
    assert "Take over from karma’s own file of that name" in said.err


def test_the_example_of_a_chart_works(shelf: Shelf) -> None:
    example = re.findall(r"```jinja\n(.*?)```", (DOCS / "templates.md").read_text("utf-8"), re.DOTALL)
    (chart,) = (one for one in example if "charts.bar" in one)
    own = Path(shelf.karma("build", "--templates").out.strip()) / "pipeline.html"
    head, end, tail = own.read_text("utf-8").rpartition("{% endblock %}")
    shelf.put("templates/pipeline.html", head + "<hr id='mine'>" + chart + end + tail)
    log = "- 2026-10-02 referred by [[ann-lee]]: a survey\n- 2026-11-10 won USD 900: signed\n"
    shelf.put("contacts/pat.md", f"---\nname: Pat\n---\n\n## Log\n\n{log}")
    said = shelf.karma("build")
    assert (said.code, said.err) == (0, "")
    mine = (shelf.root / "site/pipeline.html").read_text("utf-8").partition("<hr id='mine'>")[2]
    assert "<p>Ann Lee 900</p>" in " ".join(mine.split())
    assert "<svg" in mine
