"""One value as front matter holds it: plain where everybody reads it as this text, else in double quotes.

`quote` gives YAML that the loader reads back as exactly the same string (faults.md Y02–Y14, Y18, Y19).
"""

from __future__ import annotations

import re

from karma.core.logline import INVISIBLE

_INDICATORS = "?:,[]{}#&*!|>'\"%@`"
_ENDS_PLAIN = re.compile(r":(?=\s|$)|\s#")
_UNPRINTABLE = re.compile(f"[{INVISIBLE}\t\r\n\ufeff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}

# What YAML readers other than karma's would take for a number, a truth or nothing.
_TYPED_ELSEWHERE = re.compile(
    r"~|null|no|yes|on|off|y|n|true|false|[+-]?[\d_.,:]+(e[+-]?\d+)?|[+-]?0[xob][\da-f_]+|[+-]?\.(inf|nan)|=",
    re.IGNORECASE,
)
_OPENS_PLAIN = re.compile(r"[^\W_]|[(/]")
_MEANT_AS_TYPED = re.compile(r"true|off|-{0,2}\d[\d-]*-\d\d")
"""`private: true`, `every: off` and dates are what the format has in plain."""


def quote(value: str) -> str:
    """`value` as the tool writes it after `key: ` or `- `: quoted only where needed, in double quotes."""
    return value if _MEANT_AS_TYPED.fullmatch(value) or _is_plain_everywhere(value) else double_quoted(value)


def double_quoted(value: str) -> str:
    """`value` in double quotes, with an escape for all that YAML would change or refuse."""
    escaped = "".join(_ESCAPES.get(char, char) for char in value)
    return '"' + _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04X}", escaped) + '"'


def means(written: str, value: str) -> bool:
    """True when `written` in a file, plain or in either kind of quotes, is surely `value`."""
    if written == value:
        return is_plain(value)
    return written in (double_quoted(value), "'" + value.replace("'", "''") + "'")


def is_plain(value: str) -> bool:
    """True when `value` without quotes reads back as itself."""
    if not value or value != value.strip() or _UNPRINTABLE.search(value) or _ENDS_PLAIN.search(value):
        return False
    dash = value[0] == "-" and (value == "-" or value[1].isspace() or value.startswith("---"))
    return value[0] not in _INDICATORS and not dash


def _is_plain_everywhere(value: str) -> bool:
    return (
        is_plain(value) and bool(_OPENS_PLAIN.match(value)) and not _TYPED_ELSEWHERE.fullmatch(value.strip())
    )
