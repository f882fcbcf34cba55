"""The bodies of two files of one person as one: everything that either says, and what both say once.

One event that stands in both logs happened once (faults.md G03); a promise that was kept in one is kept.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from karma.core import logline
from karma.core.problems import Fault
from karma.files.body import Section, item_text, meaning_of
from karma.files.lines import content
from karma.files.merge.log import merge_log
from karma.files.merge.pairs import triples
from karma.files.merge.promises import merge_promises
from karma.files.merge.rows import split_rows
from karma.files.outline import Outline, append_rows, insert, outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from karma.core.verbs import Verb
    from karma.files.merge.rows import Row


def joined_body(text: str, other: str, more: Sequence[str], verbs: Mapping[str, Verb]) -> str:
    """`text` with what the body of `other` says and it does not; `more` are lines for the end of the prose.

    Raises EditRefused when the front matter of one of them never ends.
    """
    theirs = outline(other)
    text = _with_prose(text, theirs, more)
    text = _with_new(text, theirs, "next time", "Next time", lambda row: item_text(row.lines[0]))
    text = _with_promises(text, theirs)
    return _with_log(text, theirs, verbs)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a prose, without the blank lines around them."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            found[-1].append(line.rstrip())
        elif found[-1]:
            found.append([])
    return ["\n".join(lines) for lines in found if lines]


# The prose


def _with_prose(text: str, theirs: Outline, more: Sequence[str]) -> str:
    """The other prose under the own one, before the first section that has a meaning."""
    found = outline(text)
    new = [*_new_prose(found, theirs), *([""] if more else []), *more]
    while new and not new[0].strip():
        del new[0]
    if not new:
        return text
    at = next((line.number - 1 for line in found.body if line.section != "prose"), len(found.lines))
    above = [""] if at and content(found.lines[at - 1]).strip() else []
    below = [""] if at < len(found.lines) else []
    return insert(found.lines, at, [*above, *new, *below])


def _new_prose(found: Outline, theirs: Outline) -> list[str]:
    """The lines of the other prose but for paragraphs that stand here too; a heading goes with what is below.

    Where there is a block of code, blank lines are part of it: then it is all or nothing.
    """
    own, other = _prose(found), _prose(theirs)
    if any(line.fenced for line in theirs.body):
        return [] if other in own else other.split("\n")
    known = set(paragraphs(own))
    new: list[str] = []
    headings: list[str] = []
    for paragraph in paragraphs(other):
        if paragraph.startswith("#") and "\n" not in paragraph:
            headings.append(paragraph)
        elif paragraph in known:
            headings.clear()
        else:
            for part in (*headings, paragraph):
                new += ["", *part.split("\n")]
            headings.clear()
    for heading in headings:
        new += [] if heading in known else ["", heading]
    return new[1:]


def _prose(found: Outline) -> str:
    return "\n".join(line.text.rstrip() for line in found.body if line.section == "prose").strip("\n")


# The sections


def rows_of(found: Outline, section: Section) -> list[Row]:
    """The rows of all such sections; what stands right under a bullet belongs to it."""
    texts = ["" if line.heading else line.text for line in found.body if line.section == section]
    return split_rows(texts, joined=section != "next time")


def _with_new(text: str, theirs: Outline, section: Section, title: str, key: Callable[[Row], object]) -> str:
    new = [line for row in _not_here(text, theirs, section, key) for line in row.lines]
    new = [*_headings(theirs, section), *new] if new else []
    return append_rows(text, section, title, new) if new else text


def _not_here(text: str, theirs: Outline, section: Section, key: Callable[[Row], object]) -> list[Row]:
    """The other rows that stand here less often than there."""
    here = Counter(map(key, rows_of(outline(text), section)))
    new = []
    for row in rows_of(theirs, section):
        here[key(row)] -= 1
        if here[key(row)] < 0:
            new.append(row)
    return new


def _headings(theirs: Outline, section: Section) -> Iterator[str]:
    """Headings of the user's own inside such a section, so deep that they do not end the one here."""
    for line in theirs.body:
        if line.section == section and line.heading and not meaning_of(line.text):
            yield f"###### {line.text.strip().lstrip('#').strip()}"


def _with_promises(text: str, theirs: Outline) -> str:
    """One that was made in both stands once, closed if it is closed in one of them."""
    own, other = rows_of(outline(text), "promises"), rows_of(theirs, "promises")
    new = []
    for pair in triples([], own, other):
        if pair.theirs is None:
            continue
        row = other[pair.theirs]
        if pair.ours is None:
            new += list(row.lines)
            continue
        joined = merge_promises([], [own[pair.ours]], [row])
        lines = [piece for piece in joined if isinstance(piece, str) and piece.strip()]
        if len(lines) < len(joined) and not all(isinstance(piece, str) for piece in joined):
            new += list(row.lines)  # the two contradict each other: both stay
        elif tuple(lines) != own[pair.ours].lines:
            text = _replaced(text, own[pair.ours], lines)
    new = [*_headings(theirs, "promises"), *new] if new else []
    return append_rows(text, "promises", "Promises", new) if new else text


def _replaced(text: str, row: Row, new: Sequence[str]) -> str:
    """The text with another promise in the place of the first that reads like `row`."""
    found = outline(text)
    at = next(line.number - 1 for line in found.rows("promises") if line.text == row.lines[0])
    line = found.lines[at]
    ending = line[len(content(line)) :]
    return "".join([*found.lines[:at], new[0] + ending, *found.lines[at + 1 :]])


def _with_log(text: str, theirs: Outline, verbs: Mapping[str, Verb]) -> str:
    """By day, where the log is nothing but rows; else what is new stands at its end."""

    def key(row: Row) -> object:
        entry = logline.parse(row.lines[0], verbs)
        return (row.lines[0].strip() if isinstance(entry, Fault) else logline.write(entry), row.lines[1:])

    new = _not_here(text, theirs, "log", key)
    headings = list(_headings(theirs, "log"))
    text = (
        append_rows(text, "log", "Log", [*headings, *(line for row in new for line in row.lines)])
        if new
        else text
    )
    return text if headings else _by_day(text, len(new))


def _by_day(text: str, new: int) -> str:
    found = outline(text)
    stretch = found.section("log")
    rows = [line for line in stretch if not line.heading]
    if not new or len(rows) != len(stretch) - 1 or any(line.fenced for line in rows):
        return text
    filled = [line for line in rows if line.text.strip()]
    first, last = filled[0].number - 1, filled[-1].number
    split = split_rows((content(line) for line in found.lines[first:last]), joined=True)
    pieces = merge_log([], split[:-new], split[-new:])
    lines = [piece for piece in pieces if isinstance(piece, str)]
    if Counter(lines) != Counter(map(content, found.lines[first:last])):
        return text
    ending = found.lines[first][len(content(found.lines[first])) :] or "\n"
    end = found.lines[last - 1][len(content(found.lines[last - 1])) :]
    return "".join([*found.lines[:first], ending.join(lines) + end, *found.lines[last:]])
