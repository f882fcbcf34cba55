"""A contact of which only the names are known yet; whoever asks for more makes it one like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from karma.core.book import Contact
from karma.files.cache.shape import unpack

if TYPE_CHECKING:
    from collections.abc import Callable


def unread(record_of: Callable[[str], bytes]) -> type[Contact]:
    """The class of contacts whose records, by path, are had from `record_of`.

    Slots that are empty lead to `__getattr__`; there the record is unpacked, and the object becomes a plain
    Contact. So reading ten thousand names costs ten thousand names, and nobody need know.
    """

    class Unread(Contact):
        """Looks like a Contact, and is one as soon as anybody looks."""

        __slots__ = ()

        def __getattr__(self, name: str) -> Any:
            if name not in Contact.__slots__:
                raise AttributeError(name)
            return getattr(_whole(self), name)

        def __eq__(self, other: object) -> bool:
            return bool(_whole(self) == other)

        def __hash__(self) -> int:
            return hash(_whole(self))

        def __repr__(self) -> str:
            return repr(_whole(self))

        def __reduce_ex__(self, protocol: Any) -> Any:
            return _whole(self).__reduce_ex__(protocol)

    def _whole(contact: Contact) -> Contact:
        unpack(contact, record_of(contact.path))
        object.__setattr__(contact, "__class__", Contact)
        return contact

    return Unread


def finish(contact: Contact) -> None:
    """Makes a contact whole now, while its record can still be had."""
    contact.prose  # noqa: B018  (asking is what does it)
