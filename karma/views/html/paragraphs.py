"""Prose that is nothing but paragraphs, as HTML: most notes are, and Markdown takes ten times as long.

Only where every line begins as a sentence does, and holds nothing but words, links to people and `*words*`
that are stressed: then nothing of Markdown's can begin or end there, and it makes just this of it
(`tests/views/test_prose.py` holds the two together).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from karma.core.links import LINK

if TYPE_CHECKING:
    from collections.abc import Callable

    Follow = Callable[[str], tuple[str, str] | None]

_WORDS = r"[\w ,.;:?'\"()/%+=–—…’‘“”$€-]"
_STRESSED = r"\*(\w(?:[\w ,.'-]*\w)?)\*(?!\*)"
_LINE = re.compile(rf"(?=[^\W\d]|\[\[|\*)(?:{_WORDS}++|!(?!\[)|\[\[[\w ./|-]+\]\]|{_STRESSED})++(?<! )")
"""Possessive: what does not fit is found out in one pass."""
_BETWEEN = re.compile(r"\n\n+")
_EM = re.compile(_STRESSED)
_NAME = re.compile(rf"{_WORDS}*\w{_WORDS}*")
_HREF = re.compile(r"[A-Za-z0-9./-]+")


class _Other(Exception):  # noqa: N818  (what is found)
    """There is something in it that is for Markdown to say."""


def paragraphs(text: str, follow: Follow) -> str | None:
    """The text as paragraphs; None where there may be more to it.

    `follow` gives the name and address of the person a link means, or None.
    """
    text = text.strip("\n")
    if "_" in text or not all(not line or _LINE.fullmatch(line) for line in text.split("\n")):
        return None

    def link(match: re.Match[str]) -> str:
        target, label = match[1].strip(), (match[2] or "").strip()
        person = follow(target)
        if person is None:
            return label or target
        if not (_NAME.fullmatch(label or person[0]) and _HREF.fullmatch(person[1])):
            raise _Other
        return f'<a href="{person[1]}" rel="noopener noreferrer">{label or person[0]}</a>'

    try:
        html = LINK.sub(link, _EM.sub(r"<em>\1</em>", text))
    except _Other:
        return None
    return "\n".join([f"<p>{one}</p>" for one in _BETWEEN.split(html)]) if html else ""
