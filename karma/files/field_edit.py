"""The edit of one field: its own lines of the front matter, every other byte as it was (rules 2 and 7)."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar

from karma.core.book import Contact
from karma.core.fields import FIELDS
from karma.core.problems import Fault
from karma.files.front_entry import ASIDE, KEY, rewritten
from karma.files.lines import content
from karma.files.outline import ending_near, outline
from karma.files.refusals import EditRefused
from karma.files.scalar import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

_ABSENT: dict[str, Any] = {spec.name: spec.default for spec in fields(Contact)}
_ORDER = tuple(FIELDS)


@dataclass(frozen=True, slots=True)
class SetField:
    """The field `name` set to `value`, in a new line at its place in the table if it was missing.

    A text for one value, texts for a list, as a person would type them; None or nothing removes the field.
    """

    name: str
    value: str | tuple[str, ...] | None
    entries: ClassVar[tuple[str, ...]] = ()

    def apply(self, text: str) -> str:
        """The text with the field's lines replaced, inserted or removed. Comments on other lines stay."""
        values = field_values(self.name, self.value)
        found = outline(text)
        if found.front is None:
            raise EditRefused(
                "the file has no front matter", "Begin it with three lines: `---`, `name: Their Name`, `---`."
            )
        first, last = found.front
        front = [content(line) for line in found.lines[first:last]]
        start, end = _span(front, self.name)
        old = front[start:end]
        if not values:
            new = []
        elif old:
            new = rewritten(old, values, as_list=_is_list(self.name, values))
        else:
            new = new_entry(self.name, values)
        return _spliced(found.lines, first + start, first + end, new)

    def expect(self, contact: Contact) -> Contact:
        """The contact with the field typed as the table of fields says."""
        values = field_values(self.name, self.value)
        spec = FIELDS[self.name]
        if not values:
            if _ABSENT[self.name] is MISSING:
                raise EditRefused("everybody has a name", "Give another name instead.")
            return replace(contact, **{self.name: _ABSENT[self.name]})
        typed: list[Any] = []
        for value in values:
            parsed = spec.parse(value)
            if isinstance(parsed, Fault):
                raise EditRefused(parsed.message, parsed.remedy)
            typed.append(parsed)
        meant: dict[str, Any] = {self.name: tuple(dict.fromkeys(typed)) if spec.many else typed[0]}
        return replace(contact, **meant)


def field_values(name: str, value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The values as they are written: stripped, each once. Raises EditRefused when there are too many."""
    spec = FIELDS.get(name)
    if spec is None:
        raise EditRefused(f"“{name}” is not a field of karma's", "Use a field of the reference.")
    given = (value,) if isinstance(value, str) else value or ()
    values = tuple(dict.fromkeys(filter(None, (one.strip() for one in given))))
    if len(values) > 1 and not spec.many:
        raise EditRefused(f"“{name}” takes one value", "Choose one of them.")
    return values


def new_entry(name: str, values: tuple[str, ...]) -> list[str]:
    """The lines of an entry that was not there: a block list for what may be many, as Obsidian writes it."""
    if _is_list(name, values):
        return [f"{name}:", *(f"  - {quote(value)}" for value in values)]
    return [f"{name}: {quote(values[0])}"]


def _is_list(name: str, values: tuple[str, ...]) -> bool:
    return FIELDS[name].many and values != ("true",)  # `private: true` is the one exception


def _span(front: list[str], name: str) -> tuple[int, int]:
    """The half-open range of the lines of `name`; when it is missing, the empty range at its place."""
    starts = _starts(front, name)
    if len(starts) > 1:
        raise EditRefused(
            f"“{name}” stands twice, on lines {starts[0] + 2} and {starts[1] + 2}",
            "Keep one of the two" + (", or put both values into one list." if FIELDS[name].many else "."),
        )
    if starts:
        return starts[0], _end(front, starts[0])
    for earlier in reversed(_ORDER[: _ORDER.index(name)]):
        if starts := _starts(front, earlier):
            end = _end(front, starts[-1])
            return end, end
    return 0, 0


def _starts(front: list[str], name: str) -> list[int]:
    return [i for i, line in enumerate(front) if (match := KEY.match(line)) and match["name"] == name]


def _end(front: list[str], start: int) -> int:
    """Behind the last line of the entry; blank lines and comments after it belong to what follows."""
    end = start + 1
    while end < len(front) and (front[end][:1] in " \t-]}#" or not front[end].strip()):
        end += 1
    while end > start + 1 and ASIDE.fullmatch(front[end - 1]):
        end -= 1
    return end


def _spliced(lines: list[str], start: int, end: int, new: Sequence[str]) -> str:
    """The text with the lines from `start` to `end` made `new`; those that stay keep their own ending."""
    old = {content(line): line for line in lines[start:end]}
    ending = ending_near(lines, start)
    return "".join([*lines[:start], *(old.get(line, line + ending) for line in new), *lines[end:]])
