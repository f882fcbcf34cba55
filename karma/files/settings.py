"""Changes of `karma.toml`: one value at a time, comments and order as they were. The home of tomlkit."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import tomlkit
from tomlkit.exceptions import TOMLKitError

from karma.core.configfile import FILE, parse_config
from karma.core.problems import Fault
from karma.files.atomic import discard, place, stage, sync_folder
from karma.files.lock import locked
from karma.files.plan import Written, encoded, readable, refuse_new_problems
from karma.files.read import BOM, read_bytes
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def set_cadences(root: Path, every: Mapping[str, str], *, dry_run: bool = False) -> tuple[Written, ...]:
    """Sets `every` of each circle in `every`; the empty name is the book's own. Gives what changed.

    Raises WriteRefused, and then nothing was changed.
    """
    if dry_run:
        return _different(_planned(root, every))
    with locked(root):
        written = _planned(root, every)
        if _different(written):
            _put(root, written)
        return _different(written)


def _planned(root: Path, every: Mapping[str, str]) -> Written:
    before = _bytes(root)
    text = readable(FILE, before) if before else ""
    after = with_cadences(text, every)
    refuse_new_problems(FILE, parse_config(text)[1], parse_config(after)[1])
    return Written(FILE, before, encoded(FILE, after, bom=(before or b"").startswith(BOM.encode())))


def with_cadences(text: str, every: Mapping[str, str]) -> str:
    """The settings with the `every` of these circles. Raises WriteRefused when they are no TOML."""
    try:
        settings = tomlkit.parse(text)
    except TOMLKitError as failure:
        raise WriteRefused(
            FILE, f"this is not TOML: {failure}", "Mend it; `karma check` says where."
        ) from None
    for name, cadence in every.items():
        table = settings
        if name:
            circles = settings.setdefault("circles", tomlkit.table(is_super_table=True))
            table = circles.setdefault(name, tomlkit.table())
        table["every"] = cadence
    return tomlkit.dumps(settings)


def _bytes(root: Path) -> bytes | None:
    if not (root / FILE).exists():
        return None
    data = read_bytes(root / FILE)
    if isinstance(data, Fault):
        raise WriteRefused(FILE, data.message, data.remedy)
    return data


def _put(root: Path, written: Written) -> None:
    target = (root / FILE).resolve()
    if not target.is_relative_to(root.resolve()):
        raise WriteRefused(FILE, "this is a link that leads outside the book", "Put the file itself here.")
    temporary = stage(target, written.after)
    try:
        place(temporary, target, time.sleep)
    except OSError as failure:
        discard(temporary)
        raise WriteRefused(
            FILE, f"it cannot be written: {failure.strerror}", "See who may write it."
        ) from failure
    sync_folder(target.parent)


def _different(written: Written) -> tuple[Written, ...]:
    return (written,) if written.before != written.after else ()
