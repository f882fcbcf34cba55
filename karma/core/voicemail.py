"""What to say to a machine: at most thirty seconds, with your name and number (S3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.called import first_name

if TYPE_CHECKING:
    from karma.core.agenda import Opener
    from karma.core.book import Contact
    from karma.core.config import Config

MOST_WORDS = 75
"""About thirty seconds."""

_HELLO = "I was thinking of you and wanted to say hello and hear how you are."
_AND_HELLO = "I would love to hear how you are."
_REASONS = {
    "thank-referral": "I am calling to thank you; you did me a good turn, and I have not forgotten it.",
    "invite": "Something is coming up that you might enjoy, and I would like to invite you.",
    "remind-event": "Something is coming up that I thought you would not want to miss.",
    "ask-opinion": "There is a question on which I would value your opinion.",
    "new-venture": "I remember what you told me about your new venture, and would love to hear how it goes.",
    "compliment": "Somebody spoke well of you, and I wanted you to hear it.",
    "praise-job": "I noticed the good work you have done, and wanted to tell you.",
    "congratulate": "I am calling to congratulate you, and to wish you well.",
    "plan-meeting": "It would be good to see you again; shall we find a day for a coffee or a lunch?",
    "opportunity-to-bid": "I have come across an opportunity that may be something for you.",
    "suggest-improvement": "I know somebody who could help with what you need.",
    "ask-critique": "I would value your honest view on something I am working on.",
    "horizon": "I have heard of something that you may like to know about.",
    "colleague-interested": "Somebody I know is interested in what you do, and I wanted to tell you.",
    "idea": "I have been thinking about your idea, and would love to hear more of it.",
}
"""What to say for each kind of opener; nothing that would be unwelcome when somebody else listens."""


_COVERED = {"congratulate": ("birthday", ""), "thank-referral": ("thanked", "That is why I am calling.")}
"""Reasons that a sentence about the two of you may have given: the word that tells, and what is left then."""


def voicemail(contact: Contact, opener: Opener, config: Config) -> str:
    """Who calls, what is between you, why, and the number said twice: at most `MOST_WORDS`.

    What karma.toml does not say yet stands in brackets. When it gets too long, the politeness at the end goes
    first, then the firm, then the reason; a name or a number that is a speech by itself is cut.
    """
    me = config.name or "[your name]"
    company = f" of {config.company}" if config.company else ""
    number = config.phone or "[your number]"
    hello = f"Hello {first_name(contact.name)}, this is {me}"
    why = " ".join(_why(opener))
    call = f"When it suits you, my number is {number}."
    again = f"That is {me}, {number}."
    scripts = (
        f"{hello}{company}. {why} There is no hurry. {call} {again} I look forward to hearing your voice.",
        f"{hello}{company}. {why} {call} {again}",
        f"{hello}. {why} {call} {again}",
        f"{hello}. {_HELLO} {call} {again}",
    )
    script = next((one for one in scripts if len(one.split()) <= MOST_WORDS), scripts[-1])
    return " ".join(script.split()[:MOST_WORDS])


def _why(opener: Opener) -> list[str]:
    """The sentences about the two of you, and the reason where they do not give it."""
    said = list(opener.aloud)
    word, left = _COVERED.get(opener.kind, ("", ""))
    if word and any(word in one.casefold() for one in said):
        return [*said, left] if left else said
    if said and opener.kind not in _REASONS:
        return [*said, _AND_HELLO]
    return [*said, _REASONS.get(opener.kind, _HELLO)]
