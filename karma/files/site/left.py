"""How karma left a site: the stamp of each page, and from what it was made. Kept in `.karma/` of the book.

It only saves work: a page counts as it was left while its stamp is what it was, under git's rule for what
may have changed in the same moment; and what is damaged, older or somebody else's is as good as none.
"""

from __future__ import annotations

import marshal
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.core.digest import digest
from karma.files.cache import scrap, sealed
from karma.files.cache.moment import is_settled
from karma.files.site.kept import made_with
from karma.files.site.state import site_moment
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from karma.files.listing import Stamp

_MOST = 4
"""Sites of one book that are remembered: `site/`, and a few that were built elsewhere."""


class Row(NamedTuple):
    """A page as it was left: the hash of its bytes, its stamp, and what says whether it is still right."""

    digest: str
    stamp: Stamp
    memo: Any = None


@dataclass(slots=True)
class Left:
    """The pages by name; nothing stamped before `settled` can have changed without another stamp.

    `look` is what the source said of the look of them all.
    """

    rows: dict[str, Row] = field(default_factory=dict)
    settled: int = 0
    look: Any = None

    def intact(self, name: str, stamp: Stamp | None) -> bool:
        """True when the file with this stamp is, without a look into it, the page as it was left."""
        row = self.rows.get(name)
        return row is not None and row.stamp == stamp and is_settled(row.stamp, self.settled)

    @property
    def is_settled(self) -> bool:
        """True when every page can be told by its stamp."""
        return all(is_settled(row.stamp, self.settled) for row in self.rows.values())


def read_left(root: Path, folder: Path) -> Left:
    """How the site in `folder` was left by the book at `root`; empty where nobody knows."""
    body = sealed.read(root, name_of(folder))
    if body is None:
        return Left()
    maker, settled, rows, look = marshal.loads(body)  # noqa: S302  (behind its seal)
    if maker != made_with():
        return Left()
    return Left(dict(zip(rows, map(Row._make, rows.values()), strict=True)), settled, look)


def write_left(root: Path, folder: Path, rows: dict[str, Row], look: Any = None) -> Left:
    """Remembers how the site is left now. Never raises: what cannot be kept is found out again."""
    settled = site_moment(root, folder)
    plain = dict(zip(rows, map(tuple, rows.values()), strict=True))
    if sealed.write(root, name_of(folder), marshal.dumps((made_with(), settled, plain, look))):
        _forget_the_oldest(root)
    return Left(rows, settled, look)


def name_of(folder: Path, kind: str = "pages") -> str:
    """The name in `.karma/` of what is remembered about the site in `folder`."""
    place = str(folder.resolve()).encode("utf-8", "surrogateescape")
    return f"site-{digest(place, 6).hex()}.{kind}"


def _forget_the_oldest(root: Path) -> None:
    with suppress(OSError):
        known = sorted((root / FOLDER).glob("site-*.pages"), key=lambda path: path.stat().st_mtime_ns)
        for path in known[:-_MOST]:
            for kind in (".pages", ".said", ".lock", ".lock-turn"):
                scrap.remove(path.with_suffix(kind))
