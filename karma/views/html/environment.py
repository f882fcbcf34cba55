"""The Jinja environment of the pages: all is escaped, the unseen is made visible, names must exist."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from karma import __version__
from karma.core.phrases import first_name
from karma.views.html import urls, words
from karma.views.html.facts import facts
from karma.views.show import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

GENERATOR = f"karma {__version__}"
FILTERS = {
    "long_day": words.long_day,
    "short_day": words.short_day,
    "month_day": words.month_day,
    "relative": words.relative,
    "period": words.period_words,
    "days_over": words.days_over,
    "amount": words.amount_words,
    "first_name": first_name,
    "facts": facts,
    "tel": urls.phone_url,
    "mailto": urls.mail_url,
    "web": urls.web_url,
    "safe_url": urls.safe_url,
}
"""What a template may call with `|`, besides Jinja's own and `pieces`, `linked` and `href` of the site."""

_POLICY = (
    "default-src 'none'; style-src '{style}'; script-src '{script}'; img-src 'self' data:;"
    " base-uri 'none'; form-action 'none'"
)


class TemplateBroken(Exception):  # noqa: N818  (named for what is in the way)
    """A template of the book's own cannot be used: `place` is `templates/today.html:LINE`, `says` why."""

    remedy = "Mend that line; without the file, karma takes its own template of that name."

    def __init__(self, place: str, says: str) -> None:
        super().__init__(f"{place}: {says}")
        self.place, self.says = place, says


class _Environment(ImmutableSandboxedEnvironment):
    """Templates of `own` folders came with the book, and what is wrong in them is told by file and line.

    A book may be a stranger's (faults.md, rule 1): a template reads what it is given, and nothing else.
    """

    own: tuple[Path, ...] = ()

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """As Jinja does, but for failures that come from a template of the user's. Raises TemplateBroken."""
        try:
            super().handle_exception(source)
        except Exception as failure:
            for file, number in reversed(list(_places(failure))):
                if (folder := next((own for own in self.own if file.is_relative_to(own)), None)) is not None:
                    place = f"{folder.name}/{file.relative_to(folder).as_posix()}:{number}"
                    raise TemplateBroken(place, _told(failure)) from failure
            raise


def environment(folders: Iterable[Path]) -> Environment:
    """Templates from `folders`, the first that has a name wins: the book's own, then the theme.

    `style.css` and `script.js` of the theme are put into every page as they stand, and the policy of the page
    allows these two by their hashes and nothing else. Raises TemplateBroken, here or when a page is rendered,
    for what is wrong in a template of any folder but the last.
    """
    all_folders = tuple(folders)
    env = _Environment(
        loader=_Loader([str(folder) for folder in all_folders], followlinks=False),
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


class _Loader(FileSystemLoader):
    """Stays inside its folders, and says which file is not UTF-8."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """As Jinja does. Raises TemplateBroken."""
        try:
            text, path, fresh = super().get_source(environment, template)
        except UnicodeDecodeError as failure:
            line = failure.object.count(b"\n", 0, failure.start) + 1
            raise TemplateBroken(f"templates/{template}:{line}", "this is not UTF-8") from failure
        if not any(Path(path).resolve().is_relative_to(Path(folder).resolve()) for folder in self.searchpath):
            raise TemplateBroken(f"templates/{template}:1", "this is a link that leads outside the folder")
        return text, path, fresh


def _places(failure: Exception) -> Iterator[tuple[Path, int]]:
    """Where the failure went through, the innermost place last, or the template that does not parse."""
    for frame, number in walk_tb(failure.__traceback__):
        yield Path(frame.f_code.co_filename), number
    if isinstance(failure, TemplateSyntaxError) and failure.filename:
        yield Path(failure.filename), failure.lineno


def _told(failure: Exception) -> str:
    words = " ".join(str(failure.message if isinstance(failure, TemplateSyntaxError) else failure).split())
    return words or type(failure).__name__


def _finalize(value: Any) -> Any:
    """Marked safe: macros, cleaned prose, the theme's own style and script. Anything else is only text."""
    return value if hasattr(value, "__html__") else show(str(value))


def _source(env: Environment, name: str) -> str:
    if env.loader is None:
        return ""
    return env.loader.get_source(env, name)[0]


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
