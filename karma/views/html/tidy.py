"""What Markdown made of a note, so mended that no note makes a page unsound or hard to hear (faults.md H02).

A link leads somewhere, has words to be named by, and stands in no other link; a heading says something and
leaves no level out. All else is only its words.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from karma.core.visible import stem_meant
from karma.views.html.urls import safe_url

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Callable

    Follow = Callable[[str], tuple[str, str] | None]

_AMPERSAND = "\x02amp\x03"
"""How Markdown keeps an `&` of its own until the page is written."""
_FILE = re.compile(r"(?![a-z][a-z0-9+.-]*:)(?:[^#?]+\.md|[^#?/.:]+)(?:[#?].*)?", re.IGNORECASE | re.DOTALL)
"""What can only be the file of a person, as editors link it: there is none beside the page."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ABOVE = 2
"""The level of the heading that a page puts over a note: the note's own begin one below."""


def mend_links(parent: ET.Element, follow: Follow, *, inside: bool = False) -> None:
    """Every link in `parent` gets words and an address, or is replaced by its words.

    `follow` gives the name and address of the person a target means, or None; `inside`: `parent` is a link.
    """
    for child in list(parent):
        mend_links(child, follow, inside=inside or child.tag == "a")
        if child.tag != "a":
            continue
        written = unescape(child.get("href", "").replace(_AMPERSAND, "&"))
        if not _words(child):
            child.text = written
        href = None if inside else _leads_to(written, follow)
        if href is None:
            _unwrap(parent, child)
        elif href != written:
            child.set("href", href)


def mend_headings(root: ET.Element) -> None:
    """The note's headings in the order of the page: none above the page's own, none empty, no gap."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in _HEADINGS and not _words(child):
                parent.remove(child)
    level = _ABOVE
    for element in root.iter():
        if element.tag in _HEADINGS:
            level = min(_HEADINGS.index(element.tag) + 1 + _ABOVE, level + 1, len(_HEADINGS))
            element.tag = _HEADINGS[level - 1]


def _leads_to(written: str, follow: Follow) -> str | None:
    if not _FILE.fullmatch(written):
        return safe_url(written)
    person = follow(stem_meant(written))
    return person[1] if person else None


def _words(element: ET.Element) -> str:
    return "".join(element.itertext()).strip()


def _unwrap(parent: ET.Element, child: ET.Element) -> None:
    """Puts what `child` holds in its place."""
    at = list(parent).index(child)
    _say(parent, at, child.text)
    inner = list(child)
    parent[at : at + 1] = inner
    _say(parent, at + len(inner), child.tail)


def _say(parent: ET.Element, at: int, words: str | None) -> None:
    """Adds words before the element at that place."""
    if not words:
        return
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words
