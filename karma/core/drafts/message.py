"""A message as it stands: to whom, the words, how long they take to say, what is still to be filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.drafts.kinds import MOST_WORDS, WORDS_A_SECOND

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.drafts.kinds import Kind

_GAP = re.compile(r"\[([^\[\]]+)\]")
_UNTIDY = re.compile(r"[^\S\n ]| [ \n]|\n ")
"""Any blank that is not a single one between words, and whatever else than `\\n` may end a line."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a draft. `title` says which, where there are several; `subject` is "" if it has none.

    `notes` are your own, on what its gaps ask for: they stand beside it and are never sent.
    """

    kind: Kind
    to: tuple[Contact, ...]
    title: str
    subject: str
    body: str
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The body line by line."""
        return tuple(self.body.split("\n"))

    @property
    def words(self) -> int:
        """How many words the body has."""
        return len(self.body.split())

    @property
    def seconds(self) -> int:
        """How long it takes to say them."""
        return round(self.words / WORDS_A_SECOND)

    @property
    def too_long(self) -> bool:
        """True for something to be said that does not fit into half a minute (S3)."""
        return self.kind.spoken and self.words > MOST_WORDS

    @property
    def gaps(self) -> tuple[str, ...]:
        """What stands in square brackets and is still to be filled in, each once, in order."""
        return tuple(dict.fromkeys(_GAP.findall(f"{self.subject}\n{self.body}")))

    @property
    def wants_email(self) -> bool:
        """True when everybody it is for asked for e-mail and has an address (S11)."""
        return (
            bool(self.to)
            and not self.kind.spoken
            and all(one.email and "email" in one.opt_in for one in self.to)
        )


def parsed(text: str) -> tuple[str, str]:
    """Subject and body of a message as a template or an editor holds it.

    A first line `Subject: …` is the subject. Blanks at the ends of lines, and lines left empty by what was
    left out, are tidied; everything else stands as it was written.
    """
    text = text.strip()
    if _UNTIDY.search(text):
        text = "\n".join([" ".join(line.split()) for line in text.splitlines()])
    first, _, rest = text.partition("\n")
    if first.casefold().startswith("subject:"):
        return first.partition(":")[2].strip(), _few_empty(rest)
    return "", _few_empty(text)


def _few_empty(body: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", body).strip()
