"""Why a referral that stands still wants a move today, and of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.around import plain
from karma.core.called import first_name
from karma.core.phrases import day_words, span_words
from karma.core.referrals.next_move import called

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.referrals.stuck import Stuck
    from karma.core.referrals.unreachable import Play


def asked_person(stuck: Stuck, book: Book) -> Contact:
    """Who has to be spoken to for the next move: the prospect, or the giver or the receiver who can help."""
    play, referral = stuck.play, stuck.referral
    if play and play.next and play.next.name == "ask" and play.giver:
        return play.giver
    receiver = book.resolve(referral.receiver) if referral.receiver else None
    return receiver if receiver and not receiver.archived else referral.prospect


def why_now(stuck: Stuck, book: Book, today: date) -> str:
    """Why this is worth doing, in a sentence; `stuck` tells of the morning of `today`."""
    referral = stuck.referral
    if stuck.play and stuck.play.next:
        return _why_play(stuck.play, book, today)
    name, opened = referral.prospect.name, day_words(referral.opened, today)
    quiet = f"nothing is in the log for {span_words(stuck.days + 1)}"
    if referral.receiver:
        return f"You brought {name} and {called(referral.receiver, book)} together on {opened}; {quiet}."
    if referral.giver:
        return f"{called(referral.giver, book)} sent you {name} on {opened}; {quiet}."
    return f"{name} came to you on {opened}; {quiet}."


def _why_play(play: Play, book: Book, today: date) -> str:
    """What was tried, or what the step before found."""
    referral, done = play.referral, {step.name: step for step in play.steps if step.done}
    name = first_name(referral.prospect.name)
    tried = f"{referral.unanswered} attempts" if referral.unanswered > 1 else "Your attempts"
    waiting_for = play.next.name if play.next else ""
    if waiting_for == "appeal" and "find" in done:
        return f"What may move {name} is in the log: {plain(done['find'].says, book)}."
    if waiting_for == "wait" and (sent := done.get("appeal")) and sent.on:
        return f"Your message went out on {day_words(sent.on, today)}; with a date it is not forgotten."
    if waiting_for == "ask":
        came = f"{called(referral.giver, book)} sent you {referral.prospect.name}"
        return f"{came} on {day_words(referral.opened, today)}; {tried.lower()} have found no answer."
    return f"{tried} have found no answer; something that matters to {name} may."
