"""What the rest of the book knows that is worth saying to somebody: gathered once (S2, S6, S14).

People who are hidden or archived are never named to others, and private fields are never used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.deeds import deeds
from karma.core.gratitude import Gratitude, gratitude
from karma.core.links import LINK, tags_in
from karma.core.opener_kinds import said_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.matching.market import Market
    from karma.core.matching.meeting import Meeting

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
    """A need that an offer meets: the other person, the text asked about, and theirs."""

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
        for contact, lines in deeds(self.book):
            if not (contact.hidden or contact.archived):
                for line in lines:
                    for tag in line.tags if line.verb == "heard" else ():
                        found.setdefault(tag, []).append(Said(line.date, contact, line))
        return _newest_last(found)

    @cached_property
    def praised(self) -> dict[str, tuple[Said, ...]]:
        """Who was spoken well of, or asked after, in somebody else's log: by contact id, the newest last."""
        found: dict[str, list[Said]] = {}
        for contact, line in self._naming_others():
            for match in LINK.finditer(line.text):
                kind = said_of(line.text, match.start())
                person = self.book.resolve(match[1].strip()) if kind else None
                if kind and person and person.id != contact.id:
                    found.setdefault(person.id, []).append(Said(line.date, contact, line, kind))
        return _newest_last(found)

    @cached_property
    def market(self) -> Market:
        """The needs and offers of everybody who may be named."""
        from karma.core.matching.markets import market_among  # noqa: PLC0415  (start-up)

        named = [one for one in self.book.contacts if not (one.hidden or one.archived)]
        return market_among(named, self.book)

    def needs(self, contact: Contact, offer: str) -> tuple[Meeting, ...]:
        """The needs of others that this offer of theirs meets, the best first."""
        return self.market.askers(self.market.notice(contact, offer))

    def offers(self, contact: Contact, need: str) -> tuple[Meeting, ...]:
        """The offers of others that meet this need of theirs, the best first."""
        return self.market.experts(self.market.notice(contact, need))

    def _naming_others(self) -> Iterator[tuple[Contact, LogLine]]:
        """What they said with a link to somebody in it, and whose words it is."""
        for contact in self.book.contacts:
            if not (contact.hidden or contact.archived):
                for line in contact.log:
                    if "[[" in line.text and they_told(line, self.book):
                        yield contact, line


def best_match(
    texts: Iterable[str], met: Callable[[Contact, str], tuple[Meeting, ...]], but: Contact
) -> Match | None:
    """The best match of the texts, which are the needs or offers of `but`; on a tie the first, then by id."""
    found = [one for text in texts for one in met(but, text)]
    if not found:
        return None
    best = max(found, key=lambda one: one.score)
    mine, theirs = (best.need, best.offer) if best.need.contact.id == but.id else (best.offer, best.need)
    return Match(theirs.contact, mine.text, theirs.text)


def key_words(text: str) -> frozenset[str]:
    """The stems of the telling words of a text: a bookkeeper and bookkeeping have one in common."""
    from karma.core.matching.synonyms import NO_SYNONYMS  # noqa: PLC0415  (start-up)
    from karma.core.matching.words import words_in  # noqa: PLC0415  (start-up)

    return frozenset(word.stem for word in words_in(text, NO_SYNONYMS))


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
