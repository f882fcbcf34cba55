"""What one person's turn in `karma call` wrote: committed when it is over, and taken back as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from karma.cli import output
from karma.cli.call_steps import turn
from karma.cli.interrupts import undisturbed
from karma.core.subjects import undone
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.cli.call_steps import Entry
    from karma.cli.context import Run
    from karma.core.book import Contact
    from karma.core.operation import Operation
    from karma.files.plan import Written
    from karma.files.write import Writer


@dataclass
class Turn:
    """The turn of the person at the place `at` of the round, with all that was written for them."""

    here: Run
    writer: Writer
    at: int
    contact: Contact
    written: list[Written] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    commit: str = ""

    def write(self, entry: Entry) -> None:
        """Writes one answer at once; it is committed at the end of the turn. Raises WriteRefused."""
        with undisturbed():
            self.written += self.writer.change([(self.contact.path, entry.edits)])
            self.entries.append(entry)

    def close(self) -> None:
        """Commits the turn, whatever ended it. Why it could not be done is said when karma ends."""
        if self.written:
            self.commit = self._recorded()

    def take_back(self) -> None:
        """Puts back what stood there before the turn, by a commit of its own if it had one.

        Raises WriteRefused when somebody has changed the file since.
        """
        if not self.written:
            return
        operation = undone(self._operation(), self.commit) if self.commit else None
        with undisturbed():
            self.writer.undo(_as_one(self.written), operation)
            self.written.clear()

    def _recorded(self) -> str:
        """The id of the commit, empty when there is none."""
        before = len(self.here.outcomes)
        try:
            with undisturbed():
                self.writer.record(self._operation(), self.written)
        except WriteRefused as refusal:
            output.say(f"Not committed: {refusal.message}. {refusal.remedy}")
        return "".join(outcome.commit for outcome in self.here.outcomes[before:])

    def _operation(self) -> Operation:
        return turn(self.contact, self.entries, self.here.book)


def _as_one(written: Sequence[Written]) -> list[Written]:
    """The changes of one file as one, so that all of them are undone or none.

    When somebody else changed the file in between they stay apart, and the writer refuses them.
    """
    if any(one.after != following.before for one, following in pairwise(written)):
        return list(written)
    return [replace(written[-1], before=written[0].before)]
