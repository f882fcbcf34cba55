"""The stage that a word means: one that a referral goes through, or a refusal that says which there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.cli.errors import WrongUsage
from karma.core import typed
from karma.core.problems import did_you_mean
from karma.core.referrals.stages import STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from karma.core.book import Contact
    from karma.core.referrals.stages import Stage
    from karma.core.verbs import Verb

_BACK = ("told", "thanked")


def stage_named(
    who: str, word: str, behind: tuple[str, ...], contact: Contact, verbs: Mapping[str, Verb]
) -> tuple[Stage, tuple[str, ...]]:
    """The stage to be written, and what stands behind it: `no fit` and `next step` may be two words.

    Raises WrongUsage for a word that is no stage (a name of several words, perhaps), for `referred`, and for
    other verbs of the log.
    """
    if behind and (two := _stage(f"{word}-{behind[0]}")):
        return two, behind[1:]
    named = _stage(word)
    if named and named != "referred":
        return named, behind
    if named:
        raise WrongUsage(
            "A referral begins as referred; it is no stage to go to.",
            f"Who sent them? karma refer {typed.word(contact.id)} --by GIVER",
        )
    if (verb := word.casefold()) in verbs:
        link = " --link GIVER" if verb in _BACK else ""
        raise WrongUsage(
            f"“{word}” is not a stage.",
            f"It goes into the log: karma log {typed.word(contact.id)} {verb}{link}",
        )
    for at, later in enumerate(behind):
        if _stage(later):
            name = " ".join((who, word, *behind[:at]))
            raise WrongUsage(
                f"“{word}” is not a stage.",
                f"A name of several words stands in quotes: karma stage {typed.quoted(name)} {later}",
            )
    raise _unknown(word, STAGES[1:])


def is_stage(word: str) -> bool:
    """True for the name of a stage."""
    return _stage(word) is not None


def stage_shown(word: str) -> Stage:
    """The stage to be looked at. Raises WrongUsage."""
    if named := _stage(word):
        return named
    raise _unknown(word, STAGES)


def _unknown(word: str, stages: tuple[Stage, ...]) -> WrongUsage:
    hint = did_you_mean(word, stages)
    return WrongUsage(f"“{word}” is not a stage. {hint}".strip(), f"The stages: {', '.join(stages)}.")


def _stage(word: str) -> Stage | None:
    return next((stage for stage in STAGES if stage == word.casefold()), None)
