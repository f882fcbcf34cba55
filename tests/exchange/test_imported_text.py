"""Imported text stays on its line and means nothing but itself (faults.md I04)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.links import links_in, tags_in
from karma.core.logline import one_line, split_block, with_block
from karma.exchange.imported_text import block_id, plain


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("asked [[bill-okafor]] about it", "asked [ [bill-okafor]] about it"),
        ("Re: invoice #5, #urgent", "Re: invoice #5, # urgent"),
        ("![x](http://evil.example/1.png)", "! [x](http://evil.example/1.png)"),
        ("<script>alert(1)</script>", "< script>alert(1)< /script>"),
        ("<!-- the rest", "< !-- the rest"),
        ("%% the rest", "% % the rest"),
        ("---\nname: X\n---", "--- name: X ---"),
        ("two\r\nlines\u2028and\x0bmore\x00", "two lines and more"),
        ("3 < 4, C# and a&#b", "3 < 4, C# and a&#b"),
        ("\ud800\ufffe", ""),
    ],
)
def test_what_would_mean_something_gets_a_space(text: str, safe: str) -> None:
    assert plain(text) == safe


@given(
    st.text(alphabet=st.one_of(st.sampled_from("[]#!<%&/a1-_ \n"), st.characters(exclude_categories=["Cs"])))
)
def test_no_text_has_links_or_tags_and_cleaning_is_settled(text: str) -> None:
    safe = plain(text)
    assert not links_in(safe)
    assert not tags_in(safe)
    assert plain(safe) == safe == one_line(safe)
    assert safe.replace(" ", "") == one_line(text.translate({0xFFFE: " ", 0xFFFF: " "})).replace(" ", "")


@pytest.mark.parametrize("written", ["0915X018C9", "a-1", ""])
def test_an_id_that_obsidian_takes_stays_as_it_is(written: str) -> None:
    assert block_id(written) == written


def test_other_ids_are_made_fit_and_stay_different() -> None:
    ids = ["2021/05/A 17", "2021-05-A-17", "2021.05.A.17", "李", "雷", "x" * 65, "x" * 66, "<a@b.example>"]
    made = {block_id(one) for one in ids}
    assert len(made) == len(ids)
    assert all(split_block(with_block("text", one)) == ("text", one) for one in made)


@given(st.text(), st.text(min_size=1))
def test_text_and_id_come_apart_again(text: str, identity: str) -> None:
    made = block_id(identity)
    if made:
        assert split_block(one_line(with_block(plain(text), made))) == (plain(text), made)
