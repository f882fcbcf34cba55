"""Jinja as every template of karma runs in it: what a book brings reads what it is given, and no more."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.environment import TemplateModule
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


OUT_OF_DATE = (
    "Take over from karma’s own file of that name what yours has not; `karma build --templates` says where "
    "that is. Without yours, karma takes its own."
)


class TemplateBroken(Exception):  # noqa: N818  (named for what is in the way)
    """A template of the book's own cannot be used: `place` is `templates/today.html:LINE`, `says` why."""

    def __init__(self, place: str, says: str, remedy: str = "") -> None:
        super().__init__(f"{place}: {says}")
        self.place, self.says = place, says
        self.remedy = remedy or "Mend that line; without the file, karma takes its own template of that name."


class Unknown(StrictUndefined):
    """A name that is not there: an error as soon as it is used, told in the words of the docs."""

    __slots__ = ()

    @property
    def _module(self) -> str:
        """The template that was imported and has no such macro, "" where it is another thing."""
        thing = self._undefined_obj
        return str(thing.__name__) if isinstance(thing, TemplateModule) else ""

    @property
    def _undefined_message(self) -> str:
        """As Jinja says it, but for what belongs to karma: that is known by its name in templates."""
        thing, name = self._undefined_obj, self._undefined_name
        if self._module:
            return f"“{self._module}” has no “{name}”"
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
        lacking = self._lacking(sys.exc_info()[1])  # before Jinja leaves its own places out
        try:
            super().handle_exception(source)
        except TemplateBroken:
            raise  # a message inside a page
        except Exception as failure:
            broken = self._where_it_went_wrong(failure) or self._out_of_date(failure, lacking)
            if broken:
                raise broken from failure
            raise

    def _where_it_went_wrong(self, failure: Exception) -> TemplateBroken | None:
        """The innermost line of the user's own; a frame around a page of karma's has no part in it."""
        for place in reversed(list(_places(failure))):
            if name := self._own_name(place.file):
                return TemplateBroken(f"{name}:{place.line}", _told(failure))
            if place.is_block:
                return None
        return None

    def _out_of_date(self, failure: Exception, lacking: Path | None) -> TemplateBroken | None:
        """What karma's own templates take in is the user's, and has not what they ask of it."""
        name = lacking and self._own_name(lacking)
        if not name:
            return None
        asks = list(_places(failure))[-1]
        says = f"{_told(failure)} (asked by karma’s own {asks.file.name}, line {asks.line})"
        return TemplateBroken(name, says, OUT_OF_DATE)

    def _lacking(self, failure: BaseException | None) -> Path | None:
        """The file that was imported and has no such macro, or has one that is called in another way."""
        thing = None
        for frame, _ in walk_tb(failure.__traceback__ if failure else None):
            thing = frame.f_locals.get("self")
        if isinstance(thing, Macro):
            return Path(thing._func.__code__.co_filename)  # Jinja tells it nowhere else
        if isinstance(thing, Unknown) and (module := thing._module):
            return next((own / module for own in self.own if (own / module).is_file()), None)
        return None

    def _own_name(self, file: Path) -> str:
        """`templates/today.html` for a file of the user's, "" for any other."""
        found = (
            f"{own.name}/{file.relative_to(own).as_posix()}" for own in self.own if file.is_relative_to(own)
        )
        return next(found, "")


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


class _Place(NamedTuple):
    """A line of a template where the failure went through; `is_block`: the frame of the page filled it in."""

    file: Path
    line: int
    is_block: bool


def _places(failure: Exception) -> Iterator[_Place]:
    """Where the failure went through, the innermost place last, or the template that does not parse."""
    for frame, number in walk_tb(failure.__traceback__):
        if "__jinja_exception__" in frame.f_globals:
            is_block = frame.f_code.co_name.startswith("block ")
            yield _Place(Path(frame.f_code.co_filename), number, is_block)
    if isinstance(failure, TemplateSyntaxError) and failure.filename:
        yield _Place(Path(failure.filename), failure.lineno, is_block=False)


def _told(failure: Exception) -> str:
    words = " ".join(str(failure.message if isinstance(failure, TemplateSyntaxError) else failure).split())
    return words or type(failure).__name__
