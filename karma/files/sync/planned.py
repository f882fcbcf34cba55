"""What a sync will do, worked out to the end before anything is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.operation import Operation, names, sentence
from karma.core.sync.report import Came
from karma.files.contact import stem_of
from karma.files.repository.commit import PATIENCE, SIGNING
from karma.files.sync import bring_in, checked, news, outgoing
from karma.files.sync.authors import authors_of, moves_of
from karma.files.sync.merging import Merge, merge_base, merged
from karma.files.sync.stopped import SyncStopped, Unsettled, asked, git_failed
from karma.files.sync.trees import Reader, differences, is_person, people_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.files.git import Repository
    from karma.files.repository.config import GitConfig
    from karma.files.sync.remote import Remote
    from karma.files.sync.trees import Difference


@dataclass(frozen=True, slots=True)
class Plan:
    """From the commit `head` to `target`; `sends` when the remote has to be told. `came` is what is new here.

    `changes` are the files that will become others, by path from the top. `new_branch`: the remote has none.
    """

    head: str
    target: str
    sends: bool
    went: int
    came: Came
    changes: Mapping[str, Difference]
    new_branch: bool = False


@dataclass(frozen=True, slots=True)
class Planner:
    """Works out the plan. Writes objects into git, and nothing else."""

    repository: Repository
    config: GitConfig
    reader: Reader
    remote: Remote
    yes: bool = False

    @classmethod
    def of(
        cls, repository: Repository, git_config: GitConfig, config: Config, remote: Remote, *, yes: bool
    ) -> Planner:
        """One that reads contacts as the book's settings say."""
        return cls(repository, git_config, Reader(repository, config), remote, yes)

    def plan(self, head: str, theirs: str | None) -> Plan:
        """The plan for our `head` and their commit; None is a branch not made yet. Raises SyncStopped."""
        if theirs is None:
            nothing = outgoing.everything(self.repository)
            outgoing.refuse_markers(self.reader, differences(self.repository, nothing, head))
            return Plan(head, head, True, self._count(head), Came(), {}, new_branch=True)
        if head == theirs:
            return Plan(head, head, False, 0, Came(), {})
        base = merge_base(self.repository, head, theirs)
        if base is None:
            raise SyncStopped(
                f"What {self.remote.name} holds and this book have no common beginning.",
                f"Begin with a clone of it: `git clone {self._url()}`; `karma import` brings people over.",
            )
        went = self._count(f"{theirs}..{head}")
        self._refuse_removal(base, head)
        if base == theirs:
            outgoing.refuse_markers(self.reader, differences(self.repository, theirs, head))
            return Plan(head, head, True, went, Came(), {})
        merge = (
            Merge(theirs)
            if base == head
            else merged(self.repository, self.config, self.reader, base, head, theirs)
        )
        changes = differences(self.repository, head, merge.tree)
        came = self._came(base, head, theirs, merge, changes)
        bring_in.refuse_in_the_way(self.repository, changes, bring_in.changed_here(self.repository))
        if base == head:
            return Plan(head, theirs, False, went, came, changes)
        sent = differences(self.repository, theirs, merge.tree)
        outgoing.refuse_markers(self.reader, sent, dict(merge.conflicts))
        operation = self._operation(merge, theirs, came)
        self._refuse_open(merge, theirs, f"{base}..{theirs}", operation, came)
        return Plan(head, self._committed(merge, head, theirs, operation), True, went, came, changes)

    def _refuse_removal(self, base: str, head: str) -> None:
        """Stops when our own commits would take too many people from everybody."""
        if self.yes or base == head:
            return
        ours = differences(self.repository, base, head)
        if gone := checked.gone_people(self.reader, ours, self._persons(ours)):
            people = len(people_in(self.repository, base))
            outgoing.refuse_mass_removal(self.repository, gone, people, f"{base}..{head}")

    def _refuse_open(self, merge: Merge, theirs: str, commits: str, operation: Operation, came: Came) -> None:
        """Stops when both sides changed the same: that is not for karma to choose (faults.md, rule 4)."""
        if merge.conflicts:
            found = tuple(news.clashes(self.repository, self.reader, merge, commits))
            raise SyncStopped(
                f"Both sides changed the same, each in another way, in {_files(len(merge.conflicts))}.",
                "`karma sync --resolve` asks you about each. Nothing has changed.",
                unsettled=Unsettled(theirs, operation, came, found),
            )

    def _came(
        self, base: str, head: str, theirs: str, merge: Merge, changes: Mapping[str, Difference]
    ) -> Came:
        commits = f"{base}..{theirs}"
        at_ours = differences(self.repository, base, head)
        at_theirs = differences(self.repository, base, theirs)
        persons = self._persons(changes)
        both = (*changes.values(), *at_ours.values(), *at_theirs.values())
        self.reader.fetch(
            blob for one in both if is_person(self.repository, one.path) for blob in (one.before, one.after)
        )
        gone = checked.gone_people(self.reader, changes, persons)
        self._check(head, theirs, merge, gone, changes, commits)
        pairs = news.twins(
            self.reader, at_ours, at_theirs, [*self._persons(at_ours), *self._persons(at_theirs)]
        )
        twice = news.called_twice(
            self.repository, self.reader, head, theirs, at_ours=at_ours, at_theirs=at_theirs, merge=merge
        )
        sentences, by_sentence = moves_of(self.repository, f"{head}..{theirs}")
        return Came(
            commits=self._count(f"{head}..{theirs}"),
            authors=authors_of(self.repository, f"{head}..{theirs}"),
            people=news.people_came(self.reader, changes, persons, gone, by_sentence),
            others=tuple(sorted(changes.keys() - set(persons))),
            kept=merge.kept,
            twins=tuple(pairs),
            twice=tuple(twice),
            errors=news.new_errors(self.reader, _as_theirs(changes, merge), persons),
            sentences=sentences,
        )

    def _check(  # noqa: PLR0913, PLR0917  (three states of the book)
        self,
        head: str,
        theirs: str,
        merge: Merge,
        gone: Sequence[Contact],
        changes: Mapping[str, Difference],
        commits: str,
    ) -> None:
        if gone and not self.yes:
            people = len(people_in(self.repository, head))
            checked.refuse_mass_removal(self.repository, gone, people, commits, self.remote.name)
        from_theirs = differences(self.repository, theirs, merge.tree)
        if merge.conflicts:
            return
        checked.refuse_new_errors(self.reader, changes, from_theirs, set(self._persons(changes)))
        if from_theirs and any(one.before is None for one in changes.values()):
            checked.refuse_twins(self.repository, head, theirs, merge.tree)

    def _operation(self, merge: Merge, theirs: str, came: Came) -> Operation:
        """The merge in a sentence that a person would write."""
        ours_too = self._persons(differences(self.repository, theirs, merge.tree))
        both = {fold(stem_of(path)) for path in ours_too}
        met = [one for one in came.people if fold(one.id) in both]
        number = "1 commit" if came.commits == 1 else f"{came.commits} commits"
        rest = f"{number} by {names(came.authors) or 'others'}"
        if met:
            rest += f", {names([one.name for one in met])} changed on both sides"
        return Operation("sync", sentence("sync", rest=rest), tuple(one.id for one in met))

    def _committed(self, merge: Merge, head: str, theirs: str, operation: Operation) -> str:
        """The merge as a commit that no branch knows yet."""
        sign = self.config.opted_in(SIGNING)
        done = self.repository.run(
            *("commit-tree", *(("-S",) if sign else ()), merge.tree, "-p", head, "-p", theirs),
            stdin=operation.message().encode(),
            timeout=PATIENCE,
        )
        if not done.ok:
            raise git_failed("commit the merge", done)
        return done.text

    def _persons(self, changes: Mapping[str, Difference]) -> list[str]:
        return sorted(path for path in changes if is_person(self.repository, path))

    def _count(self, commits: str) -> int:
        return int(asked(self.repository, "rev-list", "--count", "--no-merges", commits).text)

    def _url(self) -> str:
        return self.repository.run("remote", "get-url", self.remote.name).text


def _as_theirs(changes: Mapping[str, Difference], merge: Merge) -> dict[str, Difference]:
    """The changes with their side of what is in conflict: the markers there are nobody's mistake."""
    theirs = {path: stages.theirs for path, stages in merge.conflicts}
    return {path: replace(one, after=theirs.get(path, one.after)) for path, one in changes.items()}


def _files(number: int) -> str:
    return "one file" if number == 1 else f"{number} files"
