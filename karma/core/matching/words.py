"""The telling words of a need or an offer, part by part: what is asked for, and how and where behind it.

English is read by its stems, every other language by its words without accents, Chinese and its neighbours by
pairs of characters, since nothing parts their words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from karma.core.links import LINK, fold
from karma.core.matching.english import singular, stem
from karma.core.matching.english_words import LITTLE_CHARACTERS, LITTLE_WORDS, OF_WORDS, PARTING_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.matching.synonyms import Synonyms

_CHARACTERS = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Hiragana, Katakana, Han and Hangul."""
_PLAIN_TOKEN = re.compile(r"[^\W\d_]+(?:'(?:s|t)\b)?|[^\s\w'&/.-]")
"""Words and signs of a text in plain letters; to get ready for all others takes milliseconds."""
_PARTICLES = re.compile("[的和与及或在了]")
_NO_DECOMPOSITION = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_SHORTEST = 3
_FOR_WHOM = re.compile(r"(?:er|or|ist|ian|ant)s$")
"""Endings of people, several of them: `software for lawyers` is nobody who is a lawyer."""


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word: in its plain `form`, its `stem`, and its `sense`, which synonyms have in common.

    `foreign` when it is surely not English, whose order of words says what is asked for.
    """

    form: str
    stem: str
    sense: str
    foreign: bool = False

    def likeness(self, other: Word) -> float:
        """1 for the same word, less for one of its family, less again for a synonym, 0 for another word."""
        if self.sense != other.sense:
            return 0.0
        if self.form == other.form:
            return 1.0
        return 0.9 if self.stem == other.stem else 0.8


Part = tuple[Word, ...]
"""Telling words that stand together; the last says what, those before it say which: `resin supplier`."""


def parts(text: str, synonyms: Synonyms) -> tuple[Part, ...]:
    """The text in its parts, each a few telling words in a row; a part without any is left out.

    The parts end at words such as `for`, `with` and `who`, and at commas. `a supplier of resin` is read as a
    resin supplier. `[[links]]` tell nothing.
    """
    known = synonyms.texts
    if known is None:
        return _parts(text, synonyms)
    if text not in known:
        known[text] = _parts(text, synonyms)
    return known[text]


def _tokens(text: str) -> list[str]:
    return (_PLAIN_TOKEN if text.isascii() else _any_token()).findall(text)


@cache
def _any_token() -> re.Pattern[str]:
    return re.compile(rf"[{_CHARACTERS}]+|(?:(?![{_CHARACTERS}])[^\W\d_])+(?:['’](?:s|t)\b)?|[^\s\w'’&/.-]")


@cache
def _characters() -> re.Pattern[str]:
    return re.compile(rf"[{_CHARACTERS}]+")


def _parts(text: str, synonyms: Synonyms) -> tuple[Part, ...]:
    found: list[Part] = []
    words: list[Word] = []
    before_of: list[Word] = []
    for_whom = False
    shouted = text.isupper() and " " in text.strip()
    for token in (*_tokens(LINK.sub(",", text) if "[[" in text else text), ","):
        read = _read(token)
        if read == "of":
            before_of, words = words + before_of, []
        elif isinstance(read, str):
            found.append(synonyms.read((*words, *before_of)))
            words, before_of = [], []
            for_whom = read == "for"
        elif len(token) == 2 and token.isupper() and token.isascii() and not shouted:  # HR, IT
            words.append(_word(token.casefold()))
        elif not (for_whom and _FOR_WHOM.search(token)):
            words += read
    return tuple(part for part in found if part)


def words_in(text: str, synonyms: Synonyms) -> tuple[Word, ...]:
    """All telling words of the text."""
    return tuple(word for part in parts(text, synonyms) for word in part)


def without_accents(text: str) -> str:
    """The text folded, without accents and with the letters that only look like accented ones made plain."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFD", fold(text)).translate(_NO_DECOMPOSITION)
    return unicodedata.normalize(
        "NFC", "".join(char for char in decomposed if not unicodedata.combining(char))
    )


@lru_cache(maxsize=1 << 16)
def _read(token: str) -> str | Part:
    """The telling words of a token, at most one unless nothing parts the words; or the word that parts."""
    plain = without_accents(token)
    if not token[0].isalpha():
        return ","
    if plain in OF_WORDS:
        return "of"
    if plain in PARTING_WORDS or fold(token) in PARTING_WORDS:  # für, and no fur
        return plain
    if not token.isascii() and _characters().fullmatch(token):
        return tuple(pair for run in _PARTICLES.split(token) for pair in _pairs(run))
    word = _word(plain, foreign=not token.replace("’", "'").isascii())
    tells = len(word.form) >= (_SHORTEST if plain.isascii() else 1)
    return (word,) if tells and not LITTLE_WORDS & {plain, word.form} else ()


def _word(plain: str, *, foreign: bool = False) -> Word:
    form = singular(plain.removesuffix("'s").removesuffix("’s"))
    root = stem(form)
    return Word(form, root, root, foreign)


def _pairs(run: str) -> Iterator[Word]:
    """Each two characters that stand side by side; a single one stands for itself."""
    run = unicodedata.normalize("NFKC", run)
    for pair in [run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]:
        if pair not in LITTLE_CHARACTERS:
            yield Word(pair, pair, pair, foreign=True)
