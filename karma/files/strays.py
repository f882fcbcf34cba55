"""Temporary files that a killed karma left behind (faults.md C11)."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from karma.files.listing import names_below
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from karma.files.listing import Names

_BEGINS = ".karma-"
_STRAY = re.compile(r"\.karma-(\d+)-[0-9a-f]+\.tmp")
_HOUR = 3600.0


def sweep(root: Path, now: float, names: Names | None = None, site: Path | None = None) -> tuple[str, ...]:
    """Removes temporary files over an hour old whose process has ended; their paths.

    `now` is seconds since 1970, as file times are. A younger one may belong to a karma that still runs
    elsewhere, on a disk shared over the network. `names` are those below contacts/, where they are known;
    `site` is where the pages are, if not in site/.
    """
    removed = []
    for path in strays(root, names, site):
        with suppress(OSError):
            if now - path.lstat().st_mtime > _HOUR:
                path.unlink()
                removed.append((path.relative_to(root) if path.is_relative_to(root) else path).as_posix())
    return tuple(sorted(removed))


def strays(root: Path, names: Names | None = None, site: Path | None = None) -> Iterator[Path]:
    """Those whose process has ended, whatever their age, in no order."""
    for path in _temporaries(root, names, site):
        match = _STRAY.fullmatch(path.name)
        if match and not _alive(int(match[1])):
            yield path


def _temporaries(root: Path, names: Names | None, site: Path | None) -> Iterator[Path]:
    """What has a name like one, wherever karma writes: beside `karma.toml`, and in its own folders."""
    with suppress(OSError):
        yield from (path for path in root.iterdir() if path.name.startswith(_BEGINS))
    with suppress(OSError):
        for folder, inside in names_below(str(root)) if names is None else names:
            yield from (root / folder / name for name in inside if name.startswith(_BEGINS))
    folders = [str(site or root / "site"), str(root / FOLDER)]
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            found = list(entries)
            folders += [one.path for one in found if one.is_dir(follow_symlinks=False)]
            yield from [root.__class__(one.path) for one in found if one.name.startswith(_BEGINS)]


def _alive(pid: int) -> bool:
    if os.name == "nt":  # where signal 0 would be Ctrl-C; nobody takes an hour over one file
        return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
