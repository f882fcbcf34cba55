"""A new contact file is what a person would have typed."""

from __future__ import annotations

from datetime import date

import pytest

from karma.core.config import Config
from karma.core.dates import parse_period
from karma.core.logline import LogLine
from karma.core.promise import Promise
from karma.files.compose import compose
from karma.files.contact import parse_contact
from karma.files.refusals import EditRefused


def test_everything_stands_in_the_order_of_the_format() -> None:
    text = compose(
        "Bill Okafor",
        {
            "tags": ("marine", "boats"),
            "phone": "+1 503 555 0142 (mobile)",
            "org": "Harbor: Marine",
            "city": "",
        },
        "\nPrefers calls before ten.\n",
        [LogLine(date(2026, 8, 20), "call"), LogLine(date(2026, 7, 2), "note", "thanks")],
        promises=[Promise("call: as he asked", by=parse_period("2026-12-01"))],
        next_time=["the boat"],
    )
    assert text == (
        '---\nname: Bill Okafor\norg: "Harbor: Marine"\nphone:\n  - "+1 503 555 0142 (mobile)"\n'
        "tags:\n  - marine\n  - boats\n---\n\nPrefers calls before ten.\n\n## Next time\n\n- the boat\n\n"
        "## Promises\n\n- [ ] 2026-12-01 call: as he asked\n\n"
        "## Log\n\n- 2026-07-02 note: thanks\n- 2026-08-20 call\n"
    )
    assert parse_contact(text, "contacts/bill-okafor.md", Config())[1] == ()


def test_somebody_who_is_only_a_name_has_a_place_for_the_log() -> None:
    assert compose("No", {}) == '---\nname: "No"\n---\n\n## Log\n'


def test_a_key_that_is_no_field_is_refused() -> None:
    with pytest.raises(EditRefused, match="“shoe” is not a field"):
        compose("Bill", {"shoe": "9"})
