"""The traces of the play of S7 in the files: a message, a day to wait for, a word with the giver."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from karma.core.called import first_name
from karma.core.links import LINK, fold, links_in
from karma.core.referrals.words_back import person_id
from karma.core.touch import reaches_them

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.promise import Promise
    from karma.core.referrals.referral import Referral

_NEWS = ("told", "heard")
"""Verbs for news that passed between you and the giver."""


class Trace(NamedTuple):
    """What the files say of a step: its day, None for a promise without one, and the words."""

    on: date | None
    says: str


def message_to(prospect: Contact, book: Book, since: date, today: date) -> Trace | None:
    """What you sent them first from `since` to `today`, both included, by another way than the phone."""
    verbs = book.config.verbs
    sent = (
        line
        for line in prospect.log
        if since <= line.date <= today
        and not line.inbound
        and verbs[line.verb].kind == "touch"
        and not verbs[line.verb].voice
    )
    return next((_trace(line) for line in sent), None)


def wait_until(prospect: Contact, since: date, today: date) -> Trace | None:
    """The day you named in a promise to call them, or to wait: the next one to come, else the last since."""
    days = [
        (promise.by.last, promise.text)
        for promise in prospect.promises
        if promise.by and promise.waits_for_call
        if promise.by.last >= since and _counts(promise, since)
    ]
    ahead = [found for found in days if found[0] >= today]
    day = min(ahead, default=None) or max(days, default=None)
    return Trace(*day) if day else None


def word_with_giver(referral: Referral, giver: Contact, book: Book, since: date, today: date) -> Trace | None:
    """That the giver heard of it or was asked from `since` on: a line first, else a promise in their file.

    A line is `told` between the two, or a touch or news in the giver's file that speaks of the prospect: by a
    link, or by the first or the full name, as one writes to oneself.
    """
    lines = [_trace(line) for line in _about(referral.prospect, giver, book, since, today)]
    if referral.told and referral.told >= since:
        lines.append(Trace(referral.told, f"told [[{giver.id}]]"))
    if lines:
        return min(lines, key=lambda trace: trace.on or date.max)
    promised = (
        Trace(promise.by.last if promise.by else None, promise.text)
        for promise in giver.promises
        if _counts(promise, since)
        and _speaks_of(referral.prospect, promise.text, links_in(promise.text), book)
    )
    return next(promised, None)


def _about(prospect: Contact, giver: Contact, book: Book, since: date, today: date) -> Iterator[LogLine]:
    verbs = book.config.verbs
    for line in giver.log:
        spoken = line.verb in _NEWS or reaches_them(line, verbs)
        if spoken and since <= line.date <= today and _speaks_of(prospect, line.text, line.links, book):
            yield line


def _counts(promise: Promise, since: date) -> bool:
    """True for an open promise, and for one that was kept since then."""
    if promise.state != "kept":
        return promise.state == "open"
    kept_on = promise.kept_on or (promise.by.last if promise.by else None)
    return kept_on is not None and kept_on >= since


def _speaks_of(prospect: Contact, text: str, targets: tuple[str, ...], book: Book) -> bool:
    """True for a link to the prospect, or the name in the text; a link to another is no name.

    A first name counts as it is spelt: that somebody will call back says nothing of Will.
    """
    if any(person_id(target, book) == prospect.id for target in targets):
        return True
    said = LINK.sub(" ", text)
    return _has_word(first_name(prospect.name), said) or _has_word(fold(prospect.name), fold(said))


def _has_word(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _trace(line: LogLine) -> Trace:
    return Trace(line.date, f"{line.verb}: {line.text}" if line.text else line.verb)
