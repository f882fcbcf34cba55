"""Prose to HTML: the only home of Markdown and nh3, whose answer is marked safe (faults.md H01–H11).

A note is hostile until shown otherwise: invisible characters are made visible, the guard refuses what would
blow the parser up, raw HTML is text, images are links, what Markdown makes is tidied (tidy.py), and nh3 lets
through a short list of elements. Fewest extensions: none. People are linked by an inline rule of our own, so
that code stays code. Notes that are nothing but paragraphs are spared all that (paragraphs.py).
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from karma.core.links import LINK
from karma.views.html.guard import refusal
from karma.views.html.paragraphs import paragraphs
from karma.views.html.shown import Shown
from karma.views.html.tidy import mend_headings, mend_links
from karma.views.html.urls import SCHEMES, safe_url
from karma.views.show import show

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    Follow = Callable[[str], tuple[str, str] | None]

_RULES = {"backtick", "escape", "link", "autolink", "automail", "linebreak"}
_RULES |= {"not_strong", "em_strong", "em_strong2"}
_TAGS = {"a", "br", "code", "em", "strong"}
_TAGS |= {"blockquote", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul"}


class Prose:
    """Renders notes. `follow` gives the name and address of the person a link means, or None.

    One instance serves a whole build: making a Markdown parser costs more than most notes do.
    """

    def __init__(self, follow: Follow) -> None:
        self._follow = follow
        self._markdown = _parser(follow)
        self._cleaner = nh3.Cleaner(
            tags=_TAGS,
            attributes={"a": {"href", "title"}},
            attribute_filter=_attribute,
            url_schemes=set(SCHEMES),
            link_rel="noopener noreferrer",
        )

    def render(self, source: str) -> Shown:
        """The note as safe HTML. What the guard or the parser refuses comes back as text, with the reason."""
        lines = tuple(show(line) for line in source.replace("\r\n", "\n").expandtabs(4).split("\n"))
        text = "\n".join(lines)
        reason = refusal(text)
        if reason:
            return Shown("", reason, lines)
        if (plain := paragraphs(text, self._follow)) is not None:
            return Shown(plain)
        try:
            html = self._markdown.reset().convert(text)
        except (RecursionError, ValueError, AssertionError, IndexError):
            return Shown("", "Markdown could not read it", lines)
        return Shown(self._cleaner.clean(html))


def _attribute(_tag: str, name: str, value: str) -> str | None:
    return safe_url(value) if name == "href" else value


def _parser(follow: Follow) -> Markdown:
    parser = Markdown(output_format="html")
    parser.preprocessors.deregister("html_block")
    parser.parser.blockprocessors.deregister("reference")
    for name in _names(parser) - _RULES:
        parser.inlinePatterns.deregister(name)
    parser.inlinePatterns.register(_People(LINK.pattern, follow), "people", 175)
    parser.inlinePatterns.register(LinkInlineProcessor(r"!\[", parser), "image_as_link", 150)
    parser.treeprocessors.register(_Tidy(parser, follow), "tidy", -1)
    return parser


def _names(parser: Markdown) -> set[str]:
    candidates = (
        "backtick escape reference link image_link image_reference short_reference short_image_ref autolink"
        " automail linebreak html entity not_strong em_strong em_strong2"
    )
    return {name for name in candidates.split() if name in parser.inlinePatterns}


class _People(InlineProcessor):
    """`[[bill-okafor|Bill]]` as a link to the page; a link that leads nowhere is shown as its words."""

    def __init__(self, pattern: str, follow: Follow) -> None:
        super().__init__(pattern)
        self._follow = follow

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's name; its stub knows only the old form
        self,
        match: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[ET.Element | str, int, int]:
        target, label = match[1].strip(), (match[2] or "").strip()
        person = self._follow(target)
        if person is None:
            return label or target, match.start(0), match.end(0)
        element = ET.Element("a", {"href": person[1]})
        element.text = AtomicString(label or person[0])
        return element, match.start(0), match.end(0)


class _Tidy(Treeprocessor):
    """Links and headings as tidy.py has them, when all else about the note is done."""

    def __init__(self, parser: Markdown, follow: Follow) -> None:
        super().__init__(parser)
        self._follow = follow

    def run(self, root: ET.Element) -> None:
        mend_links(root, self._follow)
        mend_headings(root)
