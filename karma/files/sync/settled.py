"""Merges here what git would start a karma for, file by file: a hundred starts take half a minute."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from karma.core.config import Config
from karma.files.merge.contact import merge_contact
from karma.files.read import BOM, SIZE_CAP
from karma.files.repository import blobs
from karma.files.sync.trees import from_book, is_person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from karma.files.git import Repository
    from karma.files.sync.trees import Difference, Reader

    Changes = Mapping[str, Difference]

_FILE = "100644"


def settled(
    repository: Repository, options: Sequence[str], reader: Reader, here: Changes, there: Changes
) -> dict[str, str]:
    """What both sides changed and nothing contradicts, merged: mode and blob as in an index, by path.

    `here` and `there` are the changes since both began, `options` those with which git merges by karma. What
    is left out, git and karma's driver merge: contradictions, what is no contact, files that moved.
    """
    both = [path for path in here if path in there and is_person(repository, path)]
    wanted = _merged_by_karma(repository, options, [one for one in both if _changed(here[one], there[one])])
    reader.fetch(blob for path in wanted for blob in (here[path].before, here[path].after, there[path].after))
    texts = {path: _merge(reader, path, here[path], there[path]) for path in wanted}
    found = {path: text.encode() for path, text in texts.items() if text is not None}
    ids = blobs.write(repository, list(found.values()))
    return {path: f"{_FILE} {blob}" for path, blob in zip(found, ids, strict=False)}


def _changed(here: Difference, there: Difference) -> bool:
    """True for a plain file that both sides have kept where it was, each with another text."""
    kept = here.before and here.after and there.after and here.after != there.after
    return bool(kept) and here.mode == there.mode == _FILE


def _merged_by_karma(repository: Repository, options: Sequence[str], paths: Sequence[str]) -> list[str]:
    """Those for which the attributes name karma's merge; the user may have said otherwise."""
    if not paths:
        return []
    names = "".join(f"{from_book(repository, path)}\0" for path in paths).encode("utf-8", "surrogateescape")
    said = repository.run("check-attr", "-z", "--stdin", "merge", stdin=names, allow=options)
    values = said.out.split(b"\0")[2::3]
    return [path for path, value in zip(paths, values, strict=False) if value == b"karma"]


def _merge(reader: Reader, path: str, here: Difference, there: Difference) -> str | None:
    """The merged text, as `karma merge-driver` would make it; None when that is for git to call."""
    sides = [reader.data(blob) or b"" for blob in (here.before, here.after, there.after)]
    if not all(sides) or max(map(len, sides)) > SIZE_CAP:
        return None
    try:
        base, ours, theirs = (data.decode("utf-8") for data in sides)
    except UnicodeDecodeError:
        return None
    if any(text.startswith(BOM) for text in (base, ours, theirs)):
        return None
    merged = merge_contact(base, ours, theirs, config=Config(), stem=PurePosixPath(path).stem)
    return None if merged.conflicts else merged.text
