"""Which column of somebody's table means what, checked against its header."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.problems import Fault, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of the table holds what; each is a name from its header.

    Either `person`, or both `from_` and `to`: then `me` says who of them you are (`config.name` if None).
    Either `verb_column`, or `verb` for all rows. Cells with people may hold several, separated by `; `.
    `from_` and `to` say who did it; with `person`, a cell `call in` of the verb column says that they did.
    """

    date: str
    person: str | None = None
    from_: str | None = None
    to: str | None = None
    verb_column: str | None = None
    text: str | None = None
    id: str | None = None
    me: str | None = None
    verb: str | None = None

    @property
    def named(self) -> dict[str, str]:
        """The columns that are used: what for, and their name in the header."""
        uses = ("date", "person", "from_", "to", "verb_column", "text", "id")
        return {use: name for use in uses if (name := getattr(self, use)) is not None}


def find_places(columns: Columns, header: Sequence[str]) -> dict[str, int] | Fault:
    """Where in a row each use of `columns` stands, from 0; or what is wrong with the choice."""
    if fault := _unfit_choice(columns):
        return fault
    for name in columns.named.values():
        count = list(header).count(name.strip())
        if count > 1:
            return Fault(
                "import-column",
                f"the column “{name}” stands {count} times in the header",
                "Rename the others in the file, so that it is clear which one is meant.",
            )
        if not count:
            hint = did_you_mean(name, [title for title in header if title])
            return Fault(
                "import-column", f"there is no column “{name}”", f"{hint}The header has {_listed(header)}."
            )
    return {use: list(header).index(name.strip()) for use, name in columns.named.items()}


def _unfit_choice(columns: Columns) -> Fault | None:
    sides = (columns.from_ is not None, columns.to is not None)
    if (columns.person is not None) == any(sides) or any(sides) != all(sides):
        return Fault(
            "import-column",
            "it is not clear which column says who",
            "Name the column of the person with --person, or sender and receiver with --from and --to.",
        )
    if (columns.verb is None) == (columns.verb_column is None):
        return Fault(
            "import-column",
            "it is not clear what happened in each row",
            "Name one verb for all rows with --verb, or the column that holds the verb with --verb-column.",
        )
    return None


def _listed(header: Sequence[str]) -> str:
    shown = [f"“{name}”" for name in header if name]
    return ", ".join(shown[:20]) + (", …" if len(shown) > 20 else "")
