"""What people do with a book in their editors: 7 of 10 acts add to a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.merging.model import PATH, Act, Fate
from tests.merging.text import add_front, add_row, compose, swap

if TYPE_CHECKING:
    from random import Random

    from tests.merging.clone import Clone
    from tests.merging.model import Ledger, Slot, State, View

VERBS = ("call", "voicemail", "tried", "lunch", "email", "heard", "told", "call in", "won USD 300")
WORDS = (
    *("harbour", "mountain", "ledger", "anchor", "invoice", "garden", "timber"),
    *("violin", "market", "winter", "saffron", "bridge", "copper", "lantern"),
    *("orchard", "pepper", "quarry", "ribbon", "saddle", "thistle", "umbrella"),
    *("velvet", "walnut", "yarrow", "zephyr", "almond", "beacon", "cobalt"),
)
ODD = ("", " #marine", " ⛵", " ======= ", ": a: b", ' "quoted"', " - [ ] no promise", " *and* more")
GIVEN = ("title", "org")
FIELDS = (*GIVEN, "address", "city")


class Acts:
    """Acts in the books of clones, each noted in the ledger. `owners` knows whose file every path ever was."""

    def __init__(self, chance: Random, ledger: Ledger) -> None:
        self.chance, self.ledger = chance, ledger
        self.owners: dict[str, int] = {}
        self.frozen: set[Slot] = set()
        self.lasting: set[int] = set()
        self.clones: list[Clone] = []
        self.deletes = True
        self.lines = self.number = 0

    def some(self, clone: Clone, *, people: bool = True) -> None:
        """One to four acts, and what this laptop writes down because another did: the same lunch."""
        for number in clone.later:
            self._again(clone, number)
        clone.later = []
        for _ in range(self.chance.randint(1, 4)):
            kinds = [self.append, self.set_field, self.edit, self.change_people if people else self.append]
            self.chance.choices(kinds, (70, 15, 10, 5))[0](clone)

    def only_appends(self, acts: State, view: View) -> bool:
        """True when these acts only added lines, to people who are here, that nobody has touched since."""
        for number in acts:
            one = self.ledger.acts[number]
            if not isinstance(one, Act) or one.slot[0] != "log" or one.beats:
                return False
            if one.person not in view.people or self._has_a_fate(one.person):
                return False
            others = (other for other in self.ledger.acts if isinstance(other, Act) and other is not one)
            if any((other.person, other.slot) == (one.person, one.slot) for other in others):
                return False
        return True

    def freeze(self, acts: State) -> None:
        """Nobody corrects these lines any more, nor deletes the people."""
        for number in acts:
            one = self.ledger.acts[number]
            assert isinstance(one, Act)
            self.frozen.add(one.slot)
            self.lasting.add(one.person)

    def append(self, clone: Clone) -> None:
        """One to three lines in the log of somebody; now and then one line twice."""
        person, path = self._somebody(clone)
        for _ in range(self.chance.randint(1, 3)):
            times = 2 if self.chance.random() < 0.05 else 1
            line = self._log_line()
            slot = ("log", str(self._next()), str(times))
            for _ in range(times):
                self._to_log(clone, path, line)
            self.lines += times
            number = self._note(clone, person, slot, line)
            if times == 1 and self.chance.random() < 0.06 and not self._has_a_fate(person):
                self.freeze(frozenset({number}))
                self.chance.choice([one for one in self.clones if one is not clone]).later.append(number)

    def set_field(self, clone: Clone) -> None:
        """A field gets another value, a new one, or none; or a tag comes or goes."""
        person, path = self._somebody(clone)
        if self.chance.random() < 0.35:
            self._tag(clone, person, path)
            return
        slot = ("front", self.chance.choices(FIELDS, (50, 10, 30, 10))[0])
        (old,) = self._slots(clone, person)[slot]
        if old is None and slot[1] in GIVEN:  # taken out once and for good: no value ever comes back
            return
        line = f"{slot[1]}: {self._words(2)} {self._next()}"
        may_go = slot[1] in GIVEN and not self._was_taken_out(person, slot)
        new = None if may_go and self.chance.random() < 0.15 else line
        lines = clone.read(path)
        if old is not None:
            clone.write(path, swap(lines, old, new))
        elif new is not None:
            below = self.chance.choice(lines[1 : lines.index("tags:")])
            clone.write(path, add_front(lines, new, below))
        self._note(clone, person, slot, new, old)

    def edit(self, clone: Clone) -> None:
        """A promise is made, kept or let go; a line of the log is corrected; a paragraph is written anew."""
        person, path = self._somebody(clone)
        slots = self._slots(clone, person)
        kind = self.chance.choices(("promises", "log", "prose", "new"), (40, 30, 15, 15))[0]
        able = [
            (slot, values[0])
            for slot, values in slots.items()
            if slot[0] == kind and len(values) == 1 and values[0] and slot not in self.frozen
            if kind != "promises" or values[0].startswith("- [ ]")
        ]
        if kind == "new" or not able:
            line = f"- [ ] 2026-12-{self.chance.randint(1, 28):02} {self._words(3)} {self._next()}"
            clone.write(path, add_row(clone.read(path), "Promises", line))
            self._note(clone, person, ("promises", str(self._next())), line)
            return
        slot, old = able[int(len(able) * self.chance.random() ** 3)]  # the same ones, so that sides meet
        if kind == "promises":
            done = self.chance.random() < 0.7
            day = f" ✅ 2026-11-{self.chance.randint(1, 22):02}"
            new = old.replace("[ ]", "[x]") + day if done else old.replace("[ ]", "[-]")
        elif kind == "log":
            if slot[2] != "1":
                return
            new = f"{old}, corrected {self._next()}"
        else:
            new = self._paragraph()
        clone.write(path, swap(clone.read(path), old, new))
        self._note(clone, person, slot, new, old)

    def change_people(self, clone: Clone) -> None:
        """Somebody is deleted, gets another file name, or is new."""
        person, path = self._somebody(clone)
        view = self.ledger.view(clone.state)
        kind = self.chance.choice(("delete", "rename", "rename", "arrive"))
        if self._has_a_fate(
            person
        ):  # whom two sides brought back under two names nothing could make one again
            self.append(clone)
        elif kind == "delete" and self.deletes and len(view.people) > 3 and person not in self.lasting:
            clone.git("rm", "--quiet", "--force", path)
            clone.state |= {self.ledger.delete(person, view)}
        elif kind == "rename":
            folder = "contacts/archive" if self.chance.random() < 0.3 or "archive" in path else "contacts"
            new = f"{folder}/{self._words(1).casefold()}-{self._next()}.md"
            (clone.root / new).parent.mkdir(exist_ok=True)
            clone.git("mv", path, new)
            self.owners[new] = person
            self._note(clone, person, PATH, new, path)
        else:
            self.arrive(clone)

    def arrive(self, clone: Clone) -> None:
        """Somebody new, with a file of some length."""
        person = self._next()
        path = f"contacts/{self._words(1).casefold()}-{person}.md"
        self.owners[path] = person
        front = [
            f"name: {self._words(2).title()} {person}",
            f"# a comment that stays {person}",
            f"title: {self._words(2)} {person}",
            f"org: {self._words(2)} {person}",
        ]
        tags = [f"  - tag{person}", f"  - {self._words(1)}{person}"]
        prose = [self._paragraph() for _ in range(self.chance.randint(8, 12))]
        promises = [f"- [ ] 2026-W50 {self._words(3)} {self._next()}" for _ in range(2)]
        log = sorted(self._log_line() for _ in range(self.chance.randint(0, 6)))
        self.lines += len(log)
        clone.write(path, compose(front, tags, prose, promises, log))
        clone.git("add", path)
        self._note(clone, person, PATH, path)
        self._note(clone, person, ("key", "tags"), "tags")
        for key, line in zip(("name", "#", "title", "org"), front, strict=True):
            self._note(clone, person, ("front", key), line)
        for key in FIELDS[len(GIVEN) :]:
            self._note(clone, person, ("front", key), None)
        self._note(clone, person, ("tags", "stays"), tags[0])
        for section, lines in (("tags", tags[1:]), ("prose", prose), ("promises", promises), ("log", log)):
            for line in lines:
                end = ("1",) if section == "log" else ()
                self._note(clone, person, (section, str(self._next()), *end), line)

    def _again(self, clone: Clone, number: int) -> None:
        """The same line as another laptop wrote, when it has not come here yet."""
        one = self.ledger.acts[number]
        assert isinstance(one, Act)
        view = self.ledger.view(clone.state)
        if number not in clone.state and one.person in view.people and one.value:
            self._to_log(clone, view.path(one.person), one.value)
            self._note(clone, one.person, one.slot, one.value)

    def _to_log(self, clone: Clone, path: str, line: str) -> None:
        lines = clone.read(path)
        if clone.sorts or clone.crlf or lines[-1]:
            clone.write(path, add_row(lines, "Log", line, by_date=clone.sorts))
        else:  # as `echo '- …' >> FILE` does
            with (clone.root / path).open("ab") as file:
                file.write(f"{line}\n".encode())

    def _tag(self, clone: Clone, person: int, path: str) -> None:
        slots = self._slots(clone, person)
        there = [slot for slot in slots if slot[0] == "tags" and slot[1] != "stays" and slots[slot][0]]
        if there and self.chance.random() < 0.4:
            slot = self.chance.choice(there)
            (old,) = slots[slot]
            assert old is not None
            clone.write(path, swap(clone.read(path), old, None))
            self._note(clone, person, slot, None, old)
            return
        line = f"  - {self._words(1)}{self._next()}"
        clone.write(path, add_front(clone.read(path), line, "tags:"))
        self._note(clone, person, ("tags", str(self._next())), line)

    def _was_taken_out(self, person: int, slot: Slot) -> bool:
        acts = (one for one in self.ledger.acts if isinstance(one, Act))
        return any((one.person, one.slot, one.value) == (person, slot, None) for one in acts)

    def _has_a_fate(self, person: int) -> bool:
        return any(isinstance(one, Fate) and one.person == person for one in self.ledger.acts)

    def _note(self, clone: Clone, person: int, slot: Slot, value: str | None, *beats: str | None) -> int:
        number = self.ledger.act(person, slot, value, *beats)
        clone.state |= {number}
        return number

    def _somebody(self, clone: Clone) -> tuple[int, str]:
        view = self.ledger.view(clone.state)
        # some are called more often than others
        person = view.people[int(len(view.people) * self.chance.random() ** 1.5)]
        return person, view.path(person)

    def _slots(self, clone: Clone, person: int) -> dict[Slot, list[str | None]]:
        return self.ledger.view(clone.state).slots(person)

    def _log_line(self) -> str:
        year, month, number = (self.chance.randint(*span) for span in ((2024, 2026), (1, 10), (1, 28)))
        day = f"{year}-{month:02}-{number:02}"
        verb, odd = self.chance.choice(VERBS), self.chance.choice(ODD)
        return f"- {day} {verb}: {self._words(2)} {self._next()}{odd}".rstrip()

    def _paragraph(self) -> str:
        return f"{self._words(14).capitalize()} {self._next()}."

    def _words(self, count: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=count))

    def _next(self) -> int:
        self.number += 1
        return self.number
