"""The book on disk: where it is, and everything that can be read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.book import Book
from karma.core.config import Config
from karma.core.configfile import parse_config
from karma.core.places import FILE
from karma.core.problems import Fault, Problem
from karma.files.read import read_text
from karma.files.root import find_root

if TYPE_CHECKING:
    from pathlib import Path

    from karma.files.cache.library import Library
    from karma.files.listing import Listing

__all__ = ["find_root", "load", "load_config"]

_SLOW_YAML = Fault(
    "no-libyaml",
    "PyYAML was built without libyaml: reading is slow, and odd YAML may be read differently",
    "Install a wheel of PyYAML for this machine.",
    severity="warning",
)


def load_config(root: Path) -> tuple[Config, tuple[Problem, ...]]:
    """The settings of the book at `root`; the defaults where karma.toml is missing or wrong."""
    if not (root / FILE).exists():
        return Config(), ()
    text = read_text(root / FILE)
    if not isinstance(text, Fault):
        return parse_config(text)
    if text.code == "empty-file":
        return Config(), ()
    return Config(), (text.at(FILE, 1),)


def load(root: Path, library: Library | None = None, listing: Listing | None = None) -> Book:
    """Every person under `root`/contacts, and every problem; one bad file never hides another.

    No unchanged file is parsed twice. Who loads again and again keeps a `library`; `listing` is a look at
    contacts/ that was taken already.
    """
    if library is None:
        from karma.files.cache.library import Library  # noqa: PLC0415  (start-up)

        library = Library(root)
    config, settings_problems = load_config(root)
    people = library.people(config, listing)
    problems = [*settings_problems, *people.problems]
    if people.slowly:
        problems.append(_SLOW_YAML.at(FILE, 1))
    found = tuple(sorted(problems))
    return Book(config, people.contacts, found, files=people.files, memory=library.columns)
