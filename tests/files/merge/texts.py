"""Short ways to write the three texts of a merge, and to merge them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.config import Config
from karma.files.contact import parse_contact
from karma.files.merge.contact import Conflict, Merged, merge_contact

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.problems import Problem

__all__ = ["Conflict", "body", "field", "log", "merge", "promises", "read"]
CONFIG = Config()


def merge(base: str | None, ours: str, theirs: str) -> Merged:
    return merge_contact(base, ours, theirs, config=CONFIG)


def read(text: str) -> tuple[Contact, tuple[Problem, ...]]:
    """What karma reads in a merged text."""
    return parse_contact(text, "contacts/bill.md", CONFIG)


def field(base: str, ours: str, theirs: str) -> str:
    """The merge of lines of the front matter below the name; the lines that come of it."""
    texts = (f"---\nname: Bill\n{lines}---\n" for lines in (base, ours, theirs))
    return merge(*texts).text.removeprefix("---\nname: Bill\n").removesuffix("---\n")


def body(base: str, ours: str, theirs: str) -> str:
    """The merge of what stands below the front matter."""
    texts = (f"---\nname: Bill\n---\n{lines}" for lines in (base, ours, theirs))
    return merge(*texts).text.removeprefix("---\nname: Bill\n---\n")


def log(base: str, ours: str, theirs: str) -> str:
    """The merge of log lines."""
    return _rows("Log", base, ours, theirs)


def promises(base: str, ours: str, theirs: str) -> str:
    """The merge of promises."""
    return _rows("Promises", base, ours, theirs)


def _rows(title: str, *sides: str) -> str:
    head = f"\n## {title}\n\n"
    base, ours, theirs = (head + side for side in sides)
    return body(base, ours, theirs).removeprefix(head)
