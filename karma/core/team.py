"""Several people, one book: who looks after whom (the field `owner:`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karma.core.each import EVER, of_each
from karma.core.links import fold, link_target

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.referrals.referral import Pipeline


@dataclass(frozen=True, slots=True)
class Me:
    """Whoever is at the keyboard. `called` are the words by which an `owner:` may mean them, as said."""

    called: tuple[str, ...]

    def looks_after(self, contact: Contact) -> bool:
        """True when the `owner:` of the contact is me."""
        return contact.owner is not None and _named(contact.owner) in self.folded

    @property
    def folded(self) -> frozenset[str]:
        """The words as they are compared."""
        return frozenset(map(fold, self.called))


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
    owners = {owner for owner in _owner.values(book, EVER) if owner} - who.folded
    taken = {owner.replace("-", " ").partition(" ")[0] for owner in owners}
    return Me(tuple(name for name in who.called if fold(name) not in taken) or who.called)


def people_of(who: Me, book: Book) -> Book:
    """The book with nobody in it but those whom I look after, for what is counted and listed."""
    mine = who.folded
    return replace(
        book, contacts=tuple([one for one, owner in _owner.people(book, EVER) if owner and owner in mine])
    )


def prospects_of(who: Me, pipeline: Pipeline) -> Pipeline:
    """The referrals whose prospects I look after."""
    return replace(
        pipeline, referrals=tuple(one for one in pipeline.referrals if who.looks_after(one.prospect))
    )


@of_each
def _owner(contact: Contact, _config: Config, _today: date) -> str | None:
    """Who looks after them, as it is compared."""
    return _named(contact.owner) if contact.owner else None


def _named(owner: str) -> str:
    return fold(link_target(owner) or owner)
