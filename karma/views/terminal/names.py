"""Links in a user's text as the names of the people they lead to, as one would say them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from karma.core.links import LINK

if TYPE_CHECKING:
    from karma.core.book import Book

_NEXT_LINK = re.compile(r"\]\] +(?=\[\[)")


def named(text: str, book: Book) -> str:
    """`lunch with [[ann-lee]] [[jo-park]]: café` as `lunch with Ann Lee, Jo Park: café`.

    A link with a label shows the label; one that leads nowhere shows what it says.
    """
    if "[[" not in text:
        return text
    return LINK.sub(lambda link: link[2] or name_of(link[1].strip(), book), _NEXT_LINK.sub("]], ", text))


def name_of(target: str, book: Book) -> str:
    """The name of the person that a link target means, or the target when it means nobody."""
    person = book.resolve(target)
    return person.name if person else target
