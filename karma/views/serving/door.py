"""Who may come in: a browser of this computer that was given the link (faults.md S01, S02, S07).

Loopback is no lock: every program on the computer can ask, and every page that a browser shows can make it
ask. So each request is looked at from all sides, and only then it is looked up what it asks for.
"""

from __future__ import annotations

import ipaddress
import secrets
import threading
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING

from karma.views.serving.answer import Answer, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from karma.views.serving.request import Request

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_UNSAID = 80
"""The port that browsers leave out of an address."""
_OWN_SITES = ("none", "same-origin")
_ONCE = ("host", "origin", "sec-fetch-site")

NOT_HERE = "This address is not karma's. Open the link that `karma serve` printed."
ELSEWHERE = "Another web page asked for this. Open the link that `karma serve` printed yourself."
NO_LINK = (
    "karma serve shows this only to a browser that came by its link. Each link works once: take the last one"
    " in the terminal where it runs, or stop it there with Ctrl-C and start it again."
)
ONLY_LOOK = "Pages can be looked at here, and nothing else: GET and HEAD."
NOT_HTTP = "karma serve does not understand this request."


class Door:
    """`host` and `port` are where the server listens; `secret` is what the cookie of a known browser says.

    Cookies know no ports: another server on this computer may get to see it. So it is one for each start.

    `used` is called when a browser came in by the link, with the one for the next.
    """

    def __init__(
        self, host: str, port: int, secret: str, used: Callable[[str], None] = lambda _: None
    ) -> None:
        self._host, self._port, self._secret, self._used = host.casefold(), port, secret, used
        self._named = f"[{self._host}]" if ":" in self._host else self._host
        self._lock = threading.Lock()
        self._token = secrets.token_urlsafe(32)

    @property
    def origin(self) -> str:
        """The beginning of every address of this server, such as `http://127.0.0.1:8765`."""
        by = {"0.0.0.0": "127.0.0.1", "localhost": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104
        return f"http://{by.get(self._named, self._named)}:{self._port}"

    @property
    def link(self) -> str:
        """The address that lets one browser in, once."""
        return f"{self.origin}/?token={self._token}"

    @property
    def cookie(self) -> str:
        """The name of the cookie: two books on one computer have two."""
        return f"karma-{self._port}"

    def meets(self, request: Request) -> Answer | None:
        """The refusal, or the way on for who comes by the link; None for who may come in."""
        if any(len(request.all(one)) > 1 for one in _ONCE):
            return refused(HTTPStatus.BAD_REQUEST, NOT_HTTP)
        host = request.one("host")
        if host is None or not self._is_ours(host):
            return refused(HTTPStatus.FORBIDDEN, NOT_HERE)
        origin = request.one("origin")
        if origin not in (None, f"http://{host}") or request.one("sec-fetch-site") not in (None, *_OWN_SITES):
            return refused(HTTPStatus.FORBIDDEN, ELSEWHERE)
        if request.method not in ("GET", "HEAD"):
            return refused(HTTPStatus.METHOD_NOT_ALLOWED, ONLY_LOOK)
        known, token = self._knows(request), request.asked("token") if request.path == "/" else ""
        if token and (known or self._takes(token, request.method)):
            more = (("Location", "/"),) if known else (("Location", "/"), ("Set-Cookie", self._given()))
            return Answer(HTTPStatus.SEE_OTHER, more=more)
        return None if known else refused(HTTPStatus.FORBIDDEN, NO_LINK)

    def _is_ours(self, host: str) -> bool:
        """True for a name that no stranger's name server can give to this computer (S01: DNS rebinding)."""
        host = host.casefold()
        name = host.removesuffix(f":{self._port}")
        if name == host and self._port != _UNSAID:
            return False
        if name in (*LOOPBACK, self._named):
            return True
        # Listening everywhere was asked for: then every address in figures is fine, for it needs no names.
        return self._host in ("0.0.0.0", "::") and _is_address(name.removeprefix("[").removesuffix("]"))  # noqa: S104

    def _knows(self, request: Request) -> bool:
        pairs = (pair.strip().partition("=") for value in request.all("cookie") for pair in value.split(";"))
        return any(name == self.cookie and _same(value, self._secret) for name, _, value in pairs)

    def _takes(self, token: str, method: str) -> bool:
        """True for the link that was printed last. It is worth nothing afterwards."""
        with self._lock:
            if method != "GET" or not _same(token, self._token):
                return False
            self._token = secrets.token_urlsafe(32)
        self._used(self.link)
        return True

    def _given(self) -> str:
        return f"{self.cookie}={self._secret}; Path=/; HttpOnly; SameSite=Strict"


def is_loopback(host: str) -> bool:
    """True for a host that only this computer can reach."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host.casefold() == "localhost"


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _same(given: str, wanted: str) -> bool:
    """Compares without telling by its time how much was right."""
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode())
