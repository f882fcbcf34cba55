"""Opens pages in a tab and tells what was wrong with each: a complaint is one line that says what and where."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from tests.browser import tools

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page, Request

    from tests.browser.modes import Mode

SETTLED = "() => new Promise(done => setTimeout(done))"
"""What a page does at once it has done, and what it said of it has arrived."""
OVERFLOW = """() => {
  const room = document.documentElement.clientWidth, wide = document.documentElement.scrollWidth;
  const parts = [...document.body.querySelectorAll("*")];
  const out = parts.filter(one => one.getBoundingClientRect().right > room + 1).map(one => one.outerHTML.slice(0, 120));
  return wide <= room ? null : `${wide - room} px wider than the window: ${JSON.stringify(out.slice(0, 3))}`;
}"""
AXE = """rules => axe.run(document, {
  resultTypes: ["violations"], ...(rules.length ? {runOnly: rules} : {}),
}).then(found => found.violations.flatMap(
  one => one.nodes.map(node => `${one.id} (${one.help}): ${node.html.slice(0, 160)}`)
))"""


class Tab:
    """One tab in one mode. `expected` tells which requests belong to a page besides the page itself."""

    def __init__(
        self,
        browser: Browser,
        mode: Mode,
        expected: Callable[[Request], bool] = lambda _: False,
        **context: Any,
    ) -> None:
        self.mode = mode
        self._expected = expected
        self._address = ""
        self.noted: list[str] = []
        self._context = browser.new_context(
            viewport={"width": mode.width, "height": mode.height},
            color_scheme=mode.scheme,
            java_script_enabled=mode.script,
            **context,
        )
        self.page = self._new_page()

    def _new_page(self) -> Page:
        page = self._context.new_page()
        page.emulate_media(media=self.mode.medium)
        page.on("console", lambda said: self._note("console", said.text))
        page.on("pageerror", lambda error: self._note("script", error.stack or str(error)))
        page.on("dialog", lambda dialog: (self._note("dialog", dialog.message), dialog.dismiss()))
        page.on("popup", lambda other: self._note("window", other.url))
        page.on("download", lambda file: self._note("download", file.url))
        page.on("request", self._requested)
        return page

    def _note(self, kind: str, what: str) -> None:
        self.noted.append(f"{kind}: {what}")

    def _requested(self, request: Request) -> None:
        if request.url != self._address and not self._expected(request):
            self._note("request", request.url)

    def open(self, address: str) -> list[str]:
        """Goes there; whatever the page said, ran into or asked for so far."""
        page = address.partition("#")[0]
        if page == self._address:  # else a browser only scrolls to what stands behind the #
            self.page.goto("about:blank")
        self._address = page
        self.noted.clear()
        self.page.goto(address)
        self.page.evaluate(SETTLED if self.mode.script else "0")
        return list(self.noted)

    def look(self, address: str) -> list[str]:
        """Every complaint about a page in this mode."""
        self.open(address)
        sideways = self.page.evaluate(OVERFLOW)
        axe = self._axe()
        return [*self.noted, *([sideways] if sideways else []), *axe]

    def _axe(self) -> list[str]:
        if self.mode.axe is None:
            return []
        self.page.evaluate(tools.axe_source())
        return [f"axe {one}" for one in self.page.evaluate(AXE, list(self.mode.axe))]

    def close(self) -> None:
        self._context.close()


def told(complaints: dict[str, list[str]], most: int = 12) -> list[str]:
    """The complaints about several pages or words, at most so many of them: one is enough to begin with."""
    lines = (f"{name}: {one}"[:400] for name, said in complaints.items() for one in said)
    return list(islice(lines, most))


class Tabs:
    """The browser, with one tab for each mode: a tab is opened once and goes from page to page."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.of = cache(lambda mode: Tab(browser, mode))
