"""A `mailto:` link holds what it is meant to hold, and no header besides."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.views.html.urls import safe_url
from karma.views.mailto import mailto


def test_a_link_opens_a_message_with_subject_and_lines() -> None:
    link = mailto(["bill@harbor.example"], "Tea & cake?", "Hello Bill,\n\nyes: 100 %")
    assert link == (
        "mailto:bill@harbor.example?subject=Tea%20%26%20cake%3F&body=Hello%20Bill%2C%0D%0A%0D%0Ayes%3A%20100%20%25"
    )


def test_two_people_stand_behind_each_other() -> None:
    assert mailto(["a@x.example", "b+c@x.example"], "", "") == "mailto:a@x.example,b+c@x.example"


def test_an_address_brings_no_header_with_it() -> None:
    assert mailto(["a@x.example?bcc=me@x.example"], "", "") is None
    assert mailto(["a?bcc=b&c@x.example"], "", "") == "mailto:a%3Fbcc%3Db%26c@x.example"


@pytest.mark.parametrize("address", ["", "bill", "a@b, c@d", "a@b\r\nBcc: c@d", "<a@b>", "a b@c", "a@b;c@d"])
def test_what_is_no_single_address_gives_no_link(address: str) -> None:
    assert mailto([address], "s", "b") is None
    assert mailto(["a@x.example", address], "s", "b") is None


def test_nobody_gives_no_link() -> None:
    assert mailto([], "s", "b") is None


@given(st.text(), st.text())
def test_whatever_the_words_are_they_come_back_as_subject_and_body(subject: str, body: str) -> None:
    link = mailto(["a@x.example"], subject, body)
    assert link is not None
    assert safe_url(link) == link
    parts = urlsplit(link)
    assert unquote(parts.path) == "a@x.example"
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    assert names in ([], ["subject"], ["body"], ["subject", "body"])
    assert "\n" not in dict(parse_qsl(parts.query)).get("subject", "")
