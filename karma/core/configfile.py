"""From the text of `karma.toml` to the settings, and what is wrong there; a bad setting keeps its default."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from karma.core.cadence import Cadence, parse_cadence
from karma.core.config import CIRCLES, WEEKDAYS, Circle, Config, Event
from karma.core.links import fold
from karma.core.problems import Fault, Problem, did_you_mean
from karma.core.verbs import VERBS, Verb

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = "karma.toml"
_TABLES = {"circles", "touch", "events", "git"}
_PLAIN = {spec.name for spec in fields(Config)} - {"circles", "verbs", "events", "commit"}
_TOUCH_KEYS = {"meaning", "resets", "voice", "karma", "answered"}


def parse_config(text: str) -> tuple[Config, tuple[Problem, ...]]:
    """The settings that `text` says; every problem names the line. Never raises."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as failure:
        place = re.search(r"line (\d+), column (\d+)", str(failure))
        line, col = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
        message = re.sub(r" \(at .*\)", "", str(failure))
        fault = Fault(
            "settings-syntax", f"this is not TOML: {message}", "Mend the line; until then the defaults count."
        )
        return Config(), (fault.at(FILE, line, col),)
    reader = _Reader(text)
    values = reader.settings(raw)
    return Config(**values), tuple(sorted(reader.problems))


class _WrongValueError(ValueError):
    """A value that a setting does not take; the text says what it takes."""


@dataclass(slots=True)
class _Reader:
    text: str
    problems: list[Problem] = field(default_factory=list)

    def report(self, key: str, message: str, remedy: str, table: str = "") -> None:
        fault = Fault("settings", message, remedy)
        self.problems.append(fault.at(FILE, self._line(key, table)))

    def _line(self, key: str, table: str) -> int:
        """The line of `key`, inside `[table]` when one is named; 1 when it is not found."""
        inside = not table
        for number, line in enumerate(self.text.splitlines(), 1):
            bare = line.strip().strip("[]").replace('"', "").strip()
            if line.lstrip().startswith("["):
                inside = bare == table if table else False
                if bare in (key, f"{table}.{key}"):
                    return number
            elif inside and re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line):
                return number
        return 1

    def settings(self, raw: dict[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in raw.items():
            if key in _PLAIN:
                self._take(values, key, value, _SETTINGS[key])
            elif key not in _TABLES:
                hint = did_you_mean(key, _PLAIN | _TABLES)
                self.report(
                    key, f"“{key}” is not a setting", f"{hint}Remove it, or see the list of settings."
                )
        values["circles"] = self._circles(raw.get("circles", {}))
        values["verbs"] = self._verbs(raw.get("touch", {}))
        values["events"] = self._events(raw.get("events", []))
        git = raw.get("git", {})
        if isinstance(git, dict) and "commit" in git:
            self._take(values, "commit", git["commit"], _truth, table="git")
        return values

    def _take(
        self,
        into: dict[str, Any],
        key: str,
        value: Any,
        parse: Callable[[Any], Any],
        table: str = "",
    ) -> None:
        try:
            into[key] = parse(value)
        except _WrongValueError as wrong:
            self.report(
                key,
                f"“{key}” cannot be {json.dumps(value, default=str, ensure_ascii=False)}",
                f"Write {wrong}.",
                table,
            )

    def _circles(self, raw: Any) -> MappingProxyType[str, Circle]:
        circles = dict(CIRCLES)
        for name, table in self._tables("circles", raw):
            known = circles.get(name, Circle(name, Config().every))
            values: dict[str, Any] = {"every": known.every, "weight": known.weight}
            for key, value in table.items():
                if key not in values:
                    self.report(
                        key,
                        f"a circle has no “{key}”",
                        "A circle has `every` and `weight`.",
                        f"circles.{name}",
                    )
                else:
                    self._take(values, key, value, _cadence if key == "every" else _weight, f"circles.{name}")
            circles[name] = Circle(name, **values)
        return MappingProxyType(circles)

    def _verbs(self, raw: Any) -> MappingProxyType[str, Verb]:
        verbs = dict(VERBS)
        for name, table in self._tables("touch", raw):
            if name in VERBS or not re.fullmatch(r"[^\s:\[\]]+", name) or name == "in":
                self.report(
                    name,
                    f"[touch.{name}] cannot be declared",
                    "Choose one word that is not a verb yet.",
                    "touch",
                )
                continue
            values: dict[str, Any] = {}
            for key, value in table.items():
                if key not in _TOUCH_KEYS:
                    self.report(
                        key,
                        f"a touch has no “{key}”",
                        f"A touch has {', '.join(sorted(_TOUCH_KEYS))}.",
                        f"touch.{name}",
                    )
                else:
                    self._take(values, key, value, _text if key == "meaning" else _truth, f"touch.{name}")
            verbs[name] = Verb(name, "touch", values.pop("meaning", ""), **values)
        return MappingProxyType(verbs)

    def _events(self, raw: Any) -> tuple[Event, ...]:
        events = []
        for table in raw if isinstance(raw, list) else []:
            day, name, tags = table.get("date"), table.get("name"), table.get("tags", [])
            if type(day) is date and isinstance(name, str) and isinstance(tags, list):
                events.append(Event(day, name, tuple(fold(str(tag)) for tag in tags)))
            else:
                self.report(
                    "events",
                    "an event needs a date and a name",
                    'Write `date = 2026-12-03` and `name = "…"`.',
                )
        return tuple(sorted(events, key=lambda event: (event.date, event.name)))

    def _tables(self, kind: str, raw: Any) -> list[tuple[str, dict[str, Any]]]:
        if not isinstance(raw, dict):
            self.report(kind, f"“{kind}” is not a table", f"Write `[{kind}.name]`.")
            return []
        wrong = [name for name, table in raw.items() if not isinstance(table, dict)]
        for name in wrong:
            self.report(name, f"“{kind}.{name}” is not a table", f"Write `[{kind}.{name}]`.", kind)
        return [(name, table) for name, table in raw.items() if name not in wrong]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _WrongValueError("a text in quotes")
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _WrongValueError("`true` or `false`")
    return value


def _day(value: Any) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise _WrongValueError("a day without quotes, such as 2026-11-22")
    return value


def _zone(value: Any) -> str:
    try:
        return ZoneInfo(_text(value)).key if value else ""
    except (ValueError, OSError, KeyError):
        raise _WrongValueError("a time zone such as `Europe/Paris`") from None


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def parse(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise _WrongValueError(f"a whole number from {low} to {high}")
        return value

    return parse


def _weight(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.9 <= value <= 1.3:
        raise _WrongValueError("a number from 0.9 to 1.3")
    return float(value)


def _cadence(value: Any) -> Cadence:
    cadence = parse_cadence(value) if isinstance(value, str) else None
    if cadence is None:
        raise _WrongValueError('a cadence such as `"6w"`, `"1m..2m"` or `"off"`')
    return cadence


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _WrongValueError("a list of texts")
    return tuple(value)


def _workdays(value: Any) -> tuple[str, ...]:
    days = tuple(day.casefold()[:3] for day in _texts(value))
    if not days or not set(days) <= set(WEEKDAYS):
        raise _WrongValueError(f"a list of days: {', '.join(WEEKDAYS)}")
    return tuple(day for day in WEEKDAYS if day in days)


_SETTINGS: dict[str, Callable[[Any], Any]] = {
    "name": _text,
    "phone": _text,
    "email": _text,
    "company": _text,
    "pitch": _text,
    "today": _day,
    "timezone": _zone,
    "started": _day,
    "per_day": _whole(1, 50),
    "min_gap": _whole(0, 365),
    "every": _cadence,
    "workdays": _workdays,
    "organisations": _texts,
}
