"""`karma serve` as a process of its own, and a browser that came in by the link that it prints."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from tests.browser.visit import Tab

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Request

    from tests.browser.books import OnDisk
    from tests.browser.modes import Mode

LINK = re.compile(r"http://\S+/\?token=\S+")
OWN_KINDS = {"stylesheet", "script", "eventsource"}


@dataclass
class Served:
    """A book that karma serves at `link`, which lets one browser in."""

    book: OnDisk
    link: str
    browser: Browser

    @cached_property
    def origin(self) -> str:
        parts = urlsplit(self.link)
        return f"{parts.scheme}://{parts.netloc}"

    def address(self, name: str) -> str:
        return f"{self.origin}/{quote(name)}"

    @cached_property
    def _let_in(self) -> Any:
        context = self.browser.new_context()
        page = context.new_page()
        page.goto(self.link, timeout=120_000)
        page.locator("h1").wait_for(timeout=120_000)  # it comes by itself after the first build
        known = context.storage_state()
        context.close()
        return known

    def tab(self, mode: Mode) -> Tab:
        """A tab of the browser that was let in: of the server, it may ask for style, script and news."""
        return Tab(self.browser, mode, self._is_own, storage_state=self._let_in)

    def _is_own(self, request: Request) -> bool:
        return request.url.startswith(f"{self.origin}/") and request.resource_type in OWN_KINDS


@contextmanager
def serve(book: OnDisk, browser: Browser, log: Path, *options: str) -> Iterator[Served]:
    """Runs the server at any free port until the end of the block; `log` gets what it says besides."""
    command = [sys.executable, "-u", "-m", "karma", "-C", str(book.root), *options, "serve", "--port", "0"]
    with (
        log.open("w") as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True) as process,
    ):
        assert process.stdout is not None
        found = next((link for line in process.stdout if (link := LINK.search(line))), None)
        assert found, log.read_text("utf-8")
        try:
            yield Served(book, found[0], browser)
        finally:
            process.terminate()
