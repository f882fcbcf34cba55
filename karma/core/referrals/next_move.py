"""What would move a referral on, in one sentence (S7, the pipeline)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.called import first_name

if TYPE_CHECKING:
    from karma.core.book import Book
    from karma.core.referrals.referral import Referral
    from karma.core.referrals.stages import Stage
    from karma.core.referrals.unreachable import Play

_TALKING: dict[Stage, str] = {
    "reached": "Agree on a next step with {}, or ask whether to keep in touch.",
    "next-step": "Ask {} how the next step is coming along.",
}


def next_move(referral: Referral, play: Play | None, book: Book) -> str:
    """What to do next for an open referral, a sentence; `play` is its play of S7, if it has one."""
    name = first_name(referral.prospect.name)
    if play:
        over = f"The day to wait for has passed: try {name} once more, or let it rest."
        return play.next.text if play.next else over
    if referral.direction == "out":
        return _ask_how_it_goes(referral, book)
    if referral.stage in _TALKING:
        return _TALKING[referral.stage].format(name)
    return _get_in_touch(referral, name, book)


def _get_in_touch(referral: Referral, name: str, book: Book) -> str:
    if referral.contacted and not referral.unanswered:
        return f"You have been in touch with {name}: write down where it stands."
    if referral.unanswered:
        return f"Try {name} again, at another time of day."
    if referral.stage == "approached" or referral.giver is None:
        return f"Follow up with {name}, by phone."
    prospect, giver = _apart(referral, referral.giver, book)
    return f"Call {prospect}, and mention {giver}."


def called(person: str | None, book: Book) -> str:
    """The first name of a stem, or the words that stand there for somebody without a file."""
    contact = book.resolve(person) if person else None
    return first_name(contact.name) if contact else person or ""


def _ask_how_it_goes(referral: Referral, book: Book) -> str:
    """The receiver knows; the prospect is asked where the receiver cannot be."""
    prospect, other = _apart(referral, referral.receiver, book)
    receiver = book.resolve(referral.receiver) if referral.receiver else None
    if receiver and not receiver.archived:
        return f"Ask {other} how it goes with {prospect}."
    return f"Ask {prospect} how it goes with {other}."


def _apart(referral: Referral, other: str | None, book: Book) -> tuple[str, str]:
    """What to call the prospect and another in one sentence: by whole names when the first ones are alike."""
    prospect, name = first_name(referral.prospect.name), called(other, book)
    contact = book.resolve(other) if other else None
    return (referral.prospect.name, contact.name) if contact and name == prospect else (prospect, name)
