"""The newest commits for the pages, read once: `.karma/history.json` keeps what each of them told.

Git says which commits there are; the file only saves reading one again. It is safe to delete, and one that
is broken, older or somebody else's is made anew. Nothing that was private is kept in it.
"""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from karma import __version__
from karma.core.configfile import FILE
from karma.core.history.change import Change
from karma.core.history.revision import Revision, Told
from karma.files import atomic, git
from karma.files.history.book import told_in_parts
from karma.files.history.commits import HistoryUnreadable, cut_off, looked_up, newest
from karma.files.history.versions import Versions
from karma.files.read import read_bytes
from karma.files.refusals import WriteRefused
from karma.files.state import FOLDER, state_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from karma.core.config import Config
    from karma.files.git import Repository

MOST = 300
"""Commits that a page looks back over."""
_NAME = "history.json"
_LARGEST = 20_000_000


def newest_revisions(root: Path, config: Config) -> tuple[Revision, ...]:
    """The newest commits of the book at `root` that touched people, without anything private; never raises.

    None without git, without a repository, and when git cannot tell.
    """
    repository = git.find(root)
    if repository is None or git.program() is None:
        return ()
    try:
        return _revisions(repository, root, config)
    except (HistoryUnreadable, OSError):
        return ()


def _revisions(repository: Repository, root: Path, config: Config) -> tuple[Revision, ...]:
    ids = newest(repository, MOST)
    made_for = _made_for(repository)
    known = _kept(root, made_for)
    missing = [one for one in ids if one not in known]
    if missing:
        known |= {one.commit: one for one in _read(repository, config, missing)}
    found = tuple(known[one] for one in ids if one in known)
    if missing:
        _keep(root, made_for, found)
    return found


def _read(repository: Repository, config: Config, ids: Sequence[str]) -> Iterable[Revision]:
    commits = looked_up(repository, ids)
    return map(_public, told_in_parts(commits, Versions(repository, config)))


def _public(revision: Revision) -> Revision:
    """The revision without people who are private, and without their private fields."""
    people = (
        replace(told, changes=_of(told.changes, told), by_hand=_of(told.by_hand, told))
        for told in revision.people
        if "true" not in told.private and not revision.more  # which no page tells
    )
    return replace(revision, people=tuple(people))


def _of(changes: Iterable[Change], told: Told) -> tuple[Change, ...]:
    return tuple(one for one in changes if one.kind != "field" or one.about not in told.private)


def _made_for(repository: Repository) -> bytes:
    """What the reading of a commit depends on besides the commit: karma, the settings, how much is here.

    And this very folder, so that a file that came along with a book is not taken for our own.
    """
    settings = read_bytes(repository.book / FILE)
    here = repository.git_dir.stat()
    parts = (__version__, settings, sorted(cut_off(repository)), str(here.st_dev), str(here.st_ino))
    return repr(parts).encode("utf-8", "surrogateescape")


# The file: a seal on the first line, the revisions on the second


def _kept(root: Path, made_for: bytes) -> dict[str, Revision]:
    """What the file keeps by commit; nothing when it was made for something else, or is none of ours."""
    path = root / FOLDER / _NAME
    with suppress(OSError, ValueError, KeyError, TypeError):
        if path.parent.is_symlink() or path.is_symlink() or path.stat().st_size > _LARGEST:
            return {}
        seal, _, body = path.read_bytes().partition(b"\n")
        if seal == _seal(made_for, body):
            return {one["commit"]: _revision(one) for one in json.loads(body)}
    return {}


def _keep(root: Path, made_for: bytes, found: Sequence[Revision]) -> None:
    body = json.dumps([_data(one) for one in found], separators=(",", ":")).encode()
    with suppress(OSError, WriteRefused, atomic.Busy):
        path = state_folder(root) / _NAME
        staged = atomic.stage(path, _seal(made_for, body) + b"\n" + body, durable=False)
        try:
            atomic.place(staged, path, time.sleep)
        except BaseException:
            atomic.discard(staged)
            raise


def _seal(made_for: bytes, body: bytes) -> bytes:
    """What only who knows this folder could have written: nothing behind it needs to be doubted."""
    return hashlib.sha256(made_for + b"\0" + body).hexdigest().encode()


def _data(revision: Revision) -> dict[str, Any]:
    return asdict(revision) | {"at": revision.at.isoformat() if revision.at else None}


def _revision(data: dict[str, Any]) -> Revision:
    at = datetime.fromisoformat(data["at"]) if data["at"] else None
    return Revision(**(data | {"at": at, "people": tuple(map(_told, data["people"]))}))


def _told(data: dict[str, Any]) -> Told:
    changes, by_hand = (tuple(map(_change, data[part])) for part in ("changes", "by_hand"))
    return Told(**(data | {"changes": changes, "by_hand": by_hand, "private": tuple(data["private"])}))


def _change(data: Mapping[str, Any]) -> Change:
    return Change(data["kind"], data["about"], tuple(data["was"]), tuple(data["now"]))
