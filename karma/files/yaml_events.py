"""YAML as events of libyaml's parser, with a guard: no alias, anchor, tag, merge key or second document.

Nothing is typed, expanded or constructed; a scalar is the text that was written (faults.md Y02–Y10, Y21).
The only module that imports yaml. There is one dialect: libyaml's (Y15).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from karma.core.problems import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

HAS_LIBYAML: bool = yaml.__with_libyaml__
MAX_DEPTH, MAX_EVENTS = 20, 20_000

_LOADER: Any = yaml.CSafeLoader if HAS_LIBYAML else yaml.SafeLoader
_OPENS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSES = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written, where it begins and ends (line and column from 0). `plain`: without quotes."""

    text: str
    line: int
    col: int
    end_line: int
    end_col: int
    plain: bool


Node = Scalar | list["Node"] | dict[str, Any]
"""A scalar, a list of nodes, or (empty, never looked into) a mapping."""


class RefusedError(Exception):
    """YAML that karma does not read; `fault` says why, `line` and `col` (from 0) where."""

    def __init__(self, fault: Fault, line: int, col: int) -> None:
        super().__init__(fault.message)
        self.fault, self.line, self.col = fault, line, col


def read_pairs(text: str) -> list[tuple[Scalar, Node]]:
    """The pairs of the one mapping that `text` is, in order, duplicates included.

    Raises `RefusedError` for what the guard keeps out and for what is not YAML or not a mapping.
    """
    try:
        return _pairs(_guarded(text))
    except yaml.MarkedYAMLError as failure:
        mark = failure.problem_mark or failure.context_mark
        fault = Fault("yaml-syntax", f"YAML cannot read this: {failure.problem or failure.context}", _FLAT)
        raise RefusedError(fault, mark.line if mark else 0, mark.column if mark else 0) from None
    except (yaml.YAMLError, ValueError, RecursionError) as failure:
        raise RefusedError(Fault("yaml-syntax", f"YAML cannot read this: {failure}", _FLAT), 0, 0) from None


_FLAT = "Write `key: value`, or a list with `- ` lines under the key."


def _pairs(events: Iterator[yaml.Event]) -> list[tuple[Scalar, Node]]:
    root = next(events, None)
    if root is None:
        return []
    if not isinstance(root, yaml.MappingStartEvent):
        shape = "a list" if isinstance(root, yaml.SequenceStartEvent) else "plain text"
        raise _refused(
            root, "front-matter-shape", f"the front matter is {shape}, not `key: value` lines", _FLAT
        )
    pairs: list[tuple[Scalar, Node]] = []
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        if not isinstance(event, yaml.ScalarEvent):
            raise _refused(event, "yaml-syntax", "a key must be one word", _FLAT)
        if event.value == "<<":
            raise _refused(
                event, "yaml-alias", "`<<` merges another mapping, which karma does not read", _FLAT
            )
        pairs.append((_scalar(event), _node(next(events), events)))
    if (extra := next(events, None)) is not None:
        raise _refused(
            extra,
            "yaml-document",
            "a second YAML document begins here",
            "Keep one block of `key: value` lines.",
        )
    return pairs


def _node(event: yaml.Event, events: Iterator[yaml.Event]) -> Node:
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Node] = []
        for item in events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            items.append(_node(item, events))
        return items
    for item in events:
        if isinstance(item, yaml.MappingEndEvent):
            break
        _node(item, events)
    return {}


def _scalar(event: Any) -> Scalar:
    start, end = event.start_mark, event.end_mark
    return Scalar(
        event.value, start.line, start.column, end.line, end.column, plain=event.style in (None, "")
    )


def _guarded(text: str) -> Iterator[yaml.Event]:
    """The events inside the document, refusing what could cost time or mean more than it says."""
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _refused(event, "yaml-document", "a second YAML document begins here", _FLAT)
            continue
        if isinstance(event, _FRAME):
            continue
        depth += isinstance(event, _OPENS) - isinstance(event, _CLOSES)
        if depth > MAX_DEPTH:
            raise _refused(
                event,
                "too-deep",
                f"nested deeper than {MAX_DEPTH} levels",
                "The front matter is flat: text and lists.",
            )
        if count > MAX_EVENTS:
            raise _refused(
                event,
                "too-deep",
                f"more than {MAX_EVENTS:,} values",
                "Move long lists out of the front matter.",
            )
        _refuse_indirection(event)
        yield event


def _refuse_indirection(event: Any) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise _refused(
            event,
            "yaml-alias",
            f"`*{event.anchor}` stands for another value, which karma does not read",
            _QUOTE,
        )
    if getattr(event, "anchor", None):
        raise _refused(
            event, "yaml-anchor", f"`&{event.anchor}` names a value, which karma does not read", _QUOTE
        )
    if tag := getattr(event, "tag", None):
        shown = str(tag).replace("tag:yaml.org,2002:", "!!")
        raise _refused(
            event, "yaml-tag", f"`{shown}` gives a value a type, which karma does not read", _QUOTE
        )


_QUOTE = "If the sign belongs to the text, put the value in quotes."


def _refused(event: Any, code: str, message: str, remedy: str) -> RefusedError:
    return RefusedError(Fault(code, message, remedy), event.start_mark.line, event.start_mark.column)
