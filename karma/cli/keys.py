"""One key from the terminal, without Enter and without losing what was typed ahead."""

from __future__ import annotations

import os
import select
import sys

import click

_ESCAPE = 0x1B
_END = (b"", b"\x04", b"\x00")
"""Nothing, Ctrl-D, and what a terminal makes of a Ctrl-D that was typed before karma began to listen."""


def read_key() -> str:
    """The next key. Raises EOFError at the end of the input or on Ctrl-D, KeyboardInterrupt on Ctrl-C.

    Click's own way throws away what was typed before it began to listen, so a quick hand loses keys.
    """
    if os.name == "nt" or not sys.stdin.isatty():
        return click.getchar()
    import termios  # noqa: PLC0415  (not on Windows)
    import tty  # noqa: PLC0415  (not on Windows)

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSANOW)
        pressed = _one_key(terminal)
    except termios.error as gone:
        raise EOFError from gone
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)
    if pressed in _END:
        raise EOFError
    return pressed.decode("utf-8", "replace")


def _one_key(terminal: int) -> bytes:
    """The bytes of one key: a letter of any script, or a whole sequence such as an arrow's."""
    first = os.read(terminal, 1)
    if first and first[0] == _ESCAPE:
        while select.select([terminal], [], [], 0)[0]:
            first += os.read(terminal, 1)
    elif first and first[0] >= 0xC0:
        lead = first[0]
        for _ in range(1 + (lead >= 0xE0) + (lead >= 0xF0)):
            first += os.read(terminal, 1)
    return first
