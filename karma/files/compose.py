"""The text of a new contact file, in the order of the table of fields and with the log last (format.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core import logline, promise
from karma.core.fields import FIELDS
from karma.core.logline import one_line
from karma.files.field_edit import field_values, new_entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from karma.core.logline import LogLine
    from karma.core.promise import Promise


def compose(  # noqa: PLR0913 - the parts of a file
    name: str,
    values: Mapping[str, str | tuple[str, ...] | None],
    prose: str = "",
    log: Sequence[LogLine] = (),
    *,
    promises: Sequence[Promise] = (),
    next_time: Sequence[str] = (),
) -> str:
    """The file of somebody new; `values` as a person would type them, empty ones left out.

    There is always a `## Log` at the end, so that a line appended by any means is a log line (rule 3).
    Raises EditRefused for a key that is no field and for two values where one is taken.
    """
    written = {key: field_values(key, value) for key, value in {**values, "name": name}.items()}
    front = [line for key in FIELDS if written.get(key) for line in new_entry(key, written[key])]
    parts = ["\n".join(["---", *front, "---"])]
    if prose.strip():
        parts.append(prose.strip("\r\n"))
    parts += _section("Next time", [f"- {one_line(text)}" for text in next_time])
    parts += _section("Promises", [promise.write(one) for one in promises])
    by_day = sorted(log, key=lambda entry: entry.date)
    parts += _section("Log", [logline.write(entry) for entry in by_day]) or ["## Log"]
    return "\n\n".join(parts) + "\n"


def _section(title: str, rows: list[str]) -> list[str]:
    return [f"## {title}", "\n".join(rows)] if rows else []
