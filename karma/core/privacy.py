"""What of a person may be mentioned to others (format.md, `private`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from karma.core.book import Contact


def open_field(contact: Contact, field: str) -> bool:
    """True when that field of the contact may be mentioned."""
    return field not in contact.private
