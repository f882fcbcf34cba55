"""Who is in cultivation, and when each is to be asked again (S13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from karma.core.cadence import span_days
from karma.core.cultivation.words import fit_words, recall_words
from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.once import once_per_book
from karma.core.welcome import first_known

if TYPE_CHECKING:
    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.logline import LogLine
    from karma.core.referrals.referral import Pipeline, Referral

QUARTER = span_days("3m")
"""Days from one recall to the next, where their file says nothing else."""


@dataclass(frozen=True, slots=True)
class Recall:
    """A prospect in cultivation, and the day on which to ask again.

    `since` is the day on which it began. `every` days after `counted`, the last line that says `cultivating`
    or `requalified`, they are `due`; both are None for somebody whose cadence is off. A snooze puts it off.
    `stayed` are the places in the log of the lines that say `requalified` since it began.
    """

    contact: Contact
    since: date
    counted: date
    every: int | None
    due: date | None
    stayed: tuple[int, ...]

    @property
    def requalified(self) -> tuple[LogLine, ...]:
        """The lines since it began, by you or by them, oldest first."""
        return tuple([self.contact.log[at] for at in self.stayed])

    def says(self, today: date) -> str:
        """When to ask again, since when they are in cultivation, and how often they were requalified."""
        return recall_words(self, today)

    @property
    def fit(self) -> str:
        """Which of the four of `fit:` hold, and which are still to be found out."""
        return fit_words(self.contact)


class Asking(NamedTuple):
    """What a recall needs of the file of who was ever in cultivation, or requalified; days are ordinals.

    `every` so many days, None for never; `snooze` until when, `known` since when, 0 where nothing says so.
    `requalified` are place in the log and day of each such line up to today, oldest first.
    """

    contact: Contact
    every: int | None
    snooze: int
    known: int
    requalified: tuple[tuple[int, int], ...]


def recalls(pipeline: Pipeline, book: Book, today: date, *, morning: bool = False) -> tuple[Recall, ...]:
    """Everybody who was in cultivation at the end of `today`, by when they are due.

    With `morning`, at the end of the day before; `pipeline` is that of the same day. Prospects of your own
    and those who were sent to you: whom you sent to an expert is the expert's to call. The archive is left
    out, and who comes into the book on a later day.
    """
    last = (add_days(today, -1) if morning else today).toordinal()
    asked = askings(book, today)
    found: dict[str, list[Referral]] = {}
    for referral in pipeline.referrals:
        contact = referral.prospect
        yours = referral.direction != "out" and not contact.archived
        if yours and referral.stage == "cultivating" and asked[contact.id].known <= last:
            found.setdefault(contact.id, []).append(referral)
    made = [_recall(referrals, asked[person], last) for person, referrals in found.items()]
    return tuple(sorted(made, key=lambda recall: (recall.due or date.max, recall.contact.id)))


@once_per_book
def askings(book: Book, today: date) -> dict[str, Asking]:
    """What is known of everybody who was ever in cultivation, or requalified, by id."""
    return {contact.id: Asking(contact, *told) for contact, told in _asking.people(book, today) if told}


def _recall(referrals: list[Referral], asking: Asking, last: int) -> Recall:
    """One recall for a person, however many sent them, as the lines up to and including `last` tell it."""
    contact, every = referrals[0].prospect, asking.every
    since = min(referral.since for referral in referrals)
    stayed = [(at, day) for at, day in asking.requalified if since.toordinal() <= day <= last]
    began = max(referral.steps[-1].since for referral in referrals)
    counted = max([began, *(date.fromordinal(day) for _, day in stayed)])
    due = max(add_days(counted, every), date.fromordinal(asking.snooze or 1)) if every else None
    return Recall(contact, since, counted, every, due, tuple([at for at, _ in stayed]))


@of_each
def _asking(
    contact: Contact, config: Config, today: date
) -> tuple[int | None, int, int, tuple[tuple[int, int], ...]] | None:
    """An Asking in plain values, None for who was never in cultivation and never requalified."""
    if not any(line.verb in ("cultivating", "requalified") for line in contact.log):
        return None
    stayed = [(at, line.date) for at, line in enumerate(contact.log) if line.verb == "requalified"]
    known = first_known(contact)
    return (
        _every(contact, config),
        contact.snooze.toordinal() if contact.snooze else 0,
        known.toordinal() if known else 0,
        tuple([(at, day.toordinal()) for at, day in stayed if day <= today]),
    )


def _every(contact: Contact, config: Config) -> int | None:
    """Days between recalls, their own or a quarter: of the circle's cadence only `off` counts."""
    if contact.every:
        return contact.every.ideal
    return None if config.circle(contact.circle).every.off else QUARTER
