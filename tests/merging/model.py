"""What a book must hold, known without merging any text: who wrote what, and what took its place.

Everything in a book is a value in a slot: a line of the log, a field, an item of a list, a promise, a paragraph,
the path of the file. An act puts a value there in the place of others. Who knows the acts of two sides knows
what both together come to, whatever git did with the lines; karma's own merge has no part in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

Slot = tuple[str, ...]
"""The section that it stands in (`front`, `tags`, `prose`, `promises`, `log`) and a name; `PATH` for the file."""
Lines = Counter[tuple[str, str]]
"""Section and line, and how often the line stands there."""
State = frozenset[int]
"""The numbers of the acts that somebody knows."""
PATH: Slot = ("path",)
RANK = {"- [x]": 2, "- [-]": 1, "- [ ]": 0}
"""Of a promise that is kept on one side and open on the other, the kept one stands."""


@dataclass(frozen=True, slots=True)
class Act:
    """`value` (a whole line, None for no line) came into the slot of the person, in the place of `beats`.

    `over` are acts that had put something in the place of `value`: whoever chose it between two sides knew them.
    """

    number: int
    person: int
    slot: Slot
    value: str | None
    beats: frozenset[str | None] = frozenset()
    over: State = frozenset()


@dataclass(frozen=True, slots=True)
class Fate:
    """A person was deleted by somebody who knew the acts `seen`; or was kept, `without` some of the acts.

    `over` are the earlier fates that this one decides on.
    """

    number: int
    person: int
    deleted: bool
    seen: State = frozenset()
    over: State = frozenset()
    without: State = frozenset()


@dataclass
class Ledger:
    """Every act of every side."""

    acts: list[Act | Fate] = field(default_factory=list)

    def act(self, person: int, slot: Slot, value: str | None, *beats: str | None) -> int:
        """The number of a new act."""
        self.acts.append(Act(len(self.acts), person, slot, value, frozenset(beats)))
        return len(self.acts) - 1

    def answer(self, person: int, slot: Slot, chosen: str | None, knows: View) -> int:
        """Somebody who knows all this chose one of several values."""
        acts = [one for one in knows.acts[person] if one.slot == slot]
        others = frozenset(value for value in knows.slots(person)[slot] if value != chosen)
        over = frozenset(one.number for one in acts if chosen in one.beats)
        self.acts.append(Act(len(self.acts), person, slot, chosen, others, over))
        return len(self.acts) - 1

    def delete(self, person: int, knows: View) -> int:
        """Somebody who knows all this deletes the person."""
        over = frozenset(one.number for one in knows.fates[person])
        self.acts.append(Fate(len(self.acts), person, True, knows.acts_of(person), over))
        return len(self.acts) - 1

    def keep(self, person: int, together: View, survivor: View) -> int:
        """Of a deleted person and one who was changed, the changed one is kept as that side had it."""
        over = frozenset(one.number for one in together.fates[person])
        without = together.acts_of(person) - survivor.acts_of(person)
        self.acts.append(Fate(len(self.acts), person, False, over=over, without=without))
        return len(self.acts) - 1

    def view(self, state: State) -> View:
        """What the book of somebody who knows `state` must hold."""
        return View([self.acts[number] for number in sorted(state)])


class View:
    """The book as it follows from some acts."""

    def __init__(self, known: list[Act | Fate]) -> None:
        self.fates: dict[int, list[Fate]] = defaultdict(list)
        self.acts: dict[int, list[Act]] = defaultdict(list)
        for one in known:
            if isinstance(one, Fate):
                self.fates[one.person].append(one)
            else:
                self.acts[one.person].append(one)

    def acts_of(self, person: int) -> State:
        """The acts on this person, deleting and keeping left out."""
        return frozenset(one.number for one in self.acts[person])

    def fate(self, person: int) -> str:
        """`here`, `gone`, or `asked` when one side deleted whom another changed."""
        decided = {number for one in self.fates[person] for number in one.over}
        deletions = [one for one in self.fates[person] if one.deleted and one.number not in decided]
        if not deletions:
            return "here"
        return "gone" if any(one.seen >= self.acts_of(person) for one in deletions) else "asked"

    @cached_property
    def people(self) -> list[int]:
        """Everybody who is not gone."""
        return [person for person in sorted(self.acts) if self.fate(person) != "gone"]

    def slots(self, person: int) -> dict[Slot, list[str | None]]:
        """Every slot with the values that nothing has taken the place of: two or more are a double edit."""
        dropped = {number for one in self.fates[person] for number in one.without}
        by_slot: dict[Slot, list[Act]] = defaultdict(list)
        for one in self.acts[person]:
            if one.number not in dropped:
                by_slot[one.slot].append(one)
        return {slot: _standing(acts) for slot, acts in by_slot.items()}

    def path(self, person: int) -> str:
        """Where the file stands, when that is one place."""
        (only,) = self.slots(person)[PATH]
        assert only is not None
        return only

    def double(self, person: int) -> dict[Slot, list[str | None]]:
        """The slots of fields, prose and lines of the log that have two values."""
        return {
            slot: values
            for slot, values in self.slots(person).items()
            if len(values) > 1 and slot[0] in ("front", "prose", "log")
        }

    def lines(self, person: int) -> Lines:
        """All lines that must stand in the file. Of a promise in two states the later one stands."""
        found: Lines = Counter()
        for slot, values in self.slots(person).items():
            if slot == PATH:
                continue
            for value in promised(values)[:1] if slot[0] == "promises" else values:
                if value is not None:
                    found[slot[0], value] += int(slot[2]) if len(slot) > 2 else 1
        return found


def promised(values: list[str | None]) -> list[str | None]:
    """The lines of a promise of which one has to stand: kept before let go, let go before open."""
    highest = max(RANK[(value or "")[:5]] for value in values)
    return [value for value in values if RANK[(value or "")[:5]] == highest]


def _standing(acts: list[Act]) -> list[str | None]:
    beaten: dict[str | None, set[str | None]] = {}
    overruled = {(number, one.value) for one in acts for number in one.over}
    for one in acts:
        beats = {value for value in one.beats if (one.number, value) not in overruled}
        beaten.setdefault(one.value, set()).update(beats)
    if len(beaten) == 1:
        return list(beaten)
    reach = {value: _reached(value, beaten) for value in beaten}
    # Two sides that settled the same question differently beat each other: then both stand.
    return [
        value
        for value in beaten
        if not any(value in reach[other] and other not in reach[value] for other in beaten)
    ]


def _reached(start: str | None, beaten: dict[str | None, set[str | None]]) -> set[str | None]:
    found: set[str | None] = set()
    todo = [start]
    while todo:
        for value in beaten.get(todo.pop(), ()):
            if value not in found:
                found.add(value)
                todo.append(value)
    return found
