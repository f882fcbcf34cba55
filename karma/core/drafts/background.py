"""What the drafts for somebody take from the rest of the book, without making one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from karma.core.referrals.unreachable import play_of

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.drafts.desk import Desk


def background(contact: Contact, desk: Desk) -> tuple[Any, ...]:
    """All that the fitting drafts depend on besides their file, the settings, the day, and people's names.

    Favours with what became of them, news for them, whom they may meet and what the two would say, and the
    plays for referrals who cannot be reached. While it is the same, so are the drafts.
    """
    favours = desk.around.gratitude.of(contact)
    one = desk.proposed.get(contact.id)
    meeting = desk.around.market.between(contact, one.expert) if one else None
    return (
        favours,
        desk.around.gratitude.owed(contact, desk.tomorrow),
        [desk.pipeline.of(favour.referred) for favour in favours if favour.referred],
        desk.news(contact),
        one,
        meeting and (meeting.need.text, meeting.offer.text),
        [play_of(referral, desk.book, desk.today) for referral in desk.pipeline.of(contact)],
    )
