"""The play for a referral who cannot be reached: PAIN or GAIN, an appeal, a date to wait for, the giver (S7).

Derived from log lines and promises, never stored: whoever writes the lines by hand plays it as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from karma.core.called import first_name
from karma.core.phrases import listed
from karma.core.referrals.answers import is_answer, lines_between, says_in_touch, unanswered
from karma.core.referrals.interest import interest_of
from karma.core.referrals.traces import message_to, wait_until, word_with_giver
from karma.core.typed import quoted, word
from karma.core.welcome import ATTEMPTS

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.referrals.interest import Interest
    from karma.core.referrals.referral import Referral, Step
    from karma.core.referrals.traces import Trace

StepName = Literal["find", "appeal", "wait", "ask"]


@dataclass(frozen=True, slots=True)
class PlayStep:
    """One step of the play.

    `text` is what to do, one imperative sentence. When it is `done`, `on` is the day it was done, for `wait`
    the day to wait for, and None for a promise to the giver without a date; `says` is what the files say of
    it, with the `[[links]]` in it, else `""`. `command` is what to type to do or record it.
    """

    name: StepName
    text: str
    done: bool
    on: date | None
    says: str
    command: str


@dataclass(frozen=True, slots=True)
class Play:
    """The play for one referral: three steps, and a fourth when there is a giver to ask.

    `giver` is None when nobody sent them, when there is no file to write in, and in the archive.
    """

    referral: Referral
    giver: Contact | None
    interest: Interest
    steps: tuple[PlayStep, ...]

    @property
    def next(self) -> PlayStep | None:
        """The first step that is not done; None when all are."""
        return next((step for step in self.steps if not step.done), None)

    @property
    def until(self) -> date | None:
        """The day to wait for, None when none is named."""
        return next((step.on for step in self.steps if step.name == "wait"), None)


def play_of(referral: Referral, book: Book, today: date) -> Play | None:
    """The play, as the lines up to and including `today`, the day of the pipeline, tell it; None for most.

    It is needed for an inbound or own referral that is open, after the third attempt without an answer, or as
    soon as a line says `unreachable`; the next answer ends it.
    """
    if referral.direction == "out" or referral.closed or not _may_be_needed(referral):
        return None
    flags = _flags(referral, book, today)
    attempts = unanswered(referral.prospect, book, referral.opened, today)
    third = [line.date for line in attempts[ATTEMPTS - 1 : ATTEMPTS]]
    began = min((*(step.since for step in flags), *third), default=None)
    if began is None:
        return None
    giver = book.resolve(referral.giver) if referral.giver else None
    if giver and giver.archived:
        giver = None
    prospect = referral.prospect
    interest, found = interest_of(flags)
    steps = [
        _find(prospect, found),
        _appeal(prospect, message_to(prospect, book, found.on, today) if found and found.on else None),
        _wait(prospect, wait_until(prospect, began, today)),
    ]
    if giver:
        steps.append(_ask(referral, giver, word_with_giver(referral, giver, book, began, today)))
    return Play(referral, giver, interest, tuple(steps))


def _may_be_needed(referral: Referral) -> bool:
    """False for most, without a look at their log."""
    return referral.unanswered >= ATTEMPTS or any(step.stage == "unreachable" for step in referral.steps)


def _flags(referral: Referral, book: Book, today: date) -> tuple[Step, ...]:
    """The lines that say `unreachable`, oldest first, since the last answer."""
    answers = [
        line.date
        for line in lines_between(referral.prospect, referral.opened, today)
        if is_answer(line, book) or says_in_touch(line)
    ]
    last = max(answers, default=None)
    flags = (step for step in referral.steps if step.stage == "unreachable")
    return tuple(step for step in flags if last is None or step.since > last)


def _find(prospect: Contact, found: Trace | None) -> PlayStep:
    text = f"Find out what is pain or gain to {first_name(prospect.name)}."
    return _step("find", text, found, f'karma stage {word(prospect.id)} unreachable -m "PAIN: …; GAIN: …"')


def _appeal(prospect: Contact, sent: Trace | None) -> PlayStep:
    text = f"Send {first_name(prospect.name)} {_ways(prospect)} that speaks to it."
    return _step("appeal", text, sent, f"karma draft {word(prospect.id)} appeal")


def _wait(prospect: Contact, promised: Trace | None) -> PlayStep:
    text = f"Name a day to call {first_name(prospect.name)} again, and wait for it."
    return _step("wait", text, promised, f'karma promise {word(prospect.id)} call --by "in 2 weeks"')


def _ways(prospect: Contact) -> str:
    """Which ways are open: a text needs a number, an e-mail an address and `opt_in: email` (S11)."""
    ways = ["a note by hand"]
    if prospect.phone:
        ways.append("a text")
    if prospect.email and "email" in prospect.opt_in:
        ways.append("an e-mail")
    return listed(ways, "or")


def _ask(referral: Referral, giver: Contact, done: Trace | None) -> PlayStep:
    prospect = referral.prospect
    asked = quoted(f"ask about [[{prospect.id}]]")
    return _step(
        "ask",
        f"Ask {first_name(giver.name)} how to reach {first_name(prospect.name)}, or tell how it stands.",
        done,
        f"karma promise {word(giver.id)} {asked} --by fri",
    )


def _step(name: StepName, text: str, trace: Trace | None, command: str) -> PlayStep:
    if trace is None:
        return PlayStep(name, text, done=False, on=None, says="", command=command)
    return PlayStep(name, text, done=True, on=trace.on, says=trace.says, command=command)
