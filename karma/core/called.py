"""What you call somebody: the first name, or all of the name where taking it apart would be wrong."""

from __future__ import annotations

import re
from functools import lru_cache

_FIRM = """
co company corp corporation inc incorporated ltd limited llc llp plc gmbh ag kg sa nv oy ab works bros
brothers sons society club board dept department bureau city county university college institute academy
school office association railroad railway news times herald press journal magazine supply supplies
manufacturing mfg store stores shop bakery cafe café restaurant hotel studio studios services service group
partners partnership holdings consulting consultants solutions systems technologies industries international
national bank trust insurance foundation fund museum library theatre theater union league federation agency
ministry council committee commission hospital clinic laboratory laboratories labs factory foundry brewery
boatyard shipyard exchange telephone telegraph phonograph phosphate cement electric chemical estate
government embassy consulate and of und et for new gesellschaft compagnie compania societa syndicate freres
express process institution sanitarium tribune dispatch advertiser world american furnace comptroller trustees
"""
_BEFORE = """
dr doctor mr mister mrs ms miss mx prof professor sir dame lady lord rev reverend fr capt captain col
colonel gen general maj lt lieut lieutenant sgt sergeant cpl adm admiral cmdr commander hon honorable
honourable judge justice sen senator rep gov governor pres president amb ambassador mme madame mlle
mademoiselle mons monsieur herr frau fräulein sra srta señor señora don doña signor signora rabbi imam
sheikh bishop ing dipl-ing
"""
_SMALL = """
de du des da di del della dos van von der den ter ten zu la le el al bin ibn st saint the
"""
_SMALL_OR_CAPITAL = """
de du des von le st saint the
"""
"""Van, La, Al and the like are first names too when they have a capital letter."""
_BEHIND = """
phd dphil md mba ma ms msc bsc ba jd llm llb esq jr sr ii iii iv cpa cfa dds rn pe ra obe mbe cbe
"""
_FIRM_WORDS, _HONORIFICS = frozenset(_FIRM.split()), frozenset(_BEFORE.split())
_PARTICLES, _ALSO_CAPITAL = frozenset(_SMALL.split()), frozenset(_SMALL_OR_CAPITAL.split())
_CREDENTIALS = frozenset(_BEHIND.split())
_WORD = re.compile(r"[^\W_]+")
_QUOTES = "\"“”„«»'‘’"


@lru_cache(maxsize=4096)
def first_name(name: str) -> str:
    """The first name of a person, behind titles such as Dr. and Capt.; else the whole name.

    The whole name is said for firms and for whatever is no plain first name before a family name: an initial,
    an abbreviation (`Wm.`, `N.Y.`), `van`, a title before a family name alone (`Mrs. Miller`).
    """
    person, comma, behind = name.partition(",")
    if (comma and not _are_credentials(behind)) or _is_firm(name):
        return name
    words = person.split()
    while len(words) > 1 and _bare(words[-1]) in _CREDENTIALS:
        words.pop()
    named = list(words)
    while named and _bare(named[0]) in _HONORIFICS:
        del named[0]
    only_a_family_name = len(named) == 1 < len(words)
    if not named or only_a_family_name or (len(named) > 1 and named[1].startswith("(")):
        return name
    first = named[0].strip(_QUOTES)
    family_name_of_two_words = len(named) < len(words) and first.casefold() in _PARTICLES
    return name if family_name_of_two_words or not _is_first_name(first) else first


def _is_firm(name: str) -> bool:
    return "&" in name or not _FIRM_WORDS.isdisjoint(_WORD.findall(name.casefold()))


def _are_credentials(text: str) -> bool:
    return all(_bare(word) in _CREDENTIALS for word in text.replace(",", " ").split())


def _bare(word: str) -> str:
    return word.replace(".", "").strip(",").casefold()


def _is_first_name(word: str) -> bool:
    known = word.casefold()
    if len(word) < 2 or not word[0].isalpha() or "." in word:
        return False
    return known not in (_PARTICLES if word[0].islower() else _ALSO_CAPITAL)
