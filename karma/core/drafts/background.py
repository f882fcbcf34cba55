"""What the drafts for somebody take from the rest of the book, without making one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from karma.core.referrals.unreachable import play_of

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.drafts.desk import Desk


class Background:
    """Of one person after the other, all that the fitting drafts depend on besides what is told otherwise.

    That is their file, the settings, the day, people's names, and their share of the introductions and news.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk, self._gratitude = desk, desk.around.gratitude

    def of(self, contact: Contact) -> tuple[Any, ...]:
        """Favours where others' files tell of any, what became of them, and plays for who is not reached.

        While it is the same, so are the drafts.
        """
        desk, gratitude = self._desk, self._gratitude
        favours = gratitude.of(contact) if gratitude.told_elsewhere(contact) else ()
        return (
            favours,
            gratitude.owed(contact, desk.tomorrow) if favours else None,
            [desk.pipeline.of(favour.referred) for favour in favours if favour.referred],
            [play_of(referral, desk.book, desk.today) for referral in desk.pipeline.of(contact)],
        )
