"""What `karma serve` has around the loop: a server at a free port, and what the browsers hear of a build."""

from __future__ import annotations

import errno
import secrets
import webbrowser
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from karma.cli import output
from karma.cli.errors import CannotDo, WrongUsage
from karma.files.page import read_page
from karma.views.sandbox import TemplateBroken
from karma.views.serving.door import Door, is_loopback
from karma.views.serving.inline import inline
from karma.views.serving.news import News
from karma.views.serving.server import Server
from karma.views.serving.shelf import Shelf
from karma.views.terminal.lines import Span, line
from karma.views.theme import theme_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from karma.cli.building import Built

_NEXT = 20
"""Ports that are tried after the one that is taken."""
_LAST = 65_535
_TAKEN = {errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE)}


class Browsers:
    """A teller of the loop, to whoever has a page open: puts the pages of each build on the shelf."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._templates = [root / "templates", theme_folder()]
        self.shelf, self.news = Shelf(partial(read_page, folder)), News()
        self._trouble = ""

    def done(self, names: Sequence[str], built: Built, seconds: float, *, first: bool) -> None:  # noqa: ARG002
        """The new pages can be asked for, and whoever has an old one gets it."""
        try:
            stands = inline(folder for folder in self._templates if folder.is_dir())
        except TemplateBroken as broken:  # since the build
            self.trouble(f"{broken.place}: {broken.says}", broken.remedy)
            return
        self.shelf.fill((*built.published.written, *built.published.unchanged), stands)
        self._trouble = ""
        self.news.tell()

    def trouble(self, message: str, remedy: str) -> None:
        """The pages say why there are no newer ones."""
        self._trouble = f"{message}\n{remedy}\nThis page is as it was."
        self.news.tell(self._trouble)

    def away(self, text: str) -> None:
        """The pages say that what they are made of was taken away."""
        self.news.tell(text)

    def back(self, text: str) -> None:  # noqa: ARG002
        """It is there again; what else was in the way still is."""
        self.news.tell(self._trouble)

    def notice(self, text: str) -> None:
        """Nothing that a page would have to say."""


def check_host(host: str, *, known: bool) -> None:
    """Raises WrongUsage for a host that others can reach, unless that is `known` (faults.md S06)."""
    if not known and not is_loopback(host):
        raise WrongUsage(
            f"At {host}, others in your network can reach the server.",
            "Leave out --host. If you trust them all, and whoever can listen on the way: add --i-know.",
        )


def listening(host: str, port: int, browsers: Browsers) -> Server:
    """A server at `port`, or at the next that is free. Raises CannotDo."""
    address = "127.0.0.1" if host.casefold() == "localhost" else host
    one = port
    while True:
        try:
            return Server(address, one, browsers.shelf, browsers.news)
        except OSError as failure:
            if failure.errno in _TAKEN and one < min(port + _NEXT, _LAST):
                one += 1
                continue
            reason = failure.strerror or str(failure)
            raise CannotDo(
                f"The server cannot listen at {host}, port {one}: {reason}.", "Name another: `--port 9000`."
            ) from failure


def door_of(server: Server, host: str, wanted: int, *, opens: bool) -> Door:
    """The door of the server, and its link, printed; whenever one was used, the next.

    A browser that comes by it before the server answers is patient.
    """
    door = Door(host, server.port, secrets.token_urlsafe(32), used=_say_next)
    if wanted not in (server.port, 0):
        output.put_text(f"Port {wanted} is taken; this is {server.port}.")
    output.put([line(Span(door.link, "strong")), line("  It lets one browser in, once. Ctrl-C ends this.")])
    if not is_loopback(host):
        output.put_text("  On another device, put this computer's own address in its place.")
    if opens and not webbrowser.open(door.link):
        output.say("No browser could be opened from here. Open the link yourself.")
    output.flush()
    return door


def _say_next(link: str) -> None:
    with suppress(OSError):  # a terminal that is gone keeps out nobody who came by the last link
        output.put([line("  For another browser: ", Span(link, "dim"))])
        output.flush()
