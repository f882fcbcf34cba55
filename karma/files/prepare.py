"""What the writer is asked for, as files on the disk: where each stands, and what it is to become.

Nothing is written here. Everything raises WriteRefused when it may not be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from karma.core.problems import Fault
from karma.files import targets
from karma.files.contact import parse_contact
from karma.files.plan import Written, created, edited, encoded, readable
from karma.files.put import Put
from karma.files.read import BOM, read_bytes
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from karma.core.config import Config
    from karma.core.problems import Problem
    from karma.files.edit import Edit
    from karma.files.whole import Replacement, Rewrite, Settlement


class Preparing(NamedTuple):
    """What is asked of the book at `root`; paths are relative to it."""

    root: Path
    config: Config

    def new(self, new: Sequence[tuple[str, str]]) -> list[Put]:
        """New files, of path and text."""
        if not new:
            return []
        places = targets.fresh(self.root, [path for path, _ in new])
        return [
            Put(target, created(path, text, self.config))
            for target, (path, text) in zip(places, new, strict=True)
        ]

    def edited(self, edits: Mapping[str, Sequence[Edit]]) -> list[Put]:
        """The edits of each path, one after the other."""
        puts = []
        for path, wanted in edits.items():
            target, before = self._there(path)
            puts.append(Put(target, edited(path, before, wanted, self.config)))
        return puts

    def rewritten(self, rewrites: Sequence[tuple[str, Rewrite]]) -> list[Put]:
        """Another text for each path, which has to say the same."""
        from karma.files.whole import rewritten  # noqa: PLC0415  (start-up)

        puts = []
        for path, rewrite in rewrites:
            target, before = self._there(path)
            puts.append(Put(target, rewritten(path, before, rewrite, self.config)))
        return puts

    def replaced(self, replacements: Sequence[Replacement]) -> list[Put]:
        """Whole files; what is made may have a stem that one of those that go had, and their problems."""
        gone = [one for one in replacements if one.new is None]
        faults = [fault for one in gone for fault in parse_contact(one.old or "", one.path, self.config)[1]]
        made = [one for one in replacements if one.old is None]
        return self._made(made, [one.path for one in gone]) + [
            self._replaced(one, faults) for one in replacements if one.old is not None
        ]

    def settled(self, settlements: Sequence[Settlement]) -> list[Put]:
        """What was chosen in the place of conflicts; the second of two people gets a file."""
        from karma.files.whole import Replacement, resolved  # noqa: PLC0415  (start-up)

        made = [Replacement(one.parted[0], None, one.parted[1]) for one in settlements if one.parted]
        puts = self._made(made, [])
        for one in settlements:
            target, before = self._there(one.path, targets.SETTINGS)
            puts.append(Put(target, resolved(before, one)))
        return puts

    def _there(self, path: str, also: Collection[str] = ()) -> tuple[Path, bytes]:
        """The file that stands there, and what it holds."""
        target = targets.existing(self.root, path, also)
        return target, _bytes(target, path)

    def _replaced(self, wanted: Replacement, moved: Sequence[Problem]) -> Put:
        from karma.files.whole import replaced  # noqa: PLC0415  (start-up)

        target, before = self._there(wanted.path, targets.SETTINGS)
        if wanted.new is None and (self.root / wanted.path).is_symlink():
            raise WriteRefused(
                wanted.path, "this is a link to another file", "Put the file itself in its place."
            )
        return Put(target, replaced(wanted.path, before, wanted, self.config, moved))

    def _made(self, made: Sequence[Replacement], gone: Sequence[str]) -> list[Put]:
        places = targets.fresh(self.root, [one.path for one in made], leaving=gone)
        puts = []
        for target, one in zip(places, made, strict=True):
            text = one.new or ""
            like = targets.existing(self.root, one.like) if one.like else None
            bom = like is not None and _bytes(like, one.like).startswith(BOM.encode())
            readable(one.like or one.path, text.encode())
            puts.append(Put(target, Written(one.path, None, encoded(one.path, text, bom=bom)), like))
        return puts


def _bytes(target: Path, path: str) -> bytes:
    data = read_bytes(target)
    if data == b"":  # an editor may be half-way through saving it (C03)
        data = read_bytes(target)
    if isinstance(data, Fault):
        raise WriteRefused(path, data.message, data.remedy)
    return data
