"""Cultivation in words: since when, how they fit, and what to ask (S13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.fields import FIT
from karma.core.phrases import day_words, listed, sentence
from karma.core.privacy import open_field

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Contact
    from karma.core.cultivation.recall import Recall

QUESTION = "Does it still fit, and would they still like to hear from you?"
"""What a recall is for."""
_TIMES = ("not requalified yet", "requalified once", "requalified twice")


def recall_words(recall: Recall, today: date) -> str:
    """When to ask again, since when they are in cultivation, and how often they were requalified."""
    if recall.due is None:
        due = "no recall, as their cadence is off"
    elif recall.due == today:
        due = "due today"
    else:
        due = f"due {'since' if recall.due < today else 'on'} {day_words(recall.due, today)}"
    since = day_words(recall.since, today)
    return sentence(f"{due}; in cultivation since {since}, {often_words(recall, today)}")


def often_words(recall: Recall, today: date) -> str:
    """`requalified twice, last on 6 Aug`."""
    count = len(recall.requalified)
    if not count:
        return _TIMES[0]
    often = _TIMES[count] if count < len(_TIMES) else f"requalified {count} times"
    return f"{often}, last on {day_words(recall.requalified[-1].date, today)}"


def fit_words(contact: Contact) -> str:
    """Which of the four of `fit:` hold, and which are still to be found out; nothing if that is private."""
    if not contact.fit and not open_field(contact, "fit"):
        return ""
    holds = [word for word in FIT if word in contact.fit]
    missing = [word for word in FIT if word not in contact.fit]
    found = f"Fit: {listed(holds)}." if holds else "Fit: not noted yet."
    return f"{found} To find out: {listed(missing)}." if missing else found
