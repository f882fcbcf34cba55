"""What is worth doing for referrals today: a giver who would like to hear, a prospect who stands still."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from karma.core.agenda import Also
from karma.core.called import first_name
from karma.core.dates import add_days
from karma.core.phrases import day_words, listed
from karma.core.referrals.givers import not_told
from karma.core.referrals.pipeline import pipeline_of
from karma.core.referrals.standstill import asked_person, why_now
from karma.core.referrals.stuck import stuck_referrals
from karma.core.turns import in_turns, one_for_each
from karma.core.welcome import proposable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.core.book import Book, Contact
    from karma.core.referrals.referral import Pipeline, Referral
    from karma.core.referrals.stuck import Stuck

_NAMED = 3
"""How many prospects one sentence can carry."""
_Key = tuple[str, date, str | None, str | None]


def suggestions(book: Book, today: date, morning: Pipeline) -> Iterator[Also]:
    """Whom to tell (`tell`) and how to move a referral on (`play`), by turns; what is done stays, done.

    One thing for each person.
    `morning` is the pipeline as the lines before `today` tell it.
    """
    now = pipeline_of(book, today)
    kinds = (_tell(book, today, morning, now), _play(book, today, morning, now))
    yield from one_for_each(in_turns(kinds))


def _tell(book: Book, today: date, morning: Pipeline, now: Pipeline) -> Iterator[Also]:
    """Givers who have something to hear, those of won referrals first, then of other outcomes (S11)."""
    waiting = {_key(one) for one in now.inbound if one.to_tell}
    for one in not_told(morning, book):
        news = [referral for referral in one.referrals if _is_news(referral)]
        if one.contact and news and proposable(one.contact, book, today):
            text, reason = _tell_them(one.contact, news), _not_heard(one.contact, news, today)
            done = not any(_key(referral) in waiting for referral in news)
            yield Also(one.contact, "tell", text, reason, done)


def _tell_them(giver: Contact, news: list[Referral]) -> str:
    what = "what became of" if all(one.closed for one in news) else "how it stands with"
    names = _named([first_name(one.prospect.name) for one in news])
    return f"Tell {first_name(giver.name)} {what} {names}."


def _is_news(referral: Referral) -> bool:
    """True when there is something to tell: an attempt is, having been sent somebody is not."""
    return referral.stage != "referred" or referral.attempts > 0 or referral.contacted is not None


def _not_heard(giver: Contact, referrals: list[Referral], today: date) -> str:
    sent = _named([f"{one.prospect.name} on {day_words(one.opened, today)}" for one in referrals])
    so_far = "has not heard how it ended" if all(one.told for one in referrals) else "has not heard yet"
    return f"{first_name(giver.name)} sent you {sent}, and {so_far}."


def _play(book: Book, today: date, morning: Pipeline, now: Pipeline) -> Iterator[Also]:
    """Referrals that stand still, the longest first, each with its next move (S7)."""
    still = {_key(stuck.referral): stuck for stuck in stuck_referrals(now, book, today)}
    for stuck in stuck_referrals(morning, book, add_days(today, -1)):
        contact = asked_person(stuck, book)
        if proposable(contact, book, today):
            done = _has_moved(stuck, still.get(_key(stuck.referral)))
            yield Also(contact, "play", stuck.next, why_now(stuck, book, today), done)


def _has_moved(morning: Stuck, now: Stuck | None) -> bool:
    return now is None or now.next != morning.next


def _key(referral: Referral) -> _Key:
    """What tells a referral from the others, whatever has happened to it since."""
    return referral.prospect.id, referral.opened, referral.giver, referral.receiver


def _named(names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} and others"
    return listed(names)
