"""What became of promises: made, kept, let go, put off, put in other words, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.history.alike import gone_and_come, likeness_of_words, paired
from karma.core.history.change import Change
from karma.core.links import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.core.history.change import Kind
    from karma.core.promise import Promise, State

_BECAME: dict[State, Kind] = {"kept": "kept", "released": "let go", "open": "reopened"}
_SAME = 2.0
"""More than any two promises that only share words."""


def promise_changes(before: Sequence[Promise], after: Sequence[Promise]) -> Iterator[Change]:
    """What came first, then what became of those that were there, then what was taken out."""
    gone, come = gone_and_come(before, after)
    pairs, gone, come = paired(gone, come, _likeness)
    for one in come:
        yield Change("promised", about(one), now=_by(one))
        if one.state != "open":
            yield Change(_BECAME[one.state], about(one))
    for was, now in pairs:
        yield from _became(was, now)
    yield from (Change("unpromised", about(one)) for one in gone)


def _became(was: Promise, now: Promise) -> Iterator[Change]:
    if about(was) != about(now):
        yield Change("reworded", was=(about(was),), now=(about(now),))
    if was.state != now.state:
        yield Change(_BECAME[now.state], about(now))
    if was.by != now.by:
        yield Change("re-dated", about(now), _by(was), _by(now))


def _likeness(one: Promise, other: Promise) -> float:
    if one.theirs != other.theirs:
        return 0.0
    return _SAME if fold(one.text) == fold(other.text) else likeness_of_words(one.text, other.text)


def about(promise: Promise) -> str:
    """What was promised; what they did begins with `they: `."""
    return f"they: {promise.text}" if promise.theirs else promise.text


def _by(promise: Promise) -> tuple[str, ...]:
    return (str(promise.by),) if promise.by else ()
