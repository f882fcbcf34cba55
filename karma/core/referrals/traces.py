"""The traces of the play of S7 in the files: a message, a day to wait for, a word with the giver."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from karma.core.links import links_in
from karma.core.referrals.words_back import person_id
from karma.core.touch import is_attempt

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
    """The first message or voicemail that you sent them from `since` to `today`, both included."""
    verbs = book.config.verbs
    sent = (
        line
        for line in prospect.log
        if since <= line.date <= today
        and verbs[line.verb].kind == "touch"
        and not line.inbound
        and not is_attempt(line, verbs)
    )
    return next((_trace(line) for line in sent), None)


def wait_until(prospect: Contact, since: date, today: date) -> Trace | None:
    """The day you named in a promise to them: the next one to come, else the last since then."""
    days = [
        (promise.by.last, promise.text)
        for promise in prospect.promises
        if promise.by and not promise.theirs and promise.by.last >= since and _counts(promise, since)
    ]
    ahead = [found for found in days if found[0] >= today]
    day = min(ahead, default=None) or max(days, default=None)
    return Trace(*day) if day else None


def word_with_giver(referral: Referral, giver: Contact, book: Book, since: date, today: date) -> Trace | None:
    """That the giver heard of it or was asked from `since` on: a line first, else a promise in their file.

    A line is `told` between the two, or a touch or news in the giver's file that links the prospect.
    """
    lines = [_trace(line) for line in _about(referral.prospect, giver, book, since, today)]
    if referral.told and referral.told >= since:
        lines.append(Trace(referral.told, f"told [[{giver.id}]]"))
    if lines:
        return min(lines, key=lambda trace: trace.on or date.max)
    promised = (
        Trace(promise.by.last if promise.by else None, promise.text)
        for promise in giver.promises
        if _counts(promise, since) and _names(links_in(promise.text), referral.prospect, book)
    )
    return next(promised, None)


def _about(prospect: Contact, giver: Contact, book: Book, since: date, today: date) -> Iterator[LogLine]:
    verbs = book.config.verbs
    for line in giver.log:
        if since <= line.date <= today and _names(line.links, prospect, book):
            spoken = verbs[line.verb].kind == "touch" and not is_attempt(line, verbs)
            if spoken or line.verb in _NEWS:
                yield line


def _counts(promise: Promise, since: date) -> bool:
    """True for an open promise, and for one that was kept since then."""
    if promise.state != "kept":
        return promise.state == "open"
    kept_on = promise.kept_on or (promise.by.last if promise.by else None)
    return kept_on is not None and kept_on >= since


def _names(targets: tuple[str, ...], prospect: Contact, book: Book) -> bool:
    return any(person_id(target, book) == prospect.id for target in targets)


def _trace(line: LogLine) -> Trace:
    return Trace(line.date, f"{line.verb}: {line.text}" if line.text else line.verb)
