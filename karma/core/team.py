"""Several people, one book: who looks after whom (the field `owner:`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karma.core.links import fold, link_target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.book import Book, Contact
    from karma.core.referrals.referral import Pipeline


@dataclass(frozen=True, slots=True)
class Me:
    """Whoever is at the keyboard. `called` are the words by which an `owner:` may mean them, as said."""

    called: tuple[str, ...]

    def looks_after(self, contact: Contact) -> bool:
        """True when the `owner:` of the contact is me."""
        if not contact.owner:
            return False
        return fold(link_target(contact.owner) or contact.owner) in {fold(name) for name in self.called}


def me(owner: str | None, name: str | None, email: str | None) -> Me:
    """Who I am: the `owner` that I set for myself, else my name, first name, address and its beginning."""
    if owner and owner.strip():
        return Me((owner.strip(),))
    said: Iterable[str | None] = (
        name,
        name.split()[0] if name and name.split() else None,
        email,
        email.partition("@")[0] if email else None,
    )
    return Me(tuple(dict.fromkeys(word.strip() for word in said if word and word.strip())))


def told_apart(who: Me, book: Book) -> Me:
    """Me without a short name that begins the name of another owner in the book: two of us are called Ann."""
    mine = set(map(fold, who.called))
    owners = {fold(link_target(one.owner) or one.owner) for one in book.contacts if one.owner} - mine
    taken = {owner.replace("-", " ").partition(" ")[0] for owner in owners}
    return Me(tuple(name for name in who.called if fold(name) not in taken) or who.called)


def people_of(who: Me, book: Book) -> Book:
    """The book with nobody in it but those whom I look after, for what is counted and listed."""
    return replace(book, contacts=tuple(filter(who.looks_after, book.contacts)))


def prospects_of(who: Me, pipeline: Pipeline) -> Pipeline:
    """The referrals whose prospects I look after."""
    return replace(
        pipeline, referrals=tuple(one for one in pipeline.referrals if who.looks_after(one.prospect))
    )
