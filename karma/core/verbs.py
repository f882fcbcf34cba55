"""The table of verbs: it drives parsing, writing, completion, counting and the reference page."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["touch", "help", "referral", "stage"]
Preposition = Literal["with", "to", "by", "from", ""]


class Verb(NamedTuple):
    """One verb of the log.

    `voice`: spoken, counts for the share of voice (S4). `resets`: starts the cadence anew. `karma`: counts as
    one of the five calls of the day when you made it (S1). `answered`: there was a conversation.
    `links`: the preposition that a linked person follows; required for `intro` and `referred`.
    """

    name: str
    kind: Kind
    meaning: str
    voice: bool = False
    resets: bool = False
    karma: bool = False
    answered: bool = False
    links: Preposition = "with"
    needs_link: bool = False


_TABLE = (
    Verb("call", "touch", "you spoke", voice=True, resets=True, karma=True, answered=True),
    Verb("voicemail", "touch", "you left a message", voice=True, resets=True, karma=True),
    Verb("tried", "touch", "no answer, no message", voice=True),
    Verb("lunch", "touch", "a meal together", voice=True, resets=True, answered=True),
    Verb("meeting", "touch", "in person or on video", voice=True, resets=True, answered=True),
    Verb("exchange", "touch", "a referral meeting", voice=True, resets=True, answered=True),
    Verb("email", "touch", "an e-mail"),
    Verb("text", "touch", "a text message"),
    Verb("article", "touch", "something to read, “thought of you”"),
    Verb("note", "touch", "a handwritten note"),
    Verb("gift", "touch", "an item of value"),
    Verb("intro", "help", "you introduced them to the linked person", links="to", needs_link=True),
    Verb("heard", "help", "what they told you that somebody else would like to know", links="from"),
    Verb("told", "help", "what you heard, or what became of a referral, passed on to them", links=""),
    Verb("helped", "help", "a favour you did them", links=""),
    Verb("got", "help", "a favour they did you", links="from"),
    Verb("thanked", "help", "you thanked the linked person, or this one", links=""),
    Verb("referred", "referral", "the linked person sent them to you", links="by", needs_link=True),
    Verb("approached", "stage", "you wrote to the prospect or asked to be introduced"),
    Verb("unreachable", "stage", "they do not answer; what is PAIN or GAIN to them?"),
    Verb("reached", "stage", "you are talking"),
    Verb("cultivating", "stage", "interested, but not now: called each quarter"),
    Verb("next-step", "stage", "a next step is agreed"),
    Verb("won", "stage", "it became work"),
    Verb("lost", "stage", "it went elsewhere"),
    Verb("no-fit", "stage", "no future in it"),
    Verb(
        "requalified",
        "touch",
        "a recall: they stay in cultivation",
        voice=True,
        resets=True,
        karma=True,
        answered=True,
    ),
)

VERBS: dict[str, Verb] = {verb.name: verb for verb in _TABLE}
"""The verbs that every book knows, by name, in the order of the reference page."""

IN_PERSON = frozenset({"lunch", "meeting", "exchange"})
"""The verbs that say that you met; a call is none, however long."""
