"""Links by name, alias or other capitals made links by stem (format.md, rule 1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from karma.core.links import LINK, fold
from karma.core.logline import Party

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from karma.core.book import Book, Contact


_TEXTS = (
    *("aliases", "org", "title", "address", "city", "met_at"),
    *("tags", "interests", "needs", "offers", "owner", "unknown"),
)
"""Fields of free text, where a link may stand."""


def mend_links(text: str, book: Book) -> str:
    """`text` with every link by name, alias or other capitals made a link to the stem (format.md, rule 1)."""
    return LINK.sub(lambda match: _mended(match, book), text) if "[[" in text else text


def _mended(match: re.Match[str], book: Book) -> str:
    target = match[1].strip()
    person = book.resolve(target)
    if not person or person.id == target:
        return match[0]
    label = match[2] if match[2] is not None else ("" if fold(target) == fold(person.id) else target)
    return f"[[{person.id}|{label}]]" if label else f"[[{person.id}]]"


def with_stems(contact: Contact, book: Book) -> Contact:
    """What `contact` says when every link in it is mended, to compare what two versions of a file say."""
    return with_links(contact, lambda text: mend_links(text, book), lambda target: _stem(target, book))


def with_links(contact: Contact, mend: Callable[[str], str], lead: Callable[[str], str]) -> Contact:
    """`contact` with every text passed through `mend`, and every target that stands alone through `lead`.

    The prose loses blank space around it, so that it can be compared.
    """
    log = (
        replace(
            entry,
            text=mend(entry.text),
            parties=tuple(Party(party.preposition, lead(party.target)) for party in entry.parties),
        )
        for entry in contact.log
    )
    fields: dict[str, Any] = {name: _mended_value(getattr(contact, name), mend) for name in _TEXTS}
    return replace(
        contact,
        **fields,
        via=lead(contact.via) if contact.via else None,
        log=tuple(log),
        promises=tuple(replace(one, text=mend(one.text)) for one in contact.promises),
        next_time=tuple(map(mend, contact.next_time)),
        prose=mend(contact.prose).strip(),
    )


def _mended_value(value: Any, mend: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return mend(value)
    return tuple(_mended_value(item, mend) for item in value) if isinstance(value, tuple) else value


def _stem(target: str, book: Book) -> str:
    found = book.resolve(target)
    return found.id if found else target
