"""From log lines to referrals: who sent whom, and where each one stands (S7, format.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING



if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book
    from karma.core.referrals.referral import Pipeline


def pipeline_of(book: Book, today: date) -> Pipeline:
    """Every referral as the lines up to and including `today` tell it."""
    raise NotImplementedError
