"""What karma said the last time, which it says again while nothing has changed that it depends on.

An answer is kept beside the state of the book that it was given for: the stamps of all files under contacts/,
of the settings and of the journal. Where one of them may still change unnoticed, nothing is kept.
"""

from __future__ import annotations

import marshal
import os
from typing import TYPE_CHECKING, Any

from karma.core.places import FILE
from karma.files.cache import sealed
from karma.files.cache.moment import is_settled, moment
from karma.files.listing import look, stamp_of
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

    from karma.files.listing import Stamp

_NAME = "answers"
_MOST = 8
"""Answers for one state: a terminal or two of other widths, data, another day."""
JOURNAL = f"{FOLDER}/journal.jsonl"


class Answers:
    """The answers that still hold for the book at that place.

    `listing` is the look at contacts/ that tells; others need not look again. `about` is what whoever kept an
    answer wanted to find again before asking, None when nothing holds.
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self.listing = look(place)
        self._fingerprint = self.listing.fingerprint()
        self._others = self._stamps()
        self._known: dict[Hashable, Any] = {}
        self.about: Any = None
        self._since = 0
        body = sealed.read(place, _NAME) if self._fingerprint else None
        if body is not None:
            state, about, known = marshal.loads(body)  # noqa: S302  (behind its seal)
            if state == (self._fingerprint, self._others):
                self.about, self._known = about, known

    @property
    def _root(self) -> Path:
        """The place, for those who need more of it than whoever only asks."""
        from pathlib import Path  # noqa: PLC0415  (start-up)

        return Path(self._place)

    def get(self, question: Hashable) -> Any:
        """What was answered; None if it was not asked."""
        return self._known.get(question)

    def expect(self) -> None:
        """Has the files read from now on: an answer to be kept is made of what stands there after this."""
        self._since = moment(self._root) if self._fingerprint else 0

    def keep(self, question: Hashable, answer: Any, about: Any) -> None:
        """Keeps the answer, if the book is what it was and cannot change without telling. Never raises.

        Question, answer and `about` are plain values, as `marshal` takes them.
        """
        if self._since and self._others == self._stamps() and self._is_settled():
            latest = [*self._known.items(), (question, answer)][-_MOST:]
            state = (self._fingerprint, self._others)
            sealed.write(self._root, _NAME, marshal.dumps((state, about, dict(latest))))

    def _is_settled(self) -> bool:
        stamps = (self.listing.newest, *self._others)
        return all(is_settled(one, self._since) for one in stamps if one)

    def _stamps(self) -> tuple[Stamp | None, Stamp | None]:
        """The stamps of the settings and of the journal, where there are any."""
        return _stamp(f"{self._place}/{FILE}"), _stamp(f"{self._place}/{JOURNAL}")


def _stamp(path: str) -> Stamp | None:
    try:
        return stamp_of(os.stat(path))  # noqa: PTH116  (start-up)
    except OSError:
        return None
