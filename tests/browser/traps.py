"""Traps for a script that is not ours: what it would call says so aloud, and what it would leave behind is found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.browser.visit import Tab

ALARM = """
for (const name of ["alert", "confirm", "prompt", "print", "open", "msgbox"])
  window[name] = () => console.error(`a stranger's script called ${name}`);
"""
"""Set before anything of the page runs. `alert` is what every payload calls."""

ELEMENTS = """() => [...document.querySelectorAll("*")].map(one => ({
  tag: one.localName,
  attributes: one.getAttributeNames(),
  code: ["script", "style"].includes(one.localName) ? one.textContent : "",
  address: one.href?.baseVal ?? one.href ?? one.src ?? one.action ?? "",
  relative: /^[^/:]+([/?#]|$)/.test(one.getAttribute("href") ?? ""),
}))"""
INERT = {"colspan", "rowspan", "hidden", "open"}
"""Attributes that come and go with what a page has to show."""
SCHEMES = ("http:", "https:", "mailto:", "tel:", "sms:")


@dataclass
class Known:
    """What pages of harmless books consist of: a page of a hostile one has nothing else."""

    shapes: set[str] = field(default_factory=set)

    def learn(self, tab: Tab, addresses: Iterable[str]) -> None:
        for address in addresses:
            tab.open(address)
            self.shapes.update(_shapes(tab.page.evaluate(ELEMENTS)))

    def strange(self, tab: Tab, site: str) -> list[str]:
        """What the open page has that no harmless page has: elements, attributes, code, and kinds of address."""
        elements = tab.page.evaluate(ELEMENTS)
        handlers = [
            f"<{one['tag']} {name}>" for one in elements for name in one["attributes"] if name[:2] == "on"
        ]
        links = [one["address"] for one in elements if one["address"] and not one["relative"]]
        links = [link for link in links if f"<link> {link}" not in self.shapes]  # the icon of the tab
        bad = [link for link in links if not link.startswith((*SCHEMES, site))]
        unknown = sorted(set(_shapes(elements)) - self.shapes)
        return [f"strange: {one[:200]}" for one in (*handlers, *bad, *unknown)]


def _shapes(elements: list[dict[str, Any]]) -> Iterator[str]:
    for one in elements:
        yield f"<{one['tag']}> {one['code']}"
        if one["tag"] == "link" and one["address"].startswith("data:"):
            yield f"<link> {one['address']}"
        yield from (f"<{one['tag']} {name}>" for name in one["attributes"] if name not in INERT)
