"""One need or offer of somebody, read: what it is about, and its telling words (S14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from karma.core.matching.english_words import PROVIDING_WORDS, VAGUE_WORDS
from karma.core.matching.words import parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from karma.core.book import Contact
    from karma.core.matching.synonyms import Synonyms
    from karma.core.matching.words import Part, Word


class Notice(NamedTuple):
    """One need or offer of somebody, and what its words tell."""

    contact: Contact
    text: str
    parts: tuple[Part, ...]
    words: Mapping[str, Word]
    """All its telling words by sense, in order."""
    things: tuple[Part, ...]
    """The parts without the words that say only that somebody has it or does it."""

    @property
    def heads(self) -> frozenset[str]:
        """What its things are, whichever of them is meant: of a loft lease the lease."""
        return frozenset([thing[-1].sense for thing in self.things])

    @property
    def asked(self) -> frozenset[str]:
        """What is asked for, and which of it: the senses of the first part."""
        return frozenset([word.sense for word in self.parts[0]]) if self.parts else frozenset()


def notice_of(contact: Contact, text: str, synonyms: Synonyms) -> Notice:
    """A text of somebody's, read."""
    read = parts(text, synonyms)
    words = {word.sense: word for part in reversed(read) for word in part}
    return Notice(contact, text, read, words, tuple([_thing(part) for part in read]))


def tells(word: Word) -> bool:
    """True when the word says what it is about, and not only what sort of work it is."""
    return word.form not in VAGUE_WORDS


def values(contact: Contact, field: str) -> tuple[str, ...]:
    """The texts of a field, whether it holds one or several."""
    value = getattr(contact, field)
    return value if isinstance(value, tuple) else (value,) if value else ()


def _thing(part: Part) -> Part:
    """What it is about: a mortgage broker is about a mortgage, and so are mortgages."""
    while len(part) > 1 and part[-1].form in PROVIDING_WORDS:
        part = part[:-1]
    return part
