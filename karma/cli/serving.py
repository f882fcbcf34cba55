"""What `karma serve` does around the loop: a server at a free port, and what the browsers hear of a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.cli import output
from karma.cli.errors import CannotDo, WrongUsage
from karma.files.page import read_page
from karma.files.secret import browser_secret
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

PORT = 8765
_NEXT = 20
"""Ports that are tried after the first."""
_LAST = 65_535


class Browsers:
    """Tells the browsers that listen, and puts the pages of each build on the shelf."""

    def __init__(self, root: Path, shelf: Shelf, news: News) -> None:
        self._folders = [root / "templates", theme_folder()]
        self._shelf, self._news = shelf, news

    def done(self, names: Sequence[str], built: Built, seconds: float, *, first: bool) -> None:  # noqa: ARG002
        """The new pages can be asked for, and whoever has an old one gets it."""
        published = built.published
        try:
            stands = inline(folder for folder in self._folders if folder.is_dir())
        except TemplateBroken as broken:  # since the build
            self.trouble(f"{broken.place}: {broken.says}", broken.remedy)
            return
        self._shelf.fill((*published.written, *published.unchanged), stands)
        self._news.tell()

    def trouble(self, message: str, remedy: str) -> None:
        """The pages say why there are no newer ones."""
        self._news.tell(f"{message}\n{remedy}\nThis page is as it was.")

    def notice(self, text: str) -> None:
        """Nothing that a page would have to say."""


def check_host(host: str, *, known: bool) -> None:
    """Raises WrongUsage for a host that others can reach, unless that is `known` (faults.md S06)."""
    if not known and not is_loopback(host):
        raise WrongUsage(
            f"At {host}, everybody in your network could knock at your dashboard.",
            "Leave out --host; or add --i-know, and trust that network: what is sent can be read on the way.",
        )


def listening(host: str, port: int, shelf: Shelf, news: News) -> Server:
    """A server at `port`, or the next that is free. Raises CannotDo."""
    last = min(port + _NEXT, _LAST) if port else 0
    address = "127.0.0.1" if host.casefold() == "localhost" else host
    for one in range(port, last + 1):
        try:
            return Server(address, one, shelf, news)
        except OSError as failure:
            reason = failure
            if failure.errno not in _TAKEN:
                break
    raise CannotDo(
        f"karma cannot listen at {host}, port {port}: {reason.strerror or reason}.",
        "Name another one: `karma serve --port 9000`.",
    )
