"""A few pages at a time: which are as they should be, which are written, and which are left alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from karma.files.site.folder import EDITED, NOT_OURS, digest_of, says_ours
from karma.files.site.manifest import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.files.listing import Stamp
    from karma.files.site.folder import SiteFolder
    from karma.files.site.left import Left
    from karma.files.site.manifest import Known

_MADE = object()
"""In the place of the memo of a page that was made: it is asked for in the end."""


class Source(Protocol):
    """What there should be in a site: whoever makes the pages."""

    @property
    def names(self) -> Sequence[str]:
        """The names of all pages."""

    @property
    def look(self) -> Any:
        """What gives all pages their look, as a plain value; None where each has to be made for another."""

    def surely(self, name: str, memo: Any) -> bool:
        """True when a quick look tells that the page made with this memo would be made the same again."""

    def still(self, name: str, memo: Any) -> Any | None:
        """What a closer look tells, where it is worth one: the memo for the next time, or None."""

    def ahead(self, names: Sequence[str]) -> None:
        """Says which pages will have to be made next."""

    def make(self, name: str) -> bytes:
        """The page."""

    def memo(self, name: str) -> Any:
        """A memo of the page that was made, of plain values as `marshal` takes them; None for none."""

    def relooked(self, page: bytes, look: Any) -> bytes | None:
        """A page that was made with that look, with the look of now; None: it has to be made."""

    def done(self) -> None:
        """The pages that were asked about are done, and what only they needed may go."""

    def past_the_top(self) -> None:
        """The pages at the top are made, and many others are to be: what only the top needed may go."""

    def learned(self) -> dict[Any, Any]:
        """What was found out since this was last asked, and is worth keeping: plain values by keys."""


class Outcome(NamedTuple):
    """What became of one page: its hash, its stamp and its memo; for one that was refused, why."""

    name: str
    became: Literal["written", "unchanged", "refused"]
    digest: str = ""
    stamp: Stamp | None = None
    memo: Any = None
    why: str = ""


@dataclass(slots=True)
class Settling:
    """Makes pages what they should be. `known` are ours with their hashes, None when the manifest is lost."""

    folder: SiteFolder
    source: Source
    known: Known | None
    left: Left

    def glance(self, name: str) -> Outcome | None:
        """The page where it is as it was left and, as a quick look tells, as it should be; else None."""
        row = self.left.rows.get(name) if self.left.look == self.source.look else None
        if row is None or not self.left.intact(name, self.folder.seen(name)[1]):
            return None
        if not self.source.surely(name, row.memo):
            return None
        return Outcome(name, "unchanged", row.digest, row.stamp, row.memo)

    def settle(self, names: Sequence[str], *, anew: bool = False) -> list[Outcome]:
        """Looks at these pages, then writes those that changed; `anew`: all are made, whatever a look tells.

        The memos come last, since it may take much to tell how to know a page. Raises OSError, and what the
        source does.
        """
        self.folder.look_again()
        if new := [name for name in names if name not in self.left.rows]:
            self.source.ahead(new)
        pages: dict[str, bytes] = {}
        found = [self._outcome(name, pages, anew=anew) for name in names]
        if pages:
            note(self.folder, {one.name: one.digest for one in found if one.name in pages})
            for name, data in pages.items():
                self.folder.write(name, data)
        return [self._with_stamp(one) for one in found]

    def _with_stamp(self, one: Outcome) -> Outcome:
        """With the stamp of a page that was just written, and the memo of one that was made."""
        if one.became == "written":
            one = one._replace(stamp=self.folder.seen(one.name)[1])
        return one._replace(memo=self.source.memo(one.name)) if one.memo is _MADE else one

    def _outcome(self, name: str, pages: dict[str, bytes], *, anew: bool) -> Outcome:
        """What is to become of the page; what is to be written is put into `pages`."""
        obstacle, stamp = self.folder.seen(name)
        if obstacle:
            return Outcome(name, "refused", why=obstacle)
        there: str | None = None
        made: tuple[bytes, Any] | None = None
        if row := self.left.rows.get(name) if stamp else None:
            there = row.digest if self.left.intact(name, stamp) else self._digest(name)
            as_left = there == row.digest and not anew
            if there and as_left and (memo := self.source.still(name, row.memo)) is not None:
                if self.left.look == self.source.look:
                    return Outcome(name, "unchanged", there, stamp, memo)
                made = self._relooked(name, stamp, memo)
                there = there if made else self._digest(name)
        data, memo = made or (self.source.make(name), _MADE)
        digest = digest_of(data)
        there = there or (self._digest(name) if stamp else None)
        if there == digest:
            return Outcome(name, "unchanged", digest, stamp, memo)
        if there and (why := self.why_not(name, there)):
            return Outcome(name, "refused", why=why)
        pages[name] = data
        return Outcome(name, "written", digest, None, memo)

    def _relooked(self, name: str, stamp: Stamp | None, memo: Any) -> tuple[bytes, Any] | None:
        """The page and its memo, when all that it needs is another look."""
        page = self.folder.read(name) or b""
        if self.folder.seen(name)[1] != stamp:  # somebody was there just now
            return None
        data = self.source.relooked(page, self.left.look)
        return None if data is None else (data, memo)

    def why_not(self, name: str, there: str) -> str | None:
        """Why the file with that hash may not be replaced or removed; None when it is as we made it."""
        if self.known is None:
            return None if says_ours(self.folder.read(name) or b"") else NOT_OURS
        if name not in self.known:
            return NOT_OURS
        return None if there in self.known[name] else EDITED

    def _digest(self, name: str) -> str | None:
        there = self.folder.read(name)
        return None if there is None else digest_of(there)
