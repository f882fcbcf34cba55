"""Something to read for somebody: what you heard that fits, else an interest of theirs (S9, S6)."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from karma.core.around import open_field, plain
from karma.core.dates import add_days
from karma.core.links import fold
from karma.core.phrases import day_words, first_name
from karma.core.touch import newest_first

if TYPE_CHECKING:
    from karma.core.around import Said
    from karma.core.book import Contact
    from karma.core.plan.proposal import Moment

FRESH = 60
"""Days in which what was heard is still news."""


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


def _news(contact: Contact, now: Moment) -> Subject | None:
    """The newest thing heard from somebody else about what they follow, and not passed on to them yet."""
    for field, verb, strength in (("interests", "follows", 2), ("tags", "is tagged", 1.5)):
        words = getattr(contact, field) if open_field(contact, field) else ()
        found = [(said, word) for word in words if (said := _newest(contact, _tag(word), now))]
        if found:
            said, word = max(found, key=lambda one: (one[0].date, one[0].source.id, one[0].line.line))
            what = plain(said.line.text, now.book).rstrip(".")
            why = f"{first_name(contact.name)} {verb} {_words(word)}"
            heard = f"On {day_words(said.date, now.today)} you heard “{what}”; {why}."
            return Subject(_words(word), heard, strength)
    return None


def _newest(contact: Contact, tag: str, now: Moment) -> Said | None:
    start = add_days(now.today, -FRESH)
    fresh = takewhile(lambda said: said.date >= start, reversed(now.around.heard.get(tag, ())))
    return next(
        (said for said in fresh if said.date < now.before and _is_news(contact, said, tag, now)), None
    )


def _is_news(contact: Contact, said: Said, tag: str, now: Moment) -> bool:
    """True when they neither said it themselves, nor are in it, nor had word of it since."""
    linked = [now.book.resolve(target) for target in said.line.links]
    if contact.id in (said.source.id, *(person.id for person in linked if person)):
        return False
    since = (line for line in newest_first(contact, now.before) if line.date >= said.date)
    return not any(line.verb in ("told", "article") and _is_about(line.text, tag) for line in since)


def _is_about(text: str, tag: str) -> bool:
    return fold(_words(tag)) in fold(_words(text))


def _tag(word: str) -> str:
    return fold(word).replace(" ", "-")


def _words(text: str) -> str:
    return text.replace("-", " ")
