"""A few laptops that share a book through a bare repository, and whoever sits at them, for a while.

Everything comes from the seed: who does what, in which order, how the sides are brought together.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from karma.files import git as door
from karma.files.repository.driver import ATTRIBUTES, register
from tests.merging.acts import Acts
from tests.merging.clone import Clone, Ticks
from tests.merging.model import Ledger
from tests.merging.settle import Settling, check_tree

if TYPE_CHECKING:
    from pathlib import Path

    from tests.merging.model import State


@dataclass
class Tally:
    """What a world came to: lines written in logs, files that git asked about, double edits reported."""

    merges: int = 0
    lines: int = 0
    conflicts: int = 0
    double: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def __str__(self) -> str:
        return (
            f"{self.merges:,} merges of {self.lines:,} log lines, none lost, none doubled; "
            f"{self.conflicts:,} files with conflicts, none of them needless; "
            f"{self.double:,} double edits, all reported"
        )


@dataclass
class Commit:
    """A commit that somebody made by hand: its acts, and all that its branch held then."""

    acts: State
    after: State


class World:
    """Two to four clones. `attributes` is the line of .gitattributes, else karma's own or one without `eol`."""

    def __init__(self, folder: Path, seed: int, attributes: str = "") -> None:
        self.chance = random.Random(seed)  # noqa: S311 - any world will do
        self.folder, self.ledger, self.tally = folder, Ledger(), Tally()
        self.commits: dict[str, Commit] = {}
        self.acts = Acts(self.chance, self.ledger)
        ticks = Ticks(folder)
        self.peers = self.chance.random() < 0.2
        # Where merges cross, one deletion is asked about again and again, and answered both ways: whose version
        # of the file comes out then is up to git, and no list of acts says it.
        self.acts.deletes = not self.peers
        # Without `eol=lf` the line endings of the CRLF side get into the history.
        plain = ATTRIBUTES.replace(" text eol=lf", "")
        attributes = attributes or self.chance.choice([ATTRIBUTES, ATTRIBUTES, ATTRIBUTES, plain])
        first = Clone(folder / "a", ticks)
        first.root.mkdir()
        first.git("init", "--quiet")
        self._begin(first, attributes)
        first.git("clone", "--quiet", "--bare", ".", "../hub.git")
        first.git("remote", "add", "origin", "../hub.git")
        first.git("fetch", "--quiet", "origin")
        self.hub = first.state
        self.clones = [first]
        for name in "bcd"[: self.chance.randint(1, 3)]:
            first.git("clone", "--quiet", "../hub.git", f"../{name}")
            self.clones.append(Clone(folder / name, ticks, state=first.state))
        self.acts.clones = self.clones
        for clone in self.clones:
            self._furnish(clone)

    def _begin(self, clone: Clone, attributes: str) -> None:
        (clone.root / ".gitattributes").write_text(f"{attributes}\n", "utf-8")
        (clone.root / "karma.toml").write_text('name = "Nora"\n', "utf-8")
        for _ in range(self.chance.randint(4, 5)):
            self.acts.arrive(clone)
        clone.git("add", "--all")
        clone.git("commit", "--quiet", "--message", "the book as it was")

    def _furnish(self, clone: Clone) -> None:
        repository = door.find(clone.root)
        assert repository is not None
        assert register(repository).ok
        clone.sorts = self.chance.random() < 0.3
        kind = self.chance.random()
        clone.crlf = kind < 0.25
        if 0.25 <= kind < 0.4:
            clone.git("config", "core.autocrlf", "true")

    def play(self, merges: int) -> Tally:
        """Goes on until there were that many merges, and then brings everything together."""
        while self.tally.merges < merges:
            for clone in self.chance.sample(self.clones, len(self.clones)):
                for _ in range(self.chance.randint(1, 2)):
                    self._commit(clone)
                self._exchange(clone)
        for clone in [*self.clones, *self.clones]:
            self._merge(clone, self.hub, "origin")
            self._push(clone)
        assert len({clone.says("rev-parse", "HEAD") for clone in self.clones}) == 1
        self.tally.lines = self.acts.lines
        return self.tally

    def _commit(self, clone: Clone) -> None:
        before = clone.state
        self.acts.some(clone)
        if clone.state == before:
            return
        clone.git("commit", "--quiet", "--all", "--allow-empty", "--message", "by hand")
        self.commits[clone.says("rev-parse", "HEAD")] = Commit(clone.state - before, clone.state)

    def _exchange(self, clone: Clone) -> None:
        kind = self.chance.random()
        if self.peers and kind < 0.3:
            other = self.chance.choice([one for one in self.clones if one is not clone])
            self._merge(clone, other.state, str(other.root))
            return
        if kind < 0.4:
            self._pick(clone)
        if 0.4 <= kind < 0.7 and not self.peers:
            self._rebase(clone)
        elif 0.7 <= kind < 0.8:
            self._stash(clone)
        else:
            self._merge(clone, self.hub, "origin")
        self._push(clone)

    def _push(self, clone: Clone) -> None:
        clone.git("push", "--quiet", "origin", "HEAD:main")
        self.hub = clone.state

    def _merge(self, clone: Clone, theirs: State, source: str) -> None:
        clone.git("fetch", "--quiet", source, "main")
        if clone.holds("FETCH_HEAD", "HEAD"):
            return
        if clone.holds("HEAD", "FETCH_HEAD"):
            clone.git("merge", "--quiet", "--ff-only", "FETCH_HEAD")
            clone.state = theirs
            return
        done = clone.git("merge", "--quiet", "--no-edit", "FETCH_HEAD", check=False)
        state = self._settled(clone, clone.state, theirs, clone.state | theirs)
        if done.returncode:
            clone.git("commit", "--quiet", "--no-edit")
        self._arrived(clone, state)

    def _rebase(self, clone: Clone) -> None:
        clone.git("fetch", "--quiet", "origin", "main")
        replayed = clone.says("rev-list", "--reverse", "FETCH_HEAD..HEAD").split()
        alone = clone.holds("FETCH_HEAD", "HEAD") or clone.holds("HEAD", "FETCH_HEAD")
        if alone or any(commit not in self.commits for commit in replayed):
            self._merge(clone, self.hub, "origin")
            return
        done = clone.git("rebase", "--quiet", "FETCH_HEAD", check=False)
        state = self.hub
        for commit in replayed:
            made = self.commits[commit]
            together = state | made.acts
            stopped = done.returncode and clone.says("rev-parse", "REBASE_HEAD") == commit
            if not stopped:
                state = self._passed(clone, state, made.after, together)
                continue
            state = self._settled(clone, state, made.after, together)
            done = clone.git("rebase", "--continue", check=False)
        assert done.returncode == 0, (done.stdout, done.stderr)
        self._arrived(clone, state)

    def _stash(self, clone: Clone) -> None:
        before = clone.state
        self.acts.some(clone, people=False)
        here = clone.state
        if here == before:
            self._merge(clone, self.hub, "origin")
            return
        clone.git("stash", "--quiet")
        clone.state = before
        self._merge(clone, self.hub, "origin")
        done = clone.git("stash", "pop", "--quiet", check=False)
        state = self._settled(clone, clone.state, here, clone.state | (here - before))
        if done.returncode:
            clone.git("stash", "drop", "--quiet")
        clone.git("commit", "--quiet", "--all", "--allow-empty", "--message", "after the stash")
        self._arrived(clone, state)

    def _pick(self, clone: Clone) -> None:
        """Takes over one commit of another side that only adds lines; what it added stays from then on."""
        clone.git("fetch", "--quiet", "origin", "main")
        for commit in clone.says("rev-list", "--reverse", "--no-merges", "HEAD..FETCH_HEAD").split():
            made = self.commits.get(commit)
            if made and self.acts.only_appends(made.acts, self.ledger.view(clone.state)):
                self.acts.freeze(made.acts)
                clone.git("cherry-pick", commit)
                self._arrived(clone, clone.state | made.acts)
                return

    def _settled(self, clone: Clone, ours: State, theirs: State, together: State) -> State:
        """The state after the test has answered what karma asked."""
        settling = Settling(self.acts, self.chance, clone, ours, theirs, together)
        state = settling.settle()
        self.tally.conflicts += settling.conflicts
        self.tally.double += settling.reported
        return state

    def _passed(self, clone: Clone, ours: State, theirs: State, together: State) -> State:
        """A step of a rebase at which git did not stop: there was nothing to ask."""
        view = self.ledger.view(together)
        before = Settling(self.acts, self.chance, clone, ours, theirs, together).answered_before(
            person for person in view.people if view.fate(person) == "asked"
        )
        asked = [person for person in view.people if view.fate(person) == "asked" and person not in before]
        assert not asked, ("nobody was told of a deletion in a rebase", asked)
        double = [view.double(person) for person in view.people if person not in before]
        assert not any(double), ("nobody was told of a double edit in a rebase", double)
        return together.union(before.values())

    def _arrived(self, clone: Clone, state: State) -> None:
        self.tally.merges += 1
        clone.state = check_tree(self.ledger, clone, state)
