"""One call of git's: three temporary files of its own, of which ours becomes the merged one."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from karma.core.config import Config
from karma.files import atomic
from karma.files.merge.contact import merge_contact
from karma.files.read import BOM, SIZE_CAP

if TYPE_CHECKING:
    from pathlib import Path

    from karma.files.merge.pieces import Conflict


class NotMerged(Exception):  # noqa: N818 - it is no error: git merges such files by itself
    """These files are none that karma can merge; what it says is why. Ours is as it was."""


def merge_files(
    base: Path, ours: Path, theirs: Path, *, stem: str = "", marker_size: int
) -> tuple[Conflict, ...]:
    """Writes the merge of the three files over `ours`, whole or not at all, and gives the conflicts in it.

    An empty base is what git gives when the file was made on both sides. `stem` is the name of the file that
    the three are versions of, as far as git can tell. No book is looked for: how files
    are merged depends on no setting. Raises NotMerged and OSError.
    """
    before, own, other = (_read(file) for file in (base, ours, theirs))
    text, mark = own.removeprefix(BOM), BOM if own.startswith(BOM) else ""
    merged = merge_contact(
        before.removeprefix(BOM) or None,
        text,
        other.removeprefix(BOM),
        config=Config(),
        stem=stem,
        marker_size=marker_size,
    )
    # Not a contact but git's temporary file: git reads it by its name, and puts it where it belongs.
    atomic.place(atomic.stage(ours, (mark + merged.text).encode(), durable=False), ours, time.sleep)
    return merged.conflicts


def _read(file: Path) -> str:
    data = file.read_bytes()
    if len(data) > SIZE_CAP:
        raise NotMerged(f"{len(data):,} bytes are more than karma reads")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise NotMerged("one of the sides is not UTF-8") from None
