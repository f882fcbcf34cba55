"""From what somebody is called to what their file is called (faults.md P01, P02, P05–P07, P11)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from karma.core.links import fold

if TYPE_CHECKING:
    from collections.abc import Container

LONGEST = 200
"""Bytes of UTF-8 in a stem, so that `.md` and an editor's own endings still fit into 255."""

_DROPPED = "'’‘ʼ`´"  # O'Brien is obrien, not o-brien
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
_EDITOR_PROBE = "4913"  # vim tries whether it may write with a file of this name; no reader counts it


def slug(name: str) -> str:
    """The stem of the file for `name`: letters of any script, digits and hyphens, at most 200 bytes, NFC.

    It never begins with a hyphen or a dot, and it is never a name that Windows keeps for itself. A name
    without a letter or digit gives `person-` and eight hexadecimal digits made from it.
    """
    parts = "".join(_kept(char) for char in fold(name)).split()
    stem = unicodedata.normalize("NFC", "-".join(filter(None, map(_without_leading_marks, parts))))
    if not stem:
        return f"person-{_digest(name)}"
    if stem in _RESERVED or stem == _EDITOR_PROBE:
        return f"{stem}-1"
    encoded = stem.encode()
    if len(encoded) <= LONGEST:
        return stem
    return f"{encoded[: LONGEST - 9].decode(errors='ignore').rstrip('-')}-{_digest(name)}"


def name_from_stem(stem: str) -> str:
    """A name to show for somebody whose file says none."""
    return " ".join(word[:1].upper() + word[1:] for word in stem.replace("_", "-").split("-") if word) or stem


def unique_slug(name: str, taken: Container[str]) -> str:
    """The slug of `name`, with `-2`, `-3`… behind it while `taken` (folded stems) has it already."""
    stem, candidate, number = slug(name), slug(name), 1
    while fold(candidate) in taken:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def _kept(char: str) -> str:
    category = unicodedata.category(char)
    if category[0] in "LM" or category == "Nd":
        return char
    return "" if char in _DROPPED or category == "Cf" else " "


def _without_leading_marks(part: str) -> str:
    start = next((at for at, char in enumerate(part) if not unicodedata.category(char).startswith("M")), None)
    return "" if start is None else part[start:]


def _digest(name: str) -> str:
    from hashlib import sha256  # noqa: PLC0415  (start-up: few names need it)

    return sha256(unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")).hexdigest()[:8]


_PLAINLY_LATIN = re.compile("[\x20-\x7e\u00c0-\u024f]*")


def is_plainly_latin(text: str) -> bool:
    """True for what has nothing but Latin letters, accented or not, and signs that everybody can see."""
    return _PLAINLY_LATIN.fullmatch(text) is not None


_LOOKALIKES = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def mixes_scripts(text: str) -> bool:
    """True when one word has letters of two lookalike alphabets, such as a Cyrillic а in `pаypal` (P11)."""
    if text.isascii():
        return False
    return any(len(_scripts(word)) > 1 for word in re.split(r"[\W\d_]+", text))


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(char, "").split(" ")[0] for char in word)
    return {name for name in names if name in _LOOKALIKES}
