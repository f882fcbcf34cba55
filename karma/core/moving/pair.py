"""Two files of one person: what their lines say of each other, once they are one.

Nobody has lunch with themselves: a link from one of the two to the other in the head of a log line goes, and
in a text it becomes the words it was read as. A line of somebody else that names both names them once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from karma.core import logline
from karma.core.links import LINK, fold
from karma.core.moving.trail import Trail
from karma.core.problems import Fault
from karma.core.stems import with_links

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from karma.core.book import Contact
    from karma.core.logline import LogLine
    from karma.core.verbs import Verb

_BEFORE = re.compile(r"(?:\s*,|\s+and)?(?:\s+(?:with|to|by|from))?\s*\Z", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:with|to|by|from)\s*\Z", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Apart:
    """Takes the links to the other of the two out of the file of one: `other` are their folded targets.

    `name` is what the other is called. All is pure.
    """

    other: Collection[str]
    name: str
    verbs: Mapping[str, Verb]

    def parties(self, entry: LogLine) -> set[int]:
        """The places of the parties of a line that are the other one."""
        return {place for place, party in enumerate(entry.parties) if fold(party.target) in self.other}

    def needs_both(self, entry: LogLine) -> bool:
        """True for a line that only makes sense of two people: one was sent to the other, or by them."""
        verb, gone = self.verbs[entry.verb], self.parties(entry)
        return bool(gone) and (verb.kind == "stage" or (verb.needs_link and len(gone) == len(entry.parties)))

    def line(self, line: str) -> str:
        """A line of the log (no line ending) without the other one in its head."""
        entry = logline.parse(line, self.verbs)
        return (
            line
            if isinstance(entry, Fault)
            else without_parties(line, entry, self.parties(entry), self.verbs)
        )

    def words(self, text: str) -> str:
        """`text` with each link to the other one as the words that it was read as."""
        if "[[" not in text:
            return text
        return LINK.sub(self._worded, text)

    def contact(self, contact: Contact) -> Contact:
        """What `contact` says without them."""
        log = tuple(replace(entry, parties=_left(entry, self.parties(entry))) for entry in contact.log)
        via = None if contact.via and fold(contact.via) in self.other else contact.via
        return with_links(replace(contact, log=log, via=via), self.words, str)

    def _worded(self, match: re.Match[str]) -> str:
        return (match[2] or self.name) if fold(match[1]) in self.other else match[0]


@dataclass(frozen=True, slots=True)
class Joining(Trail):
    """The links that follow one of the two to the other, and name nobody twice in the head of a line."""

    verbs: Mapping[str, Verb] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """`text` with the links followed."""
        followed = relinked_lines(self, text)
        return followed if "[[" in text else text

    def contact(self, contact: Contact) -> Contact:
        """What `contact` says when the links have followed."""
        found = with_links(contact, lambda text: Trail.text(self, text), self.target)
        kept = (
            replace(after, parties=_left(after, self.repeated(before, after)))
            for before, after in zip(contact.log, found.log, strict=True)
        )
        return replace(found, log=tuple(kept))

    def repeated(self, before: LogLine, after: LogLine) -> set[int]:
        """The places of parties of `after` that are the one who stays once more, where both were named."""
        places = [place for place, party in enumerate(after.parties) if party.target == self.stem]
        both = {fold(before.parties[place].target) in self.moved for place in places} == {True, False}
        return set(places[1:]) if both else set()


def relinked_lines(joining: Joining, text: str) -> str:
    """`text` with the links followed, line by line, so that a line which named both names one."""
    return _LINE.sub(lambda match: _relinked_line(joining, match[0]), text)


def _relinked_line(joining: Joining, line: str) -> str:
    new = Trail.text(joining, line)
    if new == line:
        return line
    before, after = logline.parse(line, joining.verbs), logline.parse(new, joining.verbs)
    if isinstance(before, Fault) or isinstance(after, Fault):
        return new
    return without_parties(new, after, joining.repeated(before, after), joining.verbs)


def without_parties(line: str, entry: LogLine, gone: set[int], verbs: Mapping[str, Verb]) -> str:
    """The line, which says `entry`, without the parties at these places; all else as it was written."""
    if not gone:
        return line
    links = list(LINK.finditer(line))[: len(entry.parties)]
    new = line
    for place in sorted(gone, reverse=True):
        start, end = links[place].span()
        follower = links[place + 1].start() if place + 1 < len(links) else end
        shares = not _PREPOSITION.search(line[end:follower])
        if follower > end and place + 1 not in gone and shares and _PREPOSITION.search(line[:start]):
            new = new[:start] + new[follower:]
        else:
            before = _BEFORE.search(new[:start])
            new = new[: before.start() if before else start] + new[end:]
    wanted = replace(entry, parties=_left(entry, gone))
    return new if logline.parse(new, verbs) == wanted else logline.write(wanted)


def _left(entry: LogLine, gone: set[int]) -> tuple[logline.Party, ...]:
    return tuple(party for place, party in enumerate(entry.parties) if place not in gone)
