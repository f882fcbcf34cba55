"""Words of a family are one word, and words that only look alike are two (Porter 1980, and the trades)."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.matching.english import singular, stem

FAMILIES = """
bookkeeper bookkeepers bookkeeping
supply supplies supplier suppliers supplying
bake baker bakery bakeries baking
finance financing financial
design designs designer designing
lease leases leasing
tax taxes
photographer photography photographs
recruit recruiter recruiting recruitment
insure insurance insurer insuring
account accounts accountant accounting accountancy
survey surveys surveyor surveying
print printer printing
plan plans planner planning
ship shipping
broker brokers brokerage
cater caterer catering
engineer engineering
install installer installation
translate translator translation translating
edit editor editing
electric electrician electrical electricity
invest investor investment
brew brewer brewery
manage manager management managing
label labels labelling labeling
package packages packaging
value valuation valuer
teach teacher teaching
carpenter carpentry
therapist therapy
apprentice apprentices apprenticeship
advise adviser advisor
deliver delivery deliveries
knife knives
machine machinery machinist
"""
STRANGERS = """
port portion
car carpet
car career
care car
university universe
production product
marketing market
inventory inventor
corner corn
customs customer
business busy
station stationery
physician physics
number numb
part partner
meter meet
winter win
paper pap
organ organization
import important
department depart
butcher butch
"""


@pytest.mark.parametrize("family", FAMILIES.strip().splitlines())
def test_a_family_has_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", STRANGERS.strip().splitlines())
def test_strangers_have_two(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_no_two_families_have_the_same_stem() -> None:
    stems = [stem(family.split()[0]) for family in FAMILIES.strip().splitlines()]
    assert [pair for pair in combinations(stems, 2) if pair[0] == pair[1]] == []


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("leases", "lease"),
        ("taxes", "tax"),
        ("supplies", "supply"),
        ("ties", "tie"),
        ("glass", "glass"),
        ("gas", "gas"),
        ("prizes", "prize"),
        ("potatoes", "potato"),
        ("canoes", "canoe"),
        ("knives", "knife"),
        ("business", "business"),
        ("news", "news"),
        ("bus", "bus"),
    ],
)
def test_one_of_several(several: str, one: str) -> None:
    assert singular(several) == one


@pytest.mark.parametrize("word", ["", "s", "ing", "er", "цена", "łódź", "记账", "cafés"])
def test_what_is_no_english_is_left_alone(word: str) -> None:
    assert stem(word) in (word, word.removesuffix("s"))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_a_stem_is_never_empty_nor_much_longer_than_its_word(word: str) -> None:
    assert 0 < len(stem(word)) <= len(word) + 5
