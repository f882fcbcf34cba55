"""What the rest of the book knows that is worth saying to somebody: gathered once (S2, S6, S14).

People who are hidden or archived are never named to others, and private fields are never used.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.gratitude import Gratitude, gratitude
from karma.core.links import LINK, fold, tags_in
from karma.core.opener_kinds import said_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine

    WordIndex = Mapping[str, tuple[tuple[Contact, str], ...]]

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDING = re.compile(r"(?:ings?|ers?|ors?|s)$")
COMMON = 200
"""A word in more texts than this tells nobody apart."""
_EMPTY = """
about also business company companies does firm from good great have help into know like little look made make
more much need other people person some somebody someone something that their them they this very want what
when where which wish with work working your
"""
_EMPTY_WORDS = frozenset(_EMPTY.split())
_TAG_SIGN = re.compile(r"(?<![\w&/#])#(?=[^\W\d_])")
_PREPOSITIONS = """
a about and at by for from in into of on or the to with
"""
_LEADS_ON = frozenset(_PREPOSITIONS.split())
"""After one of these the tag is a word of the sentence, though it stands last."""
_FROM_THEM = ("heard", "reached", "cultivating", "next-step")


@dataclass(frozen=True, slots=True)
class Said:
    """A line in somebody's log that concerns others; `kind` is the opener that praise is good for."""

    date: date
    source: Contact
    line: LogLine
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A need and an offer that share a word: the other person, the text asked about, and theirs."""

    other: Contact
    mine: str
    theirs: str


@dataclass(frozen=True)
class Around:
    """What a whole book knows, each index made when somebody first asks for it."""

    book: Book

    @cached_property
    def gratitude(self) -> Gratitude:
        """Favours and thanks."""
        return gratitude(self.book)

    @cached_property
    def heard(self) -> dict[str, tuple[Said, ...]]:
        """Intel by folded tag, the newest last."""
        found: dict[str, list[Said]] = {}
        for said in self._said(lambda line: line.verb == "heard"):
            for tag in said.line.tags:
                found.setdefault(tag, []).append(said)
        return _newest_last(found)

    @cached_property
    def praised(self) -> dict[str, tuple[Said, ...]]:
        """Who was spoken well of, or asked after, in somebody else's log: by contact id, the newest last."""
        found: dict[str, list[Said]] = {}
        for said in self._said(lambda line: "[[" in line.text and they_told(line, self.book)):
            for match in LINK.finditer(said.line.text):
                kind = said_of(said.line.text, match.start())
                person = self.book.resolve(match[1].strip()) if kind else None
                if kind and person and person.id != said.source.id:
                    found.setdefault(person.id, []).append(replace(said, kind=kind))
        return _newest_last(found)

    @cached_property
    def needs(self) -> WordIndex:
        """The needs of everybody who may be named, by telling word."""
        return self._by_word("needs")

    @cached_property
    def offers(self) -> WordIndex:
        """The offers of everybody who may be named, by telling word."""
        return self._by_word("offers")

    def _said(self, wanted: Callable[[LogLine], bool]) -> Iterator[Said]:
        for contact in self.book.contacts:
            if not (contact.hidden or contact.archived):
                yield from (Said(line.date, contact, line) for line in contact.log if wanted(line))

    def _by_word(self, field: str) -> dict[str, tuple[tuple[Contact, str], ...]]:
        found: dict[str, list[tuple[Contact, str]]] = {}
        for contact in self.book.contacts:
            if not contact.hidden and not contact.archived and open_field(contact, field):
                for text in getattr(contact, field):
                    for word in sorted(key_words(text)):
                        found.setdefault(word, []).append((contact, text))
        return {word: tuple(pairs) for word, pairs in found.items()}


def best_match(texts: Iterable[str], index: WordIndex, but: Contact) -> Match | None:
    """The text that shares most telling words with another person's; on a tie the first, then by id."""
    shared: Counter[tuple[str, str, str]] = Counter()
    people: dict[str, Contact] = {}
    for text in texts:
        for word in sorted(key_words(text)):
            known = index.get(word, ())
            for other, theirs in known if len(known) <= COMMON else ():
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


def they_told(line: LogLine, book: Book) -> bool:
    """True for what they said; what you wrote to them, or about them, is no news of theirs."""
    return line.inbound or book.config.verbs[line.verb].answered or line.verb in _FROM_THEM


def plain(text: str, book: Book) -> str:
    """The text as said aloud: links by name, tags as words, nobody named who is hidden.

    The tags behind a sentence are labels, no part of it, and are left out.
    """
    words = LINK.sub(lambda match: _spoken(match, book), text).split()
    said, end = list(words), ""
    while len(said) > 1 and _is_tag(said[-1].rstrip(".!?")) and said[-2].casefold() not in _LEADS_ON:
        last = said.pop()
        end = end or last[len(last.rstrip(".!?")) :]
    if len(said) == 1 and _is_tag(said[0]):
        said, end = words, ""
    return _TAG_SIGN.sub("", " ".join(said) + end)


def _is_tag(word: str) -> bool:
    return word.startswith("#") and len(tags_in(word)) == 1


def _spoken(match: re.Match[str], book: Book) -> str:
    person = book.resolve(match[1].strip())
    if person and person.hidden:
        return "somebody"
    return str(match[2]) if match[2] else (person.name if person else match[1].strip())


def _newest_last(found: dict[str, list[Said]]) -> dict[str, tuple[Said, ...]]:
    return {
        key: tuple(sorted(said, key=lambda one: (one.date, one.source.id))) for key, said in found.items()
    }
