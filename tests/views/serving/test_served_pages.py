"""The pages as the server sends them: strict, and otherwise as they stand on the disk."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from karma.files.book import load
from karma.views.serving.answer import POLICY
from karma.views.serving.inline import Inline, inline, own_files, served
from karma.views.serving.shelf import Shelf
from karma.views.theme import theme_folder
from tests.views.site import made

if TYPE_CHECKING:
    from collections.abc import Mapping

BOOK = Path(__file__).parents[3]
THEME = inline([theme_folder()])


@pytest.fixture(scope="module")
def on_disk() -> Mapping[str, bytes]:
    return {name: text.encode() for name, text in made(load(BOOK)).items()}


@pytest.fixture(scope="module")
def shelf(on_disk: Mapping[str, bytes]) -> Shelf:
    one = Shelf(on_disk.get)
    one.fill(on_disk, THEME)
    return one


def page(shelf: Shelf, path: str) -> str:
    return shelf.answer(quote(path)).body.decode()


def test_no_page_has_a_style_or_script_of_its_own(shelf: Shelf, on_disk: Mapping[str, bytes]) -> None:
    for name in on_disk:
        html = page(shelf, f"/{name}")
        assert "<style" not in html, name
        assert [tag for tag in re.findall(r"<script[^>]*>", html) if " src=" not in tag] == [], name


def test_what_a_page_loads_is_there(shelf: Shelf, on_disk: Mapping[str, bytes]) -> None:
    for name in on_disk:
        html = page(shelf, f"/{name}")
        loads = re.findall(r'(?:<link rel="stylesheet" href|<script src)="([^"]+)"', html)
        assert {"/style.css", "/live.css", "/live.js"} < set(loads), name
        assert {shelf.answer(path).status for path in loads} == {200}, name


def test_the_policy_in_the_page_forbids_no_more_than_the_one_in_the_header(
    shelf: Shelf, on_disk: Mapping[str, bytes]
) -> None:
    inside = POLICY.replace("; frame-ancestors 'none'", "")
    for name in on_disk:
        found = re.findall(
            r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', page(shelf, f"/{name}")
        )
        assert list(map(unescape, found)) == [inside], name


def test_the_rest_of_a_page_is_as_on_the_disk(shelf: Shelf, on_disk: Mapping[str, bytes]) -> None:
    bare = re.compile(
        r"<style>.*?</style>|<script>.*?</script>|<(?:link|script)[^>]*(?:\.css|\.js)[^>]*>(?:</script>)?|content=\"default-src[^\"]*\"|\s+",
        re.DOTALL,
    )
    for name, data in on_disk.items():
        assert bare.sub("", page(shelf, f"/{name}")) == bare.sub("", data.decode()), name


def test_the_scripts_are_sent_as_they_stand_in_the_page(shelf: Shelf, on_disk: Mapping[str, bytes]) -> None:
    index = on_disk["index.html"].decode()
    for path, element in (("/style.css", "style"), ("/script.js", "script")):
        answer = shelf.answer(path)
        assert f"<{element}>{answer.body.decode()}</{element}>" in index
        assert answer.kind.startswith(("text/css", "text/javascript"))


def test_a_base_of_the_users_own_without_our_style_still_listens() -> None:
    assert served(b"<p>mine</p>", "abc", THEME.swaps).endswith(
        b'<script src="/live.js" data-tag="abc"></script>\n'
    )
    sent = served(b"<body><p>mine</p></body></html>", "abc", ())
    assert sent.endswith(b"</script>\n</body></html>")


def test_while_a_template_changes_the_pages_of_the_build_before_are_sent_well(
    on_disk: Mapping[str, bytes],
) -> None:
    one = Shelf(on_disk.get)
    one.fill(on_disk, THEME)
    one.fill(on_disk, Inline(((b"<style>new</style>", b"x"),), own_files()))
    assert "<style" not in page(one, "/")


def test_before_the_first_build_the_front_says_so_and_listens() -> None:
    shelf = Shelf(dict[str, bytes]().get)
    front = shelf.answer("/")
    assert front.status == 200
    assert b"There are no pages yet" in front.body
    assert b"/live.js" in front.body
    assert shelf.answer("/index.html").status == 404


def test_a_page_that_vanished_from_the_disk_is_not_there(on_disk: Mapping[str, bytes]) -> None:
    pages = dict(on_disk)
    shelf = Shelf(pages.get)
    shelf.fill(pages, THEME)
    del pages["people.html"]
    assert shelf.answer("/people.html").status == 404
    assert shelf.tag("/people.html") == ""


def test_a_page_that_no_build_made_is_not_asked_of_the_disk() -> None:
    asked: list[str] = []
    shelf = Shelf(asked.append)
    shelf.fill(["index.html"], THEME)
    for path in ("/people.html", "/../index.html", "/%2e%2e/x", "/favicon.ico", "index.html"):
        shelf.answer(path)
    assert asked == []


def test_the_script_that_listens_writes_text_only() -> None:
    script = own_files()["/live.js"][1].decode()
    assert "textContent" in script
    assert not re.search(r"innerHTML|insertAdjacent|document\.write|eval|Function\(|https?:", script)
