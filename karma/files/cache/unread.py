"""A contact of which only the names are known yet; whoever asks for more makes it one like any other."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from karma.core.book import Contact
from karma.files.cache.shape import DAILY, LEAN, unpack_daily, unpack_rest

if TYPE_CHECKING:
    from collections.abc import Callable


_MORE = [Contact.__dict__[name].__delete__ for name in Contact.__slots__ if name not in LEAN]
"""What empties the slots that are filled when somebody is unpacked."""


def unread(
    daily_of: Callable[[str], bytes], rest_of: Callable[[str], bytes], opened: list[Contact]
) -> type[Contact]:
    """The class of contacts whose records, by path, are had from `daily_of` and `rest_of`.

    Slots that are empty lead to `__getattr__`; there the record is unpacked that has it, and with the last
    one the object becomes a plain Contact. So reading ten thousand names costs ten thousand names, the day
    costs nobody's prose, and nobody need know. Who is unpacked comes into `opened`, for `lean_again`.
    """

    class Unread(Contact):
        """Looks like a Contact, and is one as soon as anybody looks at all of it."""

        __slots__ = ()

        def __getattr__(self, name: str) -> Any:
            if name not in Contact.__slots__:
                raise AttributeError(name)
            return getattr(_daily(self) if name in DAILY else _whole(self), name)

        def __eq__(self, other: object) -> bool:
            return bool(_whole(self) == other)

        def __hash__(self) -> int:
            return hash(_whole(self))

        def __repr__(self) -> str:
            return repr(_whole(self))

        def __reduce_ex__(self, protocol: Any) -> Any:
            return _whole(self).__reduce_ex__(protocol)

    class Daily(Unread):
        """One that has all but the rest."""

        __slots__ = ()

    def _daily(contact: Contact) -> Contact:
        unpack_daily(contact, daily_of(contact.path))
        _become(contact, Daily)
        opened.append(contact)
        return contact

    def _whole(contact: Contact) -> Contact:
        if contact.__class__ is Unread:
            _daily(contact)
        unpack_rest(contact, rest_of(contact.path))
        _become(contact, Contact)
        return contact

    return Unread


def _become(contact: Contact, kind: type[Contact]) -> None:
    object.__setattr__(contact, "__class__", kind)


def lean_again(contact: Contact, kind: type[Contact]) -> None:
    """Makes a contact one of that unread kind once more; what is asked for again is unpacked again."""
    if contact.__class__ is not kind:
        for empty in _MORE:
            with suppress(AttributeError):  # the rest of who has not been looked at closely
                empty(contact)
        _become(contact, kind)


def finish(contact: Contact) -> None:
    """Makes a contact whole now, while its record can still be had."""
    contact.prose  # noqa: B018  (asking is what does it)
