"""What goes back over the wire, with the headers that every answer has (faults.md, rule 8)."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("Server", "karma"),
    ("Connection", "close"),
    ("Content-Security-Policy", POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
)
TEXT = "text/plain; charset=utf-8"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: `status` as HTTP counts, the `body`, its type, and what this answer says besides."""

    status: int
    body: bytes = b""
    kind: str = TEXT
    more: tuple[tuple[str, str], ...] = ()

    def wire(self, *, head_only: bool = False) -> bytes:
        """All bytes of it; without the body for a HEAD request, which is told its length all the same."""
        length = ("Content-Length", str(len(self.body)))
        head = headers(self.status, (("Content-Type", self.kind), length, *self.more))
        return head if head_only else head + self.body


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer that goes on: what becomes of the page at `path`, of which the browser has the one `tag`."""

    path: str
    tag: str


def headers(status: int, own: tuple[tuple[str, str], ...]) -> bytes:
    """The first line and the headers, with the empty line behind them."""
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name}: {value}" for name, value in (*HEADERS, *own)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def refused(status: int, why: str) -> Answer:
    """A refusal in a sentence that a person can do something with."""
    more = (("Allow", "GET, HEAD"),) if status == HTTPStatus.METHOD_NOT_ALLOWED else ()
    return Answer(status, f"{why}\n".encode(), more=more)
