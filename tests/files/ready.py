"""A site whose pages are ready, for tests of what becomes of them on the disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass
class Ready:
    """Pages by name; the memo of each is its bytes. `made` are the names of those that were asked for.

    `memos`, where they are others: what the pages were before they got another look.
    """

    pages: Mapping[str, bytes]
    made: list[str] = field(default_factory=list)
    look: Any = None
    memos: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.pages)

    def relooked(self, page: bytes, look: Any) -> bytes | None:
        return page.replace(look, self.look) if page.count(look) == 1 else None

    def surely(self, name: str, memo: Any) -> bool:
        return self.still(name, memo) is not None

    def still(self, name: str, memo: Any) -> Any | None:
        return memo if memo == {**self.pages, **self.memos}[name] else None

    def learned(self) -> dict[Any, Any]:
        return {}

    def done(self) -> None:
        """Nothing was needed for them."""

    def past_the_top(self) -> None:
        """Nothing was needed for the top."""

    def ahead(self, names: Sequence[str]) -> None:
        """They are there already."""

    def make(self, name: str) -> bytes:
        self.made.append(name)
        return self.pages[name]

    def memo(self, name: str) -> Any:
        return self.pages[name]
