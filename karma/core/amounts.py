"""Sums in a log line: `12000`, `USD 12000`, `1,200.50 EUR` (format.md, rule 3)."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?)"
AMOUNT = re.compile(
    rf"(?:(?P<before>[A-Z]{{3}})\s+)?{_NUMBER}(?:\s+(?P<after>[A-Z]{{3}}))?(?=\s|:|$)", re.ASCII
)
_THREE_DECIMALS = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}
"""The currencies of which a thousandth is a coin (ISO 4217)."""
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
# Compiled by the first wrong sum only: most runs meet none.
_MEANT = (
    r"(?:(?P<code>[A-Za-z]{3})\s?)?(?P<sign>[€$£¥])?\s?(?P<number>\d[\d.,' ]*\d|\d)"
    r"(?>(?:\s?(?P<behind>[€$£¥]|[A-Za-z]{3}))?)(?=\s|:|$)(?!\s*\d)"
)
_BEGINS = r"(?:[A-Za-z]{3}\s?)?[€$£¥]?\s?\d"


def money(amount: re.Match[str] | None) -> tuple[Decimal | None, str | None]:
    """The amount and its currency, as a match of AMOUNT says them; None for what it does not say."""
    if not amount:
        return None, None
    return Decimal(amount["number"].replace(",", "")), amount["before"] or amount["after"]


def is_unsure(amount: re.Match[str]) -> bool:
    """True for `1.200`, which is twelve hundred in half of the world and one and a fifth in the other."""
    whole, _, decimals = amount["number"].partition(".")
    currency = amount["before"] or amount["after"]
    return len(decimals) == 3 and len(whole) <= 3 and whole != "0" and currency not in _THREE_DECIMALS


def begins_with_sum(text: str) -> bool:
    """True for what was surely meant as a sum, well written or not."""
    return re.match(_BEGINS, text) is not None


def sum_meant(text: str) -> str | None:
    """What begins `text`, as karma reads it: `EUR 1200` for `€1200` or `1.200 eur`; None for no sum."""
    match = re.match(_MEANT, text)
    if not match:
        return None
    written = match["code"] or match["sign"] or match["behind"] or ""
    currency = _SIGNS.get(written, written.upper())
    meant = f"{currency} {_plain(match['number'])}".strip()
    return meant if AMOUNT.fullmatch(meant) else None


def _plain(number: str) -> str:
    """The plain digits, of any script, with a point before the cents: one or two behind the last mark."""
    cents = re.search(r"[.,](\d{1,2})$", number)
    whole = number[: cents.start()] if cents else number
    digits = "".join(str(int(digit)) for digit in whole if digit.isdecimal())
    return f"{digits}.{int(cents[1]):0{len(cents[1])}}" if cents else digits
