"""Whether two files, made apart under one name, tell of one person (faults.md G07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.links import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.dates import Birthday


def holds(lines: Sequence[str], part: Sequence[str]) -> bool:
    """True when all lines of `part`, but for blank ones, stand in `lines` in the same order."""
    rest = iter(lines)
    return all(line in rest for line in part if line.strip())


def same_person(ours: str, theirs: str, config: Config) -> bool:
    """True with evidence only: a name and something that one person has in both, and no contradiction."""
    from karma.files.contact import parse_contact  # noqa: PLC0415  (start-up: most merges have a base)

    one, other = (parse_contact(text, "contacts/x.md", config)[0] for text in (ours, theirs))
    if not _names(one) & _names(other) or _contradict(one, other):
        return False
    shared = set(_marks(one)) & set(_marks(other))
    return bool(shared) or _same_birthday(one.birthday, other.birthday)


def _names(contact: Contact) -> set[str]:
    return set(map(fold, (contact.name, *contact.aliases))) if "name" in contact.lines else set()


def _marks(contact: Contact) -> Iterator[tuple[str, str]]:
    """What two people of one name would hardly share."""
    if contact.uid:
        yield "uid", contact.uid
    for phone in contact.phone:
        if digits := "".join(filter(str.isdigit, phone.value)):
            yield "phone", digits
    for email in contact.email:
        yield "email", fold(email.value)
    for url in contact.url:
        yield "url", fold(url.value).rstrip("/")
    if contact.org:
        yield "org", fold(contact.org)
    if contact.met and contact.met_at:
        yield "met", f"{contact.met} {fold(contact.met_at)}"


def _contradict(one: Contact, other: Contact) -> bool:
    if one.uid and other.uid and one.uid != other.uid:
        return True
    return bool(one.birthday and other.birthday) and not _same_birthday(one.birthday, other.birthday)


def _same_birthday(one: Birthday | None, other: Birthday | None) -> bool:
    """True for the same day; a birthday without its year is that of any year."""
    if one is None or other is None or (one.month, one.day) != (other.month, other.day):
        return False
    return one.year is None or other.year is None or one.year == other.year
