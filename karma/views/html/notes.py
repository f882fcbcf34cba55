"""Notes that were rendered before: Markdown is the dearest part of a page, and prose seldom changes."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING

from karma.core.digest import digest
from karma.views.html.shown import Shown

if TYPE_CHECKING:
    from karma.views.html.links import Links
    from karma.views.html.prose import Prose

Entry = tuple[tuple[str, ...], bytes, str, str | None, tuple[str, ...]]
"""What the note asked about others, the digest of the answers, and what it is shown as (see `Shown`)."""
Remembered = MutableMapping[bytes, Entry]
"""Entries by the digest of the prose: plain values, as `marshal` takes them."""

ROOT = "../"
"""The way from a person's page to the top of the site."""


class Notes:
    """The notes of people's pages. What stands in `remembered` counts while its links lead where they led.

    `fresh` are those that were rendered anew.
    """

    def __init__(self, links: Links, remembered: Remembered) -> None:
        self._links, self._remembered = links, remembered
        self._prose: Prose | None = None
        self.fresh: dict[bytes, Entry] = {}

    def render(self, source: str) -> Shown:
        """The note as safe HTML, see `Prose.render`."""
        key = digest(source.encode("utf-8", "surrogatepass"))
        entry = self._remembered.get(key)
        if entry is not None and self._links.answers(entry[0]) == entry[1]:
            self._links.also(entry[0])
            return Shown(*entry[2:])
        shown, asked = self._anew(source)
        entry = asked, self._links.answers(asked), shown.html, shown.refused, shown.lines
        self._remembered[key] = self.fresh[key] = entry
        return shown

    def _anew(self, source: str) -> tuple[Shown, tuple[str, ...]]:
        if self._prose is None:
            from karma.views.html.prose import Prose  # noqa: PLC0415  (Markdown takes a while to import)

            self._prose = Prose(self._follow)
        with self._links.apart() as asked:
            shown = self._prose.render(source)
        return shown, tuple(asked)

    def _follow(self, target: str) -> tuple[str, str] | None:
        return self._links.follow(target, ROOT)
