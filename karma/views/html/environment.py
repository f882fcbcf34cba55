"""The Jinja environment of the pages: all is escaped, the unseen is made visible, names must exist."""

from __future__ import annotations

from hashlib import blake2b
from operator import call
from typing import TYPE_CHECKING, Any

from jinja2 import Environment

from karma import __version__
from karma.core.afterwards import log_command
from karma.core.called import first_name
from karma.core.money import money_words
from karma.views.html import urls, words
from karma.views.html.compiled import Compiled
from karma.views.html.facts import facts
from karma.views.html.generated import Printing, Trusted
from karma.views.html.markup import MARKUP_FILTERS, printed
from karma.views.messages import mail_link
from karma.views.sandbox import Loader, Sandbox, TemplateBroken, Unknown
from karma.views.show import show

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path

    from karma.views.html.compiled import Code

__all__ = ["FILTERS", "GENERATOR", "TemplateBroken", "environment", "templates_digest"]

GENERATOR = f"karma {__version__}"
FILTERS = {
    "long_day": words.long_day,
    "short_day": words.short_day,
    "month_day": words.month_day,
    "relative": words.relative,
    "period": words.period_words,
    "days_over": words.days_over,
    "spoken_days": words.spoken_days,
    "amount": words.amount_words,
    "money": money_words,
    "first_name": first_name,
    "facts": facts,
    "log_command": log_command,
    "place": words.place_words,
    **MARKUP_FILTERS,
    "tel": urls.phone_url,
    "mailto": urls.mail_url,
    "mail_link": mail_link,
    "web": urls.web_url,
    "safe_url": urls.safe_url,
}
"""What a template may call with `|`, besides Jinja's own and `pieces`, `linked` and `href` of the site."""


def environment(folders: Iterable[Path], code: Code | None = None) -> Environment:
    """Templates from `folders`, the first that has a name wins: the book's own, then the theme.

    Templates that came with a book run in a sandbox; karma's own alone are trusted, and twice as fast without
    it. A style or a script of the book's own is no template. `code` keeps what they are compiled to.
    Raises TemplateBroken when a page is rendered, for what is wrong in a template of any folder but the last.
    """
    all_folders = tuple(folders)
    kind = Sandbox if has_own_templates(all_folders) else Environment
    env = kind(
        loader=Loader([str(folder) for folder in all_folders], followlinks=False),
        autoescape=True,
        undefined=Unknown,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    env.code_generator_class = Printing if kind is Sandbox else Trusted
    env.printed, env.called = printed, call  # type: ignore[attr-defined]  # for the code that is generated
    if code is not None:
        env.bytecode_cache = Compiled(kind.__name__, code)
    if isinstance(env, Sandbox):
        env.own = all_folders[:-1]
    env.filters.update(FILTERS)
    env.globals["generator"] = GENERATOR
    return env


def templates_digest(folders: Iterable[Path], but: Container[str] = ()) -> bytes:
    """A digest of everything in the folders that a template may be or take in. Raises OSError.

    What stands in folders in them that are named in `but` does not count.
    """
    found = blake2b(digest_size=16)
    for folder in folders:
        every = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        counted = [path for path in every if path.relative_to(folder).parts[0] not in but]
        found.update(b"\0folder" if counted else b"")
        for path in counted:
            data = path.read_bytes()
            head = f"\0{path.relative_to(folder).as_posix()}\0{len(data)}\0"
            found.update(head.encode("utf-8", "surrogateescape") + data)
    return found.digest()


def has_own_templates(folders: Iterable[Path]) -> bool:
    """True when any folder but the last, which is karma's, has a template of a page."""
    *own, _ = folders
    return any(page for folder in own for page in folder.rglob("*.html"))


def _finalize(value: Any) -> Any:
    """As `printed`, where Jinja escapes: for what is known when a template is compiled."""
    return value if hasattr(value, "__html__") else show(str(value))
