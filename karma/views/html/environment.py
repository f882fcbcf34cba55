"""The Jinja environment of the pages: all is escaped, the unseen is made visible, names must exist."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined

from karma import __version__
from karma.core.called import first_name
from karma.core.money import money_words
from karma.views.html import urls, words
from karma.views.html.facts import facts
from karma.views.messages import mail_link
from karma.views.sandbox import Loader, Sandbox, TemplateBroken
from karma.views.show import show

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["FILTERS", "GENERATOR", "TemplateBroken", "environment"]

GENERATOR = f"karma {__version__}"
FILTERS = {
    "long_day": words.long_day,
    "short_day": words.short_day,
    "month_day": words.month_day,
    "relative": words.relative,
    "period": words.period_words,
    "days_over": words.days_over,
    "amount": words.amount_words,
    "money": money_words,
    "first_name": first_name,
    "facts": facts,
    "tel": urls.phone_url,
    "mailto": urls.mail_url,
    "mail_link": mail_link,
    "web": urls.web_url,
    "safe_url": urls.safe_url,
}
"""What a template may call with `|`, besides Jinja's own and `pieces`, `linked` and `href` of the site."""

_POLICY = (
    "default-src 'none'; style-src '{style}'; script-src '{script}'; img-src 'self' data:;"
    " base-uri 'none'; form-action 'none'"
)


def environment(folders: Iterable[Path]) -> Environment:
    """Templates from `folders`, the first that has a name wins: the book's own, then the theme.

    `style.css` and `script.js` of the theme are put into every page as they stand, and the policy of the page
    allows these two by their hashes and nothing else. Raises TemplateBroken, here or when a page is rendered,
    for what is wrong in a template of any folder but the last.
    """
    all_folders = tuple(folders)
    env = Sandbox(
        loader=Loader([str(folder) for folder in all_folders], followlinks=False),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.own = all_folders[:-1]
    env.filters.update(FILTERS)
    style, script = _source(env, "style.css"), _source(env, "script.js")
    env.globals.update(
        generator=GENERATOR,
        style=style,
        script=script,
        policy=_POLICY.format(style=_hash(style), script=_hash(script)),
    )
    return env


def _finalize(value: Any) -> Any:
    """Marked safe: macros, cleaned prose, the theme's own style and script. Anything else is only text."""
    return value if hasattr(value, "__html__") else show(str(value))


def _source(env: Environment, name: str) -> str:
    if env.loader is None:
        return ""
    return env.loader.get_source(env, name)[0]


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
