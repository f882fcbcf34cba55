"""The inverse of an operation for each file that it changed, made or removed, wherever the file is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.problems import Fault
from karma.core.undo import MAKING, Hindered, Hindrance
from karma.files import targets
from karma.files.contact import stem_of
from karma.files.discover import CONTACTS
from karma.files.read import BOM, decode, read_text
from karma.files.undo.plain import plainly_taken_out
from karma.files.undo.text import Texts, taken_out

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from karma.core.config import Config
    from karma.core.undo import Done
    from karma.files.undo.changed import Changed
    from karma.files.undo.places import Places


@dataclass(frozen=True, slots=True)
class Step:
    """One file: it is at `path` with the text `now`, and will be at `to` with the text `then`.

    `now` is None for one that comes back, `then` for one that goes. Texts are without byte order mark, but
    for that of a file that comes back and had one. `before` is what stood there before the operation.
    """

    path: str
    to: str
    now: str | None
    then: str | None
    before: str = ""

    @property
    def changes(self) -> bool:
        """True when there is something to do."""
        return self.now != self.then or self.path != self.to

    @property
    def moves(self) -> bool:
        """True when the file goes back to where it stood."""
        return self.path != self.to


@dataclass(frozen=True, slots=True)
class Steps:
    """What the steps of one operation are made from; `blobs` is what git still has, by id."""

    root: Path
    config: Config
    done: Done
    places: Places
    blobs: Mapping[str, bytes]

    def of(self, file: Changed) -> Step | None:
        """The inverse of what the operation did to one file; None when nothing is left to do.

        Raises Hindered when it would lose something, and WriteRefused for a file that karma may not write.
        """
        if file.path is None:
            return self._come_back(str(file.was), self._before(file))
        place = self.places.of(file.path)
        if file.was is None:
            if self.done.operation not in MAKING:
                raise Hindered(Hindrance(file.path, "git did not know this file until then", self._look))
            return self._go(place, self._text(file.new, file.path)) if place else None
        if place is None:
            what = "the file is gone since, and what was done in it cannot be taken out"
            raise Hindered(Hindrance(file.path, what, "Bring it back with git first."))
        if file.was != file.path and place != file.path:  # noqa: PLR1714  (two different questions)
            raise Hindered(Hindrance(file.path, f"the file has moved again since, to {place}", _FIRST))
        before, after = self._before(file), self._text(file.new, file.path)
        now = self._now(place)
        texts = Texts(place, before.removeprefix(BOM), after.removeprefix(BOM), now, self.done.short)
        is_person = place.startswith(f"{CONTACTS}/")
        then = taken_out(texts, self.config) if is_person else plainly_taken_out(texts)
        return Step(place, file.was if file.was != file.path else place, now, then, texts.before)

    @property
    def _look(self) -> str:
        return f"`git show {self.done.short}` has it all; what is to go, take out in an editor."

    def _come_back(self, path: str, before: str) -> Step | None:
        """A file that the operation removed. One that is there again is left as it is."""
        there = path if (self.root / path).exists() else None
        if there is None:
            return Step(path, path, None, before)
        if self._now(path) == before.removeprefix(BOM):
            return None
        raise Hindered(stem_taken(path, path))

    def _go(self, place: str, after: str) -> Step:
        """A file that the operation made."""
        now = self._now(place)
        if now.replace("\r\n", "\n") == after.removeprefix(BOM).replace("\r\n", "\n"):
            return Step(place, place, now, None)
        what = "the file has changed since it was made, and what came in would be lost with it"
        raise Hindered(Hindrance(place, what, "`karma archive` puts a person aside; or delete the file."))

    def _before(self, file: Changed) -> str:
        was = str(file.was)
        return self._text(self.done.before.get(was, file.old), was)

    def _text(self, blob: str, path: str) -> str:
        """What a blob says, with its byte order mark."""
        data = self.blobs.get(blob)
        if data is None:
            what = "it held changes by hand when karma wrote to it, and git no longer has what stood there"
            raise Hindered(Hindrance(path, what, self._look))
        text = decode(data)
        if isinstance(text, Fault):
            raise Hindered(Hindrance(path, text.message, self._look))
        return BOM + text if data.startswith(BOM.encode()) else text

    def _now(self, path: str) -> str:
        """What stands there now."""
        text = read_text(targets.existing(self.root, path, targets.SETTINGS))
        if isinstance(text, Fault):
            raise Hindered(Hindrance(path, text.message, text.remedy))
        return text


_FIRST = "Take that back first."


def stem_taken(path: str, by: str) -> Hindrance:
    """Somebody else has the file name that a file would come back to."""
    what = f"somebody else is called {stem_of(path)} meanwhile: {by}"
    return Hindrance(path, what, "Give them another file name first: karma rename")
