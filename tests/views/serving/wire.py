"""A server with four pages, and requests to it as bytes."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from karma.views.serving.door import Door
from karma.views.serving.inline import Inline, own_files
from karma.views.serving.news import News
from karma.views.serving.server import Server
from karma.views.serving.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "s" * 43
PRIVATE = b"who Bill is"
PAGES = {
    "index.html": b"<!doctype html>\n<title>Today</title>\n<body>who Bill is</body>\n",
    "people.html": b"<!doctype html>\n<title>People</title>\n<body>who Bill is</body>\n",
    "contacts/bill-okafor.html": b"<!doctype html>\n<title>Bill</title>\n<body>who Bill is</body>\n",
    "contacts/zo\u00eb.html": b"<!doctype html>\n<title>Zo\xc3\xab</title>\n<body>who Bill is</body>\n",
}
NOTHING = Inline((), own_files())


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Served:
    """A running server; what stands in `pages` may be changed by a test."""

    pages: dict[str, bytes]
    news: News = field(default_factory=News)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.pages.get)
        self.shelf.fill(self.pages, NOTHING)
        self.server = Server("127.0.0.1", 0, self.shelf, self.news, patience=30)
        self.door = Door("127.0.0.1", self.server.port, SECRET)
        self.server.begin(self.door)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.port}"

    @property
    def cookie(self) -> str:
        return f"{self.door.cookie}={SECRET}"

    def get(self, target: str, method: str = "GET", **headers: str | None) -> Reply:
        """Asks as a known browser does; `headers` come besides or instead, None takes one away."""
        own: dict[str, str | None] = {"Host": self.host, "Cookie": self.cookie}
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{method} {target} HTTP/1.1", *(f"{n}: {v}" for n, v in own.items() if v is not None)]
        reply = self.raw("\r\n".join([*lines, "", ""]).encode("latin-1"))
        assert reply is not None
        return reply

    def raw(self, request: bytes) -> Reply | None:
        """The answer to these bytes; None when there is none."""
        with self.connected() as one:
            one.sendall(request)
            return parsed(b"".join(rest(one)))

    def connected(self) -> socket.socket:
        """A connection on which nothing was said yet."""
        return socket.create_connection(("127.0.0.1", self.server.port), timeout=30)


def rest(one: socket.socket) -> Iterator[bytes]:
    """All that still comes."""
    try:
        while data := one.recv(65536):
            yield data
    except ConnectionError:
        return


def parsed(data: bytes) -> Reply | None:
    if not data:
        return None
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return Reply(int(first.split()[1]), dict(line.split(": ", 1) for line in lines), body)
