"""A file that git merged as any text, without karma's driver: put together by karma's own rules after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.problems import Fault
from karma.files import git
from karma.files.contact import stem_of
from karma.files.discover import CONTACTS
from karma.files.lines import content, newline_of, split_lines
from karma.files.merge.contact import merge_contact
from karma.files.merge.text import merge_text
from karma.files.read import decode
from karma.files.resolve.text import apart, conflicts_in
from karma.files.undo.log import blobs
from karma.files.whole import Settlement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from karma.core.config import Config
    from karma.core.resolve import Conflict
    from karma.files.resolve.open_files import OpenFile


def merged_again(root: Path, config: Config, file: OpenFile) -> Settlement | None:
    """The file as karma's merge driver would have left it, when that leaves less to be asked; else None.

    Only for a file that stands as git left it: what somebody has settled in it already is never touched.
    """
    if not file.conflicts or file.by_hand or not file.path.startswith(f"{CONTACTS}/"):
        return None
    versions = _versions(root, file)
    if versions is None:
        return None
    base, ours, theirs = versions
    if not _as_git_left_it(file.text, base, ours, theirs):
        return None
    labels = file.conflicts[0].labels
    merged = merge_contact(base, ours, theirs, config=config, stem=stem_of(file.path), labels=labels)
    whole = merged.text.replace("\r\n", "\n").replace("\n", newline_of(file.text))
    less = _open_lines(conflicts_in(whole, file.path, config)) < _open_lines(file.conflicts)
    return Settlement(file.path, file.text, {}, whole=whole) if less else None


def _open_lines(conflicts: Sequence[Conflict]) -> int:
    return sum(one.end - one.line for one in conflicts)


def _versions(root: Path, file: OpenFile) -> tuple[str, str, str] | None:
    """The three versions that git merged, as it keeps them for an unmerged file; None if it is not that."""
    repository = git.find(root)
    if repository is None or file.unmerged is None or file.unmerged.kind != "edited" or "\n" in file.path:
        return None
    names = [f":{stage}:{repository.prefix}{file.path}" for stage in (1, 2, 3)]
    found = blobs(repository, names)
    texts = [decode(found[name]) for name in names if name in found]
    base, ours, theirs = texts if len(texts) == 3 else ("", "", "")
    if isinstance(base, Fault) or isinstance(ours, Fault) or isinstance(theirs, Fault) or not ours:
        return None
    return base, ours, theirs


def _as_git_left_it(text: str, base: str, ours: str, theirs: str) -> bool:
    """True when both sides of the conflicts are what git makes of the three versions."""
    sides = [[content(line) for line in split_lines(side)] for side in (base, ours, theirs)]
    pieces = merge_text("", *sides)
    here, there = ([content(line) for line in split_lines(side)] for side in apart(text))
    own = [line for one in pieces for line in ((one,) if isinstance(one, str) else one.ours)]
    other = [line for one in pieces for line in ((one,) if isinstance(one, str) else one.theirs)]
    return (here, there) == (own, other)
