"""The table of fields: it types, validates and documents the front matter (format.md, Fields).

A field's `parse` takes one value as written and gives the typed value, or a `Fault`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from karma.core.cadence import Cadence, cadence_words, parse_cadence
from karma.core.dates import Birthday, parse_birthday, parse_day, suggest_day
from karma.core.links import link_target
from karma.core.problems import Fault, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

CHANNELS = ("call", "email", "text", "post", "video")
FIT = ("understands", "values", "desires", "affords")
PARTNER = (
    "respects",
    "knows-profile",
    "influence",
    "introduces",
    "complementary",
    "receives",
    "growing",
    "trusted",
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A phone, e-mail or address with the label that followed it in parentheses, if any."""

    value: str
    label: str = ""

    def __str__(self) -> str:
        return f"{self.value} ({self.label})" if self.label else self.value


Value = str | date | Cadence | Birthday | Labelled


class Field(NamedTuple):
    """One key of the front matter: how many values it takes, what type they are, what it means."""

    name: str
    type: str
    many: bool
    meaning: str
    example: str
    parse: Callable[[str], Value | Fault]
    choices: tuple[str, ...] = ()


def _text(raw: str) -> Value | Fault:
    return raw


def _word(raw: str) -> Value | Fault:
    if re.fullmatch(r"[\w-]+", raw):
        return raw.casefold()
    return Fault("field-word", f"“{raw}” is not one word", "Use one word, with hyphens instead of spaces.")


def _day(raw: str) -> Value | Fault:
    if day := parse_day(raw):
        return day
    guess = suggest_day(raw)
    return Fault(
        "field-date",
        f"“{raw}” is not a day in the calendar",
        f"Write `{guess or '2026-11-22'}`: year, month, day.",
    )


def _birthday(raw: str) -> Value | Fault:
    if birthday := parse_birthday(raw):
        return birthday
    guess = suggest_day(raw)
    remedy = f"Write `{guess}`." if guess else "Write `1980-04-12`, or `--04-12` without the year."
    return Fault("field-date", f"“{raw}” is not a birthday", remedy)


def _cadence(raw: str) -> Value | Fault:
    if cadence := parse_cadence(raw):
        return cadence
    hint = did_you_mean(raw, cadence_words())
    return Fault(
        "field-cadence",
        f"“{raw}” is not a cadence",
        f"{hint}Write `6w`, `45d`, `2m`, `1y`, `monthly`, `4w..6w` or `off`.",
    )


def _link(raw: str) -> Value | Fault:
    return link_target(raw) or Fault(
        "field-link", f"“{raw}” is not a link", 'Write `"[[their-file]]"`, in quotes.'
    )


_LABEL = re.compile(r"(.*\S)\s+\(([^()]*)\)")


def _labelled(raw: str) -> Value | Fault:
    match = _LABEL.fullmatch(raw)
    return Labelled(match[1], match[2].strip()) if match else Labelled(raw)


def _email(raw: str) -> Value | Fault:
    labelled = _labelled(raw)
    if isinstance(labelled, Labelled) and not re.fullmatch(r"[^\s@]+@[^\s@]+", labelled.value):
        return Fault(
            "field-email",
            f"“{raw}” is not an e-mail address",
            "Write `name@example.com`, with a label in parentheses if you like.",
        )
    return labelled


def _one_of(code: str, choices: tuple[str, ...]) -> Callable[[str], Value | Fault]:
    def parse(raw: str) -> Value | Fault:
        if raw.casefold() in choices:
            return raw.casefold()
        return Fault(
            code,
            f"“{raw}” is not one of the words here",
            f"{did_you_mean(raw, choices)}Use {', '.join(choices)}.",
        )

    return parse


def _private(raw: str) -> Value | Fault:
    """`true`, or the name of a field: which it is, the reader of the contact decides."""
    folded = raw.casefold()
    if folded == "true" or folded in FIELDS:
        return folded
    return Fault(
        "field-private",
        f"“{raw}” is neither `true` nor a field",
        f"{did_you_mean(raw, FIELDS)}Write `true`, or a list of fields.",
    )


_TABLE = (
    Field("name", "text", False, "as said aloud; the one required field", "Bill Okafor", _text),
    Field("aliases", "text", True, "other names, former stems", "Billy", _text),
    Field("org", "text", False, "where they work", "Harbor Marine Supply", _text),
    Field("title", "text", False, "what they do there", "Owner", _text),
    Field(
        "circle",
        "word",
        False,
        "client, prospect, partner, expert, friend, acquaintance, dream, or one of karma.toml",
        "client",
        _word,
    ),
    Field(
        "every",
        "cadence",
        False,
        "how often you want to be in touch: ideal, and optionally a limit; `off` for never",
        "4w..6w",
        _cadence,
    ),
    Field("snooze", "date", False, "not proposed before this day", "2026-12-01", _day),
    Field(
        "phone", "phone", True, "with an optional label in parentheses", "+1 503 555 0142 (mobile)", _labelled
    ),
    Field(
        "email", "email", True, "with an optional label in parentheses", "bill@harbormarine.example", _email
    ),
    Field(
        "url", "url", True, "with an optional label in parentheses", "https://harbormarine.example", _labelled
    ),
    Field("address", "text", False, "where letters go", "12 Dock Street, Astoria", _text),
    Field("city", "text", False, "where they are at home", "Astoria", _text),
    Field("timezone", "text", False, "where the phone rings", "America/Los_Angeles", _text),
    Field("language", "text", False, "what you speak together", "English", _text),
    Field("photo", "text", False, "a file in the book, or an address", "photos/bill.jpg", _text),
    Field("birthday", "birthday", False, "with or without the year", "--04-12", _birthday),
    Field("met", "date", False, "the day you first met", "2024-06-03", _day),
    Field("met_at", "text", False, "where you met", "Rotary lunch", _text),
    Field("via", "link", False, "who introduced you", "[[sam-lee]]", _link),
    Field("added", "date", False, "the day they were entered here", "2024-06-04", _day),
    Field("tags", "text", True, "your own words for finding people", "marine", _text),
    Field("interests", "text", True, "what they like to talk about", "sailing", _text),
    Field("needs", "text", True, "what would help them", "a bookkeeper who knows inventory", _text),
    Field("offers", "text", True, "what they are good at, for others", "marine surveying", _text),
    Field(
        "opt_in",
        "channel",
        True,
        "how they asked to be kept in touch: " + ", ".join(CHANNELS),
        "email",
        _one_of("field-channel", CHANNELS),
        CHANNELS,
    ),
    Field(
        "fit",
        "fit",
        True,
        "of a prospect, which hold: " + ", ".join(FIT),
        "understands",
        _one_of("field-fit", FIT),
        FIT,
    ),
    Field(
        "partner",
        "criterion",
        True,
        "of a referral partner, which hold: " + ", ".join(PARTNER),
        "respects",
        _one_of("field-partner", PARTNER),
        PARTNER,
    ),
    Field("owner", "text", False, "who in a team looks after this person", "nora", _text),
    Field("private", "private", True, "`true`, or the fields that never leave the files", "true", _private),
    Field(
        "uid",
        "text",
        False,
        "identity in an address book, so that an import can be repeated",
        "urn:uuid:6d1f",
        _text,
    ),
)

FIELDS: dict[str, Field] = {spec.name: spec for spec in _TABLE}
"""The fields of a contact by name, in the order that the tool writes them."""
