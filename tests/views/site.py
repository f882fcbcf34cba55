"""Pages in a test: made from a few people, and read as a browser would read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from karma.core.dashboard import dashboard
from karma.views.html.pages import Memory, Site
from karma.views.theme import theme_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.core.book import Book
    from karma.core.history.revision import Revision

TODAY = date(2026, 11, 20)
CODE = Memory().code
"""The templates made ready, once for all tests: that takes longer than the pages of a few people."""
VOID = {"meta", "br", "hr", "img", "input", "link"}
PHRASES = {
    "a",
    "b",
    "bdi",
    "br",
    "button",
    "code",
    "em",
    "input",
    "kbd",
    "label",
    "option",
    "select",
    "span",
    "strong",
    "time",
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
ONLY_PHRASES = HEADINGS | PHRASES | {"p", "pre", "caption", "summary", "title"}
ONLY_CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"div"},
    "table": {"caption", "thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
}
ONLY_PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"div"},
    "dd": {"div"},
    "tr": {"thead", "tbody"},
    "th": {"tr"},
    "td": {"tr"},
    "summary": {"details"},
}
NAMED = HEADINGS | {"a", "button", "summary", "title", "caption", "label", "th", "dt"}
"""What a reader hears by its words."""
OPERATED = {"a", "button", "input", "summary", "label"}


class Made(Mapping[str, str]):
    """The text of every page by name, each made when it is first asked for: most tests look at one."""

    def __init__(self, site: Site) -> None:
        self._site, self._texts = site, dict[str, str]()

    def __getitem__(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = self._site.render(name).decode()
        return self._texts[name]

    def __contains__(self, name: object) -> bool:
        return name in self._site.names

    def __iter__(self) -> Iterator[str]:
        return iter(self._site.names)

    def __len__(self) -> int:
        return len(self._site.names)


def made(book: Book, today: date = TODAY, revisions: Sequence[Revision] = ()) -> Made:
    """All pages of a book; `revisions` are what the history tells, the newest first."""
    return Made(Site(dashboard(book, today, revisions), [theme_folder()], memory=Memory(code=CODE)))


class Page(HTMLParser):
    """One page: its elements in order, its ids and addresses, and what a validator would say of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.said: list[str] = []
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
        self.faults += self._misplaced(tag)
        if tag == "a" and "href" not in names:
            self.faults.append("<a> leads nowhere")
        if tag not in VOID:
            self.open.append(tag)
            self.said.append("")

    def _misplaced(self, tag: str) -> Iterator[str]:
        parent = self.open[-1] if self.open else None
        if parent in ONLY_PHRASES and tag not in PHRASES:
            yield f"<{tag}> in <{parent}>"
        if parent in ONLY_CHILDREN and tag not in ONLY_CHILDREN[parent]:
            yield f"<{tag}> in <{parent}>"
        if parent and parent not in ONLY_PARENTS.get(tag, {parent}):
            yield f"<{tag}> in <{parent}>"
        if tag in OPERATED and {"a", "summary"} & set(self.open):
            yield f"<{tag}> in a link or summary"

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")
            return
        words = self.said.pop()
        if self.said:
            self.said[-1] += words
        if tag in NAMED and not words.strip():
            self.faults.append(f"<{tag}> says nothing")

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.append((self.open[-1], data))
            self.said[-1] += data
            if self.open[-1] in ONLY_CHILDREN and data.strip():
                self.faults.append(f"text in <{self.open[-1]}>")

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
