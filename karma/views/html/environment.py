"""The Jinja environment of the pages: all is escaped, the unseen is made visible, names must exist."""

from __future__ import annotations

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


def environment(folders: Iterable[Path]) -> Environment:
    """Templates from `folders`, the first that has a name wins: the book's own, then the theme.

    Raises TemplateBroken when a page is rendered, for what is wrong in a template of any folder but the last.
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
    env.globals["generator"] = GENERATOR
    return env


def _finalize(value: Any) -> Any:
    """Marked safe: macros, cleaned prose, the theme's own style and script. Anything else is only text."""
    return value if hasattr(value, "__html__") else show(str(value))
