"""The play for a referral who cannot be reached: PAIN or GAIN, an appeal, a date to wait for, the giver (S7).

Derived from log lines and promises, never stored: whoever writes the lines by hand plays it as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING, Literal

from karma.core.called import first_name
from karma.core.referrals.interest import interest_of
from karma.core.referrals.traces import message_to, wait_until, word_with_giver
from karma.core.standing import ATTEMPTS

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.referrals.interest import Interest
    from karma.core.referrals.referral import Referral, Step
    from karma.core.referrals.traces import Trace

StepName = Literal["find", "appeal", "wait", "ask"]

_PLAIN = re.compile(r"[\w.-]+")
_SPECIAL = frozenset('"$`\\!')
"""What a shell reads inside double quotes."""


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
    """The play, as the lines up to and including `today` tell it; None where none is needed.

    It is needed for an inbound or own referral that is open, with nobody in touch yet, after the third
    attempt without an answer, or as soon as a line says `unreachable`. One who answered once and is
    `unreachable` now needs it again, until the next answer.
    """
    if referral.direction == "out" or referral.closed or _answered(referral, book, today):
        return None
    flags = _flags(referral)
    began = min((*(step.since for step in flags), *_third_attempt(referral, book, today)), default=None)
    if began is None:
        return None
    giver = book.resolve(referral.giver) if referral.giver else None
    if giver and giver.archived:
        giver = None
    prospect = referral.prospect
    interest, found = interest_of(flags)
    answers_to = found.on if found and found.on else began
    steps = [
        _find(prospect, found),
        _appeal(prospect, message_to(prospect, book, answers_to, today) if flags else None),
        _wait(prospect, wait_until(prospect, began, today)),
    ]
    if giver:
        steps.append(_ask(referral, giver, word_with_giver(referral, giver, book, began, today)))
    return Play(referral, giver, interest, tuple(steps))


def _answered(referral: Referral, book: Book, today: date) -> bool:
    """True when they have answered; for one who is unreachable now, when they have answered since."""
    if referral.contacted is None or referral.stage != "unreachable":
        return referral.contacted is not None
    verbs = book.config.verbs
    return any(
        verbs[line.verb].answered or (line.inbound and verbs[line.verb].kind == "touch")
        for line in referral.prospect.log
        if referral.since <= line.date <= today
    )


def _flags(referral: Referral) -> tuple[Step, ...]:
    """The lines that say `unreachable`, oldest first; of one who answered once, those that say it now."""
    since = referral.since if referral.contacted else referral.opened
    return tuple(step for step in referral.steps if step.stage == "unreachable" and step.since >= since)


def _third_attempt(referral: Referral, book: Book, today: date) -> tuple[date, ...]:
    """The day of the third attempt before any answer, or nothing."""
    verbs = book.config.verbs
    days = [
        line.date
        for line in referral.prospect.log
        if referral.opened <= line.date <= today
        and not line.inbound
        and verbs[line.verb].voice
        and not verbs[line.verb].answered
    ]
    return (days[ATTEMPTS - 1],) if referral.attempts >= ATTEMPTS and not referral.contacted else ()


def _find(prospect: Contact, found: Trace | None) -> PlayStep:
    text = f"Find out what is pain or gain to {first_name(prospect.name)}."
    return _step("find", text, found, f'karma stage {_word(prospect.id)} unreachable -m "PAIN: …; GAIN: …"')


def _appeal(prospect: Contact, sent: Trace | None) -> PlayStep:
    text = f"Send {first_name(prospect.name)} {_ways(prospect)} that speaks to it."
    return _step("appeal", text, sent, f"karma draft {_word(prospect.id)} appeal")


def _wait(prospect: Contact, promised: Trace | None) -> PlayStep:
    text = f"Name a day to call {first_name(prospect.name)} again, and wait for it."
    return _step("wait", text, promised, f'karma promise {_word(prospect.id)} call --by "in 2 weeks"')


def _ways(prospect: Contact) -> str:
    """Which ways are open: a text needs a number, an e-mail an address and `opt_in: email` (S11)."""
    ways = ["a note by hand"]
    if prospect.phone:
        ways.append("a text")
    if prospect.email and "email" in prospect.opt_in:
        ways.append("an e-mail")
    *others, last = ways
    return f"{', '.join(others)} or {last}" if others else last


def _ask(referral: Referral, giver: Contact, word: Trace | None) -> PlayStep:
    prospect = referral.prospect
    asked = f"ask about [[{prospect.id}]]"
    quoted = quote(asked) if _SPECIAL & set(asked) else f'"{asked}"'
    return _step(
        "ask",
        f"Ask {first_name(giver.name)} how to reach {first_name(prospect.name)}, or tell how it stands.",
        word,
        f"karma promise {_word(giver.id)} {quoted} --by fri",
    )


def _step(name: StepName, text: str, trace: Trace | None, command: str) -> PlayStep:
    if trace is None:
        return PlayStep(name, text, done=False, on=None, says="", command=command)
    return PlayStep(name, text, done=True, on=trace.on, says=trace.says, command=command)


def _word(stem: str) -> str:
    """The stem as one word of a command."""
    return stem if _PLAIN.fullmatch(stem) else quote(stem)
