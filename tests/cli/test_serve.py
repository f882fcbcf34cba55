"""`karma serve`: the link, the port, and pages that follow the files (faults.md S, rule 8)."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from karma.cli import output, serving
from karma.cli.building import Built
from karma.cli.errors import CannotDo, WrongUsage
from karma.files.site.publish import Published
from tests.cli.watched import DAY, ends_in_time, hear_ctrl_c

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.views.serving.server import Server
    from tests.cli.shelf import Shelf

KARMA = Path(__file__).parents[2]
PAGE = b"<!doctype html>\n<body><p>Bill</p></body>\n"


@pytest.fixture
def browsers(tmp_path: Path) -> serving.Browsers:
    """Pages in a folder, as after a build."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_bytes(PAGE)
    (tmp_path / "site/old.html").write_bytes(PAGE)
    return serving.Browsers(tmp_path, tmp_path / "site")


@pytest.fixture
def server(browsers: serving.Browsers) -> Iterator[Server]:
    one = serving.listening("127.0.0.1", 0, browsers)
    yield one
    one.end()


def built(*written: str, unchanged: tuple[str, ...] = (), removed: tuple[str, ...] = ()) -> Built:
    return Built(Published(written, unchanged, removed, (("mine.html", "karma did not make this file"),)), ())


def get(server: Server, target: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    asking = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    asking.request("GET", target, headers=headers)
    answer = asking.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    asking.close()
    return found


def link_of(printed: str) -> str:
    """The target of the last link that was printed."""
    return "/?" + printed.rpartition("/?")[2].split()[0]


def test_who_comes_by_the_link_sees_the_pages(
    server: Server, browsers: serving.Browsers, capsys: pytest.CaptureFixture[str]
) -> None:
    browsers.done((), built("index.html"), 0.1, first=True)
    server.begin(serving.door_of(server, "127.0.0.1", 0, opens=False))
    printed = capsys.readouterr().out
    assert printed.splitlines()[0].startswith(f"http://127.0.0.1:{server.port}/?token=")
    status, headers, _ = get(server, link_of(printed))
    cookie = headers["Set-Cookie"].partition(";")[0]
    assert (status, headers["Location"]) == (303, "/")
    assert get(server, "/")[0] == 403
    assert b"<p>Bill</p>" in get(server, "/", Cookie=cookie)[2]
    assert capsys.readouterr().out.startswith("  For another browser: http://127.0.0.1:")


def test_after_a_restart_everybody_needs_the_new_link(
    browsers: serving.Browsers, capsys: pytest.CaptureFixture[str]
) -> None:
    """Between the two, another program could have had the port, and been shown the cookie (S07)."""
    statuses = []
    cookie = ""
    for _ in range(2):
        server = serving.listening("127.0.0.1", 0, browsers)
        server.begin(door := serving.door_of(server, "127.0.0.1", 0, opens=False))
        link = link_of(capsys.readouterr().out)
        cookie = cookie or get(server, link)[1]["Set-Cookie"].partition("=")[2].partition(";")[0]
        statuses.append(get(server, "/", Cookie=f"{door.cookie}={cookie}")[0])
        server.end()
    assert statuses == [200, 403]


def test_a_terminal_that_is_gone_keeps_out_nobody(
    server: Server,
    browsers: serving.Browsers,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.begin(serving.door_of(server, "127.0.0.1", 0, opens=False))
    link = link_of(capsys.readouterr().out)
    monkeypatch.setattr(output, "put", gone)
    assert get(server, link)[0] == 303


def gone(_: object) -> None:
    raise BrokenPipeError(32, "Broken pipe")


def test_only_pages_of_the_last_build_are_there(browsers: serving.Browsers) -> None:
    browsers.done((), built("old.html"), 0.1, first=True)
    browsers.done((), built(unchanged=("index.html",), removed=("old.html",)), 0.1, first=False)
    shelf = browsers.shelf
    found = {path: shelf.answer(path).status for path in ("/", "/index.html", "/old.html", "/mine.html")}
    assert found == {"/": 200, "/index.html": 200, "/old.html": 404, "/mine.html": 404}


def test_browsers_hear_of_a_build_and_of_what_is_in_its_way(browsers: serving.Browsers) -> None:
    browsers.trouble("templates/today.html:3: no", "Mend that line.")
    assert browsers.news.after(0, 0) == (
        1,
        "templates/today.html:3: no\nMend that line.\nThis page is as it was.",
    )
    browsers.done((), built("index.html"), 0.1, first=False)
    browsers.notice("contacts/ is gone.")
    assert browsers.news.after(0, 0) == (2, "")


def test_the_bar_says_that_contacts_is_gone_until_it_is_back(browsers: serving.Browsers) -> None:
    browsers.away("contacts/ is gone.")
    assert browsers.news.after(0, 0)[1] == "contacts/ is gone."
    browsers.back("contacts/ is back.")
    assert browsers.news.after(0, 0)[1] == ""
    browsers.trouble("templates/today.html:3: no", "Mend it.")
    browsers.away("contacts/ is gone.")
    browsers.back("contacts/ is back.")
    assert browsers.news.after(0, 0)[1].startswith("templates/today.html:3: no")


def test_a_template_that_breaks_right_behind_the_build_is_told(
    browsers: serving.Browsers, tmp_path: Path
) -> None:
    (tmp_path / "templates/style").mkdir(parents=True)
    (tmp_path / "templates/style/base.css").write_bytes(b"\xff")
    browsers.done((), built("index.html"), 0.1, first=False)
    assert "templates/style/base.css:1: this is not UTF-8" in browsers.news.after(0, 0)[1]


def test_a_port_that_is_taken_leads_to_the_next(
    server: Server, browsers: serving.Browsers, capsys: pytest.CaptureFixture[str]
) -> None:
    other = serving.listening("127.0.0.1", server.port, browsers)
    other.begin(serving.door_of(other, "127.0.0.1", server.port, opens=False))
    try:
        assert other.port > server.port
        said = capsys.readouterr().out.splitlines()[0]
        assert said == f"Port {server.port} is taken; this is {other.port}."
    finally:
        other.end()


def test_when_none_is_free_it_says_so(browsers: serving.Browsers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_NEXT", 0)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotDo, match=f"port {port}: Address already in use"):
            serving.listening("127.0.0.1", port, browsers)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "nora.example"])
def test_a_host_that_others_reach_has_to_be_meant(host: str) -> None:
    with pytest.raises(WrongUsage):
        serving.check_host(host, known=False)
    serving.check_host(host, known=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_computer_is_meant_anyhow(host: str) -> None:
    serving.check_host(host, known=False)


def test_a_browser_opens_only_when_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("webbrowser.open", asked.append)  # which gives None: there is no browser
    serving.door_of(server, "127.0.0.1", 0, opens=False)
    assert asked == []
    door = serving.door_of(server, "127.0.0.1", 0, opens=True)
    assert asked == [door.link]
    assert capsys.readouterr().err == "No browser could be opened from here. Open the link yourself.\n"


def test_the_command_serves_follows_a_save_and_ends_quietly(shelf: Shelf) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "karma", "-C", str(shelf.root), "--today", DAY, "serve", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=KARMA, env={**os.environ, "PYTHONUTF8": "1"},
        preexec_fn=hear_ctrl_c,  # noqa: PLW1509  (no thread runs yet that could hold a lock)
    ) as running, ends_in_time(running):  # fmt: skip
        assert running.stdout is not None
        printed = running.stdout.readline()
        port = int(printed.partition("127.0.0.1:")[2].partition("/")[0])
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        asking.request("GET", link_of(printed))
        answer = asking.getresponse()
        cookie = str(answer.getheader("Set-Cookie")).partition(";")[0]
        for line in running.stdout:
            if line.startswith("✓"):
                break
        asking.request("GET", "/events?page=/contacts/bill-okafor.html&tag=x", headers={"Cookie": cookie})
        news = asking.getresponse()
        assert news.readline() == b"event: reload\n"
        shelf.put("contacts/bill-okafor.md", shelf.text("bill-okafor") + "- 2026-11-21 call: a new boat\n")
        assert [news.readline() for _ in range(3)][2] == b"event: reload\n"
        asking.close()
        asking.request("GET", "/contacts/bill-okafor.html", headers={"Cookie": cookie})
        assert b"a new boat" in asking.getresponse().read()
        asking.close()
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert (err.strip(), running.returncode) == ("Stopped.", 130)
