"""What the rest of the book knows that is worth saying to somebody: gathered once, asked per person (S2, S6, S14).

People who are hidden or archived are never named to others, and private fields are never used.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.gratitude import Gratitude, gratitude
from karma.core.links import LINK, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine

    WordIndex = Mapping[str, tuple[tuple[Contact, str], ...]]

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDING = re.compile(r"(?:ings?|ers?|ors?|s)$")
_EMPTY_WORDS = frozenset(
    [
        "about",
        "also",
        "business",
        "company",
        "companies",
        "does",
        "firm",
        "from",
        "good",
        "great",
        "have",
        "help",
        "into",
        "know",
        "like",
        "little",
        "look",
        "made",
        "make",
        "more",
        "much",
        "need",
        "other",
        "people",
        "person",
        "some",
        "somebody",
        "someone",
        "something",
        "that",
        "their",
        "them",
        "they",
        "this",
        "very",
        "want",
        "what",
        "when",
        "where",
        "which",
        "wish",
        "with",
        "work",
        "working",
        "your",
    ]
)
_TAG_SIGN = re.compile(r"(?<![\w&/#])#(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Said:
    """A line in somebody's log that concerns others."""

    date: date
    source: Contact
    line: LogLine


@dataclass(frozen=True, slots=True)
class Match:
    """A need and an offer that share a word: the text of the one asked about, the other person, and theirs."""

    other: Contact
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Around:
    """The indexes: favours and thanks, intel by tag, who is mentioned by whom, needs and offers by word."""

    gratitude: Gratitude
    heard: Mapping[str, tuple[Said, ...]]
    mentions: Mapping[str, tuple[Said, ...]]
    needs: WordIndex
    offers: WordIndex


def look_around(book: Book) -> Around:
    """The indexes of the whole book; pass them on when asking about many people."""
    nameable = [contact for contact in book.contacts if not contact.hidden and not contact.archived]
    heard: dict[str, list[Said]] = {}
    mentions: dict[str, list[Said]] = {}
    for contact in book.contacts:
        if contact.hidden:
            continue
        for line in contact.log:
            if line.verb == "heard":
                for tag in line.tags:
                    heard.setdefault(tag, []).append(Said(line.date, contact, line))
            elif "[[" in line.text:
                for target in LINK.findall(line.text):
                    person = book.resolve(target[0])
                    if person and person.id != contact.id:
                        mentions.setdefault(person.id, []).append(Said(line.date, contact, line))
    return Around(
        gratitude(book),
        _newest_last(heard),
        _newest_last(mentions),
        _by_word(nameable, "needs"),
        _by_word(nameable, "offers"),
    )


def best_match(texts: Iterable[str], index: WordIndex, but: Contact) -> Match | None:
    """The text that shares most telling words with another person's; on a tie the first, then by id."""
    shared: Counter[tuple[str, str, str]] = Counter()
    people: dict[str, Contact] = {}
    for text in texts:
        for word in sorted(key_words(text)):
            for other, theirs in index.get(word, ()):
                if other.id != but.id:
                    people[other.id] = other
                    shared[text, other.id, theirs] += 1
    if not shared:
        return None
    mine, other_id, theirs = min(shared, key=lambda key: (-shared[key], key))
    return Match(people[other_id], mine, theirs)


def key_words(text: str) -> frozenset[str]:
    """The telling words of a text without their endings, so that a bookkeeper offers bookkeeping."""
    words = (word for word in _WORD.findall(fold(text)) if word not in _EMPTY_WORDS)
    return frozenset(stem for word in words if len(stem := _ENDING.sub("", word)) >= 3)


def open_field(contact: Contact, field: str) -> bool:
    """True when that field of the contact may be mentioned."""
    return field not in contact.private


def plain(text: str, book: Book) -> str:
    """The text as said aloud: links by name, tags as words, nobody named who is hidden."""
    return " ".join(_TAG_SIGN.sub("", LINK.sub(lambda match: _spoken(match, book), text)).split())


def _spoken(match: re.Match[str], book: Book) -> str:
    person = book.resolve(match[1].strip())
    if person and person.hidden:
        return "somebody"
    return str(match[2]) if match[2] else (person.name if person else match[1].strip())


def _newest_last(found: dict[str, list[Said]]) -> dict[str, tuple[Said, ...]]:
    return {
        key: tuple(sorted(said, key=lambda one: (one.date, one.source.id))) for key, said in found.items()
    }


def _by_word(contacts: Iterable[Contact], field: str) -> WordIndex:
    found: dict[str, list[tuple[Contact, str]]] = {}
    for contact in contacts:
        if open_field(contact, field):
            for text in getattr(contact, field):
                for word in sorted(key_words(text)):
                    found.setdefault(word, []).append((contact, text))
    return {word: tuple(pairs) for word, pairs in found.items()}
