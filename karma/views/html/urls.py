"""Addresses: the one gate for every URL that a page links to, and the names of the pages themselves."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

from karma.views.show import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST_DIGITS = 3
"""Of a number that can be called: “ask on the 2nd floor” is none."""
SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNSEEN = re.compile(rf"[\s\\{HIDDEN}]")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:[:/?#].*)?")
_EXTENSION = re.compile(r"(?:ext\.?|x|#)\s*(\d{1,8})\s*$", re.IGNORECASE)
_DEVICE = r"(?:con|prn|aux|nul|com\d|lpt\d)"
_RESERVED = re.compile(rf"{_DEVICE}(?:\..*)?", re.IGNORECASE)
_LONGEST, _MOST_BYTES = 80, 200
_PLAIN = re.compile(rf"(?<=\0)(?!{_DEVICE}\0)[a-z0-9]+(?:-[a-z0-9]+)*(?=\0)")
"""Those of many names, with a NUL around each, that are plain and may be the name of a file."""


def safe_url(url: str) -> str | None:
    """`url` when a page may link to it, else None (faults.md H02, H03).

    Allowed are http, https, mailto, tel, sms and relative addresses. Refused: every other scheme, anything
    with blanks, control or invisible characters or backslashes (browsers drop or mend them, and what is left
    may be a script), and whatever begins with a slash: `//host` leaves the folder, and `/x` too on a disk.
    """
    url = url.strip()
    if not url or _UNSEEN.search(url) or url.startswith("/"):
        return None
    if scheme := _SCHEME.match(url):
        return url if scheme[1].lower() in SCHEMES else None
    return None if ":" in re.split(r"[/?#]", url, maxsplit=1)[0] else url


def web_url(written: str) -> str | None:
    """The link of a `url` field; a host without a scheme, as people write it, is taken as https.

    None for a word that is no address: it would lead to a page beside this one that is not there.
    """
    written = written.strip()
    if _DOMAIN.fullmatch(written):
        return safe_url(f"https://{written}")
    return safe_url(written) if _SCHEME.match(written) else None


def mail_url(address: str) -> str | None:
    """`mailto:` for an e-mail address."""
    return safe_url("mailto:" + quote(address.strip(), safe="@+.-_")) if "@" in address else None


def phone_url(number: str, scheme: str = "tel") -> str | None:
    """`tel:` (or `sms:`) for a number as written; an extension follows `;ext=`. None for too few digits."""
    extension = _EXTENSION.search(number)
    main = number[: extension.start()] if extension else number
    digits = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", main))
    if len(digits) < FEWEST_DIGITS:
        return None
    plus = "+" if main.lstrip().startswith("+") else ""
    return safe_url(f"{scheme}:{plus}{digits}" + (f";ext={extension[1]}" if extension else ""))


def page_names(ids: Iterable[str]) -> dict[str, str]:
    """The stem of each person's page by id: no path, safe on every disk, never two that differ only in case.

    Letters and digits of every script are kept, anything else becomes a hyphen. Where the name is taken, or
    no name for a file, a piece of the id's hash is added; whose id is the name itself comes first. The same
    ids give the same names in any order (faults.md P01–P07).
    """
    every = set(ids)
    # Most are the name itself, which nobody can take from them: of those that differ in case they come first.
    plain = _PLAIN.findall("\0{}\0".format("\0".join(every)))
    names = {name: name for name in every.intersection(plain) if len(name) <= _LONGEST}
    taken = set(names)
    stems = {name: _stem(name) for name in every - taken}
    for name, stem in sorted(stems.items(), key=lambda pair: (pair[0] != pair[1], pair[0])):
        free = _is_file_name(stem) and _disk_key(stem) not in taken
        names[name] = stem if free else _with_hash(name, stem, taken)
        taken.add(_disk_key(names[name]))
    return names


def page_href(stem: str) -> str:
    """The path of a person's page from the top of the site, quoted for a link.

    Of what is ASCII a stem has only letters, digits, hyphens and underscores, which are as they are.
    """
    return f"contacts/{stem if stem.isascii() else quote(stem, safe='')}.html"


def _stem(name: str) -> str:
    name = unicodedata.normalize("NFC", name).lower()
    kept = "".join(char if char in "-_" or _is_letter(char) else "-" for char in name)
    return re.sub(r"-{2,}", "-", kept).strip("-")[:_LONGEST].rstrip("-")


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


def _is_file_name(stem: str) -> bool:
    return bool(stem) and not _RESERVED.fullmatch(stem) and len(stem.encode()) <= _MOST_BYTES


def _disk_key(stem: str) -> str:
    return unicodedata.normalize("NFC", stem.casefold())


def _with_hash(name: str, stem: str, taken: set[str]) -> str:
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    head = stem[:40].rstrip("-") or "person"
    length = 8
    while _disk_key(f"{head}-{digest[:length]}") in taken:
        length += 8
    return f"{head}-{digest[:length]}"
