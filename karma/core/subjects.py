"""The sentence that a commit begins with, as a person would write it in a diary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from karma.core.links import LINK
from karma.core.operation import LONGEST, Operation, names, sentence, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.book import Book, Contact
    from karma.core.logline import LogLine
    from karma.core.promise import Promise

_MARKS = re.compile(r"\s*#(?:consents|level-\d)\b")
"""What a referral says in signs; a diary has no use for them."""
_OF_WHOM = {"told": "about", "thanked": "for"}
"""Lines that stand with the prospect and are about who is linked there."""
_TOGETHER = {"lunch", "meeting", "exchange"}
"""What one does together, at the invitation of one of the two."""
_COUNTED = {"call", "voicemail", "lunch", "meeting", "exchange", "text", "article", "note", "gift", "letter"}
_PLURALS = {"lunch": "lunches"}


def happened(who: Sequence[Contact], entry: LogLine, book: Book, name: str = "log") -> Operation:
    """`call: Bill Okafor, off to the mountains`; `call from Bill Okafor: …`; `won: Jane Doe, USD 12000`.

    Whoever is linked stands where the sentence wants them: `referred: Jane Doe by Bill Okafor`,
    `thanked: Bill Okafor for Jane Doe`.
    """
    people = [one.name for one in who]
    amount = " ".join(filter(None, (entry.currency, f"{entry.amount:f}" if entry.amount is not None else "")))
    rest = ", ".join(filter(None, (amount, in_words(_MARKS.sub("", entry.text), book))))
    what, others = entry.verb.replace("-", " "), _others(who, entry, book)
    if entry.verb in _OF_WHOM and others.get(""):
        said = sentence(what, others[""], rest, beside=f"{_OF_WHOM[entry.verb]} {names(people)}")
    else:
        beside = " ".join(f"{word or 'with'} {names(parties)}" for word, parties in others.items())
        if theirs := _of_theirs(entry, book):
            said = sentence(f"{theirs} {names(people)}", rest=rest, beside=beside)
        else:
            said = sentence(what, people, rest, beside=beside)
    return Operation(name, said, _ids(who))


def met(name: str, stem: str, place: str | None, via: Contact | None) -> Operation:
    """`met: Jo Park through Bill Okafor, Rotary lunch`."""
    beside = f"through {via.name}" if via else ""
    return Operation("met", sentence("met", [name], place or "", beside=beside), (stem,))


def promised(contact: Contact, promise: Promise, book: Book, name: str = "promise") -> Operation:
    """`promise: Bill Okafor, send the checklist by 2026-W50`; `keep` and `release` say what became of it."""
    mine = {"promise": "promise", "keep": "kept", "release": "let go"}
    theirs = {"promise": "their promise", "keep": "they kept", "release": "let them off"}
    by = f" by {promise.by}" if promise.by and name == "promise" else ""
    what = (theirs if promise.theirs else mine)[name]
    return Operation(
        name, sentence(what, [contact.name], f"{in_words(promise.text, book)}{by}"), (contact.id,)
    )


def snoozed(who: Sequence[Contact], until: str | None, name: str = "snooze") -> Operation:
    """`snooze: Bill Okafor until 2026-12-01`; `no snooze any more: Bill Okafor`."""
    people = [one.name for one in who]
    if until:
        said = sentence("snooze", people, beside=f"until {until}")
    else:
        said = sentence("no snooze any more", people)
    return Operation(name, said, tuple(one.id for one in who))


def put_off(name: str, who: Sequence[Contact]) -> Operation:
    """`spread: 40 people over the coming weeks`; `fresh start: 40 people`."""
    where = "over the coming weeks" if name == "spread" else ""
    return Operation(name, sentence(name.replace("-", " "), [_people(len(who))], beside=where), _ids(who))


def loosened(circles: Sequence[str], who: Sequence[Contact]) -> Operation:
    """`loosened: circle client, circle friend and 3 more`; the circle without a name is the usual cadence."""
    said = [f"circle {one}" if one else "the usual cadence" for one in circles]
    return Operation("load", sentence("loosened", [*said, *(one.name for one in who)]), _ids(who))


def tidied(who: Sequence[Contact]) -> Operation:
    """`tidied: Bill Okafor, Ann Lee and 3 more`."""
    return Operation("fmt", sentence("tidied", [one.name for one in who]), _ids(who))


def recovered(who: Sequence[Contact], lines: int) -> Operation:
    """`recovered: Bill Okafor, 2 lines that were saved over`."""
    what = "a line that was" if lines == 1 else f"{lines:,} lines that were"
    return Operation(
        "recover", sentence("recovered", [one.name for one in who], f"{what} saved over"), _ids(who)
    )


def imported(lines: int, verb: str, people: int) -> Operation:
    """`import: 5,072 letters with 1,538 people`; `verb` is the one of all lines, if they have one."""
    one, many = (verb, _PLURALS.get(verb, f"{verb}s")) if verb in _COUNTED else ("line", "lines")
    said = f"{lines:,} {one if lines == 1 else many} with {_people(people)}"
    return Operation("import", sentence("import", rest=said))


def edited(contact: Contact, said: Sequence[str], book: Book) -> Operation:
    """`edit: Bill Okafor, org: Harbor Marine → Okafor Marine and 2 more`; `said` are all changes in words."""
    more = f" and {len(said) - 1} more" if len(said) > 1 else ""
    told = shortened(in_words(said[0], book), LONGEST - len(f"edit: {contact.name}, {more}")) if said else ""
    return Operation("edit", sentence("edit", [contact.name], f"{told}{more}"), (contact.id,))


def undone(undone: Operation, commit: str) -> Operation:
    """`undo: call: Bill Okafor, off to the mountains`: what was taken back, and the commit that held it."""
    return Operation("undo", sentence("undo", rest=undone.subject), undone.contacts, commit)


def in_words(text: str, book: Book) -> str:
    """The text with links as names; a subject is read where nothing can be followed."""

    def name(target: str) -> str:
        person = book.resolve(target)
        return person.name if person else target

    return LINK.sub(lambda match: match[2] or name(match[1].strip()), text)


def _others(who: Sequence[Contact], entry: LogLine, book: Book) -> dict[str, list[str]]:
    """By the word before them, the names of those who are linked in the head of the line, `who` left out."""
    ids = {one.id for one in who}
    found: dict[str, list[str]] = {}
    for party in entry.parties:
        person = book.resolve(party.target)
        if person is None or person.id not in ids:
            found.setdefault(party.preposition, []).append(person.name if person else party.target)
    return found


def _of_theirs(entry: LogLine, book: Book) -> str:
    """How a line begins that tells what they did: `call from`, `lunch by`; nothing for what you did."""
    if entry.verb == "got":
        return "helped by"
    if entry.verb == "heard" and not entry.parties:
        return "heard from"
    if not entry.inbound:
        return ""
    verb = book.config.verbs.get(entry.verb)
    sent = verb is not None and verb.kind == "touch" and entry.verb not in _TOGETHER
    return f"{entry.verb.replace('-', ' ')} {'from' if sent else 'by'}"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def _ids(who: Sequence[Contact]) -> tuple[str, ...]:
    return tuple(one.id for one in who)
