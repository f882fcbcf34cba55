"""Words that mean the same to this user, as `synonyms` in karma.toml says (S14)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from karma.core.matching.words import parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.book import Book
    from karma.core.matching.words import Part, Word

_LONGEST = 4
"""A phrase of more words than this is not looked for."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The sense that words in a row have, by their stems.

    `texts` are those that were read already: of one book the same are read by several systems.
    """

    senses: dict[tuple[str, ...], str]
    texts: dict[str, tuple[Part, ...]] | None = field(default=None, compare=False, repr=False)

    def read(self, words: Part) -> Part:
        """The words with their senses; a phrase that has synonyms becomes one word."""
        if not self.senses:
            return words
        read: list[Word] = []
        at = 0
        while at < len(words):
            for length in range(min(_LONGEST, len(words) - at), 0, -1):
                together = words[at : at + length]
                sense = self.senses.get(tuple(word.stem for word in together))
                if sense:
                    read.append(_one(together, sense))
                    break
            else:
                length = 1
                read.append(words[at])
            at += length
        return tuple(read)


NO_SYNONYMS = Synonyms({})


def synonyms_of(groups: Iterable[Iterable[str]]) -> Synonyms:
    """What the lists of `karma.toml` say; a word in two of them has the sense of the first."""
    senses: dict[tuple[str, ...], str] = {}
    for number, group in enumerate(groups):
        for text in group:
            stems = tuple(word.stem for part in parts(text, NO_SYNONYMS) for word in part)
            if 0 < len(stems) <= _LONGEST:
                senses.setdefault(stems, f"={number}")
    return Synonyms(senses, {})


@lru_cache(maxsize=4)
def synonyms_from(groups: tuple[tuple[str, ...], ...]) -> Synonyms:
    """What the lists of `karma.toml` say; whoever asks with the same lists shares what was read."""
    return synonyms_of(groups)


def synonyms_in(book: Book) -> Synonyms:
    """What the settings of this book say."""
    return synonyms_from(book.config.synonyms)


def _one(words: Part, sense: str) -> Word:
    first = words[0]
    if len(words) == 1:
        return replace(first, sense=sense)
    form, stem = (" ".join(getattr(word, name) for word in words) for name in ("form", "stem"))
    return replace(first, form=form, stem=stem, sense=sense)
