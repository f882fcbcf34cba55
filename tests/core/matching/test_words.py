"""What a need or an offer tells: its words in parts, in any script, with the user's synonyms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.matching.synonyms import NO_SYNONYMS, synonyms_of
from karma.core.matching.words import _any_token, _tokens, parts, words_in


def read(text: str, *groups: list[str]) -> list[list[str]]:
    """The plain forms of the words of each part."""
    return [[word.form for word in part] for part in parts(text, synonyms_of(groups))]


def senses(text: str, *groups: list[str]) -> list[str]:
    return [word.sense for word in words_in(text, synonyms_of(groups))]


def test_what_is_asked_for_stands_in_the_first_part() -> None:
    assert read("a good lawyer for the loft lease") == [["lawyer"], ["loft", "lease"]]


def test_hyphens_and_commas_and_possessives() -> None:
    assert read("cold-storage, the baker’s oven") == [["cold", "storage"], ["baker", "oven"]]


def test_of_says_which() -> None:
    assert read("a supplier of resin") == read("a resin supplier")
    assert read("printing of cards and labels") == [["card", "printing"], ["label"]]


def test_words_that_everybody_uses_tell_nothing() -> None:
    assert read("help, please: somebody good with experience in the business")[-1] != ["business"]
    assert read("somebody who knows people") == []


def test_whom_an_offer_is_for_is_not_what_it_is() -> None:
    assert read("software for lawyers") == [["software"]]
    assert read("attorney for leases") == [["attorney"], ["lease"]]


def test_short_forms_in_capitals_are_words() -> None:
    assert read("HR for a small firm") == [["hr"]]
    assert read("it is IT") == [["it"]]
    assert read("A LOAN OR TWO FOR US") == [["loan"]]


def test_links_and_numbers_tell_nothing() -> None:
    assert read("12 pallets from [[ann-lee|Ann Lee]]") == [["pallet"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [("café", "cafe\u0301"), ("Łódź", "lodz"), ("Größe", "grosse"), ("SMØRREBRØD", "smorrebrod")],
)
def test_accents_and_case_are_folded(one: str, other: str) -> None:
    assert senses(one) == senses(other)


def test_chinese_is_read_by_pairs_of_characters() -> None:
    assert read("懂库存的记账员") == [["懂库", "库存", "记账", "账员"]]
    assert set(senses("记账服务")) & set(senses("需要记账员")) == {"记账"}


def test_synonyms_have_one_sense_in_any_form() -> None:
    lawyers = ["lawyer", "attorney"]
    assert senses("attorneys", lawyers) == senses("a lawyer", lawyers) != senses("a lawyer")


def test_a_phrase_can_be_a_synonym() -> None:
    people = ["HR", "human resources"]
    assert senses("human resources", people) == senses("HR", people)
    assert senses("human error", people) != senses("HR", people)


def test_a_word_in_two_lists_has_the_first_sense() -> None:
    assert senses("credit", ["loan", "credit"], ["credit", "praise"]) == senses("loan", ["loan", "credit"])


def test_likeness_falls_with_each_step() -> None:
    synonyms = synonyms_of([["loan", "financing"]])
    loan, loans, financing, finance, oven = (
        words_in(text, synonyms)[0] for text in ("loan", "loans", "financing", "finance", "oven")
    )
    assert loan.likeness(loans) == 1
    assert financing.likeness(finance) < 1
    assert loan.likeness(finance) < financing.likeness(finance)
    assert loan.likeness(oven) == 0


def test_a_synonym_without_telling_words_does_no_harm() -> None:
    assert read("somebody with an oven", ["somebody", "a friend"]) == [["oven"]]
    assert parts("", NO_SYNONYMS) == ()


@given(st.text("abst '-.,;:&/_1#ST", max_size=20))
def test_plain_letters_are_cut_into_words_as_all_others_are(text: str) -> None:
    assert _tokens(text) == _any_token().findall(text)
