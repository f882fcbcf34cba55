"""“I thought of you”: what you came across, or heard from others, that they care about (S6, S9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.drafts.facts import known, said, to_them
from karma.core.phrases import ago
from karma.core.privacy import open_field

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.drafts.desk import Desk, News

FRESH_DAYS = 30
"""What you heard in these last days is worth a message of its own."""


def facts(contact: Contact, desk: Desk, about: str = "") -> dict[str, str]:
    """What it is about: as you say it, else what you heard that concerns them, else something they like."""
    if about:
        return known(about=said(about, desk.book))
    news = desk.news(contact)
    if news:
        return known(heard=to_them(news.line.text, "what you heard", desk.book), about=_topic(news, desk))
    likes = contact.interests if open_field(contact, "interests") else ()
    return known(about=_as_words(likes[0], desk)) if likes else {}


def fits(contact: Contact, desk: Desk) -> str | None:
    """Why this is fitting now: you heard something of late that they care about and were not told."""
    news = desk.news(contact)
    days = (desk.today - news.line.date).days if news else FRESH_DAYS
    if news is None or days >= FRESH_DAYS:
        return None
    topic = _topic(news, desk)
    return f"You heard something {ago(days)}{f' about {topic}' if topic else ''}."


def _topic(news: News, desk: Desk) -> str:
    """What of it they care about; nothing when it only touches their work."""
    shared = (*news.listener.likes, *news.listener.tags)
    return _as_words(shared[0], desk) if shared else ""


def _as_words(tag: str, desk: Desk) -> str:
    """`wooden-boats` as one says it."""
    return said(tag, desk.book).replace("-", " ")
