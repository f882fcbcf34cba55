"""After a merge: what git and karma say is held against the model, and what they ask is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.check import check
from karma.files.book import load
from tests.merging.model import PATH, promised
from tests.merging.text import conflicts, contents, take, write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from tests.merging.acts import Acts
    from tests.merging.clone import Clone
    from tests.merging.model import Ledger, Slot, State, View

DAY = date(2026, 11, 22)


@dataclass
class Settling:
    """What two sides come to in a clone: `conflicts` of people git asked about, `reported` double edits."""

    acts: Acts
    chance: Random
    clone: Clone
    ours: State
    theirs: State
    together: State
    conflicts: int = 0
    reported: int = 0

    @property
    def ledger(self) -> Ledger:
        """All acts."""
        return self.acts.ledger

    @cached_property
    def view(self) -> View:
        """What both sides together come to."""
        return self.ledger.view(self.together)

    def settle(self) -> State:
        """Nothing but what was changed twice is asked; all of that is; the answers are one side or the other."""
        view = self.view
        unmerged: dict[int, set[str]] = {}
        for path in self.clone.unmerged():
            unmerged.setdefault(self.acts.owners[path], set()).add(path)
        asked = {person for person in view.people if view.fate(person) == "asked"}
        double = {person: found for person in view.people if (found := view.double(person))}
        double = {person: found for person, found in double.items() if person not in asked}
        torn = {person for person in view.people if len(view.slots(person)[PATH]) > 1}
        wanted = asked | double.keys() | torn
        unasked = [unmerged[person] for person in unmerged.keys() - wanted]
        assert not unasked, ("a conflict where nothing was changed twice", unasked)
        before = self.answered_before(asked - unmerged.keys())
        silent = [
            (view.slots(person), view.fates[person]) for person in wanted - unmerged.keys() - before.keys()
        ]
        assert not silent, ("nobody was told of a double edit", silent)
        if double:
            self._all_reported(double, unmerged)
        self.conflicts, self.reported = len(unmerged), sum(map(len, double.values()))
        answers = [
            self._keep_or_delete(person, paths) if person in asked else self._take_sides(person, paths)
            for person, paths in sorted(unmerged.items())
        ]
        return self.together.union(before.values(), *answers)

    def answered_before(self, people: Iterable[int]) -> dict[int, int]:
        """Whom one side deleted and one kept when both were asked the same: git goes by who changed what then was."""
        answers = {}
        for person in people:
            if any(not fate.deleted for fate in self.view.fates[person]):
                survivor = self._survivor(person)
                stays = survivor.path(person) in self.clone.files()
                answers[person] = (
                    self.ledger.keep(person, self.view, survivor)
                    if stays
                    else self.ledger.delete(person, self.view)
                )
        return answers

    def _all_reported(
        self, double: dict[int, dict[Slot, list[str | None]]], unmerged: dict[int, set[str]]
    ) -> None:
        """`karma check` names the line of every double edit, and both values stand there."""
        problems = check(load(self.clone.root), DAY)
        reported = {(one.path, one.line) for one in problems if one.code == "conflict"}
        for person, slots in double.items():
            for path in sorted(unmerged[person] & self.clone.files()):
                at = conflicts(self.clone.read(path))
                for slot, values in slots.items():
                    lines = {value for value in values if value is not None}
                    places = [(path, line) for line, ours, theirs in at if lines <= {*ours, *theirs}]
                    assert places, ("a double edit without its two values", path, slot, values, at)
                    assert places[0] in reported, ("not reported by karma check", places[0], reported)

    def _take_sides(self, person: int, paths: set[str]) -> set[int]:
        """One side of each conflict; of two names that the file was given, one."""
        names = self.view.slots(person)[PATH]
        path = self.chance.choice([name for name in names if name])
        lines = self.clone.read(path)
        lines = take(lines, [self.chance.choice((1, 2)) for _ in conflicts(lines)])
        write(self.clone.root / path, lines)
        self._remove(paths - {path})
        self.clone.git("add", path)
        found = contents(lines)
        answers: list[tuple[Slot, str | None]] = [(PATH, path)] if len(names) > 1 else []
        for slot, values in self.view.double(person).items():
            standing = [value for value in values if value is not None and found[slot[0], value]]
            assert len(standing) < 2, ("both sides stand after one was taken", path, values)
            assert standing or None in values, ("neither side stands after one was taken", path, values)
            answers.append((slot, standing[0] if standing else None))
        return {self.ledger.answer(person, slot, chosen, self.view) for slot, chosen in answers}

    def _keep_or_delete(self, person: int, paths: set[str]) -> set[int]:
        """Somebody was deleted here and changed there."""
        survivor = self._survivor(person)
        keep = survivor.path(person) if self.chance.random() < 0.6 else ""
        self._remove(paths - {keep})
        if not keep:
            return {self.ledger.delete(person, self.view)}
        self.clone.git("add", keep)
        return {self.ledger.keep(person, self.view, survivor)}

    def _survivor(self, person: int) -> View:
        ours = self.ledger.view(self.ours)
        return ours if person in ours.people else self.ledger.view(self.theirs)

    def _remove(self, paths: set[str]) -> None:
        if paths:
            self.clone.git("rm", "--quiet", "--force", "--ignore-unmatch", "--", *sorted(paths))


def check_tree(ledger: Ledger, clone: Clone, state: State) -> State:
    """The files hold what the model says, no line less, none more; and what became of promises ticked twice."""
    view = ledger.view(state)
    settled = set(state)
    for person in view.people:
        found = contents(clone.read(view.path(person)))
        for slot, values in view.slots(person).items():
            if slot[0] == "promises" and len(values) > 1:
                standing = [value for value in promised(values) if value and found["promises", value]]
                assert len(standing) == 1, ("a promise in two states", values, standing)
                settled.add(ledger.answer(person, slot, standing[0], view))
    view = ledger.view(frozenset(settled))
    paths = {view.path(person) for person in view.people}
    assert clone.files() == paths, ("lost", paths - clone.files(), "too many", clone.files() - paths)
    for person in view.people:
        found, wanted = contents(clone.read(view.path(person))), view.lines(person)
        assert found == wanted, (view.path(person), "lost", wanted - found, "too many", found - wanted)
    return frozenset(settled)
