"""The page of people: everybody in a row, and what the rows can be narrowed down by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.links import fold
from karma.core.touch import last_touch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.agenda import Call
    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.dashboard import Dashboard
    from karma.core.standing import Standing


@dataclass(slots=True)  # not frozen: there are ten thousand of them
class PersonRow:
    """A person in the list of everyone; `standing` is None for somebody who is archived.

    `due` is the day from which a call is welcome, None when none is wanted. `also` are more words by which
    they are found: other names, numbers and addresses, town, interests, needs and offers. `role` is their
    title and firm; `last` the day of the last touch, None for somebody who is archived.
    """

    contact: Contact
    standing: Standing | None
    call: Call | None
    due: date | None
    also: str
    role: str
    tags: tuple[str, ...]
    owner: str | None
    last: date | None


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everyone who has a page, sorted by name as an index would be, and what they can be narrowed down by."""

    people: tuple[PersonRow, ...]
    circles: tuple[str, ...]
    tags: tuple[str, ...]
    owners: tuple[str, ...]


_Known = tuple[str, str, tuple[str, ...], str | None, int]
"""What a row has from the person's own file: `also`, `role`, `tags`, `owner`, and `last`, 0 for none."""


def people_page(dash: Dashboard) -> PeoplePage:
    """Everybody of a dashboard."""
    known = {contact.id: found for contact, found in _known.people(dash.book, dash.today)}
    rows = [_row(one, dash.call(one.contact), known[one.contact.id]) for one in dash.people]
    return PeoplePage(
        people=tuple(rows),
        circles=_sorted({row.contact.circle for row in rows if row.contact.circle}),
        tags=_sorted({tag for row in rows for tag in row.tags}),
        owners=_sorted({row.owner for row in rows if row.owner}),
    )


def _row(found: Standing, call: Call | None, known: _Known) -> PersonRow:
    contact, (also, role, tags, owner, last) = found.contact, known
    if contact.archived:
        return PersonRow(contact, None, call, None, also, role, tags, owner, None)
    day = date.fromordinal(last) if last else None
    return PersonRow(contact, found, call, found.due_on, also, role, tags, owner, day)


@of_each
def _known(contact: Contact, config: Config, today: date) -> _Known:
    """What their row says of them; what was done today counts."""
    last = last_touch(contact, config.verbs, add_days(today, 1))
    role = ", ".join(filter(None, (contact.title, contact.org)))
    return _also(contact), role, contact.tags, contact.owner, last.date.toordinal() if last else 0


def _also(contact: Contact) -> str:
    phones = ("".join(filter(str.isdigit, phone.value)) for phone in contact.phone)
    mails = (mail.value for mail in contact.email)
    places = filter(None, (contact.city, contact.met_at))
    about = (*contact.interests, *contact.needs, *contact.offers)
    return " ".join((*contact.aliases, *phones, *mails, *places, *about)).strip()


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    """Each once, whatever its case, the first one's spelling."""
    spelt = {fold(value): value for value in sorted(values, reverse=True)}
    return tuple(spelt[key] for key in sorted(spelt))
