"""Pages in a test: made from a few people, and read as a browser would read them."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from karma.core.dashboard import dashboard
from karma.views.html.pages import pages
from karma.views.theme import theme_folder

if TYPE_CHECKING:
    from karma.core.book import Book

TODAY = date(2026, 11, 20)
VOID = {"meta", "br", "hr", "img", "input", "link"}


def made(book: Book, today: date = TODAY) -> dict[str, str]:
    """The text of every page by name."""
    return {name: data.decode() for name, data in pages(dashboard(book, today), [theme_folder()]).items()}


class Page(HTMLParser):
    """One page: its elements in order, its ids and addresses, and what is wrong with its nesting."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.append((self.open[-1], data))

    def text(self, tag: str) -> str:
        """All text directly inside elements of that name."""
        return "".join(data for inside, data in self.texts if inside == tag)

    def all(self, name: str) -> list[str]:
        """The values of one attribute all over the page."""
        return [attrs[name] or "" for _, attrs in self.elements if name in attrs]

    @property
    def visible(self) -> str:
        """Everything a reader sees, on one line."""
        shown = (data for inside, data in self.texts if inside not in ("style", "script", "title"))
        return " ".join("".join(shown).split())
