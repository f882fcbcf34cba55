"""Settling what a merge left open: by asking at the terminal, or all one way. Each answer is written at once.

Whoever stops half way keeps what was settled, and git knows of it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karma.cli import output
from karma.cli.interrupts import undisturbed
from karma.cli.resolve_questions import Stop, ask_conflict, ask_people, ask_whole
from karma.core.resolve import settling
from karma.files.contact import parse_contact, stem_of
from karma.files.read import read_text
from karma.files.resolve.again import merged_again
from karma.files.resolve.git import finish, stage
from karma.files.resolve.open_files import free_path, links_to, look_into, open_files
from karma.files.whole import Replacement
from karma.views.terminal.lines import paragraph
from karma.views.terminal.resolve import file_words

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.resolve import Take, TwoPeople
    from karma.files.plan import Written
    from karma.files.resolve.open_files import OpenFile
    from karma.files.whole import Settlement

_MOST = 10


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of it: the files that were written, those that git was told of, and what is still open.

    With a dry run, what would be. `complaint` is why git could not be told, if it could not.
    """

    written: tuple[Written, ...] = ()
    told: tuple[str, ...] = ()
    left: tuple[OpenFile, ...] = ()
    complaint: str = ""


def settle(here: Run, *, only: str | None = None, take: Take | None = None, dry_run: bool = False) -> Settled:
    """Settles what can be: by asking, or with `take` one way; `only` is the path of one file.

    Raises WriteRefused, and what stops a question; what was settled before stays, and git was told.
    """
    work = _Settling(here, only, take, dry_run=dry_run)
    try:
        with suppress(Stop):
            work.run()
    finally:
        done = work.end()
    return done


class _Settling:
    """One walk through what is open; `files` are as they were found, `now` as they are by then, by path.

    `decided` are those of which nothing is left to be asked, as they are or gone.
    """

    def __init__(self, here: Run, only: str | None, take: Take | None, *, dry_run: bool) -> None:
        self.here, self.only, self.take, self.dry_run = here, only, take, dry_run
        self.writer = here.writer(dry_run=dry_run)
        self.files = open_files(here.root, here.config, only)
        self.now = {one.path: one for one in self.files}
        self.written: list[Written] = []
        self.decided: list[str] = []
        self.number = self.total = 0

    def run(self) -> None:
        """Every file in turn. Raises Stop when it is enough."""
        files = tuple(map(self._put_together, self.files))
        self.total = sum(1 if one.people else len(one.conflicts) or _asked(one) for one in files)
        for file in files:
            if file.by_hand:
                self.number += len(file.conflicts)
            elif file.people:
                self._people(file, file.people)
            elif file.conflicts:
                self._conflicts(file)
            elif not file.loose:
                self._whole(file)

    def end(self) -> Settled:
        """Tells git of what is settled, or commits it where no merge will; what is left then."""
        if self.dry_run:
            done = [one for one in self.now.values() if one.is_settled and one.path in self.decided]
            left = tuple(one for one in self.now.values() if one not in done)
            return Settled(tuple(self._joined()), left=left)
        left = open_files(self.here.root, self.here.config, self.only)
        told = [one.path for one in left if one.unmerged and one.is_settled and one.path in self.decided]
        complaint = stage(self.here.root, [*told, *self._new()]) if told else ""
        if self.written and not told and finish(self.here.root) is None:
            ids = [stem_of(one.path) for one in self.written]
            names = [self._name(one.path) for one in self.written]
            self.writer.record(settling(list(dict.fromkeys(names)), list(dict.fromkeys(ids))), self._joined())
        self.here.reload()
        still = left if complaint else tuple(one for one in left if one.path not in told)
        return Settled(tuple(self.written), tuple(told), still, complaint)

    def _put_together(self, file: OpenFile) -> OpenFile:
        """The file after karma's own merge, where git's has left more open than that does."""
        again = merged_again(self.here.root, self.here.config, file)
        if again is None:
            return file
        _say(f"{file.path}: put together as karma does it; git alone had left more open.")
        return self._write(file, again)

    def _conflicts(self, file: OpenFile) -> None:
        """The conflicts of one file; it is read again after each that was settled."""
        if self.take:
            self.number += len(file.conflicts)
            if settlement := file.taken(self.take):
                self._write(file, settlement)
            return
        at = 0
        while at < len(file.conflicts):
            self.number += 1
            lines = ask_conflict(self.here, file.conflicts[at], self._name(file.path), self._count)
            if lines is None:
                at += 1
            else:
                file = self._write(file, file.taking(at, lines))

    def _people(self, file: OpenFile, two: TwoPeople) -> None:
        self.number += 1
        new = free_path(self.here.root, two)
        answer = self.take or ask_people(two, self._count, new)
        if answer == "both":
            self._part(file, two, new)
        elif isinstance(answer, tuple):
            self._part(file, two, answer[0])
        elif answer == "one":
            file = self._write(file, file.as_one())
            self.total += len(file.conflicts)
            self._conflicts(file)
        elif answer in ("ours", "theirs") and not self.take:
            self._write(file, file.only(answer))

    def _part(self, file: OpenFile, two: TwoPeople, new: str) -> None:
        """A file for each of the two, and where links may mean the one who has another name now."""
        self._write(file, file.parted(two, new))
        stays, goes = (two.ours, two.theirs) if two.stays == "ours" else (two.theirs, two.ours)
        _say(f"{goes}: in a file of their own now, {new}")
        places = list(links_to(self.here.root, stem_of(file.path)))
        if places:
            _say(f"Links to {stem_of(file.path)} lead to {stays}. Have a look:")
            output.say(*(f"  {path}:{number}" for path, number in places[:_MOST]))

    def _whole(self, file: OpenFile) -> None:
        """A file that git could not merge: it stays as it stands, unless it is said that it may go."""
        asks = _asked(file)
        self.number += asks
        name = self._name(file.path)
        answer = ask_whole(self.here, file, name, self._count) if asks and not self.take else "stay"
        if file.is_whole and file.unmerged and file.unmerged.kind == "moved":
            _say(f"{file.path}: {file_words(file.unmerged)}")
        if answer == "go":
            text = read_text(self.here.root / file.path)
            with undisturbed():
                gone = [Replacement(file.path, str(text), None)]
                self.written += self.writer.replace(gone, operation=None)  # recorded with all at the end
        if answer in ("stay", "go"):
            self.decided.append(file.path)

    @property
    def _count(self) -> str:
        return f"{self.number} of {self.total}"

    def _write(self, file: OpenFile, settlement: Settlement) -> OpenFile:
        with undisturbed():
            self.written += self.writer.settle([self._from_the_disk(settlement)])
        self.decided.append(file.path)
        after = settlement.text
        self.now[file.path] = look_into(after, file.path, file.unmerged, self.here.config)
        return self.now[file.path]

    def _from_the_disk(self, settlement: Settlement) -> Settlement:
        """The settlement for the file as it stands there: a dry run did not write what it builds upon."""
        if not self.dry_run or settlement.path not in self.decided:
            return settlement
        found = next(one for one in self.files if one.path == settlement.path)
        return replace(settlement, old=found.text, whole=settlement.text)

    def _name(self, path: str) -> str:
        text = read_text(self.here.root / path)
        is_person = isinstance(text, str) and path.startswith("contacts/")
        return parse_contact(str(text), path, self.here.config)[0].name if is_person else path

    def _new(self) -> list[str]:
        """The files that were made for the second of two people."""
        return [one.path for one in self.written if one.before is None]

    def _joined(self) -> list[Written]:
        """What was written, each file once."""
        joined: dict[str, Written] = {}
        for one in self.written:
            joined[one.path] = replace(one, before=joined.get(one.path, one).before)
        return list(joined.values())


def _say(text: str) -> None:
    """A message that is broken between words."""
    output.say_lines(paragraph(text, output.width()))


def _asked(file: OpenFile) -> bool:
    """True for a file as a whole of which the user is asked if it is to stay."""
    return file.is_whole and file.unmerged is not None and file.unmerged.kind == "edited-deleted"
