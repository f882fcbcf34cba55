"""Things of several kinds take turns (S1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.turns import in_turns

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_each_kind_has_its_turn_and_one_that_has_no_more_is_passed_over() -> None:
    assert list(in_turns([iter("abc"), iter(""), iter("x")])) == ["a", "x", "b", "c"]


def test_nothing_is_looked_for_before_its_turn() -> None:
    """Ann asks for one thing. The third kind has to read the whole book, and is not asked."""
    asked: list[str] = []

    def kind(name: str) -> Iterator[str]:
        asked.append(name)
        yield name

    assert next(in_turns([kind("thanks"), kind("birthday"), kind("news")])) == "thanks"
    assert asked == ["thanks"]
