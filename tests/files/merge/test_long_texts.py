"""Texts that a merge could look at again and again. Each ends at once or the test would never end."""

from __future__ import annotations

import pytest

from tests.files.merge.texts import merge

LONG = 200_000
ROWS = 50_000


@pytest.mark.parametrize(
    "text",
    [
        "odd{blank}{side}\n---\n",
        "org: a{blank}{side}\n---\n",
        "tags:\n  - a{blank}{side}\n---\n",
        "how: |\n{rows}  {side}\n---\n",
        "org: A\n---\n\n## Log\n\n- 2026-11-20 call\n{rows}  {side}\n",
        "org: A\n---\n\n## Promises\n\n- [ ] Pay\n{rows}  {side}\n",
    ],
)
def test_long_lines_and_many_of_them_are_merged_in_one_pass(text: str) -> None:
    long = {"blank": " " * LONG, "rows": "  a\n" * ROWS}
    base, ours, theirs = (f"---\nname: Bill\n{text.format(side=side, **long)}" for side in ("0", "1", "2"))
    assert len(merge(base, ours, theirs).text) >= len(ours)
