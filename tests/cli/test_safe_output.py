"""Nothing from a file commands the terminal, whichever command shows it (faults.md T01, T02); and colour."""

import io
import re

import pytest

from karma.cli import ask, output
from karma.views.terminal.lines import Span
from tests.cli.shelf import ANN, Shelf

EVIL = "\u202eevil\u200b\u2066"
HOSTILE = (
    f'---\nname: "Eve {EVIL}\\e[31m"\naliases:\n  - "\\x9b2J"\norg: "\\e]0;owned\\a{EVIL}"\ncircle: partner\n'
    f'phone:\n  - "+1 {EVIL}"\ntags:\n  - {EVIL}\nneeds:\n  - {EVIL} rope\noffers:\n  - {EVIL}\n'
    f"added: 2025-01-01\nodd: {EVIL}\n---\n\nProse {EVIL}\n\n"
    f"## Next time\n\n- {EVIL}\n\n## Promises\n\n- [ ] 2026-11-20 {EVIL}\n\n"
    f"## Log\n\n- 2026-01-01 call: {EVIL}\n- 2026-01-32 call {EVIL}\n"
    f"- 2026-02-01 referred by [[ann-lee]]: {EVIL}\n- 2026-02-02 cultivating: {EVIL}\n"
    f"- 2026-11-01 heard: {EVIL}\n- 2026-11-02 exchange: {EVIL}\n"
)
DANGEROUS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


@pytest.mark.parametrize(
    "words",
    [
        *(
            "today",
            "list",
            "show eve",
            "brief eve",
            "why eve",
            "find evil",
            "promises",
            "check",
            "load",
            "spread",
        ),
        *(
            "pipeline",
            "pipeline eve",
            "pipeline --tree",
            "partners",
            "partners eve",
            "recalls",
            "balance eve",
        ),
        *(
            "balance",
            "match",
            "match eve",
            "plan",
            "review",
            "draft eve",
            "draft eve intro",
            "draft eve article",
        ),
        *("refer eve --by ann", "stage eve won", "log eve won"),
        *("fresh-start", "log eve call", "log eve call --dry-run", "keep eve", "release eve --dry-run"),
        *(
            "snooze eve",
            "show nobody-like-eve",
            "fmt --dry-run",
            "recover",
            "show e",
            "list --json",
            "check --json",
        ),
    ],
)
def test_no_command_prints_what_commands_the_terminal(shelf: Shelf, words: str) -> None:
    shelf.put("contacts/eve.md", HOSTILE)
    shelf.put(f"contacts/eve{EVIL}.md", HOSTILE)
    said = shelf.karma(*words.split())
    assert said.out + said.err
    assert not DANGEROUS.search(said.out)
    assert not DANGEROUS.search(said.err)


class Tty(io.StringIO):
    """A terminal that remembers."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def printed(monkeypatch: pytest.MonkeyPatch, text: str, **environment: str) -> str:
    """What a terminal gets for that text in the strong style."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in {"TERM": "xterm", **environment}.items():
        monkeypatch.setenv(name, value)
    screen = Tty()
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", screen)
        output.put([(Span(text, "strong"),)])
    return screen.getvalue()


def test_a_terminal_gets_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed(monkeypatch, "Bill \x1b[31m") == "\x1b[1mBill \\x1b[31m\x1b[0m\n"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_who_wants_no_colour_gets_none(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert printed(monkeypatch, "Bill", **{name: value}) == "Bill\n"


def test_a_terminal_without_utf_8_gets_plain_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Tty()
    plain.encoding = "ascii"
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("sys.stdout", plain)
    output.put([(Span("── 1. “Ask” → Bill’s ✓ ○ · –…"),)])
    assert plain.getvalue() == '-- 1. "Ask" -> Bill\'s + o - -...\n'


def test_a_pipe_gets_no_colour(shelf: Shelf) -> None:
    assert "\x1b" not in shelf.done("today").out


@pytest.mark.parametrize(
    ("answers", "code"), [(["1"], 0), ([""], 4), (["9", "x", "1"], 0), (["9", "x", ""], 4)]
)
def test_at_a_terminal_several_people_are_picked_from_by_number_and_a_wrong_one_asks_again(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, answers: list[str], code: int
) -> None:
    typed = iter(answers)
    monkeypatch.setattr(output, "interactive", lambda: True)
    monkeypatch.setattr(ask, "a_line", lambda _question: next(typed))
    said = shelf.karma("log", "ann", "call")
    assert said.code == code
    assert (shelf.text("ann-lee") == ANN) is (code != 0)
    assert "1  ann-lee  Ann Lee" in said.err
