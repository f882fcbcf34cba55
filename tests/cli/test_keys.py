"""One key from the terminal: whoever leaves is heard, also when they were quicker than karma."""

from __future__ import annotations

import os
import sys

import pytest

from karma.cli.keys import read_key

pty = pytest.importorskip("pty", reason="a terminal of this kind is not on Windows")


@pytest.mark.parametrize("typed", [b"\x04", b"\x04y"])
def test_ctrl_d_is_the_end_even_when_it_was_typed_before_karma_listened(
    typed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand, terminal = pty.openpty()
    with os.fdopen(hand, "wb", buffering=0) as keys, os.fdopen(terminal, "r") as screen:
        monkeypatch.setattr(sys, "stdin", screen)
        keys.write(typed)
        with pytest.raises(EOFError):
            read_key()
