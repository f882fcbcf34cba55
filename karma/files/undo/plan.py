"""What taking back an operation comes to: the inverse edit of each file, or why something would be lost.

Nothing is written here; `Plan.replacements` is what the one writer is given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, Literal

from karma.core.links import LINK, fold, relinked
from karma.core.undo import Hindered, Hindrance, Turn, between, candidates, only_links
from karma.files.contact import parse_contact, stem_of
from karma.files.discover import CONTACTS
from karma.files.read import BOM
from karma.files.undo.changed import changed
from karma.files.undo.log import blobs, operations
from karma.files.undo.places import Places
from karma.files.undo.steps import Step, Steps, stem_taken
from karma.files.whole import Replacement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from karma.core.config import Config
    from karma.core.undo import Done
    from karma.files.git import Repository

_NEAR = 20
"""So many operations are looked at for one that can be taken back instead."""
_BEGINS_HERE = Hindrance(
    "this clone",
    "its history begins with this commit, so nobody can tell what it changed",
    "`git fetch --unshallow` brings the rest.",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps that take `done` back, or the hindrances; `adrift` are links that will lead nowhere.

    Each of `adrift` is a path and a link as it is written there.
    """

    done: Done
    steps: tuple[Step, ...] = ()
    hindrances: tuple[Hindrance, ...] = ()
    adrift: tuple[tuple[str, str], ...] = ()

    @property
    def is_needed(self) -> bool:
        """False when everything is as it was before the operation: it has been taken back already."""
        return bool(self.hindrances or self.steps)

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of those whose files change."""
        stems = (stem_of(one.to) for one in self.steps if one.to.startswith(f"{CONTACTS}/"))
        return tuple(dict.fromkeys(stems))

    def turns(self, config: Config) -> list[Turn]:
        """What becomes of each file, as it is shown."""
        return [_turn(one, config) for one in self.steps]

    def replacements(self) -> list[Replacement]:
        """What the writer has to do, all or nothing."""
        found = []
        for one in self.steps:
            if one.moves:
                found.append(Replacement(one.path, one.now, None))
                found.append(Replacement(one.to, None, one.then, like=one.path))
            else:
                found.append(Replacement(one.path, one.now, one.then, earlier=one.before))
        return found


def _turn(step: Step, config: Config) -> Turn:
    text = step.now if step.now is not None else step.then or ""
    is_person = step.to.startswith(f"{CONTACTS}/")
    name = parse_contact(text.removeprefix(BOM), step.to, config)[0].name if is_person else step.to
    if step.now is None or step.then is None:
        return Turn(name, step.to, "goes" if step.then is None else "comes back")
    gone, back = between(step.now, step.then)
    what: Literal["links", "changes"] = "links" if only_links(gone, back) else "changes"
    return Turn(name, step.to, "moves" if step.moves else what, gone, back)


def last(root: Path, config: Config, repository: Repository, author: str) -> Plan | None:
    """How to take back the last operation of `author` that has not been taken back; None when there is none.

    After a rebase an undo no longer names what it took back; that nothing would change tells it then.
    Raises WriteRefused, as `plan` does.
    """
    plans = (
        plan(root, config, repository, done) for done in candidates(operations(repository, author), author)
    )
    return next((one for one in plans if one.is_needed), None)


def earlier(root: Path, config: Config, repository: Repository, author: str, than: Done) -> Plan | None:
    """How to take back the nearest operation of `author` before `than` that nothing hinders; None if none is.

    Raises WriteRefused, as `plan` does.
    """
    mine = candidates(operations(repository, author), author)
    before = islice(dropwhile(lambda done: done.commit != than.commit, mine), 1, _NEAR)
    plans = (plan(root, config, repository, done) for done in before)
    return next((one for one in plans if one.steps), None)


def plan(root: Path, config: Config, repository: Repository, done: Done) -> Plan:
    """How to take the operation back. Raises WriteRefused for a file that karma may not write just now."""
    if not done.parents and repository.run("rev-parse", "--is-shallow-repository").text == "true":
        return Plan(done, hindrances=(_BEGINS_HERE,))
    files = changed(repository, done)
    ids = sorted({*done.before.values(), *(one.old for one in files), *(one.new for one in files)})
    places = Places(root, config, repository, done)
    making = Steps(root, config, done, places, blobs(repository, (one for one in ids if one.strip("0"))))
    steps: list[Step] = []
    hindrances: list[Hindrance] = []
    for file in files:
        try:
            step = making.of(file)
        except Hindered as hindered:
            hindrances += hindered.why
        else:
            steps += [step] if step and step.changes else []
    hindrances += _taken(steps, places)
    if hindrances:
        return Plan(done, hindrances=tuple(hindrances))
    steps = _relinked(steps, places)
    return Plan(done, tuple(steps), adrift=tuple(_adrift(steps, places)))


def _taken(steps: Sequence[Step], places: Places) -> list[Hindrance]:
    """The file names to come back to that somebody has who stays."""
    going = {one.path for one in steps if one.then is None or one.moves}
    wanted = [one.to for one in steps if one.now is None or one.moves]
    holders = [(to, places.of_stem(stem_of(to))) for to in wanted]
    return [stem_taken(to, by) for to, by in holders if by and by not in going]


def _relinked(steps: list[Step], places: Places) -> list[Step]:
    """The steps with every link to a file name that goes leading to the old one, also those written since."""
    for moved in [one for one in steps if fold(stem_of(one.path)) != fold(stem_of(one.to))]:
        mapping = {fold(stem_of(moved.path)): stem_of(moved.to)}
        planned = {one.path for one in steps}
        others = places.speaking_of(stem_of(moved.path)).items()
        more = [Step(path, path, text, relinked(text, mapping)) for path, text in others]
        steps = [replace(one, then=one.then and relinked(one.then, mapping)) for one in steps]
        steps += [one for one in more if one.changes and one.path not in planned]
    return steps


def _adrift(steps: Sequence[Step], places: Places) -> Iterator[tuple[str, str]]:
    """Links in files that stay to people whose files go."""
    then = {one.path: one.then for one in steps}
    for gone in [one for one in steps if one.then is None and one.path.startswith(f"{CONTACTS}/")]:
        stem = fold(stem_of(gone.path))
        for path, text in places.speaking_of(stem).items():
            left = then.get(path, text) or ""
            yield from ((path, match[0]) for match in LINK.finditer(left) if fold(match[1]) == stem)
