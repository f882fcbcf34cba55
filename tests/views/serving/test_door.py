"""The link, the cookie, and whoever comes with neither (faults.md S07, S06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.views.serving.door import Door, is_loopback
from karma.views.serving.request import Request

if TYPE_CHECKING:
    from tests.views.serving.wire import Served

SECRET = "s" * 43
HERE = ("host", "127.0.0.1:8765")


def door(host: str = "127.0.0.1", used: list[str] | None = None, port: int = 8765) -> Door:
    return Door(host, port, SECRET, used=(used if used is not None else []).append)


def request(target: str, *headers: tuple[str, str], method: str = "GET") -> Request:
    return Request(method, target, headers=(HERE, *headers))


def status(one: Door, asked: Request) -> int | None:
    met = one.meets(asked)
    return met.status if met else None


def test_the_link_gives_a_browser_its_cookie_and_leads_to_the_clean_address() -> None:
    one = door()
    met = one.meets(request(one.link.removeprefix(one.origin)))
    assert met is not None
    assert (met.status, dict(met.more)["Location"]) == (303, "/")
    cookie, *rules = dict(met.more)["Set-Cookie"].split("; ")
    assert rules == ["Path=/", "HttpOnly", "SameSite=Strict"]
    assert one.meets(request("/", ("cookie", cookie))) is None


def test_a_link_works_once_and_the_next_one_is_told() -> None:
    used: list[str] = []
    one = door(used=used)
    link = one.link.removeprefix(one.origin)
    assert [status(one, request(link)) for _ in range(2)] == [303, 403]
    assert used == [one.link]
    assert one.link.removeprefix(one.origin) != link


def test_a_known_browser_may_use_an_old_link_again() -> None:
    one = door()
    link = one.link.removeprefix(one.origin)
    one.meets(request(link))
    known = ("cookie", f"{one.cookie}={SECRET}")
    assert status(one, request(link, known)) == 303


def test_who_only_asks_for_the_headers_does_not_use_the_link_up() -> None:
    one = door()
    link = one.link.removeprefix(one.origin)
    assert [status(one, request(link, method="HEAD")), status(one, request(link))] == [403, 303]


def test_the_link_works_only_at_the_front() -> None:
    one = door()
    query = one.link.partition("?")[2]
    assert status(one, request(f"/index.html?{query}")) == 403
    assert status(one, request(f"/?x=1&{query}")) == 303


@pytest.mark.parametrize("token", ["", "x", "%00", "é", "token", "a" * 43, "&token=b", "=" * 9])
def test_a_wrong_link_is_refused_with_the_way_to_the_right_one(token: str) -> None:
    met = door().meets(request(f"/?token={token}"))
    assert met is not None
    assert met.status == 403
    assert b"the last one in the terminal" in met.body


def test_a_token_has_256_bits_and_is_another_each_time() -> None:
    tokens = {door().link.partition("token=")[2] for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {43}


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1", "http://127.0.0.1:8765"),
        ("localhost", "http://127.0.0.1:8765"),
        ("::1", "http://[::1]:8765"),
        ("0.0.0.0", "http://127.0.0.1:8765"),
        ("::", "http://[::1]:8765"),
        ("192.168.1.7", "http://192.168.1.7:8765"),
    ],
)
def test_the_link_leads_to_where_it_listens(host: str, origin: str) -> None:
    assert door(host).origin == origin


@pytest.mark.parametrize(
    ("listens", "asked", "ours"),
    [
        ("0.0.0.0", "192.168.1.7:8765", True),
        ("::", "[fe80::1]:8765", True),
        ("0.0.0.0", "attacker.test:8765", False),
        ("192.168.1.7", "192.168.1.7:8765", True),
        ("192.168.1.7", "192.168.1.8:8765", False),
        ("2001:db8::5", "[2001:db8::5]:8765", True),
        ("2001:db8::5", "[2001:db8::6]:8765", False),
        ("127.0.0.1", "192.168.1.7:8765", False),
        ("127.0.0.1", "0.0.0.0:8765", False),
    ],
)
def test_listening_to_others_lets_no_foreign_name_in(listens: str, asked: str, ours: bool) -> None:
    one = door(listens)
    known = ("cookie", f"{one.cookie}={SECRET}")
    met = one.meets(Request("GET", "/", headers=(("host", asked), known)))
    assert (met is None) == ours


def test_a_browser_leaves_the_port_80_out() -> None:
    one = door(port=80)
    known = ("cookie", f"{one.cookie}={SECRET}")
    asked = {
        host: one.meets(Request("GET", "/", (("host", host), known))) for host in ("127.0.0.1", "a.test")
    }
    assert [host for host, met in asked.items() if met is None] == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("host", "only_here"),
    [
        *(("127.0.0.1", True), ("127.0.0.2", True), ("::1", True), ("localhost", True), ("LOCALHOST", True)),
        *(("0.0.0.0", False), ("::", False), ("192.168.1.7", False), ("example.org", False), ("", False)),
    ],
)
def test_only_this_computer_reaches_a_loopback_address(host: str, only_here: bool) -> None:
    assert is_loopback(host) == only_here


headers = st.lists(
    st.tuples(st.sampled_from(["host", "cookie", "origin", "sec-fetch-site", "x"]), st.text(max_size=30)),
    max_size=5,
)


@given(st.text(max_size=8), st.text(max_size=40), headers)
def test_nobody_comes_in_without_the_cookie_or_the_link(
    method: str, target: str, given: list[tuple[str, str]]
) -> None:
    met = door().meets(Request(method, target, headers=(HERE, *given)))
    assert met is not None
    assert met.status in (400, 403, 405)


@given(st.binary(max_size=200))
def test_no_bytes_get_anything_out_of_the_server(served: Served, sent: bytes) -> None:
    reply = served.raw(sent + b"\r\n\r\n")
    assert reply is None or reply.status in (400, 403, 405, 431, 505)
