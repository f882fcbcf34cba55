"""Whether two files, made apart or taken for one by git, tell of one person (faults.md G07)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.names import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.dates import Birthday

_NAME = re.compile(r"^name[ \t]*:.*", re.MULTILINE)
_ENOUGH = 2
"""So much that is told of nobody else makes one person; a meeting alone stands in the file of each guest."""


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


def is_other_person(before: str, after: str, stem: str, config: Config) -> bool:
    """True when `after`, in the file `stem`, is no later version of `before`, but git takes it for that.

    git calls a new file the renamed one of somebody who went when the two are alike, and small files all are.
    Another name needs evidence that it is the same person: an alias, a uid, a family name put behind the
    first; a stem that was the old name's, as the file stayed where it is; or most of what it told before.
    """
    if _name_line(before) == _name_line(after):
        return False
    from karma.files.contact import parse_contact  # noqa: PLC0415  (start-up: names hardly ever change)

    was, now = (parse_contact(text, "contacts/x.md", config)[0] for text in (before, after))
    if not _names(was) or not _names(now) or _slugs(was) & _slugs(now) or (was.uid and was.uid == now.uid):
        return False
    if fits(stem, was) and fold(stem) not in _slugs(now):
        return False
    if fits(slug(was.name), now):
        return False
    said = _told(was)
    still = said & _told(now)
    return len(still) < _ENOUGH or len(still) * 2 <= len(said)


def _name_line(text: str) -> str:
    match = _NAME.search(text)
    return match[0].rstrip() if match else ""


def _slugs(contact: Contact) -> set[str]:
    """All names as file names, so that an alias that is a former stem is found as well."""
    return set(map(slug, (contact.name, *contact.aliases)))


def fits(stem: str, contact: Contact) -> bool:
    """True when the words of the file name are words of a name: `bill` or `bill-okafor-2` of Bill Okafor."""
    words = {word for word in fold(stem).split("-") if not word.isdecimal()}
    return any(words <= set(name.split("-")) for name in _slugs(contact))


def _told(contact: Contact) -> set[str]:
    """What a file says that hardly stands in that of anybody else."""
    happened = (f"{one.date} {one.verb} {one.text}" for one in contact.log)
    reached = (one.value for one in (*contact.phone, *contact.email))
    wanted = (one.text for one in contact.promises)
    prose = filter(None, map(str.strip, contact.prose.split("\n")))
    return set(map(fold, (*happened, *reached, *wanted, *contact.next_time, *prose)))


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
