"""What stands in the body where karma does not look for it, and would be lost without a word (rule 6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from karma.core import logline
from karma.core.dates import parse_day
from karma.core.problems import Fault
from karma.files.body import meaning_of, open_fence, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from karma.core.verbs import Verb
    from karma.files.body import BodyLine

_DATED = re.compile(r"[ \t]{0,3}[-*+][ \t]+[12]\d{3}-")
_ENTRY = re.compile(r"- ([12]\d{3}-\d\d-\d\d)[ \t]+(?:\d\d?:\d\d[ \t]+)?([^\s:]+)")
_HEADINGS = {"nexttime": "Next time", "promise": "Promises", "log": "Log"}


def misplaced(body: list[BodyLine], verbs: Mapping[str, Verb]) -> Iterator[tuple[Fault, int]]:
    """What is wrong with where things stand, each with the number of its line.

    A heading that is nearly one with a meaning, a line of the log outside the Log, a second one stuck to the
    end of the first, and a block of code that is never closed and hides a section.
    """
    for line in body:
        section, number, text, heading, fenced = line
        if section == "log" and not heading:
            fault = _glued(text, verbs)
        elif fenced or not text:
            continue
        elif heading:
            fault = _odd_heading(text)
        else:
            fault = _OUTSIDE if is_log_line(text, verbs) else None
        if fault:
            yield fault, number
    opened = open_fence(body)
    if opened and any(line.number > opened.number and meaning_of(line.text) for line in body):
        yield _FENCE_OPEN, opened.number


def is_log_line(text: str, verbs: Mapping[str, Verb]) -> bool:
    """True for a line that the Log would take as it is."""
    return _DATED.match(text) is not None and not isinstance(logline.parse(text, verbs), Fault)


_OUTSIDE = Fault(
    "log-outside",
    "a line of the log stands outside the Log, and does not count",
    "Move it under the heading `## Log`, which is best the last one of the file.",
)
_FENCE_OPEN = Fault(
    "fence-open",
    "a block of code begins here and never ends, so the sections below do not count",
    "End it with the same signs on a line of their own.",
)


def _glued(text: str, verbs: Mapping[str, Verb]) -> Fault | None:
    """What `echo >>` does to a file whose last line has no ending: two entries on one line."""
    if text.find("- ", 1) < 0:
        return None
    for match in _ENTRY.finditer(text, 1):
        stuck = not text[match.start() - 1].isspace()
        if stuck and parse_day(match[1]) and match[2].casefold() in verbs:
            return Fault(
                "log-glued",
                "a second line of the log is stuck to the end of this one, and does not count",
                f"Begin a new line at `{match[0]}`.",
                col=match.start(),
            )
    return None


def _odd_heading(text: str) -> Fault | None:
    """A heading that differs from one with a meaning by a plural, a sign or a slip of the finger."""
    title = title_of(text)
    if meaning_of(text):
        return None
    word = "".join(filter(str.isalpha, title.casefold())).removesuffix("s")
    from difflib import get_close_matches  # noqa: PLC0415  (start-up)

    near = [word] if word in _HEADINGS else get_close_matches(word, ("nexttime", "promise"), 1, cutoff=0.9)
    if not near:
        return None
    meant = _HEADINGS[near[0]]
    return Fault(
        "odd-heading",
        f"“{title}” is no heading that karma reads, so what stands below it does not count",
        f"Did you mean “{meant}”?",
        col=text.index(title),
        severity="warning",
    )
