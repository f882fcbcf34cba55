"""Contacts made up at random, and what somebody might do to one: material for the properties of merging."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = (
    "asked about slips",
    "off to the mountains",
    "wants a quote",
    "the new workshop",
    "two boys",
    "rowing",
)
VERBS = ("call", "call in", "email", "heard", "voicemail", "note")
DAYS = tuple(f"2026-{month:02}-{day:02}" for month in (8, 9, 10) for day in (1, 2, 15))
SCALARS = ("org", "title", "city", "language", "favourite")
LISTS = ("tags", "phone", "interests", "boats")


@dataclass(frozen=True)
class Person:
    """One contact as its parts; `text` is the file."""

    scalars: tuple[tuple[str, str], ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    prose: tuple[str, ...] = ()
    next_time: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    log: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        lines = ["---", "name: Bill Okafor", *(f"{key}: {value}" for key, value in self.scalars)]
        for key, values in self.lists:
            lines += [f"{key}:", *(f"  - {value}" for value in values)]
        lines.append("---")
        for paragraph in self.prose:
            lines += ["", paragraph]
        for title, rows in (("Next time", self.next_time), ("Promises", self.promises), ("Log", self.log)):
            if rows:
                lines += ["", f"## {title}", "", *rows]
        return "".join(f"{line}\n" for line in lines)


def log_lines() -> st.SearchStrategy[str]:
    """A line of the log, from so few that the same one comes up on both sides."""
    parts = st.sampled_from(DAYS), st.sampled_from(VERBS), st.sampled_from(WORDS)
    return st.builds(lambda day, verb, words: f"- {day} {verb}: {words}", *parts)


def promises() -> st.SearchStrategy[str]:
    parts = st.sampled_from((" ", "x", "-")), st.sampled_from(("", "2026-12-01 ", "2026-W50 "))
    return st.builds(
        lambda box, day, words: f"- [{box}] {day}{words}",
        *parts,
        st.sampled_from(("Send it", "Ask Ann", "Pay")),
    )


def _several(one: st.SearchStrategy[str], most: int = 4) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(one, max_size=most).map(tuple)


def _set(one: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(one, min_size=1, max_size=3, unique=True).map(tuple)


_values = st.sampled_from(("Harbor", "Owner", '"Astoria"', "tea # green", "'x'"))
_items = st.sampled_from(("marine", '"+1 503"', "sailing", "golf", "boats # two"))
_next = st.sampled_from(WORDS).map(lambda words: f"- Ask: {words}")


def people() -> st.SearchStrategy[Person]:
    return st.builds(
        Person,
        scalars=st.dictionaries(st.sampled_from(SCALARS), _values, max_size=3).map(
            lambda d: tuple(d.items())
        ),
        lists=st.dictionaries(st.sampled_from(LISTS), _set(_items), max_size=2).map(
            lambda d: tuple(d.items())
        ),
        prose=_set(st.sampled_from(("Prefers calls.", "Two boys.", "Rows."))) | st.just(()),
        next_time=_several(_next, 2),
        promises=_several(promises(), 3),
        log=_several(log_lines(), 6).map(lambda lines: tuple(sorted(lines, key=lambda line: line[2:12]))),
    )


def additions() -> st.SearchStrategy[Callable[[Person], Person]]:
    """What only adds lines: to the log, to a list, to the promises, to what is to be said next time."""

    def add(name: str, lines: tuple[str, ...]) -> Callable[[Person], Person]:
        return lambda person: _with(person, name, (*getattr(person, name), *lines))

    return st.one_of(
        st.builds(add, st.just("log"), _several(log_lines())),
        st.builds(add, st.just("promises"), _several(promises().filter(lambda line: "[ ]" in line), 1)),
        st.builds(add, st.just("next_time"), _several(_next, 2)),
        st.builds(_with_item, st.sampled_from(LISTS), _items),
    )


def edits() -> st.SearchStrategy[Callable[[Person], Person]]:
    """What somebody does to a file: adds, removes, corrects, in one place or another."""

    def remove(name: str, at: int) -> Callable[[Person], Person]:
        return lambda person: _with(person, name, _without(getattr(person, name), at))

    def correct(at: int, more: str) -> Callable[[Person], Person]:
        return lambda person: replace(person, log=_changed(person.log, at, more))

    def scalar(key: str, value: str) -> Callable[[Person], Person]:
        return lambda person: replace(person, scalars=tuple((dict(person.scalars) | {key: value}).items()))

    places = st.integers(0, 5)
    return st.one_of(
        additions(),
        st.builds(
            remove, st.sampled_from(("log", "promises", "next_time", "prose", "scalars", "lists")), places
        ),
        st.builds(correct, places, st.sampled_from((" indeed", " or so"))),
        st.builds(scalar, st.sampled_from(SCALARS), _values),
        st.builds(_ticked, places, st.sampled_from(("x", "-", " "))),
        st.builds(lambda text: lambda person: replace(person, prose=(*person.prose, text)), _next),
    )


def _with(person: Person, name: str, rows: tuple[Any, ...]) -> Person:
    changed: dict[str, Any] = {name: rows}
    return replace(person, **changed)


def _with_item(key: str, item: str) -> Callable[[Person], Person]:
    def change(person: Person) -> Person:
        found = dict(person.lists)
        return replace(
            person, lists=tuple((found | {key: tuple(dict.fromkeys((*found.get(key, ()), item)))}).items())
        )

    return change


def _ticked(at: int, box: str) -> Callable[[Person], Person]:
    def change(person: Person) -> Person:
        if at >= len(person.promises):
            return person
        line = f"- [{box}]{person.promises[at][5:]}"
        return replace(person, promises=(*person.promises[:at], line, *person.promises[at + 1 :]))

    return change


def _without(rows: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    return rows[:at] + rows[at + 1 :]


def _changed(rows: tuple[str, ...], at: int, more: str) -> tuple[str, ...]:
    return (*rows[:at], rows[at] + more, *rows[at + 1 :]) if at < len(rows) else rows
