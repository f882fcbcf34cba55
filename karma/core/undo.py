"""Which operation `karma undo` takes back, and how that is called in the history: pure rules."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from karma.core.links import LINK
from karma.core.operation import Operation, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

UNDO = "undo"
BEGINNING = "init"
"""The operation that makes a book; there is no book without it, so it is never taken back."""
MAKING = frozenset({"met", "import", "doctor", "resolve", UNDO})
"""The operations that make files. Where another one seems to have, git had not known what stood there."""


@dataclass(frozen=True, slots=True)
class Done:
    """A commit as `karma undo` sees it. `operation` is its Karma-Op, empty for a commit by hand.

    `undoes` is the whole id of the commit that it takes back. `before` gives the blob of each file that held
    changes by hand when karma wrote to it, by path. `author` is an e-mail address.
    """

    commit: str
    parents: tuple[str, ...]
    author: str
    when: datetime
    subject: str
    operation: str
    undoes: str
    before: Mapping[str, str]

    @property
    def short(self) -> str:
        """The beginning of the id, as people quote it."""
        return self.commit[:8]

    @property
    def is_merge(self) -> bool:
        """True when it joins two histories."""
        return len(self.parents) > 1


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why something cannot be taken back without losing something: where, what, and what to do by hand."""

    path: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What becomes of one file: the lines that go and those that come back, blank ones left out.

    `what` is `changes`, `links` (nothing but where they lead), `goes`, `comes back` or `moves`. `path` is
    where it stands at the end, `name` the person's, or the file's when it is no person's.
    """

    name: str
    path: str
    what: Literal["changes", "links", "goes", "comes back", "moves"]
    gone: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


def between(now: str, then: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of `now` that go, and those of `then` that come back, in their order, blank ones left out."""
    lines = now.split("\n"), then.split("\n")
    gone: list[str] = []
    back: list[str] = []
    for tag, first, last, new_first, new_last in SequenceMatcher(None, *lines, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += lines[0][first:last]
            back += lines[1][new_first:new_last]
    return tuple(filter(None, map(str.rstrip, gone))), tuple(filter(None, map(str.rstrip, back)))


def only_links(gone: Sequence[str], back: Sequence[str]) -> bool:
    """True when the lines differ in nothing but where their links lead."""
    bare = ([LINK.sub("[[]]", text) for text in lines] for lines in (gone, back))
    return bool(gone) and next(bare) == next(bare)


class Hindered(Exception):  # noqa: N818  (an outcome, not a mistake)
    """It cannot be taken back, for these reasons."""

    def __init__(self, *why: Hindrance) -> None:
        super().__init__(*why)
        self.why = why


def candidates(history: Iterable[Done], author: str) -> Iterator[Done]:
    """The operations of `author` that may be taken back, from `history`, the newest first.

    No merge, no undo, and nothing that a later undo took back; one that was itself taken back counts no more.
    """
    gone: set[str] = set()
    for done in history:
        if done.commit in gone:
            continue
        if done.undoes:
            gone.add(done.undoes)
        mine = done.author.casefold() == author.casefold()
        if mine and not done.is_merge and done.operation not in ("", UNDO, BEGINNING):
            yield done


def undoing(done: Done, contacts: Sequence[str]) -> Operation:
    """`undo: call: Bill Okafor, off to the mountains`; an undo that is taken back is a redo."""
    what, subject = "undo", done.subject
    if done.operation == UNDO and subject.startswith("undo: "):
        what, subject = "redo", subject.removeprefix("undo: ")
    elif done.operation == UNDO:
        subject = subject.removeprefix("redo: ")
    return Operation(UNDO, sentence(what, rest=subject), tuple(contacts), done.commit)
