"""Which identity a path gives: nothing but its name."""

from __future__ import annotations

import re
import unicodedata

_ENDING = re.compile(r"\.md$", re.IGNORECASE)


def stem_of(path: str) -> str:
    """The identity that a path gives: its file name without `.md`, in NFC (rule 1)."""
    return unicodedata.normalize("NFC", _ENDING.sub("", path.rsplit("/", 1)[-1]))
