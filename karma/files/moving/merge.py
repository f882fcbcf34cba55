"""`karma merge`: two files of one person become one, nothing is lost, and every link follows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karma.core.fields import FIELDS
from karma.core.links import fold
from karma.core.moving.pair import Apart, Joining
from karma.core.moving.trail import more_aliases, trail, with_people
from karma.files.body import open_fence
from karma.files.contact import parse_contact
from karma.files.field_edit import SetField
from karma.files.moving.body import joined_body
from karma.files.moving.front import Joined, agreed, is_flat, joined_front, noted
from karma.files.moving.move import Move, Moved, following, linking, proven, refuse_copies, text_of
from karma.files.outline import outline
from karma.files.refusals import WriteRefused
from karma.files.whole import Replacement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from karma.core.book import Book, Contact
    from karma.files.moving.front import Difference


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two as the file tells it once the links between them are gone."""

    contact: Contact
    text: str
    notes: tuple[str, ...] = ()


class Merge:
    """The file of `other` going into that of `kept`. `other` may be a copy that counts as nobody."""

    def __init__(self, root: Path, book: Book, kept: Contact, other: Contact) -> None:
        self.root, self.book, self.kept, self.other = root, book, kept, other
        self.known = any(one.path == other.path for one in book.contacts)
        to_other = trail(book, other, kept.id) if self.known else None
        self.links = Joining(
            kept.id,
            to_other.moved if to_other else {},
            to_other.names if to_other else frozenset(),
            book.config.verbs,
        )
        self.old, self.old_other = text_of(root, kept.path), text_of(root, other.path)
        to_kept = trail(book, kept, kept.id).moved if self.known else {}
        mine = self._apart(kept, self.old, Apart(self.links.moved, other.name, book.config.verbs))
        theirs = self._apart(other, self.old_other, Apart(to_kept, kept.name, book.config.verbs))
        self.mine = mine
        self.theirs = replace(
            theirs, contact=self.links.contact(theirs.contact), text=self.links.text(theirs.text)
        )

    def differences(self) -> tuple[Difference, ...]:
        """What only a person can decide: keys with one value here and another there. Raises EditRefused."""
        return self._front((), ()).undecided

    def move(self, take: Collection[str], keep: Collection[str]) -> Move:
        """The step, when it is said for every difference whose value counts.

        Raises WriteRefused or EditRefused.
        """
        refuse_copies(self.root, [self.other.path])
        joined = self._front(take, keep)
        private = {*self.kept.private, *self.other.private}
        said = [(key, f"{key}: {value} (in {self._name(own)})") for key, value, own in joined.gave_way]
        text = noted(joined.text, [line for key, line in said if key in private])
        prose = [f"- {line}" for key, line in said if key not in private]
        text = joined_body(text, self.theirs.text, prose, self.book.config.verbs)
        aliases = self._aliases(text)
        if aliases:
            text = SetField("aliases", aliases).apply(text)
        own = (
            Replacement(self.kept.path, self.old, text),
            Replacement(self.other.path, self.old_other, None, heir=self.kept.path),
        )
        texts = linking(self.root)
        replacements = (*own, *following(texts, self.links, [self.kept.path, self.other.path]))
        mine = {self.kept.path, self.other.path}
        notes = proven(
            self.book,
            {path: one for path, one in texts.items() if path not in mine},
            self.links,
            replacements,
            {self.kept.path: lambda found: self._says_both(found, aliases)},
        )
        moved = Moved(self.kept.name, self.other.path, self.kept.path, self.other.id, self.kept.id)
        told = (*self.mine.notes, *self.theirs.notes, *notes)
        lines = (f"aliases: {', '.join(aliases)}",) if aliases else ()
        return Move(replacements, (moved,), told, (*lines, *(line for _, line in said)))

    def _front(self, take: Collection[str], keep: Collection[str]) -> Joined:
        """The front matter of both, the name and what follows from both already the same."""
        mine, theirs = self.mine, self.theirs
        for side in (mine, theirs):
            _refuse_unclear(side)
        text = agreed(mine.text, mine.contact, theirs.contact)
        other = theirs.text
        if outline(other).front:
            other = agreed(other, theirs.contact, mine.contact)
            if "name" in mine.contact.lines and "name" in theirs.contact.lines:
                other = SetField("name", mine.contact.name).apply(other)
        return joined_front(text, other, take, keep)

    def _aliases(self, text: str) -> tuple[str, ...]:
        """All names of both; nothing when the merged text has them already."""
        contact, _ = parse_contact(text, self.kept.path, self.book.config)
        names = [self.other.name, *self.other.aliases]
        if self.known:
            names.insert(0, self.other.id)
        others = with_people(self.book, [self.other.path], [])
        aliases = more_aliases(contact, others, *names)
        return aliases if aliases != contact.aliases else ()

    def _apart(self, contact: Contact, text: str, apart: Apart) -> _Side:
        """The file without links to the other one. Raises WriteRefused for a line that needs them as two."""
        if not apart.other:
            return _Side(contact, text)
        notes = tuple(self._notes(contact, apart))
        if contact.via and fold(contact.via) in apart.other:
            text = SetField("via", None).apply(text)
        found = outline(text)
        for row in found.rows("log"):
            raw = found.lines[row.number - 1]
            found.lines[row.number - 1] = apart.line(row.text) + raw[len(row.text) :]
        return _Side(apart.contact(contact), apart.words("".join(found.lines)), notes)

    def _notes(self, contact: Contact, apart: Apart) -> Iterator[str]:
        for entry in contact.log:
            if apart.needs_both(entry):
                raise WriteRefused(
                    contact.path,
                    f"line {entry.line} tells of {contact.name} and {apart.name} as two people",
                    "If they are one, take that line out or mend it; then run the command again.",
                )
            if apart.parties(entry):
                yield f"{contact.path}:{entry.line} linked the two of them; nobody is with themselves."
        if contact.via and fold(contact.via) in apart.other:
            yield f"{contact.path}: via led from one of the two to the other, and is gone."

    def _name(self, own: bool) -> str:
        path = self.kept.path if own else self.other.path
        return path.rpartition("/")[2].removesuffix(".md")

    # The proof

    def _says_both(self, found: Contact, aliases: tuple[str, ...]) -> bool:
        """True when nothing that either file said is missing, and nothing counts twice."""
        mine, theirs = self.mine.contact, self.theirs.contact
        log = Counter(mine.log) | Counter(theirs.log)
        lines = {line.strip() for line in found.prose.split("\n")}
        promises = {(one.text, one.by, one.theirs) for one in (*mine.promises, *theirs.promises)}
        closed = {one.text for one in (*mine.promises, *theirs.promises) if one.state != "open"}
        return (
            log <= Counter(found.log) <= Counter(mine.log) + Counter(theirs.log)
            and {(one.text, one.by, one.theirs) for one in found.promises} == promises
            and closed <= {one.text for one in found.promises if one.state != "open"}
            and set(found.next_time) == {*mine.next_time, *theirs.next_time}
            and {line.strip() for side in (mine, theirs) for line in side.prose.split("\n")} - {""} <= lines
            and all(_holds(found, name, mine, theirs) for name in FIELDS)
            and set(aliases) <= set(found.aliases)
            and {key for key, _ in found.unknown} == {key for key, _ in (*mine.unknown, *theirs.unknown)}
            and (found.id, found.path, found.archived) == (mine.id, mine.path, mine.archived)
        )


def _refuse_unclear(side: _Side) -> None:
    """Stops where it is not clear what belongs to what. Raises WriteRefused."""
    remedy = "Mend what `karma check` says of it; then run the command again."
    if not is_flat(side.text):
        what = "the front matter is no list of keys, each of them once"
        raise WriteRefused(side.contact.path, what, remedy)
    if fence := open_fence(outline(side.text).body):
        what = f"a block of code begins on line {fence.number} and never ends"
        raise WriteRefused(side.contact.path, what, remedy)


def _holds(found: Contact, name: str, mine: Contact, theirs: Contact) -> bool:
    """True when a field says what both say, or in a field for one value what one of them does."""
    now, own, other = (getattr(one, name) for one in (found, mine, theirs))
    if name == "private":
        return set(now) >= {*own, *other} or found.hidden
    if FIELDS[name].many:
        return set(now) >= {*own, *other}
    return now in [one for one in (own, other) if one is not None] if own or other else now is None
