"""Jinja as every template of karma runs in it: what a book brings reads what it is given, and no more."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, NoReturn

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class TemplateBroken(Exception):  # noqa: N818  (named for what is in the way)
    """A template of the book's own cannot be used: `place` is `templates/today.html:LINE`, `says` why."""

    remedy = "Mend that line; without the file, karma takes its own template of that name."

    def __init__(self, place: str, says: str) -> None:
        super().__init__(f"{place}: {says}")
        self.place, self.says = place, says


class Unknown(StrictUndefined):
    """A name that is not there: an error as soon as it is used, told in the words of the docs."""

    @property
    def _undefined_message(self) -> str:
        """As Jinja says it, but for what belongs to karma: that is known by its name in templates."""
        thing, name = self._undefined_obj, self._undefined_name
        if not type(thing).__module__.startswith("karma.") or not isinstance(name, str):
            return super()._undefined_message
        kind = _IN_TEMPLATES.get(type(thing).__name__, type(thing).__name__)
        known = [one for one in dir(thing) if not one.startswith("_")]
        near = get_close_matches(name, known, n=1)
        return f"“{kind}” has no “{name}”" + (f"; did you mean “{near[0]}”?" if near else "")


_IN_TEMPLATES = {"Config": "settings", "Frame": "site"}


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates of `own` folders came with the book, and what is wrong in them is told by file and line.

    A book may be a stranger's (faults.md, rule 1): a template reads what it is given, and nothing else.
    """

    own: tuple[Path, ...] = ()

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """As Jinja does, but for failures that come from a template of the user's. Raises TemplateBroken."""
        try:
            super().handle_exception(source)
        except TemplateBroken:
            raise  # a message inside a page
        except Exception as failure:
            for file, number in reversed(list(_places(failure))):
                if (folder := next((own for own in self.own if file.is_relative_to(own)), None)) is not None:
                    place = f"{folder.name}/{file.relative_to(folder).as_posix()}:{number}"
                    raise TemplateBroken(place, _told(failure)) from failure
            raise


class Loader(FileSystemLoader):
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
