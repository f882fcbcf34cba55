"""Lines of a text with their endings, as editors count them: LF, CRLF and CR end a line, nothing else."""

from __future__ import annotations

import re

FENCE = re.compile(r"---[ \t]*$")
"""The first line of a contact file, and the one that ends its front matter."""
FENCE_END = re.compile(r"(?:---|\.\.\.)[ \t]*$")
"""Every line that YAML lets end the front matter."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def split_lines(text: str) -> list[str]:
    """The lines of `text`, each with its ending; joined they are `text` again.

    Unlike `str.splitlines`, form feeds and U+2028 stay inside a line, as they do in every editor.
    """
    return _LINE.findall(text)


def content(line: str) -> str:
    """The line without its ending."""
    return line.rstrip("\r\n")


def contents(text: str) -> list[str]:
    """The lines of `text` without their endings."""
    if "\r" in text:
        return [content(line) for line in split_lines(text)]
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1]


def newline_of(text: str) -> str:
    """The line ending that `text` uses: that of its first line, or LF when it has none."""
    match = re.search(r"\r\n|\r|\n", text)
    return match[0] if match else "\n"
