"""Commands to be typed: whatever a file's name holds, it is one word to the shell, and never a command."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"\w[\w.@+-]*")
_SPECIAL = frozenset('"$`\\!')
"""What a shell reads inside double quotes."""


def word(text: str) -> str:
    """`text` as one word of a command: as it stands where that is one, else in quotes."""
    return text if _PLAIN.fullmatch(text) else quoted(text)


def quoted(text: str) -> str:
    """`text` in quotes: double ones, which every shell knows, unless a shell would read something in them."""
    if not _SPECIAL.intersection(text):
        return f'"{text}"'
    from shlex import quote  # noqa: PLC0415  (start-up)

    return quote(text)
