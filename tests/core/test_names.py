"""Names and the files they are kept in (faults.md P01, P02, P05, P06, P07, P11)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.links import fold
from karma.core.names import LONGEST, mixes_scripts, slug, unique_slug


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Bill Okafor", "bill-okafor"),
        ("O’Brien & Sons, Ltd.", "obrien-sons-ltd"),
        ("José", "josé"),
        ("Jose\u0301", "josé"),
        ("李雷", "李雷"),
        ("Владимир", "владимир"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b", "a-b"),
        ("a\\b", "a-b"),
        ("a:b?", "a-b"),
        ("CON", "con-1"),
        ("nul", "nul-1"),
        ("Com1.", "com1-1"),
        ("4913", "4913-1"),
        ("-rf", "rf"),
        ("--help", "help"),
        (".hidden", "hidden"),
        ("Ann\nLee", "ann-lee"),
        ("Ann\u200bLee", "annlee"),
    ],
)
def test_the_file_of_a_name(name: str, stem: str) -> None:
    assert slug(name) == stem


def test_names_without_letters_get_a_stem_of_their_own() -> None:
    stems = {slug("😀"), slug("..."), slug("")}
    assert len(stems) == 3
    assert all(stem.startswith("person-") and len(stem) == 15 for stem in stems)


def test_two_long_names_that_begin_alike_stay_apart() -> None:
    one, other = slug("é" * 200 + "a"), slug("é" * 200 + "b")
    assert one != other
    assert len(one.encode()) <= LONGEST


@given(st.text(max_size=300))
def test_every_stem_is_safe_on_every_disk_and_settled(name: str) -> None:
    stem = slug(name)
    assert stem
    assert len(stem.encode()) <= LONGEST
    assert not set(stem) & set('/\\:*?"<>|. \n\r\t\0')
    assert not stem.startswith("-")
    assert unicodedata.is_normalized("NFC", stem)
    assert slug(stem) == stem == fold(stem)


@given(st.lists(st.sampled_from(["Ann Lee", "ann lee", "ANN-LEE", "Bo", "😀"]), max_size=8))
def test_a_unique_slug_is_never_taken(names: list[str]) -> None:
    taken: set[str] = set()
    for name in names:
        stem = unique_slug(name, taken)
        assert stem not in taken
        taken.add(stem)


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("p\u0430ypal", True),
        ("\u0391nn Lee", True),
        ("paypal", False),
        ("José Ñandú", False),
        ("Владимир Smith", False),
        ("田中 Tanaka", False),
        ("Ω-Tech", False),
    ],
)
def test_lookalike_letters_inside_one_word_are_noticed(text: str, mixed: bool) -> None:
    assert mixes_scripts(text) is mixed
