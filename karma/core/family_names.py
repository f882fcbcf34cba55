"""Names as registers write them, family first, turned into names as said aloud."""

from __future__ import annotations

_SUFFIXES = {"jr", "jun", "junior", "sr", "sen", "senior", "esq", "md", "phd", "ii", "iii", "iv", "v", "vi"}
_FIRM_WORDS = {
    *("co", "company", "corp", "corporation", "inc", "incorporated", "ltd", "limited", "llc", "llp", "plc"),
    *("gmbh", "ag", "kg", "sa", "nv", "bros", "brothers", "sons", "son", "and", "&", "et", "und"),
}


def from_family_first(written: str) -> str:
    """The name as said aloud: "Miller, Mary Emily" is Mary Emily Miller.

    A suffix or a note in parentheses goes last ("Rogers, A R, (North American Rubber Co)" is
    A R Rogers (North American Rubber Co); "Miller, Lewis, II" is Lewis Miller II). What is not clearly
    family name, comma, given name stays as written: names without a comma, firms, lists.
    """
    plain = " ".join(written.split())
    name, note = _without_note(plain)
    parts = [part for part in (part.strip() for part in name.split(",")) if part]
    if not _is_family_first(parts):
        return plain
    family, given, *suffix = parts if not _is_suffix(parts[1]) else (parts[0], "", parts[1])
    return " ".join(word for word in (given, family, *suffix, note) if word)


def _without_note(name: str) -> tuple[str, str]:
    """The name and the parentheses at its end, `""` if there are none."""
    head, opening, note = name.rpartition("(")
    if not opening or not head.strip() or not note.endswith(")") or ")" in note[:-1]:
        return name, ""
    return head, f"({note}"


def _is_family_first(parts: list[str]) -> bool:
    if len(parts) not in (2, 3) or (len(parts) == 3 and (not _is_suffix(parts[2]) or _is_suffix(parts[1]))):
        return False
    words = {word.strip(".").casefold() for part in parts for word in part.split()}
    return not words & _FIRM_WORDS and not any(mark in part for part in parts for mark in "()")


def _is_suffix(part: str) -> bool:
    return part.replace(".", "").casefold() in _SUFFIXES
