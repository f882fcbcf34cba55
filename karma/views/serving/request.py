"""A request as it came over the wire, read strictly: what could be understood in two ways is no request."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qs

_TOKEN = r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)"  # noqa: S105  (RFC 9110's word for such a name)
_FIRST_LINE = re.compile(_TOKEN + r" ([!-~\x80-\xff]+) HTTP/1\.[01]")
_HEADER = re.compile(_TOKEN + r":([\t -~\x80-\xff]*)")


@dataclass(frozen=True, slots=True)
class Request:
    """A request: the method, the target byte for byte, and the headers, whose names are in lower case."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()

    def all(self, name: str) -> list[str]:
        """The values of one header, in order."""
        return [value for header, value in self.headers if header == name]

    def one(self, name: str) -> str | None:
        """The value of a header; None when there is none."""
        return next(iter(self.all(name)), None)

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    def asked(self, name: str) -> str:
        """One value of the query; nothing when it is not there."""
        with suppress(ValueError):
            return parse_qs(self.target.partition("?")[2], max_num_fields=8).get(name, [""])[0]
        return ""


def request_of(head: bytes) -> Request | None:
    """The request of these lines, given without the empty one behind them; None where one is out of order.

    A line that a laxer reader would drop could hide an Origin from us, or a second Host.
    """
    first, *lines = head.decode("latin-1").split("\r\n")
    asked, headers = _FIRST_LINE.fullmatch(first), [_HEADER.fullmatch(line) for line in lines]
    if asked is None or None in headers:
        return None
    return Request(asked[1], asked[2], tuple((one[1].lower(), one[2].strip(" \t")) for one in headers if one))
