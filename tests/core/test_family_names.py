"""Names as registers write them, as said aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.family_names import from_family_first


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Miller, Mary Emily", "Mary Emily Miller"),
        ("Davis, C D", "C D Davis"),
        ("Van Vechten, M", "M Van Vechten"),
        ("Beethoven, Ludwig van", "Ludwig van Beethoven"),
        ("O'Hagan, H Osborne", "H Osborne O'Hagan"),
        ("Heasman, Mr", "Mr Heasman"),
        ("Boon, Miss C Th M", "Miss C Th M Boon"),
        ("Miller, Lewis, II", "Lewis Miller II"),
        ("Gilliland, Ezra T., Jr", "Ezra T. Gilliland Jr"),
        ("Rockefeller, Jr.", "Rockefeller Jr."),
        ("Rogers, A R, (North American Rubber Co)", "A R Rogers (North American Rubber Co)"),
        ("Johnson, S, (Sudbury, Ontario)", "S Johnson (Sudbury, Ontario)"),
        ("Edison, Mina Miller (Mrs Thomas A.)", "Mina Miller Edison (Mrs Thomas A.)"),
        ("Edison, Beatrice Heyzer (Mrs Thomas A. Jr)", "Beatrice Heyzer Edison (Mrs Thomas A. Jr)"),
        ("  Miller ,  Mary  ", "Mary Miller"),
    ],
)
def test_the_given_name_comes_first(written: str, spoken: str) -> None:
    assert from_family_first(written) == spoken


@pytest.mark.parametrize(
    "name",
    [
        "Mary Emily Miller",
        "Evans (Henry G.) Phosphate Co",
        "U.S. Navy Dept. Secretary",
        "Fitzmaurice (H.E.)",
        "Steele (Attorney)",
        "Exhibition. Chicago Railway (1883)",
        "Acme, Inc",
        "Smith, Barney & Co",
        "Dyer, Edmonds and Dyer",
        "Red, Green, Blue",
        "Miller, Mary, of Ohio, Jr",
        "(Unknown, perhaps Miller)",
        "Miller, Mary (of (old) Ohio)",
        "Miller,",
        "",
    ],
)
def test_what_is_not_clearly_family_comma_given_stays(name: str) -> None:
    assert from_family_first(name) == name


@given(st.text(max_size=100))
def test_nothing_but_commas_and_order_changes(name: str) -> None:
    spoken = from_family_first(name)
    assert sorted(spoken.replace(",", " ").split()) == sorted(name.replace(",", " ").split())
