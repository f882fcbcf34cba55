"""Many connections, slow ones, and pages that listen for news (faults.md S05, S08)."""

from __future__ import annotations

import json
import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from karma.views.serving import server as serving
from karma.views.serving.news import GONE
from tests.views.serving.wire import PAGES, Served, parsed, rest

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

BILL = "/contacts/bill-okafor.html"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Two connections, two listeners, and no patience."""
    monkeypatch.setattr(serving, "CONNECTIONS", 2)
    monkeypatch.setattr(serving, "LISTENERS", 2)
    monkeypatch.setattr(serving, "_GLANCE", 0.02)
    monkeypatch.setattr(serving, "_BEAT", 0.05)
    one = Served(dict(PAGES))
    yield one
    one.server.end()


class Listener:
    """A page that listens."""

    def __init__(self, served: Served, path: str = BILL, tag: str | None = None) -> None:
        tag = served.shelf.tag(path) if tag is None else tag
        self.socket: socket.socket = served.connected()
        head = f"GET /events?page={path}&tag={tag} HTTP/1.1\r\nHost: {served.host}\r\nCookie: {served.cookie}\r\n\r\n"
        self.socket.sendall(head.encode())
        self.stream = self.socket.makefile("rb")
        self.status = int(self.stream.readline().split()[1])
        while self.stream.readline().strip():
            pass

    def heard(self) -> tuple[str, str]:
        """The next event and its data."""
        event = self.stream.readline()
        while event in (b"\n", b": still here\n"):
            event = self.stream.readline()
        data = self.stream.readline()
        return event.decode().split(": ")[1].strip(), json.loads(data.partition(b": ")[2])

    def close(self) -> None:
        self.stream.close()
        self.socket.close()

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def soon(is_so: Callable[[], bool]) -> bool:
    """True as soon as it is so; False after half a minute in which it never was."""
    pause, until = threading.Event(), time.monotonic() + 30
    while time.monotonic() < until:
        if is_so():
            return True
        pause.wait(0.005)
    return False


def test_a_page_hears_when_it_has_become_another_one(own: Served) -> None:
    with Listener(own) as bill, Listener(own, "/people.html") as people:
        assert [bill.heard(), people.heard()] == [("trouble", ""), ("trouble", "")]
        own.pages["contacts/bill-okafor.html"] = b"<body>new</body>"
        own.news.tell()
        assert bill.heard() == ("reload", "")
        assert people.heard() == ("trouble", "")


def test_a_page_that_changed_while_nobody_listened_is_told_at_once(own: Served) -> None:
    with Listener(own, tag="old") as bill:
        assert bill.heard() == ("reload", "")


def test_a_page_says_what_is_in_the_way_until_it_is_not(own: Served) -> None:
    with Listener(own) as bill:
        bill.heard()
        own.news.tell("templates/today.html:3: <b>no</b>\nMend that line.")
        assert bill.heard() == ("trouble", "templates/today.html:3: <b>no</b>\nMend that line.")
        own.news.tell()
        assert bill.heard() == ("trouble", "")


def test_whoever_comes_while_something_is_in_the_way_hears_it_too(own: Served) -> None:
    own.news.tell("The disk is full.")
    with Listener(own) as bill:
        assert bill.heard() == ("trouble", "The disk is full.")


def test_a_page_that_is_gone_is_not_reloaded_into_nothing(own: Served) -> None:
    with Listener(own) as bill:
        bill.heard()
        del own.pages["contacts/bill-okafor.html"]
        own.news.tell()
        assert bill.heard() == ("trouble", GONE)


def test_news_are_for_those_who_may_see_the_pages(own: Served) -> None:
    assert own.get("/events", Cookie=None).status == 403
    assert own.get("/events", Origin="http://attacker.test").status == 403
    assert own.get("/events", Host="attacker.test").status == 403


def test_listeners_take_no_place_from_those_who_ask(small: Served) -> None:
    with Listener(small), Listener(small):
        assert soon(lambda: small.get("/").status == 200)
        with Listener(small) as third:
            assert third.status == 503
        assert soon(lambda: small.get("/").status == 200)


def test_the_place_of_a_listener_that_left_is_free_again(small: Served) -> None:
    for _ in range(6):
        with ExitStack() as open_pages:
            assert soon(lambda: open_pages.enter_context(Listener(small)).status == 200)


def test_a_listener_gets_a_sign_of_life(small: Served) -> None:
    with Listener(small) as bill:
        bill.heard()
        assert bill.stream.readline() == b"\n"
        assert bill.stream.readline() == b": still here\n"


def test_idle_connections_keep_nobody_out(small: Served) -> None:
    """Another user of the computer may hold as many as there are: the one that idles longest goes."""
    with ExitStack() as idle:
        held = [idle.enter_context(small.connected()) for _ in range(8)]
        assert [small.get("/").status for _ in range(3)] == [200] * 3
        assert held[0].recv(1) == b""


def test_a_request_that_trickles_in_is_not_waited_for() -> None:
    one = Served(dict(PAGES))
    one.server.patience = 0.1
    try:
        with one.connected() as slow:
            slow.sendall(b"GET / HTTP/1.1\r\n")
            assert b"".join(rest(slow)) == b""
    finally:
        one.server.end()


def test_whoever_leaves_in_the_middle_disturbs_nobody(own: Served, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(5):
        with own.connected() as one:
            one.sendall(b"GET / HTT")
    assert own.get("/").status == 200
    assert capfd.readouterr() == ("", "")


def test_the_end_sends_every_listener_away() -> None:
    one = Served(dict(PAGES))
    with Listener(one) as bill:
        bill.heard()
        one.server.end()
        assert bill.stream.read() == b"\n"


def test_before_the_door_is_there_nobody_comes_in() -> None:
    one = Served(dict(PAGES))
    one.server.door = None
    try:
        assert one.get("/").status == 503
    finally:
        one.server.end()


def test_the_end_leaves_no_thread_behind() -> None:
    before = {*threading.enumerate()}
    one = Served(dict(PAGES))
    one.server.door = None
    one.server.end()
    assert {*threading.enumerate()} <= before


def test_what_comes_back_is_one_answer(own: Served) -> None:
    with own.connected() as one:
        one.sendall(b"\r\n\r\n")
        reply = parsed(b"".join(rest(one)))
    assert reply is None or reply.status == 400
