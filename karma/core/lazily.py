"""Many things of which few are looked at: each is made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

_Key = TypeVar("_Key")
_Made = TypeVar("_Made")


class Lazily(Sequence[_Made], Generic[_Key, _Made]):
    """What `make` makes of each of the keys, in their order. To whoever looks it is as good as a tuple.

    `in_order` puts the keys into it, when somebody looks at the first.
    """

    def __init__(
        self,
        keys: Sequence[_Key],
        make: Callable[[_Key], _Made],
        in_order: Callable[[Sequence[_Key]], Sequence[_Key]] | None = None,
    ) -> None:
        self._keys, self._make, self._in_order = keys, make, in_order
        self._made: dict[int, _Made] = {}

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> _Made: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[_Made, ...]: ...
    def __getitem__(self, at: int | slice) -> _Made | tuple[_Made, ...]:
        if isinstance(at, slice):
            return tuple([self[one] for one in range(len(self))[at]])
        place = range(len(self))[at]
        if self._in_order:
            self._keys, self._in_order = self._in_order(self._keys), None
        if place not in self._made:
            self._made[place] = self._make(self._keys[place])
        return self._made[place]

    def __eq__(self, other: Any) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, (tuple, Lazily)) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
