"""The server: sockets and threads around the door, the shelf and the news (faults.md S05)."""

from __future__ import annotations

import os
import select
import socket
import socketserver
import threading
import time
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from karma.views.serving.answer import Answer, Stream, headers, refused
from karma.views.serving.door import NOT_HTTP
from karma.views.serving.news import HEARTBEAT, messages
from karma.views.serving.request import request_of

if TYPE_CHECKING:
    from karma.views.serving.door import Door
    from karma.views.serving.news import News
    from karma.views.serving.request import Request
    from karma.views.serving.shelf import Shelf

PATIENCE = 10.0
"""Seconds that a request may take to arrive, however it trickles in."""
CONNECTIONS = 64
LISTENERS = 32
"""Pages that listen for news; they are counted by themselves and take no place from those that ask."""
_HEAD = 16_384
_BEAT = 15.0
_GLANCE = 1.0
_END_OF_HEAD = b"\r\n\r\n"
BUSY = "Too many pages are open. Close some, and this one comes."


class Server(socketserver.ThreadingTCPServer):
    """Listens at `host` and `port`, 0 for any. Raises OSError when somebody else does."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name != "nt"  # where it would share the port with another program
    request_queue_size = CONNECTIONS

    def __init__(self, host: str, port: int, shelf: Shelf, news: News, patience: float = PATIENCE) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.shelf, self.news, self.patience = shelf, news, patience
        self.door: Door | None = None
        self._thread: threading.Thread | None = None
        self._free = {"ask": CONNECTIONS, "listen": LISTENERS}
        self._places: dict[Any, str] = {}
        self._lock = threading.Lock()
        super().__init__((host, port), _Handler)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.socket.getsockname()[1])

    def begin(self, door: Door) -> None:
        """Answers whom `door` lets in, from threads of its own."""
        self.door = door
        self._thread = threading.Thread(target=self.serve_forever, args=(0.2,), daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Listens no more; whoever waits for news is sent away."""
        self.news.end()
        if self._thread:
            self.shutdown()
            self._thread.join()
        self.server_close()

    def answer(self, request: Request) -> Answer | Stream:
        """What a request gets."""
        if self.door is None:
            return refused(HTTPStatus.SERVICE_UNAVAILABLE, BUSY)
        met = self.door.meets(request)
        if met is not None:
            return met
        if request.path == "/events" and request.method == "GET":
            return Stream(request.asked("page"), request.asked("tag"))
        return self.shelf.answer(request.path)

    # Places: a connection that nobody needs must not keep others out.

    def takes_place(self, connection: Any, kind: str) -> bool:
        """Gives the connection a place of that kind instead of the one it has; False when none is free."""
        with self._lock:
            if not self._free[kind]:
                return False
            self._leave(connection)
            self._free[kind] -= 1
            self._places[connection] = kind
            return True

    def process_request(self, request: Any, client_address: Any) -> None:
        """As the library does, for so many at a time: whoever was slow longest makes room for the next.

        Anybody on this computer can hold connections; none of them may keep a browser out by it.
        """
        while not self.takes_place(request, "ask"):
            self._make_room()
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """As the library does; the place is free again."""
        with self._lock:
            self._leave(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of a page is no news."""

    def _make_room(self) -> None:
        with self._lock:
            slowest = next((one for one, kind in self._places.items() if kind == "ask"), None)
            if slowest is not None:
                self._leave(slowest)
                with suppress(OSError):
                    slowest.shutdown(socket.SHUT_RDWR)  # its thread hears of it, and closes it

    def _leave(self, connection: Any) -> None:
        kind = self._places.pop(connection, None)
        if kind:
            self._free[kind] += 1


class _Handler(socketserver.BaseRequestHandler):
    """One request, and the connection is closed: nothing can hide behind it."""

    server: Server
    request: socket.socket

    def handle(self) -> None:
        with suppress(OSError):
            head, end, _ = self._came().partition(_END_OF_HEAD)
            if len(head) > _HEAD:
                self._send(refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, NOT_HTTP))
            elif end:
                self._respond(request_of(head))

    def _came(self) -> bytes:
        """The request up to its empty line, or what there is of one that is too long, or breaks off."""
        came, until = b"", time.monotonic() + self.server.patience
        while _END_OF_HEAD not in came and len(came) <= _HEAD:
            self.request.settimeout(max(until - time.monotonic(), 0.001))
            more = self.request.recv(4096)
            if not more:
                break
            came += more
        self.request.settimeout(self.server.patience)
        return came

    def _respond(self, request: Request | None) -> None:
        answer = self.server.answer(request) if request else refused(HTTPStatus.BAD_REQUEST, NOT_HTTP)
        if isinstance(answer, Answer):
            self._send(answer, head_only=request is not None and request.method == "HEAD")
        elif self.server.takes_place(self.request, "listen"):
            self._stream(answer)
        else:
            self._send(refused(HTTPStatus.SERVICE_UNAVAILABLE, BUSY))

    def _send(self, answer: Answer, *, head_only: bool = False) -> None:
        self.request.sendall(answer.wire(head_only=head_only))

    def _stream(self, stream: Stream) -> None:
        """Sends news until the browser goes away or nobody serves any more."""
        self.request.sendall(headers(HTTPStatus.OK, (("Content-Type", "text/event-stream"),)))
        news, heard, beat = self.server.news, -1, time.monotonic()
        while not news.over and not self._left():
            number, trouble = news.after(heard, _GLANCE)
            if number > heard:
                self.request.sendall(messages(stream.tag, self.server.shelf.tag(stream.path), trouble))
                heard = number
            elif time.monotonic() - beat > _BEAT:
                beat = time.monotonic()
                self.request.sendall(HEARTBEAT)

    def _left(self) -> bool:
        """True when the browser has closed its end, which it does with every page that is shown next."""
        readable, _, _ = select.select([self.request], [], [], 0)
        return bool(readable) and not self.request.recv(1024)
