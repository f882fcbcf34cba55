"""From the text of a file to a contact and its problems: pure, and never raising, whatever the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from karma.core import logline, promise
from karma.core.book import Contact
from karma.core.fields import FIELDS
from karma.core.logline import INVISIBLE
from karma.core.names import name_from_stem
from karma.core.problems import Fault, Problem, did_you_mean
from karma.files.body import item_text, meaning_of, split_body
from karma.files.conflicts import MARKER, read_around_conflicts
from karma.files.frontmatter import parse_front_matter
from karma.files.lines import FENCE, FENCE_END, contents
from karma.files.misplaced import is_log_line, misplaced
from karma.files.stems import stem_of

if TYPE_CHECKING:
    from karma.core.config import Config
    from karma.files.body import BodyLine
    from karma.files.entry import Entry, Value

__all__ = ["CONTROL", "parse_contact", "stem_of"]

CONTROL = re.compile(f"[{INVISIBLE}]")
_UNWANTED = re.compile(f"[{INVISIBLE}\t\r\n]")
_OTHER_SPACE = {"\t": "a tab", "\n": "a line break", "\r": "a line break"}


def parse_contact(text: str, path: str, config: Config) -> tuple[Contact, tuple[Problem, ...]]:
    """The contact that `text` (without byte order mark, endings as in the file) says, and its problems.

    `path` is relative to the book and gives the identity. A line that cannot be understood becomes a problem
    and nothing else is lost by it (format.md, rule 6).
    """
    return _Parser(path, config).parse(text)


def _unwanted(char: str) -> Fault:
    if char in _OTHER_SPACE:
        what = f"{_OTHER_SPACE[char]} inside the value"
        return Fault("control-character", what, "Keep the value on one line, with spaces.")
    return Fault("control-character", f"an invisible control character, U+{ord(char):04X}", "Remove it.")


class _Parser:
    """Collects the attributes of one contact and its problems."""

    def __init__(self, path: str, config: Config) -> None:
        self.path, self.config = path, config
        self.problems: list[Problem] = []
        self.found: dict[str, Any] = {"lines": {}, "unknown": ()}

    def report(self, fault: Fault, line: int, col: int = 1) -> None:
        self.problems.append(fault.at(self.path, line, col))

    def parse(self, text: str) -> tuple[Contact, tuple[Problem, ...]]:
        lines = contents(text)
        if CONTROL.search(text):
            self._report_control_characters(lines)
            lines = [CONTROL.sub("\ufffd", line) for line in lines]
        if MARKER in text:
            lines, conflicts = read_around_conflicts(lines, self.path)
            self.problems += conflicts
        start, end, body = self._fences(lines)
        if start < end:
            self._front_matter(lines[start:end], start + 1)
        self._body(split_body(lines[body:], body + 1))
        return self._contact(), tuple(sorted(self.problems))

    def _contact(self) -> Contact:
        stem = stem_of(self.path)
        if not self.found.get("name"):
            self.found["name"] = name_from_stem(stem)
            if not any(problem.code.startswith("front-matter") for problem in self.problems):
                fault = Fault(
                    "missing-name", "this person has no name", "Add `name: ` and how you say it aloud."
                )
                self.report(fault, 1)
        archived = "archive" in self.path.split("/")[:-1]
        return Contact(id=stem, path=self.path, archived=archived, **self.found)

    def _report_control_characters(self, lines: list[str]) -> None:
        for number, line in enumerate(lines, 1):
            if match := CONTROL.search(line):
                self.report(_unwanted(match[0]), number, match.start() + 1)

    # The front matter

    def _fences(self, lines: list[str]) -> tuple[int, int, int]:
        """The half-open range of lines between the fences, and where the body begins.

        (0, 0, 0) and a report when there are none.
        """
        if not lines or not FENCE.match(lines[0]):
            fault = Fault(
                "front-matter-missing",
                "the file does not begin with `---`, so it says nothing about a person",
                "Begin with three lines, `---`, `name: Their Name`, `---`; or move it out of contacts/.",
            )
            self.report(fault, 1)
            return 0, 0, 0
        end = next((i for i, line in enumerate(lines) if i and FENCE_END.match(line)), None)
        if end is None:
            return self._open_front_matter(lines)
        if lines[end].startswith("..."):
            fault = Fault(
                "front-matter-end", "`...` ends the front matter", "Write `---` there.", severity="warning"
            )
            self.report(fault, end + 1)
        return 1, end, end + 1

    def _open_front_matter(self, lines: list[str]) -> tuple[int, int, int]:
        """Fields that no fence ends stop at a blank line or at a heading with a meaning."""
        fault = Fault(
            "front-matter-open",
            "the front matter is never closed",
            "Put a line `---` under the last field.",
        )
        self.report(fault, 1)
        end = next((i for i, line in enumerate(lines) if not line.strip() or meaning_of(line)), len(lines))
        return 1, end, end

    def _front_matter(self, lines: list[str], first: int) -> None:
        front = parse_front_matter(lines, first, self.path)
        self.problems += front.problems
        unknown: list[tuple[str, str]] = []
        for entry in front.entries:
            self.found["lines"][entry.key] = entry.line
            if entry.key in FIELDS:
                self._field(entry)
            else:
                self._unknown_key(entry)
                unknown.append((entry.key, ", ".join(value.text for value in entry.values)))
        self.found["unknown"] = tuple(unknown)

    def _field(self, entry: Entry) -> None:
        spec = FIELDS[entry.key]
        if entry.nested:
            fault = Fault(
                "field-nested",
                f"“{entry.key}” holds more than text and lists",
                "The front matter is flat: one value, or a list with `- `.",
            )
            self.report(fault, entry.line)
            return
        values = [typed for value in entry.values if (typed := self._typed(entry.key, value)) is not None]
        if spec.many:
            self.found[entry.key] = tuple(dict.fromkeys(values))
        elif values:
            self.found[entry.key] = values[0]
            if len(entry.values) > 1:
                fault = Fault(
                    "field-single",
                    f"“{entry.key}” takes one value; the first one counts",
                    "Keep one of them.",
                )
                self.report(fault, entry.values[1].line, entry.values[1].col)

    def _typed(self, key: str, value: Value) -> Any:
        text = value.text.strip()
        if not text:
            return None
        if not text.isprintable() and (match := _UNWANTED.search(text)):
            self.report(_unwanted(match[0]), value.line, value.col)
        typed = FIELDS[key].parse(text)
        if isinstance(typed, Fault):
            self.report(typed, value.line, value.col)
            return None
        if key == "circle" and typed not in self.config.circles:
            hint = did_you_mean(text, self.config.circles)
            fault = Fault(
                "unknown-circle",
                f"no circle is called “{text}”",
                f"{hint}Or declare it in karma.toml as [circles.{typed}].",
                severity="warning",
            )
            self.report(fault, value.line, value.col)
        return typed

    def _unknown_key(self, entry: Entry) -> None:
        """Unknown keys are the user's own; only one that is nearly a field is worth a word (rule 2)."""
        hint = did_you_mean(entry.key, FIELDS)
        if hint:
            fault = Fault(
                "unknown-field",
                f"“{entry.key}” is not a field of karma's",
                f"{hint}Other keys of your own are fine.",
                severity="warning",
            )
            self.report(fault, entry.line)

    # The body

    def _body(self, body: list[BodyLine]) -> None:
        for fault, number in misplaced(body, self.config.verbs):
            self.report(fault, number)
        sections: dict[str, list[BodyLine]] = {"prose": [], "next time": [], "promises": [], "log": []}
        for line in body:
            section, _, said, heading, _ = line
            if section == "prose" or (said and not heading and not said.isspace()):
                sections[section].append(line)
        self.found["prose"] = "\n".join(line.text for line in sections["prose"]).strip("\n")
        self.found["next_time"] = tuple(item_text(line.text) for line in sections["next time"])
        self.found["promises"] = tuple(filter(None, map(self._promise, sections["promises"])))
        entries = list(filter(None, map(self._log_line, sections["log"])))
        self.found["log"] = tuple(sorted(entries, key=lambda entry: entry.date))

    def _promise(self, line: BodyLine) -> promise.Promise | None:
        parsed = promise.parse(line.text, line.number)
        if isinstance(parsed, Fault):
            if line.fenced or not is_log_line(line.text, self.config.verbs):  # which `misplaced` reports
                self.report(parsed, line.number)
            return None
        return parsed

    def _log_line(self, line: BodyLine) -> logline.LogLine | None:
        parsed = logline.parse(line.text, self.config.verbs, line.number)
        if isinstance(parsed, Fault):
            self.report(parsed, line.number)
            return None
        return parsed
