"""The style and the scripts, put together from the theme's files, and the policy that lets only these run."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

STYLES = ("base", "parts", "today", "people", "person", "charts", "print")
"""`style/NAME.css`, in the order in which they overrule each other: one style for every page."""
SCRIPTS = ("age", "keys", "copy")
"""`script/NAME.js`, one script for every page; `people` goes on the page of people besides."""
_POLICY = (
    "default-src 'none'; style-src '{style}'; script-src '{script}'; img-src 'self' data:;"
    " base-uri 'none'; form-action 'none'"
)
MARKS = {"style": "\0style\0", "script": "\0script\0"}
"""What keeps their places in a page of karma's own templates. No word of a file holds it: what cannot be seen
is made visible."""


@dataclass(frozen=True, slots=True)
class Assets:
    """What stands in a page as it is. `policy` is the text of its first meta element (faults.md, rule 8).

    It knows the style and the script by their hashes, and lets a page do nothing else.
    """

    style: str
    script: str
    policy: str


def assets(env: Environment, *, search: bool = False) -> Assets:
    """The style and the script of a page, with `search` of the page of people.

    A file of the book's own stands before karma's.
    """
    names = (*SCRIPTS, "people") if search else SCRIPTS
    style = "\n" + "".join(_source(env, f"style/{name}.css") for name in STYLES)
    script = "\n" + "".join(_source(env, f"script/{name}.js") for name in names)
    return Assets(style, script, _POLICY.format(style=_hash(style), script=_hash(script)))


def filled(page: str, found: Assets) -> bytes:
    """The page as UTF-8, with the style and the script where their MARKS are.

    They are four fifths of most, and so are not joined and encoded for every page anew.
    """
    style, script = _encoded(found)
    top, _, rest = page.encode().partition(MARKS["style"].encode())
    middle, _, end = rest.rpartition(MARKS["script"].encode())
    return b"".join((top, style, middle, script, end))


@lru_cache(maxsize=4)
def _encoded(found: Assets) -> tuple[bytes, bytes]:
    return found.style.encode(), found.script.encode()


def _source(env: Environment, name: str) -> str:
    if env.loader is None:
        return ""
    return env.loader.get_source(env, name)[0]


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
