"""What importing a table would change: people to add, lines to add. Step two of two; see `interactions`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.problems import Fault
from karma.exchange.import_lines import missing, once_each
from karma.exchange.import_people import People

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.problems import Problem
    from karma.exchange.interactions import Interaction, Read


@dataclass(frozen=True, slots=True)
class Addition:
    """Lines to add to the log of someone who is in the book, sorted by date."""

    contact: Contact
    lines: tuple[LogLine, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What the import comes to, for the summary that is printed.

    `lines` are new log lines, `lines_new` those of them with people who are new; `unchanged` ones stand in
    the book already; `repeated` ones say again what the table has said; `future` ones, dated after today,
    and `unclear` ones, of which karma cannot say who is meant, are left out. `rows` are all rows of the
    table, `others` those that do not involve you, `bad` those that could not be used.
    """

    rows: int = 0
    people: int = 0
    people_new: int = 0
    lines: int = 0
    lines_new: int = 0
    unchanged: int = 0
    repeated: int = 0
    others: int = 0
    bad: int = 0
    future: int = 0
    unclear: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write. `new` contacts (with id, path, name, aliases and log) and `additions` are sorted by id.

    `problems` are those of the table and those found here, sorted by line. An empty plan changes nothing.
    """

    new: tuple[Contact, ...] = ()
    additions: tuple[Addition, ...] = ()
    problems: tuple[Problem, ...] = ()
    counts: Counts = Counts()

    @property
    def is_empty(self) -> bool:
        """True when the book has all of it."""
        return not self.new and not self.additions


def plan(book: Book, read: Read, today: date) -> Plan:
    """The changes that bring the book up to what was read. Applied, the same table gives an empty plan."""
    meant = _Meant(People(book), read.path, today)
    for said in read.interactions:
        meant.add(said)
    new: list[Contact] = []
    additions: list[Addition] = []
    wanted = 0
    for contact, interactions in sorted(meant.people.values(), key=lambda pair: pair[0].id):
        once = once_each(interactions)
        wanted += len(once)
        lines = missing(contact.log, once)
        if fold(contact.id) not in book.by_id:
            new.append(replace(contact, log=lines))
        elif lines:
            additions.append(Addition(contact, lines))
    problems = tuple(sorted((*read.problems, *meant.problems.values())))
    return Plan(tuple(new), tuple(additions), problems, _counts(read, meant, new, additions, wanted))


def _counts(read: Read, meant: _Meant, new: list[Contact], additions: list[Addition], wanted: int) -> Counts:
    """The counts of a plan; `wanted` are the lines that the book should have in the end, each once."""
    lines_new = sum(len(contact.log) for contact in new)
    lines_all = lines_new + sum(len(addition.lines) for addition in additions)
    return Counts(
        rows=read.rows,
        others=read.others,
        bad=read.bad,
        people=len(meant.people),
        people_new=len(new),
        lines=lines_all,
        lines_new=lines_new,
        unchanged=wanted - lines_all,
        future=meant.future,
        unclear=meant.unclear,
        repeated=len(read.interactions) - meant.future - meant.unclear - wanted,
    )


class _Meant:
    """Interactions by the person they are with; the future and the unclear ones are counted and reported."""

    def __init__(self, people: People, path: str, today: date) -> None:
        self._find_or_add, self._path, self._today = people.find_or_add, path, today
        self.people: dict[str, tuple[Contact, list[Interaction]]] = {}
        self.problems: dict[str | int, Problem] = {}
        self.future = self.unclear = 0

    def add(self, said: Interaction) -> None:
        if said.date > self._today:
            self.future += 1
            self.problems.setdefault(said.line, _future(said, self._today).at(self._path, said.line))
            return
        person = self._find_or_add(said.person)
        if isinstance(person, Fault):
            self.unclear += 1
            self.problems.setdefault(said.person, person.at(self._path, said.line))
            return
        self.people.setdefault(person.id, (person, []))[1].append(said)


def _future(said: Interaction, today: date) -> Fault:
    return Fault(
        "import-future",
        f"{said.date} is after today, {today}",
        "Import the row when it has happened, or mend its date. It is left out.",
    )
