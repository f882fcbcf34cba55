"""The settings of a book, as `karma.toml` holds them. Each documents itself, for the reference."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from karma.core.balance.kinds import WEIGHTS
from karma.core.cadence import Cadence, parse_cadence
from karma.core.plan.aim import NO_AIMS, Aims
from karma.core.verbs import VERBS, Verb

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Circle(NamedTuple):
    """A group of people who matter in the same way. `weight` (0.9 to 1.3) tips the ranking of the queue."""

    name: str
    every: Cadence
    weight: float = 1.0


class Event(NamedTuple):
    """Something coming up to which people can be invited, or of which they can be reminded (S2)."""

    date: date
    name: str
    tags: tuple[str, ...] = ()


def _cadence(text: str) -> Cadence:
    cadence = parse_cadence(text)
    if cadence is None:
        raise ValueError(text)
    return cadence


def _circles(*rows: tuple[str, str, float]) -> Mapping[str, Circle]:
    return MappingProxyType({name: Circle(name, _cadence(every), weight) for name, every, weight in rows})


CIRCLES = _circles(
    ("partner", "1m..3m", 1.3),
    ("client", "1m..2m", 1.2),
    ("prospect", "6w..3m", 1.1),
    ("expert", "2m..4m", 1.0),
    ("friend", "2m..4m", 1.0),
    ("dream", "3m..6m", 1.0),
    ("acquaintance", "3m..6m", 0.9),
)
"""The circles that every book knows, with their cadences and weights."""


def _setting(default: Any, doc: str) -> Any:
    if isinstance(default, MappingProxyType):
        return field(default_factory=lambda: default, metadata={"doc": doc})
    return field(default=default, metadata={"doc": doc})


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting with its default. `doc` in a field's metadata is the sentence that the user reads."""

    name: str = _setting("", "Your name, as you say it on a voicemail.")
    phone: str = _setting("", "The number you ask people to call back.")
    email: str = _setting("", "Your e-mail address.")
    company: str = _setting("", "What you say after your name: the firm, or what you do.")
    pitch: str = _setting("", "Whom you help and how, in one sentence.")
    good_referral: str = _setting("", "Whom you would like to meet: what a good referral looks like.")
    today: date | None = _setting(
        None, "A fixed day to count from, for samples. Leave it out to use the calendar."
    )
    timezone: str = _setting(
        "", "Where your day begins and ends, such as `Europe/Paris`; the computer's zone if left out."
    )
    started: date | None = _setting(None, "The book's first day: people without any date count from here.")
    per_day: int = _setting(5, "How many karma calls you want to make on a working day (1 to 50).")
    min_gap: int = _setting(
        14, "Days after a conversation or voicemail in which nobody is proposed again (0 to 365)."
    )
    every: Cadence = _setting(
        _cadence("1m..2m"), "How often, for people with neither a cadence of their own nor a circle."
    )
    workdays: tuple[str, ...] = _setting(WEEKDAYS[:5], "The days on which you make calls.")
    currency: str = _setting("", "The currency of amounts that name none, such as `USD`.")
    partners: int = _setting(25, "How many referral partners you want to meet every quarter (0 to 200).")
    organisations: tuple[str, ...] = _setting((), "Groups you belong to and like to invite people to.")
    synonyms: tuple[tuple[str, ...], ...] = _setting(
        (), "Words that mean the same when needs and offers are matched, a list for each meaning."
    )
    events: tuple[Event, ...] = _setting(
        (), "What is coming up: `[[events]]` with `date`, `name` and `tags`."
    )
    circles: Mapping[str, Circle] = _setting(
        CIRCLES, "`[circles.NAME]` with `every` and `weight` (0.9 to 1.3)."
    )
    verbs: Mapping[str, Verb] = _setting(
        MappingProxyType(VERBS),
        "More kinds of touch: `[touch.NAME]` with `meaning`, `resets`, `voice`, `karma`, `answered`.",
    )
    plan: Aims = _setting(
        NO_AIMS,
        '`[plan]`: how often you want each kind of touch, such as `lunch = "2 a month"`; '
        'for a circle `[plan.NAME]`, where `"1 a quarter each"` is for every person in it.',
    )
    balance: Mapping[str, float] = _setting(
        WEIGHTS,
        "`[balance]`: what each kind of good turn weighs (0 to 100), such as `gift = 2`; 0 leaves it out.",
    )
    commit: bool = _setting(
        True, "`[git] commit`: whether each command that writes makes one commit of exactly what it wrote."
    )

    def circle(self, name: str | None) -> Circle:
        """The circle of that name; for an unknown one or none, a plain one with the book's cadence."""
        found = self.circles.get(name) if name else None
        return found or Circle(name or "", self.every)

    def works_on(self, day: date) -> bool:
        """True when calls are made on `day`."""
        return WEEKDAYS[day.weekday()] in self.workdays
