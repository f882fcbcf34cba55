"""The page of people: everybody in a row, and what the rows can be narrowed down by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.links import fold
from karma.core.touch import last_touch
from karma.views.html.markup import printed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.agenda import Call
    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.dashboard import Dashboard
    from karma.core.standing import Standing


class Shown(NamedTuple):
    """What a row says by the person's own file alone: HTML, but for the plain `tags`, `owner` and `last`.

    `marks` are the attributes that the script goes by, `name` has the role behind it, `labels` are circle and
    tags. `last` is the number of the day of the last touch, 0 for none; what was done today counts.
    """

    marks: str
    name: str
    labels: str
    tags: tuple[str, ...]
    owner: str | None
    last: int


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
    shown: Shown

    @property
    def also(self) -> str:
        """More words by which they are found."""
        return _also(self.contact)

    @property
    def role(self) -> str:
        """Their title and firm."""
        return _role(self.contact)

    @property
    def tags(self) -> tuple[str, ...]:
        """Their tags."""
        return self.shown.tags

    @property
    def owner(self) -> str | None:
        """Who looks after them."""
        return self.shown.owner

    @property
    def last(self) -> date | None:
        """The day of the last touch."""
        last = self.shown.last
        return date.fromordinal(last) if last and self.standing else None


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everyone who has a page, sorted by name as an index would be, and what they can be narrowed down by."""

    people: tuple[PersonRow, ...]
    circles: tuple[str, ...]
    tags: tuple[str, ...]
    owners: tuple[str, ...]


def people_page(dash: Dashboard) -> PeoplePage:
    """Everybody of a dashboard."""
    shown = {contact.id: Shown._make(found) for contact, found in _shown.people(dash.book, dash.today)}
    calls = {call.contact.id: call for call in dash.day.calls}
    rows = [_row(one, calls.get(one.contact.id), shown[one.contact.id]) for one in dash.people]
    return PeoplePage(
        people=tuple(rows),
        circles=_sorted({row.contact.circle for row in rows if row.contact.circle}),
        tags=_sorted(set(chain.from_iterable([row.shown.tags for row in rows]))),
        owners=_sorted({row.shown.owner for row in rows if row.shown.owner}),
    )


def _row(found: Standing, call: Call | None, shown: Shown) -> PersonRow:
    contact = found.contact
    if contact.archived:
        return PersonRow(contact, None, call, None, shown)
    return PersonRow(contact, found, call, found.due_on, shown)


@of_each
def _shown(contact: Contact, config: Config, today: date) -> tuple[Any, ...]:
    """What is Shown of them, as plain values."""
    last = last_touch(contact, config.verbs, add_days(today, 1))
    circle, tags = printed(contact.circle or ""), [printed(tag) for tag in contact.tags]
    role = f' <span class="role">{printed(said)}</span>' if (said := _role(contact)) else ""
    labels = "".join([f' <span class="tag">#{tag}</span>' for tag in tags])
    marks = (
        ("also", printed(_also(contact))),
        ("circle", circle),
        ("tag", f"#{'#'.join(tags)}#" if tags else ""),
        ("owner", printed(contact.owner or "")),
    )
    # What was escaped would escape whatever is added to it: it is put into strings, never added to.
    return (
        "".join([f' data-{name}="{value}"' for name, value in marks if value]),
        f"{printed(contact.name)}</bdi></a>{role}",
        f"{circle}{labels}",
        contact.tags,
        contact.owner,
        last.date.toordinal() if last else 0,
    )


def _role(contact: Contact) -> str:
    return ", ".join(filter(None, (contact.title, contact.org)))


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
