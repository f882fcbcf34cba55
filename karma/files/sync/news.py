"""What the others sent, told by person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from karma.core import logline
from karma.core.history.changes import changes as told
from karma.core.history.identity import same_person
from karma.core.links import fold
from karma.core.sync.report import Clash, PersonCame
from karma.core.sync.same_day import CalledTwice, meetings_of_lines
from karma.files.contact import stem_of
from karma.files.sync.authors import addresses_of, author_of_line, last_touched, me
from karma.files.sync.trees import is_person

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from karma.core.book import Contact
    from karma.core.logline import LogLine
    from karma.files.git import Repository
    from karma.files.merge.contact import Conflict
    from karma.files.sync.merging import Merge
    from karma.files.sync.trees import Difference, Reader

    Changes = Mapping[str, Difference]


def people_came(
    reader: Reader,
    changes: Changes,
    persons: Sequence[str],
    gone: Sequence[Contact],
    by_sentence: Container[str] = (),
) -> tuple[PersonCame, ...]:
    """Everybody whose file the changes touch, by name. Who only moved is one person, not two.

    `by_sentence` are the paths, from the top, of which the sentences of commits tell.
    """
    before = {path: reader.contact(path, changes[path].before)[0] for path in persons if changes[path].before}
    after = {path: reader.contact(path, changes[path].after)[0] for path in persons if changes[path].after}
    moved = {path: one for path, one in before.items() if path not in after and one not in gone}
    found = [PersonCame(one.id, one.name, "gone", told(one, None)) for one in gone]
    for path, now in after.items():
        old = before.get(path) or next((one for one in moved.values() if same_person(one, now)), None)
        what: Literal["new", "changed", "moved"] = "changed" if path in before else "moved" if old else "new"
        found.append(PersonCame(now.id, now.name, what, told(old, now), path in by_sentence))
    return tuple(sorted(found, key=lambda one: (fold(one.name), one.id)))


def new_errors(reader: Reader, changes: Changes, persons: Sequence[str]) -> int:
    """How many errors `karma check` will report in these files that it did not before."""
    found = 0
    for path in persons:
        if changes[path].after:
            old = Counter(_errors(reader, path, changes[path].before)) if changes[path].before else Counter()
            found += (Counter(_errors(reader, path, changes[path].after)) - old).total()
    return found


def twins(
    reader: Reader, from_base_here: Changes, from_base_there: Changes, persons: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Pairs of new files, one of each side, of people with one name or uid."""
    here, there = (
        {path: reader.contact(path, one.after)[0] for path, one in side.items()
         if path in persons and one.after and not one.before}
        for side in (from_base_here, from_base_there)
    )  # fmt: skip
    for path, one in sorted(here.items()):
        for other_path, other in sorted(there.items()):
            if path != other_path and other_path not in here and same_person(one, other):
                yield one.id, other.id


def called_twice(  # noqa: PLR0913  (two sides, and what reads them)
    repository: Repository,
    reader: Reader,
    ours: str,
    theirs: str,
    *,
    at_ours: Changes,
    at_theirs: Changes,
    merge: Merge,
) -> Iterator[CalledTwice]:
    """Whom two people called on the same day, one on each side; `at_…` are the changes since both began.

    Lines of one author on two machines are no news, and two people in one new file are not one.
    """
    apart = {path for path, stages in merge.conflicts if stages.base is None}
    persons = sorted(path for path in at_theirs if is_person(repository, path) and path not in apart)
    myself = me(repository)
    if all(f"<{one}>" == myself for one in addresses_of(repository, f"{ours}..{theirs}")):
        return
    for path in persons:
        now = at_theirs.get(path)
        if not now or not now.after:
            continue
        there, _ = reader.contact(path, now.after)
        began = reader.contact(path, now.before)[0].log if now.before else ()
        at, here = _ours(reader, path, at_ours, now.before, there)
        for mine, their in meetings_of_lines(here.log if here else (), began, there.log, reader.config.verbs):
            one = author_of_line(repository, ours, at, mine.line)
            other = author_of_line(repository, theirs, path, their.line)
            if one and other and one.email != other.email:
                by, said = (one.name, other.name), (_said(mine), _said(their))
                yield CalledTwice(there.id, there.name, mine.date, by, said, one.email == myself)


def clashes(repository: Repository, reader: Reader, merge: Merge, commits: str) -> Iterator[Clash]:
    """What both sides changed, each in another way: field by field for a person."""
    from karma.files.merge.contact import TWO_PEOPLE, merge_contact  # noqa: PLC0415  (only where there is a conflict)

    for path, stages in merge.conflicts:
        author, day = last_touched(repository, commits, path)
        base, ours, theirs = map(reader.text, (stages.base, stages.ours, stages.theirs))
        found: tuple[Conflict, ...] = ()
        if is_person(repository, path) and ours is not None and theirs is not None:
            found = merge_contact(base, ours, theirs, config=reader.config, stem=stem_of(path)).conflicts
        for one in found:
            if one.what == TWO_PEOPLE:
                here, there = (reader.contact(path, blob)[0].name for blob in (stages.ours, stages.theirs))
            else:
                here, there = (_value(one.what, side) for side in (one.ours, one.theirs))
            yield Clash(path, one.what, here, there, author, day)
        if not found:
            yield Clash(path, "both sides changed it, each in another way", "", "", author, day)


def _ours(
    reader: Reader, path: str, at_ours: Changes, began: str | None, there: Contact
) -> tuple[str, Contact | None]:
    """Where the person of a file of theirs stands on our side, and what that file says."""
    mine = at_ours.get(path)
    if mine is None:
        return path, reader.contact(path, began)[0] if began else None
    if mine.after:
        return path, reader.contact(path, mine.after)[0]
    for other, one in at_ours.items():
        if one.after and not one.before and is_person(reader.repository, other):
            now, _ = reader.contact(other, one.after)
            if same_person(there, now):
                return other, now
    return path, None


def _errors(reader: Reader, path: str, blob: str | None) -> Iterator[str]:
    """The kinds of errors in a file, each as often as it stands there."""
    return (one.code for one in reader.contact(path, blob)[1] if one.severity == "error")


def _value(what: str, lines: str) -> str:
    """What a side has, on one line, without the name of the field, which is said once."""
    rows = [line.strip().removeprefix(f"{what}:").strip() for line in lines.split("\n")]
    return " / ".join(filter(None, rows))


def _said(entry: LogLine) -> str:
    return logline.write(entry).removeprefix("- ")
