"""Random books for the systems: every verb, links that lead nowhere or back, odd names, odd sums, odd days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from karma.core.book import Book, Contact
from karma.core.config import CIRCLES, Config, Event
from karma.core.dates import Birthday, Period, add_days, month_period, week_period
from karma.core.fields import FIT, PARTNER, Labelled
from karma.core.logline import LogLine, Party
from karma.core.plan.aim import Aim, Aims
from karma.core.promise import Promise
from karma.core.verbs import VERBS, Verb
from tests.core.build import person

HUSH = "Zephyrine"
"""Part of the name and the stem of everybody hidden, and of nothing else; whoever is first in a book is one."""
NAMES = (f"{HUSH} Hush", "Ann Lee", "Łukasz O’Brien", "Dr. 李雷", "Bo {0} %s", "Eve {{ 7*7 }}")
STEMS = ("hush-zephyrine", "ann-lee", "łukasz", "李雷", "bo", "eve")
TARGETS = (*STEMS, "ANN-LEE", "Ann Lee", "Billy", "Bo {0} %s", "nobody-here")
TODAYS = [
    *(date(2026, 11, 20), date(2026, 11, 21), date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 29)),
    *(date(1000, 1, 1), date(2999, 12, 31)),
]
LETTER = Verb("letter", "touch", "a letter", resets=True)
_TEXTS = """

PAIN: the insurance renewal
GAIN: two berths #sea
she wants [[ann-lee]] to call #consents
thanks for [[hush-zephyrine]], or [[Hush-Zephyrine|that]] #level-4
gave 3 names, got 2
fibreglass is booming #boats
names: Ann and Bo; got none
[[nobody-here]] [[ANN-LEE]] and #sea #sea
a printer!! ?? (…)
she said “so”
https://x.example/?q=1
interested; call me in spring
got 99999999999 names
ends with a stop.
#tag
"""
TEXTS = st.sampled_from(["", *_TEXTS.strip("\n").split("\n")])
WISHES = st.lists(
    st.sampled_from(
        [
            "a printer for [[bo]]",
            "a printer",
            "printing",
            "an honest lawyer #law",
            "the",
            "boats & sails",
            "[[ann-lee]]’s help",
            "印刷",
        ]
    ),
    max_size=2,
).map(tuple)
AMOUNTS = st.none() | st.sampled_from(["0", "0.01", "40", "1200.50", "999999999999999", "9" * 40]).map(
    Decimal
)
TASKS = [
    *(
        "call: as asked",
        "call me about [[bo]]",
        "call us about the boat",
        "introduce me to [[ann-lee]]",
        "wait",
    ),
    *("exchange: lunch and names", "Send the checklist to [[hush-zephyrine]]", "ask [[bo]] for help"),
    *("ask about PAIN.", "a note"),
]
near = st.dates(date(2024, 1, 1), date(2027, 6, 30))
days = st.one_of(near, near, near, st.sampled_from(TODAYS))


def _ordered(log: list[LogLine]) -> tuple[LogLine, ...]:
    return tuple(sorted(log, key=lambda line: line.date))


@st.composite
def log_lines(draw: st.DrawFn) -> LogLine:
    verb = draw(st.sampled_from([*VERBS.values(), LETTER]))
    most = draw(st.sampled_from([0, 0, 1, 2]))
    targets = draw(st.lists(st.sampled_from(TARGETS), min_size=int(verb.needs_link), max_size=max(most, 1)))
    preposition = draw(st.sampled_from([verb.links, verb.links, "with", "by", ""]))
    return LogLine(
        date=draw(days),
        verb=verb.name,
        text=draw(TEXTS),
        time=draw(st.sampled_from([None, None, "09:30"])),
        inbound=draw(st.sampled_from([False, False, True])),
        amount=draw(AMOUNTS) if verb.kind == "stage" else None,
        currency=draw(st.sampled_from([None, "USD", "EUR", "XAU"])) if verb.kind == "stage" else None,
        parties=tuple(Party(preposition, target) for target in targets) if most or verb.needs_link else (),
    )


def _spans(day: date) -> list[Period]:
    return [Period(day, add_days(day, 1), "day"), week_period(day), month_period(day)]


promises = st.builds(
    Promise,
    text=st.sampled_from(TASKS),
    by=st.none() | st.builds(lambda day, place: _spans(day)[place], near, st.integers(0, 2)),
    theirs=st.booleans(),
    state=st.sampled_from(["open", "open", "kept", "released"]),
    kept_on=st.none() | near,
    line=st.integers(1, 9),
)


@st.composite
def contacts(draw: st.DrawFn, number: int) -> Contact:
    hidden = number == 0 or draw(st.integers(0, 5)) == 0
    some: Any = lambda *values: draw(st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple))  # noqa: E731
    made = person(
        NAMES[number],
        id=STEMS[number],
        aliases=("Billy",) if number in (2, 3) else (),
        org=draw(st.sampled_from([None, "Harbor & Sons", "[x]"])),
        title=draw(st.sampled_from([None, "Printer", "lawyer"])),
        circle=draw(st.sampled_from([None, "", "other", *CIRCLES])),
        every=draw(st.sampled_from([None, None, "off", "1d", "4w..6w", "20y"])),
        snooze=draw(st.none() | days),
        phone=(Labelled("+1 503", "mobile"),) if draw(st.booleans()) else (),
        email=(Labelled(f"p{number}@x.example"),) if draw(st.booleans()) else (),
        opt_in=some("email", "call", "text"),
        birthday=draw(st.none() | st.builds(lambda day: Birthday(day.month, day.day), days)),
        met=draw(st.none() | days),
        met_at=draw(st.sampled_from([None, "the [fair]"])),
        added=draw(st.none() | days),
        via=draw(st.none() | st.sampled_from(TARGETS)),
        tags=some("sea", "boats", "#sea"),
        interests=some("boats", "the sea", "印刷"),
        needs=draw(WISHES),
        offers=draw(WISHES),
        fit=some(*FIT, "other"),
        partner=some(*PARTNER, "other"),
        private=draw(
            st.sampled_from([(), (), ("needs", "email", "birthday"), ("met", "interests", "partner")])
        ),
        archived=draw(st.integers(0, 5)) == 0,
        next_time=draw(st.sampled_from([(), ("Ask [[bo]] how it went",)])),
    )
    log = _ordered(draw(st.lists(log_lines(), max_size=5)))
    made = replace(made, log=log, promises=tuple(draw(st.lists(promises, max_size=2))))
    if hidden:
        return replace(made, name=f"{HUSH} {number}", aliases=(), private=("true",))
    return made


@st.composite
def odd_books(draw: st.DrawFn) -> Book:
    aims = Aims({"lunch": Aim(2, "month"), "gift": None}, {"client": {"note": Aim(1, "quarter", each=True)}})
    config = Config(
        name=draw(st.sampled_from(["Nora Lind", ""])),
        email="nora@x.example",
        pitch="I help {{ people }} who build boats",
        per_day=draw(st.sampled_from([1, 5])),
        started=draw(st.none() | near),
        currency=draw(st.sampled_from(["", "USD"])),
        partners=draw(st.sampled_from([0, 1, 25])),
        synonyms=draw(st.sampled_from([(), (("lawyer", "attorney"), ("printer", "press shop"))])),
        events=(Event(draw(near), "Fair", ("sea",)),),
        verbs=MappingProxyType({**VERBS, "letter": LETTER}),
        plan=draw(st.sampled_from([Aims(), aims])),
    )
    people = [draw(contacts(number)) for number in range(draw(st.integers(0, len(STEMS))))]
    return Book(config, tuple(sorted(people, key=lambda one: one.id)))


todays = st.sampled_from(TODAYS)


@st.composite
def with_lines_ahead(draw: st.DrawFn, of: Book, today: date) -> Book:
    """The book with more log lines, all dated after today."""
    ahead = log_lines().map(lambda line: replace(line, date=max(line.date, add_days(today, 1))))
    more = [draw(st.lists(ahead, max_size=3)) for _ in of.contacts]
    if today == date(2999, 12, 31):
        return of
    changed = (
        replace(one, log=_ordered([*one.log, *new])) for one, new in zip(of.contacts, more, strict=True)
    )
    return replace(of, contacts=tuple(changed))
