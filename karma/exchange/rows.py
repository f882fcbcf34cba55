"""One row of a table read as what happened between you and each of the people in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.dates import parse_day, parse_period, suggest_day
from karma.core.links import fold, link_target
from karma.core.logline import one_line
from karma.core.problems import Fault, did_you_mean
from karma.exchange.imported_text import block_id, plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from karma.core.verbs import Verb

LONGEST_NAME = 200
LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Interaction:
    """One thing that happened with one person.

    `person` is the name as written, `id` an Obsidian block id, `text` one line without links and tags; id and
    text are `""` when there is none. `inbound`: they did it. `line` is the line on which the row begins.
    """

    date: date
    person: str
    inbound: bool
    verb: str
    text: str
    id: str
    line: int
    doubt: Fault | None = None


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads rows whose uses stand at `places`; `me` is your name there, folded, `verb` that of all rows."""

    places: Mapping[str, int]
    me: str
    verb: str | None
    verbs: Mapping[str, Verb]

    def read(self, cells: tuple[str, ...], line: int) -> list[Interaction] | Fault:
        """What happened, once for each person; nothing when the row does not involve you."""
        people = self._others(cells)
        if isinstance(people, Fault):
            return people
        if not people:
            return []
        written = self._cell(cells, "date")
        dated = _day(written)
        if isinstance(dated, Fault):
            return dated
        day, doubt = dated
        word, _, direction = (self.verb or self._cell(cells, "verb_column")).partition(" ")
        verb = find_verb(word, self.verbs)
        if isinstance(verb, Fault):
            return verb
        text = self._cell(cells, "text")
        if len(text) > LONGEST_TEXT:
            return _too_long("text", LONGEST_TEXT)
        text = f"{text} (dated {written})".strip() if doubt else text
        text, identity = plain(text), block_id(self._cell(cells, "id"))
        said_in = "person" in self.places and direction.strip().casefold() == "in"
        return [
            Interaction(day, name, inbound or said_in, verb.name, text, identity, line, doubt)
            for name, inbound in people
        ]

    def names(self, cells: tuple[str, ...]) -> list[str]:
        """Everybody in the row, as written."""
        return [name for use in ("person", "from_", "to") for name in self._side(cells, use)]

    def is_mine(self, cells: tuple[str, ...]) -> bool:
        """True when your name stands among the people of the row."""
        return self.me in map(fold, self.names(cells))

    def _others(self, cells: tuple[str, ...]) -> list[tuple[str, bool]] | Fault:
        """With whom the row is, and whether they did it."""
        if "person" in self.places:
            people = [(name, False) for name in self._side(cells, "person")]
        elif not self.is_mine(cells):
            return []
        else:
            senders, receivers = self._side(cells, "from_"), self._side(cells, "to")
            people = [(name, False) for name in receivers if self.me in map(fold, senders)]
            people += [(name, True) for name in senders if self.me in map(fold, receivers)]
        if not people:
            return Fault(
                "import-name", "the row does not say with whom", "Fill in who it was. The row is left out."
            )
        for name, _ in people:
            if len(name) > LONGEST_NAME:
                return _too_long("name", LONGEST_NAME)
            if not any(map(str.isalpha, name)):
                return Fault("import-name", f"“{name}” is no name", "Write who it was. The row is left out.")
        return [(name, inbound) for name, inbound in people if fold(name) != self.me]

    def _side(self, cells: tuple[str, ...], use: str) -> list[str]:
        """The names between semicolons that have a blank beside them; `[[a-link]]` is what it links to."""
        names = re.split(r" ?; | ;", one_line(self._cell(cells, use)).strip("; "))
        return [plain(link_target(name) or name) for name in names if name.strip()]

    def _cell(self, cells: tuple[str, ...], use: str) -> str:
        return cells[self.places[use]].strip() if use in self.places else ""


def find_verb(word: str, verbs: Mapping[str, Verb]) -> Verb | Fault:
    """The verb that rows say, if karma knows it and a row can say it without a link."""
    verb = verbs.get(word) or verbs.get(word.casefold())
    if verb and verb.needs_link:
        return Fault(
            "import-verb",
            f"`{verb.name}` needs a link to somebody, which a table does not have",
            "Import it with another verb.",
        )
    if verb:
        return verb
    if not re.fullmatch(r"[A-Za-z0-9][\w-]*", word, re.ASCII):
        return Fault(
            "import-verb", f"“{word}” is not a verb", "A verb is one word, such as `call` or `letter`."
        )
    return Fault(
        "import-verb",
        f"“{word}” is not a verb of this book",
        f"{did_you_mean(word, verbs)}To declare it, add two lines to karma.toml: `[touch.{word}]` and "
        "`resets = true` (or `false` if it does not count as being in touch).",
    )


_BEYOND_MONTH = re.compile(r"([12]\d{3}-\d\d)-(29|30|31)")


def _day(written: str) -> tuple[date, Fault | None] | Fault:
    """The day, and what is odd about it. A 30 February counts on the last day of its month."""
    if day := parse_day(written):
        return day, None
    what = f"“{written[:40]}” is not a day in the calendar"
    beyond = _BEYOND_MONTH.fullmatch(written)
    if beyond and (month := parse_period(beyond[1])):
        remedy = f"It counts on {month.last}, and its text says so; look up which day it was."
        return month.last, Fault("import-date", what, remedy, severity="warning")
    guess = suggest_day(written) or (written[:10] if parse_day(written[:10]) else None)
    remedy = f"Write `{guess}` in the table." if guess else "Write year-month-day, such as `2026-11-22`."
    return Fault("import-date", what, f"{remedy} The row is left out.")


def _too_long(what: str, limit: int) -> Fault:
    return Fault(
        "import-long",
        f"the {what} is longer than {limit:,} characters",
        "Shorten it in the table. The row is left out.",
    )
