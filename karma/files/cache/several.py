"""Many files at once: two processes read half of them each, where the system can split a process in two."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from karma.files.cache.seen import Seen, see_all
from karma.files.split import can_split

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from karma.core.config import Config
    from karma.files.cache.rows import Rows

WORTH_TWO = 500
"""Files below which a second process costs more than it saves."""


def see_many(root: Path, paths: list[str], config: Config, known: Rows, name: str = "") -> list[Seen]:
    """Each of the files, in that order; the same whether one process reads them or two.

    `name` is the file that their records go into, if there is one.
    """
    if len(paths) < WORTH_TWO or not can_split():
        return see_all(root, paths, config, known, name)
    from karma.files import yaml_events  # noqa: F401, PLC0415  (both need it: once is enough)

    half = len(paths) // 2
    other = _Other(root, paths[half:], config, known, name)
    first = see_all(root, paths[:half], config, known, name)
    second = other.told()
    return first + (see_all(root, paths[half:], config, known, name) if second is None else second)


class _Other:
    """The second process."""

    def __init__(self, root: Path, paths: list[str], config: Config, known: Rows, name: str) -> None:
        from multiprocessing import get_context  # noqa: PLC0415  (start-up)

        self._process = None
        with suppress(OSError):
            context = get_context("fork")
            self._end, far_end = context.Pipe(duplex=False)
            process = context.Process(
                target=_tell, args=(far_end, root, paths, config, known, name), daemon=True
            )
            process.start()
            far_end.close()
            self._process = process

    def told(self) -> list[Seen] | None:
        """What it has seen; None when it could not be begun or went away."""
        if self._process is None:
            return None
        try:
            seen: list[Seen] = self._end.recv()
        except (EOFError, OSError):
            seen = []
        self._process.join()
        return seen or None


def _tell(  # noqa: PLR0913, PLR0917  (what `see_all` takes, and where to)
    end: Connection, root: Path, paths: list[str], config: Config, known: Rows, name: str
) -> None:
    with suppress(KeyboardInterrupt, BrokenPipeError):
        end.send(see_all(root, paths, config, known, name))
