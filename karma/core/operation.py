"""One thing that a command of karma did, as the history tells it: a sentence and who it was about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.logline import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OP, CONTACT, UNDOES, BEFORE = "Karma-Op", "Karma-Contact", "Karma-Undoes", "Karma-Before"
"""The trailers of a commit. `Karma-Undoes` names the commit that was taken back; `Karma-Before` gives the
blob and path of a file that held changes made by hand when karma wrote to it."""
LONGEST = 72
"""Characters of a subject: what `git log --oneline` shows in a terminal of 80 columns."""
MOST_CONTACTS = 100
"""An import of thousands names them in its files; its message need not."""


@dataclass(frozen=True, slots=True)
class Operation:
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
        trailers += [f"{CONTACT}: {one}" for one in self.contacts[:MOST_CONTACTS]]
        trailers += [f"{UNDOES}: {self.undoes}"] if self.undoes else []
        trailers += [f"{BEFORE}: {blob} {path}" for blob, path in before]
        return f"{self.subject}\n\n" + "\n".join(trailers) + "\n"


def sentence(what: str, who: Sequence[str] = (), rest: str = "") -> str:
    """`call: Bill Okafor, off to the mountains`: what, the names, and a few words, fit for a subject line.

    The words are cut at a space where the line would grow too long; of many names the first two stay.
    """
    said = f"{what}: {names(who)}" if who else what
    words = one_line(rest).strip()
    if words:
        said += (", " if who else ": ") + words
    said = one_line(said)
    if len(said) <= LONGEST:
        return said
    cut = said[: LONGEST - 1]
    room = cut.rfind(" ")
    return (cut[:room] if room > LONGEST // 2 else cut).rstrip(" ,;:") + "…"


def names(who: Sequence[str]) -> str:
    """`Bill Okafor`, `Bill Okafor and Ann Lee`, `Bill Okafor, Ann Lee and 3 more`."""
    if len(who) <= 2:
        return " and ".join(who)
    if len(who) == 3:
        return f"{who[0]}, {who[1]} and {who[2]}"
    return f"{who[0]}, {who[1]} and {len(who) - 2} more"
