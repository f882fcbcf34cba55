"""One need or offer of somebody, and what its words tell (S14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.matching.english_words import VAGUE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from karma.core.book import Contact
    from karma.core.matching.reading import Reading
    from karma.core.matching.words import Part, Word


@dataclass(frozen=True, slots=True, eq=False)
class Notice:
    """One need or offer of somebody. `said` is the text itself, or the field and the number of it there."""

    contact: Contact
    reading: Reading
    said: str | tuple[str, int]

    @property
    def text(self) -> str:
        """The text as it stands in the file."""
        return self.said if isinstance(self.said, str) else values(self.contact, self.said[0])[self.said[1]]

    @property
    def parts(self) -> tuple[Part, ...]:
        """What its words tell, part by part."""
        return self.reading.parts

    @property
    def words(self) -> Mapping[str, Word]:
        """All its telling words by sense, in order."""
        return self.reading.words

    @property
    def heads(self) -> frozenset[str]:
        """What its things are, whichever of them is meant: of a loft lease the lease."""
        return self.reading.heads


def tells(word: Word) -> bool:
    """True when the word says what it is about, and not only what sort of work it is."""
    return word.form not in VAGUE_WORDS


def values(contact: Contact, field: str) -> tuple[str, ...]:
    """The texts of a field, whether it holds one or several."""
    value = getattr(contact, field)
    return value if isinstance(value, tuple) else (value,) if value else ()
