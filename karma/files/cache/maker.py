"""Who made a cache: what karma made, any other karma, Python or PyYAML might make otherwise.

So might karma with other settings.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING

import karma

if TYPE_CHECKING:
    from karma.core.config import Config

FORMAT = 6
"""Raised whenever what is remembered gets another shape: tests/files/test_cache_shape.py says when."""


@cache
def made_by() -> str:
    """Words that are the same for the same programs, and for no others."""
    return repr((FORMAT, karma.__version__, sys.version, _yaml(), _checkout()))


def settings_key(config: Config) -> str:
    """All that the settings have to say about how a file is read."""
    return repr((tuple(config.circles), tuple(config.verbs.values())))


def has_libyaml() -> bool:
    """False when a file was read without libyaml. Few files need any YAML at all (`frontmatter`)."""
    events = sys.modules.get("karma.files.yaml_events")
    return events is None or bool(events.HAS_LIBYAML)


def _yaml() -> tuple[object, ...]:
    """Which PyYAML reads here, without importing it."""
    spec = PathFinder.find_spec("yaml")
    if spec is None or spec.origin is None:
        return ()
    status = os.stat(spec.origin)  # noqa: PTH116  (start-up)
    return spec.origin, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _checkout() -> tuple[int, ...]:
    """The state of karma's own code where it can change without its version: in a checkout."""
    package = os.path.dirname(os.path.abspath(karma.__file__))  # noqa: PTH100, PTH120  (start-up)
    if not os.path.exists(f"{package}/../pyproject.toml"):  # noqa: PTH110  (start-up)
        return ()
    stats = [os.stat(path) for path in _code(package)]  # noqa: PTH116  (start-up)
    return len(stats), sum(one.st_size for one in stats), max(one.st_mtime_ns for one in stats)


def _code(folder: str) -> list[str]:
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                found.append(entry.path)
            elif "." not in entry.name and entry.is_dir() and entry.name != "__pycache__":
                found += _code(entry.path)
    return found
