"""What to type around a call: the commands that prepare it, and that write down what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from karma.core.lookup import plain
from karma.core.typed import word
from karma.core.visible import SOMEONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.core.book import Contact
    from karma.core.promise import Promise

GO_ON = "…"
"""Where you say it in your own words."""
MOST_KEPT, FEWEST_WORDS = 4, 3


class Command(NamedTuple):
    """A command for a shell: as it is `shown`, and as it is `copied`, up to where you go on typing."""

    shown: str
    copied: str


def afterwards(
    contact: Contact, still_open: Sequence[Promise], *, cultivated: bool = False
) -> tuple[Command, ...]:
    """Log the call, or the message you left; keep what was promised, and promise something new.

    `still_open` are the open promises as `karma show` counts them; the first of them get a command. Who is
    `cultivated` is asked again with the call: that is what its line says (S13).
    """
    kept = (keep_command(contact, one, still_open) for one in still_open[:MOST_KEPT])
    asked = (log_command(contact, "requalified"),) if cultivated else ()
    return (*asked, log_command(contact), log_command(contact, "voicemail"), *kept, promise_command(contact))


def log_command(contact: Contact, verb: str = "call") -> Command:
    """`karma log bill-okafor call -m "…"`; of a message you left there is nothing more to say."""
    who = word(contact.id)
    if verb == "voicemail":
        return _whole("karma log", _names(contact.id), who, verb)
    if _names(contact.id):
        return _whole("karma log -m", f'"{GO_ON}"', "--", who, verb)
    return _to_go_on(f"karma log {who} {verb} -m")


def brief_command(contact: Contact) -> Command:
    """`karma brief bill-okafor`, which finds an opener for anybody."""
    return _whole("karma brief", _names(contact.id), word(contact.id))


def promise_command(contact: Contact) -> Command:
    """`karma promise --by fri bill-okafor "…"`."""
    return _to_go_on(" ".join(filter(None, ("karma promise --by fri", _names(contact.id), word(contact.id)))))


def keep_command(contact: Contact, kept: Promise, still_open: Sequence[Promise]) -> Command:
    """`karma keep bill-okafor "Send the checklist"`: the promise by its first words that no other one has.

    By words rather than by its number: on a page that is a day old, the number may be another one's.
    """
    which = next(_first_words(kept.text, [one.text for one in still_open]), "")
    which = which or str(still_open.index(kept) + 1)
    return _whole("karma keep", _names(contact.id, which), word(contact.id), word(which))


def _first_words(text: str, every: Sequence[str]) -> Iterator[str]:
    """Ways to begin `text` that say which of `every` text is meant, the shortest first.

    A link is no word to type, and neither is what stands there in place of a name that is private.
    """
    words: list[str] = []
    for one in text.split():
        if "[" in one or SOMEONE in one or ".md" in one or not one.isprintable():
            break
        words.append(one)
    for count in range(min(FEWEST_WORDS, max(len(words), 1)), len(words) + 1):
        begun = " ".join(words[:count])
        if not begun.isdecimal() and (len(every) == 1 or _only_one(begun, every)):
            yield begun


def _only_one(begun: str, every: Sequence[str]) -> bool:
    return sum(plain(begun) in plain(text) for text in every) == 1


def _names(*words: str) -> str:
    """What says that no option follows, where a word looks like one."""
    return "--" if any(one.startswith("-") for one in words) else ""


def _whole(*words: str) -> Command:
    typed = " ".join(filter(None, words))
    return Command(typed, typed)


def _to_go_on(begun: str) -> Command:
    return Command(f'{begun} "{GO_ON}"', f'{begun} "')
