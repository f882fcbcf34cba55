"""The conflicts in the text of one file, and the text with some of them settled; nothing else changes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from karma.core.names import slug
from karma.core.resolve import Conflict, TwoPeople
from karma.files.body import title_of
from karma.files.conflicts import marked, two_people
from karma.files.contact import parse_contact, stem_of
from karma.files.discover import CONTACTS
from karma.files.journalled import same_entry
from karma.files.lines import FENCE_END, content, split_lines
from karma.files.merge.person import fits, same_person
from karma.files.outline import ending_near

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.files.conflicts import Marked

_TOLD = 3
"""So much is told of each of two people, besides the name."""
_MARKERS = ("<<<<<<< ", ">>>>>>> ")
_FIELD = re.compile(r"([\w-]+)[ \t]*:")
_LIST = re.compile(r"([\w-]+)[ \t]*:[ \t]*$")


def conflicts_in(text: str, path: str, config: Config) -> tuple[Conflict, ...]:
    """Every whole conflict of the file, in its order, with what may be chosen for it."""
    lines = _contents(text)
    return tuple(
        _conflict(lines, one, number, path, config, text) for number, one in enumerate(marked(lines))
    )


def loose_markers(text: str) -> tuple[int, ...]:
    """The lines, from 1, of markers of no whole conflict: only a person can tell what they part."""
    lines = _contents(text)
    inside = {n for one in marked(lines) for n in range(one.start, one.end + 1)}
    return tuple(n + 1 for n, line in enumerate(lines) if line.startswith(_MARKERS) and n not in inside)


def settled(text: str, chosen: Mapping[int, Sequence[str]]) -> str:
    """The text with lines in the place of conflicts; `chosen` has them by the conflict's number, from 0."""
    lines = split_lines(text)
    found = list(marked(_contents(text)))
    for number in sorted(chosen, reverse=True):
        one = found[number]
        ending = ending_near(lines, one.start + 1)
        lines[one.start : one.end + 1] = [line + ending for line in chosen[number]]
    return "".join(lines)


def _contents(text: str) -> list[str]:
    return [content(line) for line in split_lines(text)]


def two_in_one(text: str, path: str, config: Config, *, made_twice: bool) -> TwoPeople | None:
    """The two people that stand in one file, each whole, when it was made for both (G07).

    git's own merge knows of no people: of a file that was `made_twice` both sides are looked at.
    """
    lines = _contents(text)
    found = list(marked(lines))
    if not found or not (made_twice or two_people(lines, found[0])):
        return None
    sides = apart(text)
    whole = len(found) == 1 and two_people(lines, found[0])
    if not whole and same_person(*sides, config):
        return None
    one, other = (parse_contact(side, path, config)[0] for side in sides)
    names = _described(one, other), _described(other, one)
    stem = stem_of(path)
    if fits(stem, other) and not fits(stem, one):
        return TwoPeople(path, *names, "theirs", slug(one.name))
    return TwoPeople(path, *names, "ours", slug(other.name))


def _described(contact: Contact, other: Contact) -> str:
    """The name, with the first things that tell the two apart."""
    told = [said for said, others in zip(_said(contact), _said(other), strict=True) if said != others]
    return ", ".join([contact.name, *filter(None, told)][: _TOLD + 1])


def _said(contact: Contact) -> tuple[str, ...]:
    """What people know each other by, in a fixed order; empty where the file does not say it."""
    reached = (*contact.phone, *contact.email)
    met = f"met {contact.met} {contact.met_at or ''}".rstrip() if contact.met else ""
    return (
        contact.org or "",
        contact.title or "",
        contact.city or "",
        ", ".join(one.value for one in reached[:1]),
        met,
        " ".join(f"{one.date} {one.verb}" for one in contact.log[-1:]),
    )


def apart(text: str) -> tuple[str, str]:
    """The text with our side of every conflict, and with theirs."""
    lines = _contents(text)
    found = list(enumerate(marked(lines)))
    ours = {number: [lines[at] for at in one.ours] for number, one in found}
    theirs = {number: [lines[at] for at in one.theirs] for number, one in found}
    return settled(text, ours), settled(text, theirs)


def _conflict(  # noqa: PLR0913, PLR0917  (one place in a text)
    lines: list[str], one: Marked, number: int, path: str, config: Config, text: str
) -> Conflict:
    ours, theirs = (tuple(lines[at] for at in side) for side in (one.ours, one.theirs))
    labels = tuple(lines[at].partition(" ")[2].strip() for at in (one.start, one.end))
    where = _fields(lines, one) or _where(lines[: one.start])
    plain = Conflict(path, one.start + 1, one.end + 1, ours, theirs, (labels[0], labels[1]), where)
    return replace(plain, both=_both_can_stand(plain, number, text, config))


def _fields(lines: Sequence[str], one: Marked) -> str:
    """The fields that the sides begin with themselves; empty outside of the front matter."""
    if not lines[0].startswith("---") or any(map(FENCE_END.match, lines[1 : one.start])):
        return ""
    sides = [lines[at] for at in (*one.ours, *one.theirs)]
    return ", ".join(dict.fromkeys(match[1] for text in sides if (match := _FIELD.match(text))))


def _where(above: Sequence[str]) -> str:
    """The heading or the field of a list that the lines end under; empty when there is none."""
    for line in reversed(above):
        if title := title_of(line):
            return title
        if match := _LIST.match(line):
            return match[1]
        if FENCE_END.match(line) or _FIELD.match(line):
            return ""
    return ""


def _both_can_stand(one: Conflict, number: int, text: str, config: Config) -> bool:
    """True when no side is empty and both together have no problem that neither has alone.

    A promise in two states is one promise; a file that is no person's cannot be judged.
    """
    if not any(one.ours) or not any(one.theirs) or not one.path.startswith(f"{CONTACTS}/"):
        return False
    twice = _promises(one.ours) & _promises(one.theirs)
    if any(same_entry(line) in twice and line not in one.ours for line in one.theirs):
        return False
    alone, other, together = (
        Counter(
            problem.code for problem in parse_contact(settled(text, {number: lines}), one.path, config)[1]
        )
        for lines in (one.ours, one.theirs, one.lines("both"))
    )
    return not together - (alone | other)


def _promises(lines: Iterable[str]) -> set[object]:
    """The promises among the lines, each without its box."""
    return {entry for line in lines if isinstance(entry := same_entry(line), tuple)}
