"""The field table as a JSON Schema, for editors that complete and check front matter."""

from __future__ import annotations

from typing import Any

from karma.core.fields import FIELDS, Field

TYPES: dict[str, tuple[str, str | None]] = {
    "text": ("any text", None),
    "word": ("one word, with hyphens instead of spaces", r"^[\w-]+$"),
    "date": ("a day, `2026-11-22`", r"^[12]\d{3}-\d{2}-\d{2}$"),
    "birthday": ("a day with or without the year, `1980-04-12` or `--04-12`", r"^([12]\d{3}|-)-\d{2}-\d{2}$"),
    "cadence": (
        "`6w`, `45d`, `2m`, `1y`, a word such as `monthly`, ideal and limit `4w..6w`, or `off`",
        r"^[\w-]+(\.\.[\w-]+)?$",
    ),
    "link": ("a link to a person, `[[sam-lee]]`", r"^\[\[.+\]\]$"),
    "phone": ("a number, with an optional label in parentheses", None),
    "email": ("an address, with an optional label in parentheses", r"^[^\s@]+@[^\s@]+( \([^()]*\))?$"),
    "url": ("an address on the web, with an optional label in parentheses", None),
    "channel": ("one of the channels", None),
    "fit": ("one of the four marks of a prospect", None),
    "criterion": ("one of the eight marks of a referral partner", None),
    "private": ("`true`, or the name of a field", None),
}
"""What each type of a field takes, in words, and as a pattern where there is one."""


def json_schema() -> dict[str, Any]:
    """The front matter of a contact as a JSON Schema (draft 2020-12). Keys of one's own are allowed."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "karma contact",
        "type": "object",
        "required": ["name"],
        "properties": {name: _property(field) for name, field in FIELDS.items()},
        "additionalProperties": True,
    }


def _property(field: Field) -> dict[str, Any]:
    one = _value(field)
    shape = {"anyOf": [one, {"type": "array", "items": one}]} if field.many else one
    example = [field.example] if field.many else field.example
    return {"description": field.meaning, "examples": [example], **shape}


def _value(field: Field) -> dict[str, Any]:
    if field.type == "private":
        return {"anyOf": [{"const": True}, {"enum": list(FIELDS)}]}
    if field.choices:
        return {"enum": list(field.choices)}
    pattern = TYPES[field.type][1]
    return {"type": "string", "pattern": pattern} if pattern else {"type": "string"}
