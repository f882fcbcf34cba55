"""What a message may say: facts from the files, and a visible gap for each that is not there (S16)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from karma.core.around import plain
from karma.core.logline import one_line

if TYPE_CHECKING:
    from karma.core.book import Book

_SQUARE = str.maketrans("[]", "()")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that turn the direction of writing round, and halves of characters: no letter holds them."""
_LONGEST = 240
_OF_THEM = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their|theirs)\b", re.IGNORECASE)


class Gap(str):
    """A fact that is not in the files: false to ask for, and `[what belongs there]` to read."""

    __slots__ = ()

    def __bool__(self) -> bool:
        """False, so that a template can leave the sentence out."""
        return False


class Noted(str):
    """A fact of which you have a `note`: true to ask for, and `[what belongs there]` to read.

    The note is for you alone: it stands beside the message, never in it.
    """

    __slots__ = ("note",)
    note: str

    def __new__(cls, what: str, note: str) -> Noted:
        """The gap for `what`."""
        made = super().__new__(cls, f"[{what}]")
        made.note = note
        return made


def gap(what: str) -> Gap:
    """The gap for `what`."""
    return Gap(f"[{what}]")


def _fact(missing: str, doc: str) -> Any:
    return field(default=gap(missing), metadata={"doc": doc})


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a message template is given, each a text. What is not known is a `Gap`."""

    name: str = _fact("their name", "Their full name.")
    first_name: str = _fact("their first name", "What you call them.")
    org: str = _fact("their firm", "Their firm.")
    my_name: str = _fact("your name", "Your name, from karma.toml.")
    my_first_name: str = _fact("your first name", "The first of your names.")
    my_phone: str = _fact("your number", "Your number.")
    my_email: str = _fact("your e-mail address", "Your e-mail address.")
    my_company: str = _fact("your firm", "Your firm.")
    my_pitch: str = _fact("whom you help, and how", "Whom you help and how: `pitch` in karma.toml.")
    good_referral: str = _fact(
        "whom you would like to meet", "What a good referral looks like: `good_referral` in karma.toml."
    )
    script: str = _fact("what you want to say", "karma's own words for a machine, at most 75.")
    between_us: str = _fact(
        "what is new between you", "What is true of the two of you today: a birthday, a long silence, thanks."
    )
    after: str = _fact(
        "what you are following up on",
        "What the message follows: `voicemail`, `call`, `their call`, `lunch`, `meeting` or `first meeting`.",
    )
    when: str = _fact("when it was", "When that was: `today`, `yesterday`, `on Friday`, `on 2 October`.")
    place: str = _fact("where you met", "Where you first met.")
    remember: str = _fact(
        "something you remember of it",
        "A gap where you noted something that day; your note stands beside the message.",
    )
    promise: str = _fact(
        "what you promised",
        "What you promised next, such as `send the checklist`; a gap where that speaks of anybody.",
    )
    promise_when: str = _fact("by when", "By when: `by 4 December`, `in December`.")
    call_when: str = _fact("the day you will call", "When you promised to call them: `on 4 December`.")
    about: str = _fact("what it is about", "What you came across: --about, or something they like.")
    heard: str = _fact("what you heard", "What you heard from others that they would like to know.")
    prospect: str = _fact("whom they sent you", "Whom they sent you, when the thanks are for a referral.")
    outcome: str = _fact("what became of it", "What became of that referral, in a sentence.")
    favour: str = _fact(
        "what they did for you", "A gap where you noted it; your note stands beside the message."
    )
    giver: str = _fact("who sent you to them", "Who referred them to you.")
    pain: str = _fact("what presses them", "What presses them: PAIN in the `unreachable` line.")
    gain: str = _fact("what they would gain", "What they would gain: GAIN in that line.")
    part: str = _fact(
        "which of the three messages", "Of an introduction: `ask them`, `ask the other`, `introduce`."
    )
    other: str = _fact("whom you would introduce", "The full name of whom you introduce to them.")
    other_first_name: str = _fact("their first name", "What you call that person.")
    other_org: str = _fact("their firm", "That person's firm.")
    need: str = _fact("what they are looking for", "What they need, in their words.")
    offer: str = _fact("what the other does", "What the other offers.")


FACTS: dict[str, str] = {spec.name: spec.metadata["doc"] for spec in fields(Facts)}
"""Every name that a message template is given, with what it is."""


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """A name or number from a file as a message may say it: on one line, nothing in it that is not seen.

    Square brackets become round ones, since in a message they mark what is still to be filled in.
    """
    return one_line(_DIRECTIONS.sub("", text)).translate(_SQUARE)


def said(text: str, book: Book) -> str:
    """What a file says as part of a sentence: links by name, not too long, without a full stop."""
    words = clean(plain(text, book))
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return words.rstrip(".,;: ")


def noted(what: str, note: str) -> str:
    """A gap for `what` that keeps your note of it beside it; nothing at all without a note."""
    return Noted(what, note) if note else ""


def to_them(text: str, what: str, book: Book) -> str:
    """What a file says, as it can be said to the person; a note that speaks of them as “she” stays a note."""
    words = said(text, book)
    return noted(what, words) if _OF_THEM.search(words) else words


def known(**found: str | None) -> dict[str, str]:
    """Those that say something: what is missing or blank is left to its gap."""
    return {name: text for name, text in found.items() if text and text.strip()}
