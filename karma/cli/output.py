"""The one door to the terminal: all that is printed passes `show`, and only here does it get its colour.

Results go to stdout, messages to stderr. A terminal that knows no UTF-8 gets plain signs instead.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

from karma.views.show import show
from karma.views.terminal.lines import Line, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.views.terminal.lines import Style

_CODES: dict[Style, str] = {"strong": "1", "dim": "2", "accent": "1;36", "good": "32", "warn": "33"}
_PLAIN_SIGNS = str.maketrans(
    dict(zip("✓○·–—─“”’", '+o----""\'', strict=True)) | {"→": "->", "…": "...", "↓": "<-", "↑": "->"},
)
WIDEST = 100


def prepare() -> None:
    """Makes stdout and stderr take any text: what their encoding lacks is written as an escape (T04)."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def put(lines: Iterable[Line]) -> None:
    """Prints the result of a command."""
    _write(sys.stdout, lines)


def put_text(*texts: str) -> None:
    """Prints results without a style, one line each."""
    put((Span(text),) for text in texts)


def put_json(data: Any) -> None:
    """Prints `data` as JSON."""
    put_source(json_text(data))


def json_text(data: Any) -> str:
    """`data` as JSON in plain ASCII, so that it is safe on any terminal and in any pipe."""
    import json  # noqa: PLC0415  (start-up)

    return json.dumps(data, indent=2).replace("\x7f", "\\u007f") + "\n"


def put_source(text: str) -> None:
    """Prints text that is safe as it is, with its line breaks: a completion script, JSON."""
    if sys.stdout is not None:
        sys.stdout.write(text)


def say(*texts: str) -> None:
    """Prints messages to stderr, one line each."""
    _write(sys.stderr, ((Span(text),) for text in texts))


def say_lines(lines: Iterable[Line]) -> None:
    """Prints messages with styles to stderr."""
    _write(sys.stderr, lines)


def width() -> int:
    """The columns to lay out for: the terminal's, at most 100; 80 on a pipe."""
    return min(_size("COLUMNS", 0, 80), WIDEST)


def height() -> int:
    """The lines of the terminal; 24 on a pipe."""
    return _size("LINES", 1, 24)


def _size(name: str, at: int, otherwise: int) -> int:
    """As `shutil.get_terminal_size` finds it, which takes as long to import as all else that prints."""
    said = os.environ.get(name, "")
    if said.isdecimal() and int(said):
        return int(said)
    if sys.__stdout__ is None:
        return otherwise
    with suppress(OSError, ValueError):
        return os.get_terminal_size(sys.__stdout__.fileno())[at] or otherwise
    return otherwise


def interactive() -> bool:
    """True when a person can be asked: stdin and stdout are terminals."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def flush() -> None:
    """Sends out what was printed; a full disk or a closed pipe shows here."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def drop() -> None:
    """Points stdout nowhere, after its reader went away, so that the end of the program is quiet."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write(stream: TextIO | None, lines: Iterable[Line]) -> None:
    if stream is None:
        return
    painted = _is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    unicode = (stream.encoding or "").casefold().replace("-", "") in ("utf8", "utf16", "utf8sig")
    for line in lines:
        text = "".join(_painted(span) if painted else show(span.text) for span in line).rstrip()
        stream.write((text if unicode else text.translate(_PLAIN_SIGNS)) + "\n")


def _painted(span: Span) -> str:
    text = show(span.text)
    return f"\x1b[{_CODES[span.style]}m{text}\x1b[0m" if span.style and text.strip() else text


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False
