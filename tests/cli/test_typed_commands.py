"""What karma says to type can be typed: whole on its line, one word for each file, whatever it is called."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shelf import Shelf

PROSPECT = "o'brien $(touch hacked)"
FILES = {
    PROSPECT: """\
---
name: Jane O'Brien
phone: "+1 503 555 0107"
circle: client
needs:
  - a bookkeeper
interests:
  - boats
added: 2026-07-01
---

## Log

- 2026-07-01 referred by [[giv er]]: needs a survey
- 2026-08-01 tried
- 2026-08-02 tried
- 2026-08-03 tried
- 2026-08-04 tried
- 2026-08-10 unreachable
""",
    "giv er": """\
---
name: Gita Rao
circle: partner
partner:
  - trusted
added: 2025-01-01
---

## Log

- 2026-09-01 heard: boats are cheap #boats
""",
    "eve x": """\
---
name: Eve Ng
circle: expert
offers:
  - bookkeeping for shops
added: 2025-01-01
---

## Log

- 2026-07-01 intro to [[giv er]]: about a lease
""",
}
PIECES = {"o'brien", "touch", "$(touch", "hacked)", "giv", "er", "eve", "x"}
"""What a stem would fall into, were it not one word."""


@pytest.fixture
def odd(shelf: Shelf) -> Shelf:
    """Three people whose files have names that mean something to a shell."""
    for stem, text in FILES.items():
        shelf.put(f"contacts/{stem}.md", text)
    return shelf


def offered(text: str) -> list[list[str]]:
    """The commands in what karma said, as a shell reads them; ValueError for a quotation cut in two."""
    return [shlex.split(found) for found in re.findall(r"(?<=`)karma [^`]+|(?<!`)\bkarma [a-z].*", text)]


@pytest.mark.parametrize(
    "words",
    [
        *("pipeline", "pipeline jane", "partners", "match", "match jane", "brief jane", "draft jane"),
        *("draft jane intro --to eve", "draft giv thank-you", "draft jane pitch --mailto", "keep jane"),
        *(
            "refer jane --by gita",
            "refer jane",
            "stage eve won",
            "stage jane won --with eve",
            "stage jane told",
        ),
        *("stage jane won 2026-06-01", "log eve won", 'met "Jane O\'Brien"', "refer 'New $HOME' --by gita"),
    ],
)
def test_no_name_of_a_file_falls_apart_or_is_obeyed(
    odd: Shelf, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    said = odd.karma(*shlex.split(words))
    commands = offered(said.out + said.err)
    assert commands
    assert "stumbled" not in said.err
    for command in commands:
        assert not PIECES.intersection(command), command


def test_the_command_beside_a_match_tells_the_news(odd: Shelf) -> None:
    [told] = [one for one in offered(odd.done("match").out) if "told" in one]
    odd.done(*told[1:])
    assert "… from [[giv er]]" in (odd.root / "contacts" / f"{PROSPECT}.md").read_text("utf-8")


def test_the_command_beside_a_referral_that_ended_closes_the_loop(odd: Shelf) -> None:
    ended = odd.done("stage", PROSPECT, "won", "--amount", "500")
    for command in offered(ended.err):
        odd.done(*command[1:])
    assert "Whom to tell or to thank" not in odd.done("pipeline").out
