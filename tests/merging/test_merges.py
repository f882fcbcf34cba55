"""A little of `make merges`, and the model itself, which has to notice a bad merge (faults.md R7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.merging.world import World

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("seed", [2, pytest.param(8, marks=pytest.mark.slow)])
def test_what_several_laptops_wrote_comes_together(tmp_path: Path, seed: int) -> None:
    tally = World(tmp_path, seed).play(8)
    assert tally.merges >= 8
    assert tally.lines >= 40


@pytest.mark.parametrize(
    ("attributes", "seed", "noticed"),
    [
        ("merge=union", 15, "'too many', Counter({('log'"),
        ("merge=careless", 6, "'lost', Counter({('log'"),
        ("merge=union", 16, "nobody was told of a double edit"),
        ("merge=text", 2, "a conflict where nothing was changed twice"),
    ],
    ids=["doubled", "lost", "silent", "needless"],
)
def test_the_model_notices_a_bad_merge(tmp_path: Path, attributes: str, seed: int, noticed: str) -> None:
    world = World(tmp_path, seed, f"contacts/**/*.md text eol=lf {attributes}")
    with pytest.raises(AssertionError) as refusal:
        world.play(20)
    assert noticed in str(refusal.value)
