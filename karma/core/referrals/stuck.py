"""Referrals that stand still, and what would move each one (S7, the pipeline)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.links import links_in
from karma.core.referrals.next_move import next_move
from karma.core.referrals.unreachable import play_of
from karma.core.referrals.words_back import person_id
from karma.core.welcome import proposable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.promise import Promise
    from karma.core.referrals.referral import Pipeline, Referral
    from karma.core.referrals.stages import Stage
    from karma.core.referrals.unreachable import Play

PATIENCE: dict[Stage, int] = {
    # They were told to expect you: after a week your name is gone from their mind.
    "referred": 7,
    "approached": 7,
    # An appeal on paper takes days to arrive and a week to be answered.
    "unreachable": 14,
    # They are talking with you and have work of their own; in three weeks even a busy person has answered.
    "reached": 21,
    "next-step": 21,
}
"""Days without a step or a touch before a referral you received stands still; no other stage ever does."""
OUTBOUND_PATIENCE = 21
"""The same for one that you gave: two other people need time to find a date."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """A referral that stands still: for how many `days` nothing happened, and what is `next`, a sentence.

    `play` is the play of S7 where they cannot be reached, else None.
    """

    referral: Referral
    days: int
    play: Play | None
    next: str


def stuck_referrals(pipeline: Pipeline, book: Book, today: date) -> tuple[Stuck, ...]:
    """Open referrals with nothing happening, those that stand longest first; `pipeline` is of `today`.

    One whose play has a step to do is among them at once. Cultivation is not stuck: recalls look after it.
    Nor is one with a dated promise still to come, nor that of somebody in the archive, snoozed, or with the
    cadence off.
    """
    found = [stuck for one in pipeline.referrals if (stuck := _stuck(one, book, today))]
    return tuple(sorted(found, key=lambda stuck: -stuck.days))


def _stuck(referral: Referral, book: Book, today: date) -> Stuck | None:
    if referral.stage not in PATIENCE:
        return None
    patience = OUTBOUND_PATIENCE if referral.direction == "out" else PATIENCE[referral.stage]
    days = (today - _last_sign(referral)).days
    if days > patience and referral.receiver is not None:
        days = min(days, (today - _last_mention(referral, book, today)).days)
    play = play_of(referral, book, today)
    if (play is None or play.next is None) and (days <= patience or _looked_after(referral, book, today)):
        return None
    if not proposable(referral.prospect, book, today):
        return None
    return Stuck(referral, days, play, next_move(referral, play, book))


def _last_sign(referral: Referral) -> date:
    """The last day on which something happened: a stage, or a touch.

    Of a referral that you gave, no touch counts but what mentions the other of the two.
    """
    days = [step.since for step in referral.steps]
    if referral.receiver is None and referral.touched:
        days.append(referral.touched)
    return max(days)


def _last_mention(referral: Referral, book: Book, today: date) -> date:
    """The last day on which the log of one side speaks of the other since the referral was opened."""
    days = [referral.opened]
    for contact, other in _sides(referral, book):
        days += (
            line.date
            for line in contact.log
            if referral.opened <= line.date <= today
            and book.config.verbs[line.verb].kind in ("touch", "help")
            and (other is None or _mentions(line.links, other, book))
        )
    return max(days)


def _looked_after(referral: Referral, book: Book, today: date) -> bool:
    """True when a promise, yours or theirs, names a day to come."""
    return any(
        _is_ahead(promise, today) and (other is None or _mentions(links_in(promise.text), other, book))
        for contact, other in _sides(referral, book)
        for promise in contact.promises
    )


def _sides(referral: Referral, book: Book) -> Iterator[tuple[Contact, str | None]]:
    """The files to look into, and of whom a line there has to speak; None: all of it counts."""
    if referral.receiver is None:
        yield referral.prospect, None
        return
    yield referral.prospect, referral.receiver
    if receiver := book.resolve(referral.receiver):
        yield receiver, referral.prospect.id


def _is_ahead(promise: Promise, today: date) -> bool:
    return promise.state == "open" and promise.by is not None and promise.by.last >= today


def _mentions(targets: tuple[str, ...], other: str, book: Book) -> bool:
    return any(person_id(target, book) == other for target in targets)
