"""`[[links]]` and `#tags` inside text, and how links, names and stems are compared (format.md, rule 1)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

LINK = re.compile(r"\[\[([^\[\]|#^\r\n]+)(?:[#^][^\[\]|\r\n]*)?(?:\|([^\[\]\r\n]*))?\]\]")
_TAG = re.compile(r"(?<![\w&/#])#([\w/-]*[^\W\d_][\w/-]*)")


def fold(text: str) -> str:
    """The form in which stems, names, tags and links are compared: NFC, no case, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).split())


def links_in(text: str) -> tuple[str, ...]:
    """The targets of all links in `text` as written, without label or heading, in order."""
    return tuple(match[1].strip() for match in LINK.finditer(text)) if "[[" in text else ()


def tags_in(text: str) -> tuple[str, ...]:
    """The tags in `text`, folded, in order. `#5` is no tag: one needs a letter."""
    return tuple(fold(tag) for tag in _TAG.findall(text)) if "#" in text else ()


def link(target: str) -> str:
    """The link to a stem, as written in a file."""
    return f"[[{target}]]"


def link_target(text: str) -> str | None:
    """The target if `text` is exactly one link, else None."""
    match = LINK.fullmatch(text.strip())
    return match[1].strip() if match else None


def relinked(text: str, moved: Mapping[str, str], labelled: Container[str] = ()) -> str:
    """`text` with every link to one of `moved` (folded targets) leading to the stem that stands there.

    Labels, headings and blanks inside the brackets stay, and every byte outside them. A link by one of the
    `labelled` (folded names) that has no label keeps what it said as its label, as `karma fmt` does it.
    """
    if "[[" not in text or not moved:
        return text
    return LINK.sub(lambda match: _relinked(match, moved, labelled), text)


def _relinked(match: re.Match[str], moved: Mapping[str, str], labelled: Container[str]) -> str:
    target = match[1].strip()
    stem = moved.get(fold(target))
    if stem is None or stem == target:
        return match[0]
    start = 2 + len(match[1]) - len(match[1].lstrip())
    new = match[0][:start] + stem + match[0][start + len(target) :]
    return f"{new[:-2]}|{target}]]" if match[2] is None and fold(target) in labelled else new
