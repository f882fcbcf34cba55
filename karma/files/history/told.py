"""What a commit tells of people: its files before and after, those that were moved put together again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from karma.core.book import Contact
from karma.core.configfile import FILE
from karma.core.history.change import Change
from karma.core.history.changes import changes
from karma.core.history.follow import following
from karma.core.history.identity import same_person, took_in
from karma.core.history.revision import Revision, Told
from karma.core.links import fold
from karma.core.names import name_from_stem
from karma.files.contact import stem_of
from karma.files.history.commits import Commit, Touched, is_person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from karma.files.history.versions import Version, Versions

MOST_PEOPLE = 50
"""People of one commit whose files are read: an import of thousands is told by its sentence."""
_UNCLEAR = (Change("unclear"),)


def revisions(
    commits: Sequence[Commit], versions: Versions, only: frozenset[str] | None = None
) -> Iterator[Revision]:
    """What each commit tells, in their order, whether that is anything or not. `only`: of these paths."""
    chosen = [_chosen(commit, only) for commit in commits]
    versions.fetch(pair for commit in chosen for pair in _wanted(commit))
    for commit, all_of_it in zip(chosen, commits, strict=True):
        people = tuple(_told(commit, versions))
        more = sum(is_person(one.path) for one in all_of_it.files) - len(commit.files) if only is None else 0
        yield Revision(
            commit=commit.id,
            people=people,
            at=commit.at,
            author=_readable(commit.author),
            email=_readable(commit.email),
            subject=_readable(commit.subject),
            op=_readable(commit.op),
            undoes=_readable(commit.undoes),
            more=more,
            settings=any(one.path == FILE for one in all_of_it.files),
        )


def _readable(text: str) -> str:
    """Bytes that are no UTF-8 become escapes that can be printed anywhere."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _chosen(commit: Commit, only: frozenset[str] | None) -> Commit:
    files = [
        one for one in commit.files if is_person(one.path) and (only is None or only & {one.path, one.old})
    ]
    return replace(commit, files=tuple(files[:MOST_PEOPLE]))


def _wanted(commit: Commit) -> Iterator[tuple[str, str]]:
    for one in commit.files:
        yield from ((blob, one.old) for blob in one.befores)
        yield one.after, one.path
        if one.path in commit.found:
            yield commit.found[one.path], one.path


def _told(commit: Commit, versions: Versions) -> Iterator[Told]:
    files = _moves(commit.files, versions)
    took = {one.path: [other for other in files if _took_in(one, other, versions)] for one in files}
    taken_in = {other.path for others in took.values() for other in others}
    moved: dict[str, str] = {}
    for one in files:
        moved |= _leading_to(one, took[one.path], versions)
    for one in files:
        if one.path not in taken_in and (told := _person(one, commit, versions, moved)):
            yield _with_others(told, took[one.path], versions)


def _took_in(one: Touched, other: Touched, versions: Versions) -> bool:
    before, after = versions.get(one.befores[0], one.old), versions.get(one.after, one.path)
    if other.after or not isinstance(before, Contact) or not isinstance(after, Contact):
        return False
    return took_in(before, after, stem_of(other.path))


def _leading_to(one: Touched, others: Sequence[Touched], versions: Versions) -> dict[str, str]:
    """The folded stems and names that lead to this file now: of the person renamed, of those taken in."""
    stem = stem_of(one.path)
    moved = [part for part in (one, *others) if part.befores and stem_of(part.old) != stem]
    found = (versions.get(part.befores[0], part.old) for part in moved)
    return {
        fold(name): stem
        for before in found
        if isinstance(before, Contact)
        for name in (before.id, before.name, *before.aliases)
    }


def _with_others(told: Told, others: Sequence[Touched], versions: Versions) -> Told:
    """Of two people put together that they were, not once more all that the other's file had said."""
    read = [versions.get(other.befores[0], other.path) for other in others]
    merged = [one for one in read if isinstance(one, Contact)]
    known = {change for one in merged for change in changes(None, one)}
    names = {fold(name) for one in merged for name in (one.id, one.name, *one.aliases)}
    kept = (_without(names, change) for change in told.changes if change not in known)
    put_together = (Change("merged", was=(one.id,)) for one in merged)
    return replace(told, changes=(*put_together, *(one for one in kept if one)))


def _without(names: set[str], change: Change) -> Change | None:
    """The change without these names among the aliases; None when nothing is left of it."""
    if change.about != "aliases" or not names:
        return change
    now = tuple(name for name in change.now if fold(name) not in names)
    return replace(change, now=now) if now or change.was else None


def _moves(files: Sequence[Touched], versions: Versions) -> list[Touched]:
    """The files, with git's guess at what was moved where put right by what the files say of themselves."""
    apart = [part for one in files for part in _apart(one, versions)]
    gone = {one.path: one for one in apart if not one.after and len(one.befores) == 1}
    found: list[Touched] = []
    for one in apart:
        if not any(one.befores) and len(one.befores) == 1 and (old := _moved_from(one, gone, versions)):
            del gone[old.path]
            found.append(Touched(one.path, old.path, old.befores, one.after))
        elif one.path not in gone:
            found.append(one)
    return [*found, *(one for one in apart if one.path in gone)]


def _apart(one: Touched, versions: Versions) -> Iterator[Touched]:
    """A file that was moved, as one that went and one that came when they are not the same person's."""
    before, after = versions.get(one.befores[0], one.old), versions.get(one.after, one.path)
    if one.old == one.path or (
        isinstance(before, Contact) and isinstance(after, Contact) and same_person(before, after, one.alike)
    ):
        yield one
        return
    yield Touched(one.old, one.old, one.befores, "")
    yield Touched(one.path, one.path, ("",), one.after)


def _moved_from(one: Touched, gone: dict[str, Touched], versions: Versions) -> Touched | None:
    after = versions.get(one.after, one.path)
    for old in gone.values():
        before = versions.get(old.befores[0], old.path)
        if isinstance(before, Contact) and isinstance(after, Contact) and same_person(before, after):
            return old
    return None


def _person(one: Touched, commit: Commit, versions: Versions, moved: Mapping[str, str]) -> Told | None:
    """What the commit tells of one person; None when that is nothing."""
    befores = [_followed(versions.get(blob, one.old), moved) for blob in one.befores]
    after = _followed(versions.get(one.after, one.path), moved)
    found = _followed(versions.get(commit.found.get(one.path, ""), one.path), moved)
    told = _between(befores, after)
    if not told:
        return None
    # After a rebase, what was found has another past than the commit: only what it brought is told of it.
    waited = set(_since(befores[0], found)) if isinstance(found, Contact) and len(befores) == 1 else set()
    read = [read for read in (after, *befores, found) if isinstance(read, Contact)]
    stem, old = stem_of(one.path), stem_of(one.old)
    return Told(
        id=stem,
        name=read[0].name if read else name_from_stem(stem),
        changes=tuple(change for change in told if change not in waited),
        by_hand=tuple(change for change in told if change in waited),
        was=old if old != stem else "",
        private=tuple(sorted({field for one in read for field in one.private})),
    )


def _followed(read: Version, moved: Mapping[str, str]) -> Version:
    return following(read, moved) if isinstance(read, Contact) else read


def _between(befores: Sequence[Version], after: Version) -> tuple[Change, ...]:
    """What came about; by a merge, what none of its sides had brought."""
    sides = [_since(before, after) for before in befores]
    others = [{_came_to(change) for change in side} for side in sides[1:]]
    return tuple(change for change in sides[0] if all(_came_to(change) in other for other in others))


def _since(before: Version, after: Version) -> tuple[Change, ...]:
    if isinstance(before, str) and after is None:
        return (Change("removed"),)
    if isinstance(before, str) or isinstance(after, str):
        return _UNCLEAR
    return changes(before, after)


def _came_to(change: Change) -> object:
    """What a change came to, whatever there was before."""
    return (change.kind, change.about, change.now or change.was)
