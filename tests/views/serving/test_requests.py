"""Who asks for what, and what comes of it: rows of faults.md S, R9, against a real server on a real socket.

PORT in a row stands for the server's own. Every row is asked with the cookie of a known browser, unless it says
otherwise: whoever is turned away then would be turned away without it too.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from karma.views.serving.answer import HEADERS
from tests.views.serving.wire import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.views.serving.wire import Served

PATHS = (
    "/",
    "/index.html",
    "/people.html",
    "/contacts/bill-okafor.html",
    "/contacts/zo%C3%AB.html",
    "/live.js",
)
HOSTS = ("127.0.0.1:PORT", "localhost:PORT", "[::1]:PORT", "LocalHost:PORT")
OWN_ORIGIN = (None, "http://HOST")
OWN_SITES = (None, "none", "same-origin")

STRANGE_HOSTS = (
    *("attacker.test", "attacker.test:PORT", "127.0.0.1", "localhost", "127.0.0.1:1", "localhost.:PORT"),
    *("127.0.0.1.nip.io:PORT", "0.0.0.0:PORT", "[::]:PORT", "[::1", "127.1:PORT", "2130706433:PORT", ":PORT"),
    *(
        "127.0.0.1:PORT@attacker.test",
        "attacker.test@127.0.0.1:PORT",
        "127.0.0.1:PORT:PORT",
        "127.0.0.1:0PORT",
    ),
    *(
        "127.0.0.1:PORT/",
        "127.0.0.1:PORT, attacker.test",
        "localhost:PORT.attacker.test",
        "[::ffff:127.0.0.1]:PORT",
        "",
    ),
)
STRANGE_ORIGINS = (
    *(
        "http://attacker.test",
        "https://HOST",
        "null",
        "http://127.0.0.1",
        "http://HOST.attacker.test",
        "file://",
    ),
    *(
        "http://localhost:1",
        "http://attacker.test:PORT",
        "HOST",
        "",
        "http://HOST/",
        "http://HOST, http://HOST",
    ),
)
STRANGE_SITES = ("cross-site", "same-site", "", "None", "same-origin, none", "whatever")
OTHER_METHODS = (
    *(
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "PROPFIND",
        "get",
        "GETT",
        "POST%20",
        "G",
    ),
)
NO_PAGES = (
    *(
        "/index",
        "/INDEX.HTML",
        "/index.html/",
        "/index.html/..",
        "/./index.html",
        "//index.html",
        "///",
        "/.",
        "/..",
    ),
    *(
        "/../karma.toml",
        "/contacts/../index.html",
        "/contacts/..%2findex.html",
        "/%2e%2e/karma.toml",
        "/..%5cindex.html",
    ),
    *(
        "/contacts%2fbill-okafor.html",
        "/contacts/bill%2dokafor.html",
        "/contacts/zo%c3%ab.html",
        "/contacts/zo\xeb.html",
    ),
    *(
        "/contacts/",
        "/contacts",
        "/contacts/bill-okafor.md",
        "/contacts\\bill-okafor.html",
        "/%00",
        "/index.html%00",
    ),
    *(
        "/index.html%0d%0aSet-Cookie:%20a=b",
        "/index.html;a",
        "/index.html%3Fa",
        "/.karma-site.json",
    ),
    *(
        "/.git/config",
        "/.karma/browser",
        "/karma.toml",
        "/etc/passwd",
        "/~",
        "/%",
        "/%zz",
        "/live.JS",
        "/style.css/..",
    ),
    *(
        "/events/",
        "*",
        "index.html",
        "http://127.0.0.1:PORT/",
        "http://attacker.test/",
        "HTTP://127.0.0.1:PORT/index.html",
    ),
    *(
        "/contacts/zo%25C3%25AB.html",
        "/\u00ff",
        "/contacts/%2e/bill-okafor.html",
        "/people.html/../index.html",
    ),
)
WRONG_COOKIES = (
    *(
        None,
        "",
        "karma-PORT=",
        "karma-PORT=wrong",
        "karma-1=SECRET",
        "KARMA-PORT=SECRET",
        "SECRET",
        "karma-PORT=SECRETs",
    ),
    *(
        "karma-PORT=sss",
        "karma-PORT = SECRET",
        "xkarma-PORT=SECRET",
        "karma-PORT=\xff\xfe",
        'karma-PORT="SECRET"',
    ),
)

ROWS: list[tuple[int, str, str, Mapping[str, str | None]]] = [
    *((200, m, p, {"Host": h, "Origin": o, "Sec_Fetch_Site": s}) for m, p, h, o, s in product(("GET", "HEAD"), PATHS, HOSTS, OWN_ORIGIN, OWN_SITES)),
    *((403, m, p, {"Host": h}) for m, p, h in product(("GET", "HEAD", "POST"), ("/", "/events", "/nowhere"), STRANGE_HOSTS)),
    *((403, m, p, {"Origin": o}) for m, p, o in product(("GET", "HEAD", "POST"), ("/", "/events", "/nowhere"), STRANGE_ORIGINS)),
    *((403, m, p, {"Sec_Fetch_Site": s}) for m, p, s in product(("GET", "POST"), ("/", "/live.js", "/events"), STRANGE_SITES)),
    *((403, m, p, {"Cookie": c}) for m, p, c in product(("GET", "HEAD"), ("/", "/events", "/live.js", "/nowhere"), WRONG_COOKIES)),
    *((405, m, p, {}) for m, p in product(OTHER_METHODS, ("/", "/events", "/nowhere", "/?token=x"))),
    *((404, m, p, {}) for m, p in product(("GET", "HEAD"), NO_PAGES)),
    *((200, "GET", p, {}) for p in ("/?", "/?circle=client", "/people.html?q=%00&q=b", "/?token=", "/index.html?token=x", "/?" + "a" * 9000)),
    *((200, "GET", "/", {"Cookie": c}) for c in ("a=b; karma-PORT=SECRET", "karma-PORT=wrong; karma-PORT=SECRET", "karma-PORT=SECRET;c")),
]  # fmt: skip


def filled(text: str, served: Served, host: str | None = None) -> str:
    text = text.replace("HOST", host or served.host).replace("PORT", str(served.server.port))
    return text.replace("SECRET", served.cookie.partition("=")[2])


def test_there_are_rows_enough() -> None:
    assert len(ROWS) > 800


@pytest.mark.parametrize("status", sorted({row[0] for row in ROWS}))
def test_whoever_asks_gets_what_the_row_says(status: int, served: Served) -> None:
    """One test for many rows: a row of its own would take longer to collect than to ask."""
    for wanted, method, target, given in ROWS:
        if wanted != status:
            continue
        host = filled(given.get("Host") or served.host, served)
        headers = {n: v if v is None else filled(v, served, host) for n, v in given.items()}
        reply = served.get(filled(target, served), method, **headers)
        row = (method, target, given)
        assert reply.status == wanted, row
        assert dict(HEADERS).items() <= reply.headers.items(), row
        assert (PRIVATE in reply.body) == (wanted == 200 and method == "GET" and target != "/live.js"), row
        assert (reply.body == b"") == (method == "HEAD"), row


@pytest.mark.parametrize(
    "request_line",
    [
        *("GET /", "GET  / HTTP/0.9", "GET / HTTP/2.0", "GET / HTTP/1.1.1", "GET / HTTPS/1.1", "GET", "/", "GET / x HTTP/1.1"),
        *("GET /\x00 HTTP/1.1", "GET\x0b/ HTTP/1.1", "GET /\x85 x HTTP/1.1", " GET / HTTP/1.1", "GET / HTTP/1.1\n", "GET / http/1.1"),
        *("\x00\x00\x00", "GET / HTTP/1.-1", "GET / HTTP/9999999999.1", "\xff\xfe", "POST /", "GET /\tHTTP/1.1 HTTP/1.1"),
    ],
)  # fmt: skip
def test_what_is_no_request_is_none(served: Served, request_line: str) -> None:
    head = f"{request_line}\r\nHost: {served.host}\r\nCookie: {served.cookie}\r\n\r\n"
    reply = served.raw(head.encode("latin-1"))
    assert reply is not None
    assert reply.status in (400, 403, 405, 505)
    assert PRIVATE not in reply.body
    assert dict(HEADERS).items() <= reply.headers.items()


@pytest.mark.parametrize(
    "lines",
    [
        ["Host: HOST", "Host: HOST"],
        ["Host: HOST", "Host: attacker.test"],
        ["Host: attacker.test", "Host: HOST"],
        ["Host: HOST\r\n attacker.test"],
        ["Host: HOST", "Origin: http://HOST", "Origin: null"],
        ["Host: HOST", "Sec-Fetch-Site: none", "Sec-Fetch-Site: cross-site"],
        ["Host : HOST"],
        [" Host: HOST"],
        ["Host: HOST", "no colon", "Origin: http://attacker.test"],
        ["Host: HOST", "Origin : http://attacker.test"],
        ["Host: HOST", "\x0bOrigin: http://attacker.test"],
        ["Host: HOST", "X: y\nOrigin: http://attacker.test"],
        ["Host: HOST", "X: y\rOrigin: http://attacker.test"],
        ["Host: HOST", "X:" + " " * 16_000 + "\x00"],
        ["Host HOST"],
        ["X: y"],
        [],
    ],
)
def test_headers_that_can_be_read_in_two_ways_let_nobody_in(served: Served, lines: list[str]) -> None:
    head = "\r\n".join(["GET / HTTP/1.1", *lines, f"Cookie: {served.cookie}", "", ""])
    reply = served.raw(head.replace("HOST", served.host).encode())
    assert reply is not None
    assert reply.status in (400, 403)


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 9_000 + b"\r\n",
        b"a" * 100_000,
    ],
)
def test_what_is_too_long_is_not_read_to_its_end(served: Served, head: bytes) -> None:
    reply = served.raw(head)
    assert reply is None or reply.status == 431  # the connection may be closed before all is sent


def test_a_second_request_behind_the_first_is_not_answered(served: Served) -> None:
    head = f"GET /nowhere HTTP/1.1\r\nHost: {served.host}\r\nConnection: keep-alive\r\n\r\n"
    good = f"GET / HTTP/1.1\r\nHost: {served.host}\r\nCookie: {served.cookie}\r\n\r\n"
    reply = served.raw((head + good).encode())
    assert reply is not None
    assert (reply.status, b"HTTP/1.1" in reply.body) == (403, False)


def test_a_body_is_not_read(served: Served) -> None:
    head = f"GET / HTTP/1.1\r\nHost: {served.host}\r\nContent-Length: 99999\r\nExpect: 100-continue\r\n\r\n"
    reply = served.raw(head.encode())
    assert reply is not None
    assert reply.status == 403


def test_a_head_request_says_how_long_the_page_is(served: Served) -> None:
    assert served.get("/", "HEAD").headers["Content-Length"] == str(len(served.get("/").body))
