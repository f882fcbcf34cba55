"""English words without their endings: a bookkeeper offers bookkeeping, and a port is no portion.

The essential steps of M. F. Porter, “An algorithm for suffix stripping”, Program 14(3), 1980, 130–137
(https://tartarus.org/martin/PorterStemmer/), with the endings of trades before them: Porter stems words for
search and leaves `baker` beside `bak`; here who does it and what they do are to be one word. An ending that
would join two trades that have nothing to do with each other stays on (`production`, `marketing`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from karma.core.matching.english_words import FAMILY, IRREGULAR, NO_ENDING

_LETTERS = re.compile(r"[a-z]+")
_VOWELS = re.compile(r"[aeiou]|(?<=[^aeiou])y")
_SYLLABLES = re.compile(r"(?:[aeiou]|(?<=[^aeiou])y)+(?:y(?![^aeiou])|[^aeiouy])+")
_SHORT_END = re.compile(r"(?:^|.*[^aeiou])[aeiouy][^aeiouwxy]")
_TRADES = (
    (re.compile(r"(?<=..graph)(?:y|er|ic|ing)$"), ""),
    (re.compile(r"(?<=..log)(?:y|ist)$"), ""),
    (re.compile(r"therap(?:y|ist)$"), "therap"),
    (re.compile(r"(?<=...)ic(?:ian|ity|al)$"), "ic"),
    (re.compile(r"(?<=...)erage$"), "er"),
    (re.compile(r"(?<=...)ery$"), "er"),
    (re.compile(r"(?<=.....)ship$"), ""),
)
"""Endings that say trade or tradesman, and what stands for them; what is left may end once more."""
_LONG = (
    *(("ization", ""), ("ations", ""), ("ation", ""), ("ators", ""), ("ator", ""), ("ating", "")),
    *(("ated", ""), ("ate", ""), ("ances", ""), ("ance", ""), ("ancy", ""), ("ant", ""), ("ence", "")),
    *(("cial", "c"), ("ment", "")),
)
"""Endings that go when what is left has two syllables or more (Porter's m > 1); `ment` after one as well."""


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """One of several: `leases` is `lease`, `supplies` is `supply`, `knives` is `knife`.

    `word` is in small letters; anything but English letters is given back as it is.
    """
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or word in NO_ENDING or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes")) or (word.endswith("oes") and len(word) > 5):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What a word has in common with its family: `bakery`, `baker`, `baking` and `bakes` are all `bake`.

    `word` is in small letters; anything but English letters is given back as it is. The result is for
    comparing, and no word.
    """
    if not _LETTERS.fullmatch(word):
        return word
    word = singular(word)
    word = FAMILY.get(word, word)
    if len(word) < 4 or word in NO_ENDING:
        return _last_letters(word)
    for ending, instead in _TRADES:
        word, endings = ending.subn(instead, word)
        if endings:
            break
    if word in NO_ENDING:
        return _last_letters(word)
    return _last_letters(_without_ending(word))


def _without_ending(word: str) -> str:
    for ending, instead in _LONG:
        rest = word.removesuffix(ending) + instead
        if word.endswith(ending) and _syllables(rest) > (0 if ending == "ment" else 1):
            return rest
    if word.endswith("ion") and word[-4:-3] in ("s", "t") and _syllables(word[:-3]) > 1:
        return word[:-3]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and not word.endswith("eed") and _VOWELS.search(rest):
            return _mended(rest)
    agent = word.endswith("er") or (word.endswith("or") and word[-3:-2] in ("s", "t", "y"))
    rest = word[:-2]
    if agent and not word.endswith("eer") and len(rest) > 2 and _VOWELS.search(rest):
        return _mended(rest)
    return word


def _mended(rest: str) -> str:
    """The verb before `ing`, `ed` or `er`: `bak` is `bake`, `plann` is `plan` (Porter's step 1b)."""
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    if len(rest) > 2 and rest[-1] == rest[-2] and rest[-1] not in "aeioulsz":
        return rest[:-1]
    if _syllables(rest) == 1 and _SHORT_END.fullmatch(rest):
        return rest + "e"
    return rest


def _last_letters(word: str) -> str:
    """A silent `e` goes, a last `y` is `i`, a double `l` is one (Porter's steps 1c and 5)."""
    if word.endswith("e") and len(word) > 3:
        rest = word[:-1]
        if _syllables(rest) > 1 or (_syllables(rest) == 1 and not _SHORT_END.fullmatch(rest)):
            word = rest
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    if word.endswith("ll") and _syllables(word) > 1:
        word = word[:-1]
    return word


def _syllables(word: str) -> int:
    """Porter's measure m: how often consonants follow vowels."""
    return len(_SYLLABLES.findall(word))
