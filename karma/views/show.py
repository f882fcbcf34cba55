"""Text from files as a terminal may see it: nothing hidden, nothing that commands it (faults.md T01–T03)."""

from __future__ import annotations

import re
import unicodedata

HIDDEN = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # bidi controls, zero-width characters
    "\u2028\u2029"  # line breaks that are no \n
    "\ufeff\U000e0000-\U000e007f"  # byte order mark, tag characters
    "\ud800-\udfff"  # what is left of a file name that is not UTF-8
)
"""The characters that cannot be seen or are obeyed, as they stand in a class of a regular expression."""
_HIDDEN = f"[{HIDDEN}]"  # compiled by the first text that has any: most runs meet none
ELLIPSIS = "…"


def show(text: str) -> str:
    """`text` on one line; control, bidi and zero-width characters become visible, as their escapes."""
    if text.isprintable():
        return text
    return re.sub(_HIDDEN, _visible, text)


def width_of(text: str) -> int:
    """The columns that `text`, as `show` gives it, takes in a terminal: wide characters take two."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def fit(text: str, width: int) -> str:
    """`text` shown in at most `width` columns; what does not fit is cut and ends in `…`."""
    shown = show(text)
    if width_of(shown) <= width:
        return shown
    return _longest_start(shown, max(width, 1) - 1)[0] + ELLIPSIS if width > 0 else ""


def pad(text: str, width: int) -> str:
    """`text` shown in exactly `width` columns, cut or filled with blanks on the right."""
    fitted = fit(text, width)
    return fitted + " " * (width - width_of(fitted))


def wrap(text: str, width: int) -> list[str]:
    """`text` shown in lines of at most `width` columns, broken at blanks where there are any."""
    width = max(width, 2)
    lines: list[str] = []
    line = ""
    for word in show(text).split():
        joined = f"{line} {word}" if line else word
        if width_of(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        line = word
        while width_of(line) > width:
            start, line = _longest_start(line, width)
            lines.append(start)
    return [*lines, line] if line else lines


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _longest_start(text: str, width: int) -> tuple[str, str]:
    """The longest start of `text` within `width` columns, marks kept with their letter, and the rest."""
    used = 0
    for at, char in enumerate(text):
        used += _columns(char)
        if used > width:
            return text[:at], text[at:]
    return text, ""
