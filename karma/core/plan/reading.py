"""Something to read for somebody: what you heard that fits, else an interest of theirs (S9, S6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from karma.core.around import plain
from karma.core.called import first_name
from karma.core.links import fold
from karma.core.phrases import day_words
from karma.core.privacy import open_field

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.plan.proposal import Moment, News


class Subject(NamedTuple):
    """What to send something about; for news the sentence that says what was heard, and how it fits."""

    about: str
    heard: str = ""
    strength: float = 0


def subject_for(contact: Contact, now: Moment) -> Subject | None:
    """What they would read: about news of one of their interests or tags, else about an interest.

    An interest of which the last article said something already comes last. None for somebody of whom no
    interest is known: a tag alone is your word for them, not what they like to read.
    """
    if news := _news(contact, now):
        return news
    if not contact.interests or not open_field(contact, "interests"):
        return None
    last = now.last(contact, "article")
    said = fold(last.text) if last else ""
    return Subject(_words(min(contact.interests, key=lambda one: fold(_words(one)) in said)))


def strength_of(news: News) -> float:
    """How strongly news speaks for somebody: more when they like what it is about."""
    return 2 if news.likes else 1.5


def _news(contact: Contact, now: Moment) -> Subject | None:
    """The newest thing you heard that they like, else that they are tagged with, and were not told yet."""
    if contact.id not in now.news:
        return None
    news = now.news[contact.id]
    heard_of, listener = news.intel.line, news.listener
    verb, topics = ("follows", listener.likes) if listener.likes else ("is tagged", listener.tags)
    what = plain(heard_of.text, now.book).rstrip(".")
    why = f"{first_name(contact.name)} {verb} {_words(topics[0])}"
    heard = f"On {day_words(heard_of.date, now.today)} you heard “{what}”; {why}."
    return Subject(_words(topics[0]), heard, strength_of(news))


def _words(text: str) -> str:
    return text.replace("-", " ")
