"""The kinds of messages, each with a template of its own (S3, S16)."""

from __future__ import annotations

from dataclasses import dataclass

MOST_WORDS = 75
"""What is spoken fits into half a minute (S3)."""
WORDS_A_SECOND = 2.5


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message: when to use it, whether it is said aloud, and the verb that records it."""

    name: str
    purpose: str
    verb: str
    spoken: bool = False


_TABLE = (
    Kind("voicemail", "what to say to a machine, in half a minute", "voicemail", spoken=True),
    Kind("follow-up", "a few lines after a voicemail, a call or a meeting", "email"),
    Kind("article", "something worth knowing: “I thought of you”", "article"),
    Kind("intro", "an introduction that asks both first", "intro"),
    Kind("thank-you", "thanks for a referral or a good turn", "thanked"),
    Kind("appeal", "to a prospect who does not answer: what is in it for them", "email"),
    Kind("pitch", "who you are and whom you help, in half a minute", "call", spoken=True),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _TABLE}
"""Each kind by its name, which is the name of its template: `messages/intro.txt`."""
