"""The eight criteria of a referral partner, and how each that is missing can be earned (S10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from karma.core.called import first_name

if TYPE_CHECKING:
    from karma.core.book import Contact

Strength = Literal["strong", "near", "early", "unknown"]
NEAR = 2
"""With at most so many criteria missing a partner is nearly a strong one."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the eight: its word under `partner:`, what it says of them, and how to earn it.

    `earn` is a sentence with `{name}` where the first name goes.
    """

    word: str
    says: str
    earn: str

    def earned_with(self, contact: Contact) -> str:
        """How to earn it with this person, in one sentence."""
        return self.earn.format(name=first_name(contact.name))


CRITERIA = (
    Criterion(
        "respects",
        "Respects you",
        "Help {name} with one small thing of your craft, so that your work speaks for you.",
    ),
    Criterion(
        "knows-profile",
        "Knows whom you want to meet",
        "Describe your best client to {name} in one sentence, with somebody you both know as the example.",
    ),
    Criterion(
        "influence",
        "Has influence with them",
        "Help {name} to be heard where your clients are: a seat at the table, a talk, a good word.",
    ),
    Criterion(
        "introduces",
        "Will introduce you",
        "Introduce somebody to {name} first, and show how you like it done.",
    ),
    Criterion(
        "complementary",
        "Complements you and does not compete",
        "Agree with {name} where your work ends and theirs begins, and send on what lies on the other side.",
    ),
    Criterion(
        "receives",
        "Can receive introductions",
        "Ask {name} whom they would like to meet next, and how an introduction should reach them.",
    ),
    Criterion(
        "growing",
        "Is still growing the practice",
        "Ask {name} what they want more of this year, and look for one such person.",
    ),
    Criterion(
        "trusted",
        "Trusts you and is trusted",
        "Promise {name} something small for a day, keep it on the day, and then do it again.",
    ),
)
"""In the order of the scorecard; the words are those of `partner:` in format.md."""


def held(contact: Contact) -> tuple[Criterion, ...]:
    """The criteria that stand under `partner:`, in the order of the scorecard."""
    return tuple(one for one in CRITERIA if one.word in contact.partner)


def missing(contact: Contact) -> tuple[Criterion, ...]:
    """The criteria that do not stand there, in the order of the scorecard."""
    return tuple(one for one in CRITERIA if one.word not in contact.partner)


def strength(contact: Contact) -> Strength:
    """`strong` with all eight, `near` with one or two missing, `early` with fewer; `unknown` with none."""
    lacking = len(missing(contact))
    if lacking == len(CRITERIA):
        return "unknown"
    if lacking == 0:
        return "strong"
    return "near" if lacking <= NEAR else "early"
