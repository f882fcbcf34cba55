"""What a need or an offer tells, in a short notation in which it is kept beside the book (S14).

Of one text the notation is its parts with `;` between them, of a part its words with `,`, of a word its
form, stem and sense and a mark when it is foreign, with `/`; or its form alone when that is all there is.
Texts that read alike are written alike, and so looked at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from karma.core.each import of_each
from karma.core.matching.english_words import PROVIDING_WORDS
from karma.core.matching.notice import tells, values
from karma.core.matching.synonyms import synonyms_from
from karma.core.matching.words import Word, parts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.matching.synonyms import Synonyms
    from karma.core.matching.words import Part

_FOREIGN = "!"


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the words of a text tell. Whatever reads alike shares one.

    `words` are all its telling words by sense, in order. `things` are the parts without the words that say
    only that somebody has it or does it, `heads` what they are: of a loft lease the lease. `asked` is what is
    asked for, and which of it: the senses of the first part.
    """

    written: str
    parts: tuple[Part, ...]
    words: Mapping[str, Word]
    things: tuple[Part, ...]
    heads: frozenset[str]
    asked: frozenset[str]


def written(read: tuple[Part, ...]) -> str:
    """The parts in the notation."""
    return intern(";".join([",".join([_word_written(word) for word in part]) for part in read]))


@lru_cache(maxsize=1 << 14)
def reading(text: str) -> Reading:
    """What stands there in the notation, inverse to `written`."""
    read = tuple([tuple([_word(one) for one in part.split(",")]) for part in text.split(";")]) if text else ()
    things = tuple([_thing(part) for part in read])
    return Reading(
        text,
        read,
        {word.sense: word for part in reversed(read) for word in part},
        things,
        heads=frozenset([thing[-1].sense for thing in things]),
        asked=frozenset([word.sense for word in read[0]]) if read else frozenset(),
    )


def senses(text: str) -> set[str]:
    """The senses of the words of what stands there in the notation, without reading more of it."""
    words = text.replace(";", ",").split(",") if text else []
    return {_sense(word) for word in words} if "/" in text else set(words)


def heads(text: str) -> set[str]:
    """The heads of what stands there in the notation, without reading more of it."""
    found = set()
    for part in text.split(";") if text else ():
        words = part.split(",")
        while len(words) > 1 and words[-1].partition("/")[0] in PROVIDING_WORDS:
            words.pop()
        found.add(_sense(words[-1]))
    return found


def reading_of(text: str, synonyms: Synonyms) -> Reading:
    """A text as people write it, read."""
    return reading(written(parts(text, synonyms)))


def said_of(contact: Contact, field: str, synonyms: Synonyms) -> str | None:
    """The texts of a field in the notation, a line for each; None for a private field and one without any."""
    texts = values(contact, field) if field not in contact.private else ()
    return intern("\n".join([written(parts(text, synonyms)) for text in texts])) if texts else None


@of_each
def needs_said(contact: Contact, config: Config, _today: date) -> str | None:
    """What they need, as `said_of` gives it."""
    return said_of(contact, "needs", synonyms_from(config.synonyms))


@of_each
def offers_said(contact: Contact, config: Config, _today: date) -> str | None:
    """What they offer, as `said_of` gives it."""
    return said_of(contact, "offers", synonyms_from(config.synonyms))


def telling(read: Reading) -> list[str]:
    """The senses of its words that say what it is about, in order; one may come twice."""
    return [word.sense for part in read.parts for word in part if tells(word)]


def _word_written(word: Word) -> str:
    if word.form == word.stem == word.sense and not word.foreign:
        return word.form
    return f"{word.form}/{word.stem}/{word.sense}/{_FOREIGN if word.foreign else ''}"


@lru_cache(maxsize=1 << 14)
def _word(text: str) -> Word:
    if "/" not in text:
        return Word(text, text, text)
    form, stem, sense, foreign = text.split("/")
    return Word(form, stem, sense, bool(foreign))


def _sense(word: str) -> str:
    """The sense of a word in the notation."""
    return word.split("/")[2] if "/" in word else word


def _thing(part: Part) -> Part:
    """What it is about: a mortgage broker is about a mortgage, and so are mortgages."""
    while len(part) > 1 and part[-1].form in PROVIDING_WORDS:
        part = part[:-1]
    return part
