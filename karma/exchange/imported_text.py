"""Text from elsewhere made fit for a log line: one line that means nothing but itself (faults.md I04)."""

from __future__ import annotations

import re
from hashlib import sha256

from karma.core.logline import one_line

_MEANINGFUL = re.compile(
    r"(?<=\[)(?=\[)"  # [[link]]
    r"|(?<=!)(?=\[)"  # ![image](http://…)
    r"|(?<=<)(?=[A-Za-z/!?])"  # <tag>
    r"|(?<=%)(?=%)"  # %% begins a comment in Obsidian
    r"|(?<=(?<![\w&/#])#)(?=[\w/-]*[^\W\d_])"  # #tag
)
_UNWANTED = re.compile("[\ufffe\uffff\ud800-\udfff]")
_LONGEST_ID = 64


def plain(text: str) -> str:
    """`text` on one line, with a space put into what would be a link, tag, image, HTML or comment.

    `[[x]]` becomes `[ [x]]`, `#idea` becomes `# idea`; `#5` is no tag and stays.
    """
    return _MEANINGFUL.sub(" ", one_line(_UNWANTED.sub(" ", text)))


def block_id(written: str) -> str:
    """`written` as an Obsidian block id (letters, digits, hyphens), `""` for none; different ids stay so."""
    written = one_line(written)
    kept = re.sub(r"[^A-Za-z0-9-]+", "-", written)[:_LONGEST_ID]
    if kept == written:
        return kept
    return f"{kept.strip('-')}-{sha256(written.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}".strip("-")
