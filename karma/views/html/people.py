"""The page of people: everybody in a row, and what the rows can be narrowed down by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.core.dates import add_days
from karma.core.each import of_each
from karma.core.lazily import Lazily
from karma.core.links import fold
from karma.core.touch import last_touch
from karma.views.html.markup import day, printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from karma.core.agenda import Call
    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.dashboard import Dashboard
    from karma.core.standing import Standing, Standings


class Shown(NamedTuple):
    """What a row says by the person's own file alone: HTML, but for the plain values after `told`.

    `marks` are the attributes that the script goes by; `told` is what stands between the address and when a
    call comes next: name and role, circle and tags, the last touch. `last` is the number of its day, 0 for
    none; what was done today counts.
    """

    marks: str
    told: str
    circle: str | None
    tags: tuple[str, ...]
    owner: str | None
    last: int


Plain = tuple["Contact", str, str, int, bool, bool]
"""A row as it is written: whose, marks and told as in Shown, the number of the day that is next, 0 for none,
whether something keeps them from the list on it, and whether they wait on today's."""


@dataclass(slots=True)  # not frozen: there are ten thousand of them
class PersonRow:
    """A person in the list of everyone; `standing` is None for somebody who is archived.

    `asked` is the first of the last day for a call that you promised, and the day on which to ask again in
    cultivation; `due` the first of that and of the day from which a call is welcome. `also` are more words by
    which they are found: other names, numbers and addresses, town, interests, needs and offers. `role` is
    their title and firm; `last` the day of the last touch, None for somebody who is archived.
    """

    contact: Contact
    standing: Standing | None
    call: Call | None
    due: date | None
    asked: date | None
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


class People(Lazily[int, PersonRow]):
    """Everybody in a row, which is made for who is looked at.

    `shown` are the values of Shown in the order of the standings, `calls` those of the day by id, and
    `called_by` the numbers of the days by which some are to be called, whatever their cadence says.
    """

    def __init__(
        self,
        standings: Standings,
        shown: Sequence[tuple[Any, ...]],
        calls: Mapping[str, Call],
        called_by: Mapping[str, int],
        today: date,
    ) -> None:
        super().__init__(range(len(standings)), self._row)
        self._standings, self._shown, self._calls, self._today = standings, shown, calls, today
        self._asked = [called_by.get(contact.id, 0) for contact in standings.contacts]

    @property
    def plain(self) -> Iterator[Plain]:
        """What is written of each."""
        waiting = {who for who, call in self._calls.items() if _waits(call)}
        people = self._standings.contacts
        welcome = [
            0 if one.archived else due for one, due in zip(people, self._standings.due_days, strict=True)
        ]
        due = list(map(_first, welcome, self._asked))
        helds, today = self._standings.each("held"), self._today.toordinal()
        return zip(
            people,
            [one[0] for one in self._shown],
            [one[1] for one in self._shown],
            due,
            # What keeps somebody from the list keeps nobody from a promise.
            [held and not 0 < asked <= today for held, asked in zip(helds, self._asked, strict=True)],
            [one.id in waiting for one in people],
            strict=True,
        )

    def _row(self, at: int) -> PersonRow:
        found = self._standings[at]
        contact, call = found.contact, self._calls.get(found.contact.id)
        shown = Shown(*self._shown[at])
        if contact.archived:
            return PersonRow(contact, None, call, None, None, shown)
        asked = self._asked[at]
        due = _first(self._standings.due_days[at], asked)
        return PersonRow(contact, found, call, _day(due), _day(asked), shown)


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everyone who has a page, sorted by name as an index would be, and what they can be narrowed down by."""

    people: Sequence[PersonRow]
    circles: tuple[str, ...]
    tags: tuple[str, ...]
    owners: tuple[str, ...]


def people_page(dash: Dashboard) -> PeoplePage:
    """Everybody of a dashboard."""
    of_each = {contact.id: shown for contact, shown in _shown.people(dash.book, dash.today)}
    shown = [of_each[contact.id] for contact in dash.people.contacts]
    calls = {call.contact.id: call for call in dash.day.calls}
    _, _, circles, tags, owners, _ = (*zip(*shown, strict=True),) or ((),) * len(Shown._fields)
    return PeoplePage(
        people=People(dash.people, shown, calls, dash.called_by, dash.today),
        circles=_sorted(set(filter(None, circles))),
        tags=_sorted(set(chain.from_iterable(tags))),
        owners=_sorted(set(filter(None, owners))),
    )


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
        f'"><bdi>{printed(contact.name)}</bdi></a>{role}</th>\n'
        f"<td>{circle}{labels}</td>\n"
        f'<td class="day">{day(last.date) if last and not contact.archived else ""}</td>\n'
        f'<td class="day">{"archived" if contact.archived else ""}',
        contact.circle,
        contact.tags,
        contact.owner,
        last.date.toordinal() if last else 0,
    )


def _day(number: int) -> date | None:
    return date.fromordinal(number) if number else None


def _first(*days: int) -> int:
    """The first of these days by their numbers; 0, as each of them may be, for none."""
    return min(filter(None, days), default=0)


def _waits(call: Call | None) -> bool:
    """True for who is still to be called today."""
    return call is not None and not call.done


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
