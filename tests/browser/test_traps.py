"""The harness sees what it is there to see: each fault, planted in a page of its own, is complained about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import IN_BROWSER
from tests.browser.modes import DARK, NARROW, PRINT, SCRIPTLESS, WIDE, Mode
from tests.browser.tools import html_errors
from tests.browser.traps import ALARM, Known
from tests.browser.visit import Tab

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.visit import Tabs

pytestmark = IN_BROWSER

SOUND = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sound</title>'
    '<meta name="viewport" content="width=device-width">'
    "<style>html { background: Canvas; color: CanvasText; color-scheme: light dark }</style></head>"
    "<body><main><h1>Sound</h1>{}</main></body></html>"
)


def planted(folder: Path, body: str) -> str:
    (folder / "page.html").write_text(SOUND.replace("{}", body), "utf-8")
    return (folder / "page.html").as_uri()


@pytest.mark.parametrize("mode", [WIDE, NARROW, DARK, PRINT, SCRIPTLESS], ids=str)
def test_nothing_is_said_against_a_sound_page(tabs: Tabs, tmp_path: Path, mode: Mode) -> None:
    assert tabs.of(mode).look(planted(tmp_path, "<p>Fine.</p>")) == []


@pytest.mark.parametrize(
    ("mode", "body", "complaint"),
    [
        (WIDE, "<script>console.info('hello')</script>", "console: hello"),
        (WIDE, "<script>nobody()</script>", "script: ReferenceError: nobody is not defined"),
        (WIDE, "<script>setTimeout(() => { nobody() })</script>", "script: ReferenceError: nobody is not defined"),
        (WIDE, "<script>alert('boo')</script>", "dialog: boo"),
        (WIDE, "<img src='other.png' alt='x'>", "request: file:"),
        (SCRIPTLESS, "<img src='http://127.0.0.1:9/x' alt='x'>", "request: http://127.0.0.1:9/x"),
        (WIDE, "<iframe src='about:blank' title='x'></iframe><iframe src='page.html?' title='y'></iframe>", "request:"),
        (WIDE, "<img src='data:,' alt=''><input>", "axe label (Form elements must have labels)"),
        (NARROW, "<p style='width: 500px'>x</p>", "px wider than the window: [\"<p style"),
        (PRINT, "<p style='width: 800px'>x</p>", "px wider than the window: [\"<p style"),
        (WIDE, "<p style='color: #ccc; background: white'>faint words</p>", "axe color-contrast"),
        (DARK, "<p style='color: #222'>faint words</p>", "axe color-contrast"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_complained_about(
    tabs: Tabs, tmp_path: Path, mode: Mode, body: str, complaint: str
) -> None:
    assert complaint in "\n".join(tabs.of(mode).look(planted(tmp_path, body)))


def test_a_fault_of_one_page_is_not_held_against_the_next(tabs: Tabs, tmp_path: Path) -> None:
    tab = tabs.of(WIDE)
    tab.look(planted(tmp_path, "<script>setTimeout(() => { nobody() }, 5)</script>"))
    assert tab.look(planted(tmp_path, "<p>Fine.</p>")) == []


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("<p>x<div>y</div></p>", "No “p” element in scope"),
        ("<time datetime='2026-02-30'>x</time>", "Bad value “2026-02-30”"),
        ("<p style='colour: red'>x</p>", "Property “colour” doesn't exist"),
    ],
)
def test_an_error_in_html_or_css_is_found(tmp_path: Path, body: str, error: str) -> None:
    planted(tmp_path, body)
    assert error in "\n".join(html_errors(tmp_path))


@pytest.fixture(scope="module")
def trapped(browser: Browser) -> Iterator[Tab]:
    tab = Tab(browser, WIDE, bypass_csp=True)
    tab.page.add_init_script(ALARM)
    yield tab
    tab.close()


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "<img src=x:x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<details open ontoggle=alert(1)>x</details>",
        "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    ],
)
def test_a_script_of_a_stranger_raises_the_alarm(trapped: Tab, tmp_path: Path, payload: str) -> None:
    noted = trapped.look(planted(tmp_path, payload))
    assert "a stranger's script called alert" in "\n".join(noted)


@pytest.mark.parametrize(
    ("payload", "strange"),
    [
        ("<b onclick=alert(1)>x</b>", "<b onclick>"),
        ("<a href=javascript:alert(1)>x</a>", "javascript:alert(1)"),
        ("<a href=/elsewhere>x</a>", "file:///elsewhere"),
        ("<a href=//evil.example>x</a>", "file://evil.example"),
        ("<form></form>", "<form>"),
        ("<script>1</script>", "<script> 1"),
        ("<style>b { color: red }</style>", "<style> b { color: red }"),
    ],
)
def test_what_a_harmless_page_has_not_is_strange(
    trapped: Tab, tmp_path: Path, payload: str, strange: str
) -> None:
    known = Known()
    known.learn(trapped, [planted(tmp_path, "<a href=page.html>x</a> <b>y</b>")])
    trapped.open(planted(tmp_path, payload))
    assert strange in "\n".join(known.strange(trapped, tmp_path.as_uri()))
