"""The nouns of a day: calls, openers, promises owed, and what else is worth doing (S1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Contact
    from karma.core.promise import Promise
    from karma.core.standing import Standing

Slot = Literal["due", "quiet", "new"]
Precision = Literal["day", "week", "month", "someday"]
"""How exact the date of a promise is."""


@dataclass(frozen=True, slots=True)
class Opener:
    """A way into the conversation: which of the kinds of S2, what to say, and the fact it comes from.

    `aloud` are sentences about the two of you for a voicemail, safe when somebody else listens (S3).
    """

    kind: str
    text: str
    because: str
    aloud: tuple[str, ...] = field(default=(), compare=False)


class Call(NamedTuple):
    """One of the day's calls. `reason` is a sentence; `done` when you called them today.

    `tried` when you tried them today and have not reached them since.
    """

    contact: Contact
    slot: Slot
    reason: str
    opener: Opener
    standing: Standing
    done: bool
    tried: bool = False


class Owed(NamedTuple):
    """A promise that is due or overdue today, with its person; `done` when it was kept today.

    It stands at the place `at` among the promises of its person; it may be `theirs`.
    """

    contact: Contact
    at: int
    strength: Precision
    theirs: bool
    overdue: bool
    done: bool

    @property
    def promise(self) -> Promise:
        """The promise itself."""
        return self.contact.promises[self.at]


class Also(NamedTuple):
    """Something else worth doing today for somebody: what, and why."""

    contact: Contact
    kind: str
    text: str
    reason: str
    done: bool = False


class VoiceShare(NamedTuple):
    """Voice touches and e-mails of the last four weeks (S4); `says` is a sentence when e-mail leads."""

    voice: int
    email: int
    says: str | None


class Today(NamedTuple):
    """Everything the first page says. `made` counts the people you called today, `wanted` is `per_day`.

    `load` is a sentence when the cadences ask for clearly more than there is room for; `day_off` is true on a
    day that is no working day.
    """

    today: date
    calls: tuple[Call, ...]
    promises: tuple[Owed, ...]
    also: tuple[Also, ...]
    voice: VoiceShare
    made: int
    wanted: int
    load: str | None = None
    day_off: bool = False
