"""What people like and do, as texts with what each is about, kept beside the book (S6)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from karma.core.each import brief, of_each
from karma.core.links import fold
from karma.core.matching.english_words import CALENDAR_WORDS
from karma.core.matching.notice import tells, values
from karma.core.matching.synonyms import synonyms_from
from karma.core.matching.words import words_in
from karma.core.privacy import open_field

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine
    from karma.core.matching.synonyms import Synonyms

Taste = tuple[str, tuple[str, ...]]
"""A text of somebody's, and the topics that it is about."""
_Groups = tuple[tuple[str, ...], ...]
_TAG = re.compile(r"#[^\s#]+")


@of_each
def interests_said(contact: Contact, config: Config, _today: date) -> tuple[Taste, ...] | None:
    """What they like, each with its one topic; None for a private field and an empty one."""
    return _labels(_open(contact, "interests"), config.synonyms) or None


@of_each
def tags_said(contact: Contact, config: Config, _today: date) -> tuple[Taste, ...] | None:
    """Their tags, each with its one topic; None for a private field and an empty one."""
    return _labels(_open(contact, "tags"), config.synonyms) or None


@of_each
def title_said(contact: Contact, config: Config, _today: date) -> tuple[Taste, ...] | None:
    """Their title with the senses of its telling words; None for a private one and for none."""
    return _telling(_open(contact, "title"), config.synonyms) or None


@of_each
def offers_told(contact: Contact, _config: Config, _today: date) -> tuple[str, ...] | None:
    """Their offers as a reason; None for private ones and for none."""
    return tuple([f"offers {text}" for text in _open(contact, "offers")]) or None


@of_each
def taste_key(contact: Contact, _config: Config, _today: date) -> bytes:
    """A digest of all that says what they like and do, and in which order they are told."""
    fields = contact.interests, contact.tags, contact.title, contact.offers
    return brief((contact.id, contact.circle, contact.private, fields))


def topic(text: str, synonyms: Synonyms) -> str:
    """What an interest or a tag is compared by: `#grant` is about `grants`."""
    return " ".join([word.sense for word in words_in(text, synonyms)]) or fold(text)


def topic_words(line: LogLine, synonyms: Synonyms) -> tuple[str, ...]:
    """The senses of the telling words of a line; its tags and words of the calendar are none of them."""
    words = words_in(_TAG.sub(" ", line.text), synonyms)
    return tuple([word.sense for word in words if word.form not in CALENDAR_WORDS])


def _open(contact: Contact, field: str) -> tuple[str, ...]:
    return values(contact, field) if open_field(contact, field) else ()


@lru_cache(maxsize=1 << 12)
def _labels(texts: tuple[str, ...], groups: _Groups) -> tuple[Taste, ...]:
    """Of people with the same tags the same object, which stands in a column once."""
    return tuple([(text, (topic(text, synonyms_from(groups)),)) for text in texts])


@lru_cache(maxsize=1 << 12)
def _telling(texts: tuple[str, ...], groups: _Groups) -> tuple[Taste, ...]:
    synonyms = synonyms_from(groups)
    return tuple(
        [
            (text, tuple(dict.fromkeys([word.sense for word in words_in(text, synonyms) if tells(word)])))
            for text in texts
        ]
    )
