"""The reader of pages that these tests use notices what a validator would (html-validate, axe)."""

from __future__ import annotations

import pytest

from tests.views.site import Page


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p><em>x</p></em>", "</p> closes something else"),
        ("<p>x", "<p> is never closed"),
        ('<p id="a" id="b">x</p>', "<p> has an attribute twice"),
        ("<p><a rel='x'>y</a></p>", "<a> leads nowhere"),
        ('<p><a href="x"> <b></b></a></p>', "<a> says nothing"),
        ('<p><a href="x">y <em><a href="z">w</a></em></a></p>', "<a> in a link or summary"),
        ("<div><h3> </h3></div>", "<h3> says nothing"),
        ("<p><div>x</div></p>", "<div> in <p>"),
        ("<span><ul></ul></span>", "<ul> in <span>"),
        ("<ul><p>x</p></ul>", "<p> in <ul>"),
        ("<ul>x</ul>", "text in <ul>"),
        ("<div><li>x</li></div>", "<li> in <div>"),
        ("<div><summary>x</summary></div>", "<summary> in <div>"),
        ("<table><tr></tr></table>", "<tr> in <table>"),
    ],
)
def test_a_fault_is_noticed(html: str, fault: str) -> None:
    assert fault in Page(html).faults


def test_what_is_sound_has_none() -> None:
    sound = (
        '<ul><li><p>x <a href="y">z <b>w</b></a></p><ol><li>a</li></ol></li></ul>'
        "<dl><div><dt>a</dt><dd>b</dd></div></dl><details><summary>a</summary><blockquote>b</blockquote></details>"
    )
    assert Page(sound).faults == []
