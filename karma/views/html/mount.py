"""What stands around the words of people's pages: made once for all of them, and nine tenths of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from karma.views.html.assets import MARKS, filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Environment
    from jinja2.runtime import Context

    from karma.views.html.assets import Assets

_FRAME = "base.html"
_TITLE, _CONTENT = "\0title\0", "\0content\0"
"""What keeps the places of the blocks of a page in its frame; see MARKS."""


class Mount(NamedTuple):
    """The frame of a page as UTF-8: up to its title, from there to its content, and the rest."""

    top: bytes
    middle: bytes
    end: bytes

    def around(self, env: Environment, template: str, names: dict[str, Any]) -> bytes:
        """The page that karma's own template makes of these names, which the frame must not tell apart."""
        made = env.get_template(template)
        context = made.new_context(names)
        title, content = ("".join(made.blocks[block](context)) for block in ("title", "content"))
        return b"".join((self.top, title.encode(), self.middle, content.encode(), self.end))


def mount(env: Environment, found: Assets, names: dict[str, Any]) -> Mount:
    """The frame of all pages that are given these names, with the style and the script in it."""
    frame = env.get_template(_FRAME)
    context = frame.new_context(names | MARKS | {"policy": found.policy})
    context.blocks |= {"title": [_saying(_TITLE)], "content": [_saying(_CONTENT)]}
    page = filled("".join(frame.root_render_func(context)), found)
    top, _, rest = page.partition(_TITLE.encode())
    middle, _, end = rest.partition(_CONTENT.encode())
    return Mount(top, middle, end)


def _saying(words: str) -> Callable[[Context], Iterator[str]]:
    return lambda _context: iter((words,))
