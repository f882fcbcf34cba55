"""A list of which each thing is made when somebody looks at it: of thousands a page shows forty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

_Key = TypeVar("_Key")
_Thing = TypeVar("_Thing")


class Made(Sequence[_Thing], Generic[_Key, _Thing]):
    """Looks like the tuple of what `make` gives for each of `keys`, and equals it; parts of it are tuples."""

    def __init__(self, keys: Sequence[_Key], make: Callable[[_Key], _Thing]) -> None:
        self._keys, self._make = keys, make

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> _Thing: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[_Thing, ...]: ...
    def __getitem__(self, at: int | slice) -> _Thing | tuple[_Thing, ...]:
        if isinstance(at, slice):
            return tuple([self._make(key) for key in self._keys[at]])
        return self._make(self._keys[at])

    def __eq__(self, other: Any) -> bool:
        return tuple(self) == (tuple(other) if isinstance(other, Made) else other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
