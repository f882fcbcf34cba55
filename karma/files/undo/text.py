"""The inverse of what an operation did to one file, in the text as it is now: all that came after stays.

What the operation added goes and what it took away comes back, at its place; nothing else changes. When that
cannot be done without losing something, it is refused with the reasons.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from karma.core.undo import Hindered, Hindrance
from karma.files.contact import parse_contact
from karma.files.journalled import is_corrected, same_entry
from karma.files.lines import content, newline_of, split_lines
from karma.files.merge.contact import merge_contact
from karma.files.undo.in_place import in_place

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.config import Config

_BY_HAND = "Change it in an editor; `git show {commit}` has what was done then."


@dataclass(frozen=True, slots=True)
class Texts:
    """One file before and after the operation, and now; `path` is where it stands now.

    Without byte order marks. `commit` is the short id of the operation, for what is said.
    """

    path: str
    before: str
    after: str
    now: str
    commit: str


def taken_out(texts: Texts, config: Config) -> str:
    """The text without what the operation did. Raises Hindered when that would lose something."""
    before, after, now = _fitted(texts.before, texts.now), _fitted(texts.after, texts.now), texts.now
    if now in (after, before):
        return before
    if edited := _edited_since(texts, before, after):
        raise Hindered(*edited)
    placed = in_place(before, after, now)
    if placed is not None and _says(placed, before, after, texts, config):
        return placed
    merged = merge_contact(after, now, before, config=config)
    if merged.conflicts:
        changed = (f"{one.what} has been changed since: {_shown(one.ours)}" for one in merged.conflicts)
        raise Hindered(*(_hindrance(texts, what) for what in changed))
    if not _says(merged.text, before, after, texts, config):
        raise Hindered(_hindrance(texts, "what came since cannot be told apart from it"))
    return merged.text


def _edited_since(texts: Texts, before: str, after: str) -> list[Hindrance]:
    """The lines of the operation that somebody has changed: taking out the rest would leave them orphaned."""
    was, is_now, earlier = _lines(after), _lines(texts.now), _lines(before)
    since = [line for line in (is_now - was).elements() if line not in earlier]
    found = []
    for line in ((was - earlier) - is_now).elements():
        if any(same_entry(line) == same_entry(other) for other in since):
            found.append(_hindrance(texts, f"the promise has been ticked or let go since: {_shown(line)}"))
        elif other := next((one for one in since if is_corrected(line, one)), None):
            found.append(_hindrance(texts, f"this line has been edited since: {_shown(other)}"))
    return found


def _says(text: str, before: str, after: str, texts: Texts, config: Config) -> bool:
    """True when the contact is what it is now, but for what the operation changed in it."""
    result, earlier, later, now = (
        parse_contact(one, texts.path, config)[0] for one in (text, before, after, texts.now)
    )
    return all(
        _turned_back(*(_comparable(one, spec.name) for one in (result, earlier, later, now)))
        for spec in fields(now)
        if spec.compare
    )


def _comparable(contact: Contact, name: str) -> Any:
    """The attribute, prose as its lines."""
    value = getattr(contact, name)
    return tuple(filter(None, map(str.strip, value.split("\n")))) if name == "prose" else value


def _turned_back(result: Any, before: Any, after: Any, now: Any) -> bool:
    """True for an attribute that the operation left alone and that is as now, or that is as before it."""
    if after == before:
        return _alike(result, now)
    if now == after:
        return _alike(result, before)
    if isinstance(now, tuple):
        return Counter(result) == (Counter(now) + Counter(before)) - Counter(after)
    return bool(now == before == result)


def _alike(one: Any, other: Any) -> bool:
    """Equal; of several, in any order."""
    return Counter(one) == Counter(other) if isinstance(one, tuple) else bool(one == other)


def _lines(text: str) -> Counter[str]:
    return Counter(filter(None, (content(line).strip() for line in split_lines(text))))


def _fitted(text: str, now: str) -> str:
    """The text with the line endings of `now`: git may keep others than stand in the work tree."""
    ending = newline_of(now)
    return text if newline_of(text) == ending else re.sub(r"\r\n|\r|\n", ending, text)


def _shown(text: str) -> str:
    said = " / ".join(filter(None, (line.strip() for line in text.splitlines()))) or "nothing"
    return said if len(said) <= 100 else said[:99] + "…"


def _hindrance(texts: Texts, what: str) -> Hindrance:
    return Hindrance(texts.path, what, _BY_HAND.format(commit=texts.commit))
