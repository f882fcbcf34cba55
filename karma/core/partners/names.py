"""How many names changed hands at an exchange, read from what its line says (S12).

The notation is `gave 2 got 1`; the words that people write anyway are read as well, each only where it can
mean one thing. What cannot be read surely is not known, which is not the same as none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.links import LINK, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.book import Contact

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {word: number for number, word in enumerate(_WORDS)} | {"no": 0, "none": 0, "nothing": 0}
_COUNTS |= {"a": 1, "an": 1}
_LINKED = "\ufffc"
"""Stands for a link while the text is read, so that no word inside one is taken for a number."""

_NOUN = r"(?:names?|referrals?|introductions?|intros?|leads?|people)"
_SPELT = rf"(?:\d{{1,2}}|none|nothing|{'|'.join(_WORDS)})"
_PERSON = rf"(?:{_LINKED}|some(?:one|body)\b)"
_PEOPLE = rf"{_PERSON}(?:(?:,? and |, ?| ){_PERSON}){{0,20}}"
_SURELY = r"(?<!\w)(?<!\bor )(?<!\bto )(?<!\bnot )(?<!\bthan )(?<!\d[-–.,/])(?!\d+[-–./]\d)"
"""“Two or three”, “2–3”, “not one” are no numbers to count on."""
_NAMES = rf"(?:{_SPELT}|no|an?) (?:more |good |warm )?{_NOUN}\b"
_NUMBER = rf"{_SURELY}(?P<n>{_NAMES}|{_SPELT}(?: more)?(?!\w)|{_PEOPLE})"
_ON = "about|gave|got|and|but|back|to|for|from|yet|each|again|this|today|too|in|at|on|when|as|with"
_DONE = rf"(?:(?=$| ?[^\w\s'’])|(?= (?:{_ON})\b))"
"""After a number: the clause ends here, or goes on in a way that leaves it a number of names."""
_WAYS = r"(?:(?:each|both|either) ways?\b|(?:for )?each of us\b|(?:for )?each(?=$| ?[^\w\s])|apiece\b)"
_NAMES_EACH = rf"{_SURELY}(?P<n>{_NAMES}) each\b(?! (?:of|time|day|week|month|quarter|year)\b)"
_GIVEN = ("gave", "brought", "offered", "sent", "had")
_GOT = ("got", "received")
_YOU = ("i", "we")

_Side = tuple[str, int]
"""`gave` or `got`, always as seen from you, and how many."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names that you gave and got at one exchange; None where the line does not say so surely."""

    gave: int | None = None
    got: int | None = None

    @property
    def says(self) -> str:
        """`gave 2, got none`; a side that is not known is left out."""
        sides = (("gave", self.gave), ("got", self.got))
        known = [f"{way} {number or 'none'}" for way, number in sides if number is not None]
        return ", ".join(known) or "the line does not say how many names"


def names_in(text: str, contact: Contact) -> Names:
    """What the text of an exchange with this person says about names.

    `gave 2 got 1`, in figures or in words up to ten, and `got [[x]]`, which is one; `three each way`, `one
    each`; `two from me`, `one from her`, `none of mine`; `she offered two`; `I was empty-handed`; `nothing
    back`. A side on which a line says two different things is not known.
    """
    called = fold(first_name(contact.name))
    mine = set(map(fold, (contact.id, contact.name, *contact.aliases)))
    said = text.replace(_LINKED, " ")
    said = fold(LINK.sub(lambda link: called if fold(link[1]) in mine else _LINKED, said))
    them = "|".join(filter(None, ("she", "he", "they", re.escape(called))))
    found = set(_sides(said, f"(?:{them})"))
    gave, got = (_only({number for way, number in found if way == side}) for side in ("gave", "got"))
    back = _only({_count(match) for match in re.finditer(rf"{_NUMBER} (?:back|in return)\b", said)})
    if gave is None and got is not None:
        return Names(back, got)
    return Names(gave, back if got is None and gave is not None else got)


def number_word(number: int) -> str:
    """`three`; figures above ten."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def _sides(said: str, them: str) -> Iterator[_Side]:
    brought = rf"\beach (?:of us )?(?:gave|brought|had) {_NUMBER}{_DONE}"
    for pattern in (rf"{_NUMBER} {_WAYS}", _NAMES_EACH, brought):
        for match in re.finditer(pattern, said):
            yield from (("gave", _count(match)), ("got", _count(match)))
    yield from _done_by(said, them)
    yield from _from_or_to(said, them)
    yield from _empty_handed(said, them)


def _done_by(said: str, them: str) -> Iterator[_Side]:
    """`gave 2`, `got one`, `she offered two`, `gave her one`: somebody, what they did, how many."""
    verbs = "|".join((*_GIVEN, *_GOT))
    whom = rf"(?:(?P<to>me|us|her|him|them|{them}) )?"
    theirs, ended = False, 0
    for match in re.finditer(rf"\b(?P<verb>{verbs}):? {whom}(?:only |just )?{_NUMBER}{_DONE}", said):
        before = _before(said, match.start())
        theirs = theirs and not re.search(r"[;.!?]", said[ended : match.start()])
        ended = match.end()
        if before in _YOU or re.fullmatch(them, before):
            theirs = before not in _YOU
        elif match["verb"] == "had" or not _begins_a_clause(before):
            continue
        gives = match["verb"] in _GIVEN
        if match["to"]:
            theirs = gives == (match["to"] in ("me", "us"))
        yield ("gave" if gives != theirs else "got"), _count(match)


def _before(said: str, at: int) -> str:
    """The word or mark before that place, `""` at the beginning."""
    return said[max(0, at - 40) : at].strip().rpartition(" ")[2]


def _begins_a_clause(before: str) -> bool:
    """True when nobody stands before the verb, so that it is you, or whoever the sentence began with."""
    return (
        not before[-1:].isalnum()
        or before in ("and", "but", "then", "also")
        or re.fullmatch(rf"{_SPELT}|{_NOUN}", before) is not None
    )


def _from_or_to(said: str, them: str) -> Iterator[_Side]:
    """`two from me`, `one for her`, `none of mine`."""
    others = rf"(?:him|her|them|{them}){_DONE}"
    for words, side in (
        (r"(?:from (?:me|us)|of mine|of ours)\b", "gave"),
        (rf"(?:to|for) {others}", "gave"),
        (r"(?:to|for) (?:me|us)\b", "got"),
        (rf"(?:from {others}|of (?:hers|his|theirs)\b)", "got"),
    ):
        for match in re.finditer(rf"{_NUMBER} {words}", said):
            yield side, _count(match)


def _empty_handed(said: str, them: str) -> Iterator[_Side]:
    came = r"(?:was|were|came|arrived)(?: again)? (?:empty-handed|with nothing)\b"
    if re.search(rf"\b(?:{'|'.join(_YOU)}) {came}", said):
        yield "gave", 0
    if re.search(rf"\b{them} {came}", said):
        yield "got", 0


def _only(numbers: set[int]) -> int | None:
    return next(iter(numbers)) if len(numbers) == 1 else None


def _count(match: re.Match[str]) -> int:
    number = match["n"]
    if people := re.findall(_PERSON, number):
        return len(people)
    word = number.split()[0]
    return int(word) if word.isdigit() else _COUNTS[word]
