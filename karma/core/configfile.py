"""From the text of `karma.toml` to the settings, and what is wrong there; a bad setting keeps its default."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from karma.core.balance.kinds import WEIGHTS
from karma.core.config import CIRCLES, Circle, Config, Event
from karma.core.links import fold
from karma.core.places import FILE
from karma.core.plan.aim import KINDS, Aims
from karma.core.problems import Fault, Problem, did_you_mean
from karma.core.setting_values import (
    WrongValueError,
    aim,
    aim_of_circle,
    cadence,
    code,
    day,
    real,
    synonyms,
    text,
    texts,
    truth,
    weight,
    whole,
    workdays,
    zone,
)
from karma.core.verbs import VERBS, Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FILE", "parse_config"]

_TABLES = {"circles", "touch", "events", "git", "plan", "balance"}
_PLAIN = {spec.name for spec in fields(Config)} - {"circles", "verbs", "events", "commit", "plan", "balance"}


def parse_config(toml: str) -> tuple[Config, tuple[Problem, ...]]:
    """The settings that `toml` says; every problem names the line. Never raises."""
    try:
        raw = tomllib.loads(toml)
    except (ValueError, RecursionError) as failure:
        place = re.search(r"line (\d+), column (\d+)", str(failure))
        line, col = (int(place[1]), int(place[2])) if place else (toml.count("\n") + 1, 1)
        message = re.sub(r" \(at .*\)", "", str(failure))
        if message == "Cannot overwrite a value":
            message = f"Cannot overwrite a value, and there is one already above `{_line_of(toml, line)}`"
        fault = Fault(
            "settings-syntax", f"this is not TOML: {message}", "Mend the line; until then the defaults count."
        )
        return Config(), (fault.at(FILE, line, col),)
    reader = _Reader(toml)
    values = reader.settings(raw)
    return Config(**values), tuple(sorted(reader.problems))


def _line_of(toml: str, number: int) -> str:
    return toml.split("\n")[number - 1].strip()


@dataclass(slots=True)
class _Reader:
    toml: str
    problems: list[Problem] = field(default_factory=list)

    def report(self, key: str, message: str, remedy: str, table: str = "") -> None:
        fault = Fault("settings", message, remedy)
        self.problems.append(fault.at(FILE, self._line(key, table)))

    def _line(self, key: str, table: str) -> int:
        """The line of `key`, inside `[table]` when one is named; 1 when it is not found."""
        inside = not table
        for number, line in enumerate(self.toml.split("\n"), 1):
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
        values["plan"] = self._plan(raw.get("plan", {}), values)
        values["balance"] = self._weights(raw.get("balance", {}))
        values |= self._table("git", raw.get("git", {}), {"commit": truth})
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
        except WrongValueError as wrong:
            self.report(
                key,
                f"“{key}” cannot be {json.dumps(value, default=str, ensure_ascii=False)}",
                f"Write {wrong}.",
                table,
            )

    def _table(self, table: str, raw: Any, parsers: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
        """The values of one table; what is no table, and every key that it does not have, is reported."""
        if not isinstance(raw, dict):
            self.report(table, f"“{table}” is not a table", f"Write `[{table}]` and its settings below.")
            return {}
        values: dict[str, Any] = {}
        for key, value in raw.items():
            if key in parsers:
                self._take(values, key, value, parsers[key], table)
            else:
                known = " and ".join(f"`{name}`" for name in parsers)
                self.report(key, f"[{table}] has no “{key}”", f"It has {known}.", table)
        return values

    def _circles(self, raw: Any) -> MappingProxyType[str, Circle]:
        circles = dict(CIRCLES)
        for written, table in self._tables("circles", raw):
            name = written.casefold()  # as the field `circle` is read
            known = circles.get(name, Circle(name, Config().every))
            values = self._table(f"circles.{written}", table, {"every": cadence, "weight": weight})
            circles[name] = Circle(name, values.get("every", known.every), values.get("weight", known.weight))
        return MappingProxyType(circles)

    def _verbs(self, raw: Any) -> MappingProxyType[str, Verb]:
        verbs = dict(VERBS)
        for written, table in self._tables("touch", raw):
            name = written.casefold()  # as verbs are read
            if name in VERBS or not re.fullmatch(r"[^\s:\[\]]+", name) or name == "in":
                self.report(
                    written,
                    f"[touch.{written}] cannot be declared",
                    "Choose one word that is not a verb yet.",
                    "touch",
                )
                continue
            values = self._table(f"touch.{written}", table, _TOUCH)
            verbs[name] = Verb(name, "touch", values.pop("meaning", ""), **values)
        return MappingProxyType(verbs)

    def _plan(self, raw: Any, values: Mapping[str, Any]) -> Aims:
        """The aims by kind, and in tables of their own those of circles."""
        if not isinstance(raw, dict):
            self.report("plan", "“plan” is not a table", "Write `[plan]` and its aims below.")
            return Aims()
        known = (*KINDS, *sorted(set(values["verbs"]) - set(VERBS)))
        tables = {name: table for name, table in raw.items() if isinstance(table, dict)}
        whole = {kind: value for kind, value in raw.items() if kind not in tables}
        circles = {}
        for written, table in tables.items():
            if (name := written.casefold()) in values["circles"]:
                circles[name] = self._aims(f"plan.{written}", table, known, aim_of_circle)
            else:
                hint = did_you_mean(name, values["circles"])
                remedy = f"{hint}Name a circle, or declare it: `[circles.{written}]`."
                self.report(f"plan.{written}", f"there is no circle “{written}”", remedy)
        return Aims(self._aims("plan", whole, known, aim), MappingProxyType(circles))

    def _aims(
        self, table: str, raw: dict[str, Any], known: tuple[str, ...], parse: Callable[[Any], Any]
    ) -> MappingProxyType[str, Any]:
        aims: dict[str, Any] = {}
        for kind, value in raw.items():
            if kind in known:
                self._take(aims, kind, value, parse, table)
            else:
                kinds = ", ".join(known)
                hint = did_you_mean(kind, known)
                self.report(kind, f"[{table}] has no “{kind}”", f"{hint}It has {kinds}.", table)
        return MappingProxyType(aims)

    def _weights(self, raw: Any) -> MappingProxyType[str, float]:
        """What each kind of good turn weighs; what is not said keeps its usual weight."""
        own = self._table("balance", raw, dict.fromkeys(WEIGHTS, real(0, 100)))
        return MappingProxyType(dict(WEIGHTS) | own)

    def _events(self, raw: Any) -> tuple[Event, ...]:
        if not isinstance(raw, list) or not all(isinstance(table, dict) for table in raw):
            self.report(
                "events", "“events” is not a list of tables", "Write `[[events]]`, with double brackets."
            )
            return ()
        found = []
        for table in raw:
            values = self._table("events", table, {"date": day, "name": text, "tags": texts})
            if "date" in values and values.get("name"):
                tags = tuple(map(fold, values.get("tags", ())))
                found.append(Event(values["date"], values["name"], tags))
            elif not {"date", "name"} <= table.keys():
                remedy = 'Write `date = 2026-12-03` and `name = "…"`.'
                self.report("events", "an event needs a date and a name", remedy)
        return tuple(sorted(found, key=lambda event: (event.date, event.name)))

    def _tables(self, kind: str, raw: Any) -> list[tuple[str, dict[str, Any]]]:
        """The tables `[kind.name]` by name."""
        if not isinstance(raw, dict):
            self.report(kind, f"“{kind}” is not a table", f"Write `[{kind}.name]`.")
            return []
        wrong = [name for name, table in raw.items() if not isinstance(table, dict)]
        for name in wrong:
            self.report(name, f"“{kind}.{name}” is not a table", f"Write `[{kind}.{name}]`.", kind)
        return [(name, table) for name, table in raw.items() if name not in wrong]


_TOUCH = {"meaning": text, "resets": truth, "voice": truth, "karma": truth, "answered": truth}
_SETTINGS: dict[str, Callable[[Any], Any]] = {
    "name": text,
    "phone": text,
    "email": text,
    "company": text,
    "pitch": text,
    "good_referral": text,
    "today": day,
    "timezone": zone,
    "started": day,
    "per_day": whole(1, 50),
    "min_gap": whole(0, 365),
    "every": cadence,
    "workdays": workdays,
    "currency": code,
    "partners": whole(0, 200),
    "organisations": texts,
    "synonyms": synonyms,
}
