"""What stands in the way of a merged state: people who vanish, and mistakes that neither side had made."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.sync.vanishing import too_many, vanished
from karma.files.contact import stem_of
from karma.files.sync.authors import who_removed
from karma.files.sync.stopped import SyncStopped
from karma.files.sync.trees import people_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from karma.core.book import Contact
    from karma.files.git import Repository
    from karma.files.sync.trees import Difference, Reader

    Changes = Mapping[str, Difference]


def gone_people(reader: Reader, changes: Changes, persons: Sequence[str]) -> tuple[Contact, ...]:
    """Who is in no file any more after the changes; `persons` are those of its paths that are people's."""
    gone = [path for path in persons if not changes[path].after]
    if not gone:
        return ()
    there = [path for path in persons if changes[path].after]
    return vanished(
        [reader.contact(path, changes[path].before)[0] for path in gone],
        [reader.contact(path, changes[path].after)[0] for path in there],
    )


def refuse_mass_removal(
    repository: Repository, gone: Sequence[Contact], people: int, commits: str, remote: str
) -> None:
    """Stops when more than a fifth of the people would vanish (faults.md G12)."""
    if too_many(len(gone), people):
        few = ", ".join(one.name for one in gone[:3]) + (", …" if len(gone) > 3 else "")
        verb = "person vanishes" if people == 1 else "people vanish"
        by = who_removed(repository, commits)
        raise SyncStopped(
            f"{len(gone):,} of {people:,} {verb} through what {remote} sends: {few}.",
            f"{by.author} took them out: “{by.subject}” (`git show --stat {by.commit}`).\n"
            "If it was meant: `karma sync --yes`\n"
            f"If it was not, ask {by.author} to take it back; or let it come with `karma sync --yes`, and "
            f"`git revert {by.commit}` then brings them back for everybody.",
        )


def refuse_new_errors(reader: Reader, from_ours: Changes, from_theirs: Changes, persons: set[str]) -> None:
    """Stops when a file that both sides touched says something that neither of them had got wrong."""
    for path in sorted(persons & from_ours.keys() & from_theirs.keys()):
        ours, theirs = from_ours[path], from_theirs[path]
        if not ours.after or not ours.before or not theirs.before:
            continue
        known = {one.code for blob in (ours.before, theirs.before) for one in reader.contact(path, blob)[1]}
        for problem in reader.contact(path, ours.after)[1]:
            if problem.severity == "error" and problem.code not in known:
                raise SyncStopped(
                    f"{problem.place}: put together, {problem.message}.",
                    "Both sides are right by themselves: `git merge` lets you look at the two together.",
                )


def refuse_twins(repository: Repository, ours: str, theirs: str, tree: str) -> None:
    """Stops when two files of one stem would come together of which neither side had both (P03, P04)."""
    before = _doubles(people_in(repository, ours)) | _doubles(people_in(repository, theirs))
    paths = people_in(repository, tree)
    for stem in sorted(_doubles(paths) - before):
        one, other = [path for path in paths if fold(stem_of(path)) == stem][:2]
        raise SyncStopped(
            f"{one} and {other}, one from each side, would be the same person to karma.",
            f"Give yours another name: `karma rename {stem} NEW-NAME`; then sync again. If it is one person, "
            "`karma merge` puts the two together afterwards.",
        )


def _doubles(paths: Sequence[str]) -> set[str]:
    counts = Counter(fold(stem_of(path)) for path in paths)
    return {stem for stem, count in counts.items() if count > 1}
