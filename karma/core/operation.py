"""One thing that a command of karma did, as the history tells it: a sentence and who it was about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from karma.core.logline import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OP, CONTACT, UNDOES, BEFORE = "Karma-Op", "Karma-Contact", "Karma-Undoes", "Karma-Before"
"""The trailers of a commit. `Karma-Undoes` names the commit that was taken back; `Karma-Before` gives the
blob and path of a file that held changes made by hand when karma wrote to it."""
LONGEST = 72
"""Characters of a subject: what `git log --oneline` shows in a terminal of 80 columns."""
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
"""Signs that turn the direction of a line or that nobody sees (faults.md T01)."""
MOST_CONTACTS = 100
"""An import of thousands names them in its files; its message need not."""


class Operation(NamedTuple):
    """What a command did: its `name` (`log`, `keep`), a sentence a person would write, the ids concerned.

    `undoes` is the commit that it takes back, if it is one that does.
    """

    name: str
    subject: str
    contacts: tuple[str, ...] = ()
    undoes: str = ""

    def message(self, before: Iterable[tuple[str, str]] = ()) -> str:
        """The whole message of the commit; `before` are blobs and paths of files changed by hand before."""
        trailers = [f"{OP}: {self.name}"]
        trailers += [f"{CONTACT}: {_plain(one)}" for one in self.contacts[:MOST_CONTACTS]]
        trailers += [f"{UNDOES}: {self.undoes}"] if self.undoes else []
        trailers += [f"{BEFORE}: {blob} {path}" for blob, path in before]
        return f"{_plain(self.subject)}\n\n" + "\n".join(trailers) + "\n"


def sentence(what: str, who: Sequence[str] = (), rest: str = "", *, beside: str = "") -> str:
    """`call: Bill Okafor, off to the mountains`: what, the names, and a few words, fit for a subject line.

    `beside` stands right behind the names (`referred: Jane Doe by Bill Okafor`). The words are cut at a space
    where the line would grow too long; of many names the first two stay.
    """
    said = " ".join(filter(None, (f"{what}: {names(who)}" if who else what, beside)))
    words = _plain(rest)
    if words:
        said += (", " if who else ": ") + words
    return shortened(_plain(said), LONGEST)


def shortened(text: str, most: int) -> str:
    """`text` in `most` characters, cut at a space when there is one near the end, with an ellipsis."""
    if len(text) <= most:
        return text
    room = text.rfind(" ", 0, most)
    return text[: room if room > most // 2 else max(most - 1, 0)].rstrip(" ,;:") + "…"


def names(who: Sequence[str]) -> str:
    """`Bill Okafor`, `Bill Okafor and Ann Lee`, `Bill Okafor, Ann Lee and 3 more`."""
    if len(who) <= 2:
        return " and ".join(who)
    if len(who) == 3:
        return f"{who[0]}, {who[1]} and {who[2]}"
    return f"{who[0]}, {who[1]} and {len(who) - 2} more"


def _plain(text: str) -> str:
    """One line without signs that a terminal obeys instead of showing them."""
    return one_line(_DIRECTIONS.sub("", text))
