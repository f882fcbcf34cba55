"""A cheap look at a note before Markdown sees it: refuse what is known to blow the parser up (faults.md 2a).

Python-Markdown searches from every opening mark to the end of the paragraph for its partner, so that marks
without partners cost the square of their number; and it descends once per level of nesting. Everything here
is one pass over the text, and what people write stays far below each bound.
"""

from __future__ import annotations

import re

LARGEST = 64 * 1024
"""Characters. A note is a few paragraphs; whoever keeps a book in one may read it in the editor."""

_BLANK = re.compile(r"\n[ \t]*(?=\n)")
_NESTED = re.compile(r"^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])){9}|^[ ]{48}", re.MULTILINE)
_BRACKETS = re.compile(r"[][()\n]")
_DEEPEST = 12
_RUN = re.compile(r"#{40}")
_LOOSE = {"[": 400, "<": 200, "`": 200, "*": 400, "_": 400, "&": 400, "\\": 400, "!": 200}
"""How many of a mark one paragraph may hold. A list without blank lines is one paragraph."""
_LINES = 500
_PARAGRAPHS, _MARKS = 4000, 6000
"""In the whole note: each costs a little more, the more there are."""


def refusal(text: str) -> str | None:
    """Why `text` is not given to Markdown, as the end of “Shown as written: …”; None when it may be."""
    if len(text) > LARGEST:
        return f"it is longer than {LARGEST // 1024} KB"
    if _NESTED.search(text) or _RUN.search(text):
        return "it is nested too deeply"
    paragraphs = _BLANK.split(text)
    if len(paragraphs) > _PARAGRAPHS or sum(map(text.count, _LOOSE)) > _MARKS:
        return "it has too many marks or paragraphs"
    for paragraph in paragraphs:
        if reason := _tangled(paragraph):
            return reason
    return None


def _tangled(paragraph: str) -> str | None:
    if _unpaired(paragraph) > _DEEPEST:
        return "it has brackets that never close"
    if any(paragraph.count(mark) > most for mark, most in _LOOSE.items()):
        return "it has too many marks in one paragraph"
    if paragraph.count("\n") > _LINES:
        return "it has a paragraph of more than five hundred lines"
    return None


def _unpaired(paragraph: str) -> int:
    """The most brackets, of either kind, that stand open at one place."""
    deepest = square = round_ = 0
    for mark in _BRACKETS.findall(paragraph):
        if mark == "[":
            square += 1
        elif mark == "(":
            round_ += 1
        elif mark == "]":
            square = max(square - 1, 0)
        elif mark == ")":
            round_ = max(round_ - 1, 0)
        deepest = max(deepest, square, round_)
    return deepest
