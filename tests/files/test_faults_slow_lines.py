"""Lines that a pattern could look at again and again. Each ends at once or the test would never end."""

from __future__ import annotations

import pytest

from karma.core.config import Config
from karma.files.contact import parse_contact

LONG = 200_000


@pytest.mark.parametrize(
    "body",
    ["# a{blank}x", "# a{hashes}x", "## Next time\n- {blank}", "## Promises\n- [ ] x{blank}y",
     "## Promises\n- [ ] x [due:: {blank}y", "## Promises\n- [ ] x [completion:: {blank}y", "## Promises\n- [ ] x {due}y"],
)  # fmt: skip
def test_a_line_of_two_hundred_thousand_signs_is_read_in_one_pass(body: str) -> None:
    line = body.format(blank=" " * LONG, hashes="#" * LONG, due="[due:: " * (LONG // 7))
    contact, _ = parse_contact(f"---\nname: Bill\n---\n{line}\n", "contacts/bill.md", Config())
    assert contact.name == "Bill"
