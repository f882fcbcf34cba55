"""Who is named in a history, without reading the whole book for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.book import Book
from karma.core.history.words import says
from karma.core.links import fold, links_in
from karma.core.problems import Fault
from karma.files.contact import parse_contact, stem_of
from karma.files.discover import discover
from karma.files.read import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.history.revision import Revision


def named_in(root: Path, config: Config, found: Iterable[Revision]) -> Book:
    """A small book of the people to whom the links of these revisions lead by their stem."""
    targets = {fold(target) for revision in found for text in _texts(revision) for target in links_in(text)}
    return Book(config, tuple(read_people(root, config, targets)))


def read_people(root: Path, config: Config, stems: set[str]) -> Iterator[Contact]:
    """The people with these folded stems, as far as their files can be read."""
    for path in discover(root).paths if stems else ():
        if fold(stem_of(path)) in stems and not isinstance(text := read_text(root / path), Fault):
            yield parse_contact(text, path, config)[0]


def _texts(revision: Revision) -> Iterator[str]:
    for told in revision.people:
        yield from (says(change) for change in (*told.changes, *told.by_hand))
