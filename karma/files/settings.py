"""Changes of `karma.toml`: one value at a time, comments and order as they were. The home of tomlkit."""

from __future__ import annotations

import time
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import tomlkit
from tomlkit.exceptions import TOMLKitError

from karma.core.configfile import FILE, parse_config
from karma.core.problems import Fault
from karma.files.lock import locked
from karma.files.plan import Written, encoded, readable, refuse_new_problems
from karma.files.put import Put, put
from karma.files.read import BOM, read_bytes
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from karma.core.cadence import Cadence
    from karma.core.config import Config

_BY_HAND = "Write `[circles.NAME]` with `every` below it in an editor; nothing was changed."


def set_cadences(root: Path, every: Mapping[str, Cadence], *, dry_run: bool = False) -> tuple[Written, ...]:
    """Sets `every` of each circle in `every`; the empty name is the book's own. Gives what changed.

    Raises WriteRefused, and then nothing was changed.
    """
    if dry_run:
        return _different(_planned(root, every))
    with locked(root):
        written = _different(_planned(root, every))
        if written:
            put([Put(_target(root), one) for one in written], time.sleep)
        return written


def _planned(root: Path, every: Mapping[str, Cadence]) -> Written:
    _target(root)
    before = _bytes(root)
    text = readable(FILE, before) if before else ""
    after = with_cadences(text, every)
    config, problems = parse_config(text)
    found, new_problems = parse_config(after)
    refuse_new_problems(FILE, problems, new_problems)
    if found != _meant(config, every):
        raise WriteRefused(FILE, "the settings would not say what was meant", _BY_HAND)
    return Written(FILE, before, encoded(FILE, after, bom=(before or b"").startswith(BOM.encode())))


def _meant(config: Config, every: Mapping[str, Cadence]) -> Config:
    """The settings with these cadences and everything else as it was."""
    circles = dict(config.circles)
    for name, cadence in every.items():
        if name:
            circles[name.casefold()] = config.circle(name.casefold())._replace(every=cadence)
        else:
            config = replace(config, every=cadence)
    return replace(config, circles=MappingProxyType(circles))


def with_cadences(text: str, every: Mapping[str, Cadence]) -> str:
    """The settings with the `every` of these circles. Raises WriteRefused when they are no TOML."""
    try:
        settings = tomlkit.parse(text)
    except TOMLKitError as failure:
        raise WriteRefused(
            FILE, f"this is not TOML: {failure}", "Mend it; `karma check` says where."
        ) from None
    try:
        for name, cadence in every.items():
            table = settings
            if name:
                circles = settings.setdefault("circles", tomlkit.table(is_super_table=True))
                table = circles.setdefault(name, tomlkit.table())
            table["every"] = str(cadence)
    except (TOMLKitError, ValueError, TypeError, AttributeError):
        # Circles may stand on one line in braces, where tomlkit puts no table, or be something else.
        raise WriteRefused(
            FILE, "the circles are written in a way that karma does not edit", _BY_HAND
        ) from None
    return tomlkit.dumps(settings)


def _bytes(root: Path) -> bytes | None:
    if not (root / FILE).exists():
        return None
    data = read_bytes(root / FILE)
    if isinstance(data, Fault):
        raise WriteRefused(FILE, data.message, data.remedy)
    return data


def _target(root: Path) -> Path:
    """Where the settings really stand, a link inside the book followed."""
    target = (root / FILE).resolve()
    if not target.is_relative_to(root.resolve()):
        raise WriteRefused(FILE, "this is a link that leads outside the book", "Put the file itself here.")
    return target


def _different(written: Written) -> tuple[Written, ...]:
    return (written,) if written.before != written.after else ()
