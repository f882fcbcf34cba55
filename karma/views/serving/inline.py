"""A page as the server sends it: its style and scripts are files of the server's, and it listens for news.

On the disk they stand in the page, allowed by their hashes. Here the policy in the header is stricter still,
and since policies add up, that in the page must not forbid more than it. All that is replaced is text that is
known to the letter; the page is not parsed, and the one on the disk stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from karma.views.html.assets import assets
from karma.views.html.environment import environment
from karma.views.serving.answer import POLICY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CSS = "text/css; charset=utf-8"
JAVASCRIPT = "text/javascript; charset=utf-8"
_HERE = Path(__file__).parent
_IN_A_PAGE = POLICY.rpartition("; frame-ancestors")[0]
"""The same for a meta element, where frame-ancestors does not count."""
_END = b"</body>"


@dataclass(frozen=True, slots=True)
class Inline:
    """What stands in the pages of one build: texts to replace, and the files that are sent for them."""

    swaps: tuple[tuple[bytes, bytes], ...]
    files: Mapping[str, tuple[str, bytes]]
    """The content type and the bytes by path."""


def own_files() -> Mapping[str, tuple[str, bytes]]:
    """What the server adds to each page: a few lines that listen for news, and how they look."""
    return {
        "/live.js": (JAVASCRIPT, (_HERE / "live.js").read_bytes()),
        "/live.css": (CSS, (_HERE / "live.css").read_bytes()),
    }


def inline(folders: Iterable[Path]) -> Inline:
    """What the templates of these folders put into their pages. Raises TemplateBroken."""
    env = environment(folders)
    escape = env.filters["escape"]
    found = [assets(env, search=search) for search in (False, True)]
    policies = dict.fromkeys(one.policy for one in found)
    swaps = [(f'content="{escape(policy)}"', f'content="{escape(_IN_A_PAGE)}"') for policy in policies]
    files = dict(own_files())
    for number, style in enumerate(dict.fromkeys(one.style for one in found)):
        path = f"/style{number or ''}.css"
        files[path] = (CSS, style.encode())
        swaps.append((f"<style>{style}</style>", f'<link rel="stylesheet" href="{path}">'))
    for number, script in enumerate(dict.fromkeys(one.script for one in found)):
        path = f"/script{number or ''}.js"
        files[path] = (JAVASCRIPT, script.encode())
        swaps.append((f"<script>{script}</script>", f'<script src="{path}"></script>'))
    return Inline(tuple((was.encode(), now.encode()) for was, now in swaps), files)


def served(page: bytes, tag: str, swaps: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The page as a browser gets it; `tag` tells it which page it has."""
    for was, now in swaps:
        page = page.replace(was, now)
    script = f'<script src="/live.js" data-tag="{tag}"></script>'
    live = f'<link rel="stylesheet" href="/live.css">\n{script}\n'
    before, end, after = page.rpartition(_END)
    return before + live.encode() + end + after if end else page + live.encode()
