"""The nouns: a contact as its file tells it, and the book of all of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from karma.core.each import EVER, of_each
from karma.core.links import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from karma.core.cadence import Cadence
    from karma.core.config import Config
    from karma.core.dates import Birthday
    from karma.core.each import Memory
    from karma.core.fields import Labelled
    from karma.core.logline import LogLine
    from karma.core.problems import Problem
    from karma.core.promise import Promise


@dataclass(frozen=True, slots=True)
class Contact:
    """One person's file. The attributes from `name` to `uid` are the fields of format.md, typed.

    `id` is the file's stem in NFC; `path` is relative to the book; `archived` people stand in `archive/`.
    `log` is sorted by date, lines of one day in the order of the file. `prose` is the body without the
    three sections that have a meaning. `unknown` holds keys that are no fields, as written.
    """

    id: str
    path: str
    name: str
    aliases: tuple[str, ...] = ()
    org: str | None = None
    title: str | None = None
    circle: str | None = None
    every: Cadence | None = None
    snooze: date | None = None
    phone: tuple[Labelled, ...] = ()
    email: tuple[Labelled, ...] = ()
    url: tuple[Labelled, ...] = ()
    address: str | None = None
    city: str | None = None
    timezone: str | None = None
    language: str | None = None
    photo: str | None = None
    birthday: Birthday | None = None
    met: date | None = None
    met_at: str | None = None
    via: str | None = None
    added: date | None = None
    tags: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    opt_in: tuple[str, ...] = ()
    fit: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    owner: str | None = None
    private: tuple[str, ...] = ()
    uid: str | None = None
    unknown: tuple[tuple[str, str], ...] = ()
    next_time: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    log: tuple[LogLine, ...] = ()
    prose: str = ""
    archived: bool = False
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """The line on which each field of the front matter stands, for problems found later."""

    @property
    def hidden(self) -> bool:
        """True when nothing of this person may leave the files (`private: true`)."""
        return "true" in self.private

    @property
    def public_name(self) -> str:
        """Their name as others may read it: `somebody` for who is hidden."""
        return "somebody" if self.hidden else self.name


@dataclass(frozen=True)
class Book:
    """Everything that was read: contacts sorted by id, problems sorted by place, and the settings.

    `files` counts the people's files that were looked at, whether they could be read or not. `memory` is what
    rules about one person alone said before (see karma.core.each). No clock: what depends on the day takes
    `today`.
    """

    config: Config
    contacts: tuple[Contact, ...]
    problems: tuple[Problem, ...] = ()
    files: int = 0
    memory: Memory | None = field(default=None, compare=False, repr=False)

    @cached_property
    def found(self) -> dict[object, object]:
        """What rules found in this book and need not look for again: see `karma.core.once`."""
        return {}

    def with_problems(self, problems: tuple[Problem, ...]) -> Book:
        """The book with these problems: what was found in it holds, as no rule looks at problems."""
        book = replace(self, problems=problems)
        vars(book).update(vars(self) | {"problems": problems})
        return book

    @cached_property
    def by_id(self) -> dict[str, Contact]:
        """Contacts by folded stem."""
        return {names[0]: contact for contact, names in _folded.people(self, EVER)}

    @cached_property
    def by_name(self) -> dict[str, tuple[Contact, ...]]:
        """Contacts by folded name or alias; several may share one."""
        found: dict[str, tuple[Contact, ...]] = {}
        for contact, names in _folded.people(self, EVER):
            for name in names[1:]:
                found[name] = (*found[name], contact) if name in found else (contact,)
        return found

    def resolve(self, target: str) -> Contact | None:
        """The person a link means: by stem, else by a name or alias that only one person has (rule 1)."""
        folded = fold(target)
        if contact := self.by_id.get(folded):
            return contact
        named = self.by_name.get(folded, ())
        return named[0] if len(named) == 1 else None

    @cached_property
    def first_day(self) -> date | None:
        """The day the book begins: as set, else the earliest day anybody was added, met or logged."""
        if self.config.started:
            return self.config.started
        first = min(filter(None, _first_day.values(self, EVER)), default=None)
        return date.fromordinal(first) if first else None


@of_each
def _folded(contact: Contact, _config: Config, _today: date) -> tuple[str, ...]:
    """The stem, and the name and the aliases, each once, as they are compared."""
    return fold(contact.id), *dict.fromkeys(map(fold, (contact.name, *contact.aliases)))


@of_each
def _first_day(contact: Contact, _config: Config, _today: date) -> int:
    """The number of the earliest day on which they were added, met or logged; 0 for none."""
    days = (contact.added, contact.met, *(line.date for line in contact.log[:1]))
    return min((day.toordinal() for day in days if day), default=0)
