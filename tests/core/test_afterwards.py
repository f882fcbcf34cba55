"""What to type around a call: one word to the shell is one word, and a promise is named so that it is found."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.cli.closing import open_promise
from karma.core.afterwards import afterwards, brief_command, keep_command, log_command, promise_command
from karma.core.book import Contact
from karma.core.promise import Promise

BILL = Contact("bill-okafor", "contacts/bill-okafor.md", "Bill Okafor")
WORDS = st.lists(
    st.sampled_from(["send", "the", "list", "page", "1", "10", "Größe", "-x", "--by", "`rm`", "$HOME", '"ha"', "it's", "!", "call:"]),
    min_size=1,
    max_size=6,
).map(" ".join)  # fmt: skip


def named(stem: str) -> Contact:
    return Contact(stem, f"contacts/{stem}.md", "Somebody")


def test_a_call_is_logged_with_your_words_and_a_message_without() -> None:
    assert log_command(BILL) == ('karma log bill-okafor call -m "…"', 'karma log bill-okafor call -m "')
    assert log_command(BILL, "voicemail").shown == "karma log bill-okafor voicemail"
    assert brief_command(BILL).copied == "karma brief bill-okafor"


def test_a_new_promise_is_copied_up_to_its_words() -> None:
    assert promise_command(BILL).shown == 'karma promise --by fri bill-okafor "…"'
    assert promise_command(BILL).copied == 'karma promise --by fri bill-okafor "'


def test_each_open_promise_is_kept_by_its_first_words() -> None:
    still_open = (Promise("Send the inventory checklist"), Promise("call: as he asked"), Promise("call"))
    shown = [one.shown for one in afterwards(BILL, still_open)]
    assert shown == [
        'karma log bill-okafor call -m "…"',
        "karma log bill-okafor voicemail",
        'karma keep bill-okafor "Send the inventory"',
        'karma keep bill-okafor "call: as he"',
        "karma keep bill-okafor 3",
        'karma promise --by fri bill-okafor "…"',
    ]


def test_who_is_in_cultivation_is_asked_again_with_the_call() -> None:
    first = afterwards(BILL, (), cultivated=True)[0]
    assert first.shown == 'karma log bill-okafor requalified -m "…"'


def test_as_many_words_as_tell_it_from_the_others() -> None:
    first, other = Promise("Send her page 1 of the report"), Promise("Send her page 10 of the report")
    assert keep_command(BILL, first, (first, other)).shown == 'karma keep bill-okafor "Send her page 1 of"'


@pytest.mark.parametrize(
    "text", ["[[ann-lee]] and I will come", "someone comes along", "2026", "\u202eevil", "notes/ann.md"]
)
def test_what_is_no_word_to_type_is_kept_by_its_number(text: str) -> None:
    promise = Promise(text)
    assert keep_command(BILL, promise, (promise,)).shown == "karma keep bill-okafor 1"


def test_an_ellipsis_of_their_own_is_copied_whole() -> None:
    promise = Promise("…")
    command = keep_command(BILL, promise, (promise,))
    assert command.copied == command.shown == 'karma keep bill-okafor "…"'


def test_only_the_first_of_many_promises_get_a_command() -> None:
    many = tuple(Promise(f"{letter} thing to do") for letter in "abcdefghij")
    assert sum(one.shown.startswith("karma keep") for one in afterwards(BILL, many)) == 4


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12))
def test_a_stem_is_one_word_whatever_stands_in_it(stem: str) -> None:
    assert shlex.split(log_command(named(stem), "voicemail").shown)[-2:] == [stem, "voicemail"]
    assert stem in shlex.split(log_command(named(stem)).shown)
    assert shlex.split(promise_command(named(stem)).shown)[-2:] == [stem, "…"]


@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
def test_the_command_keeps_the_promise_that_it_is_for(texts: list[str], data: st.DataObject) -> None:
    still_open = tuple(Promise(text, line=number) for number, text in enumerate(texts))
    kept = data.draw(st.sampled_from(still_open))
    contact = Contact("bill", "contacts/bill.md", "Bill", promises=still_open)
    *_, who, which = shlex.split(keep_command(contact, kept, still_open).shown)
    assert who == "bill"
    assert open_promise(contact, which).text == kept.text


def test_a_stem_like_an_option_stands_behind_the_options() -> None:
    assert shlex.split(log_command(named("-rf")).shown) == ["karma", "log", "-m", "…", "--", "-rf", "call"]
    assert log_command(named("-rf"), "voicemail").shown == 'karma log -- "-rf" voicemail'
