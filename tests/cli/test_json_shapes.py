"""The shapes of `--json` are promised: every field always there, whatever the book holds."""

from typing import Any

import pytest

from karma.core.fields import FIELDS
from karma.views.json.person import Person
from tests.cli.shelf import Shelf

ROW = {
    "id",
    "name",
    "path",
    "circle",
    "org",
    "title",
    "city",
    "phone",
    "email",
    "tags",
    "every",
    "last",
    "due",
    "limit",
    "snooze",
    "not_now",
    "archived",
}
PROMISE = {"text", "by", "they", "state", "kept_on", "overdue", "line"}
OWED = {"id", "name", "text", "by", "strength", "they", "overdue", "done"}
CALL = {
    "id",
    "name",
    "slot",
    "reason",
    "opener",
    "opener_kind",
    "because",
    "phone",
    "last",
    "due",
    "limit",
    "score",
    "terms",
    "done",
    "tried",
}

SHAPES: dict[str, dict[str, Any]] = {
    "today": {
        "today": str,
        "calls": CALL,
        "promises": OWED,
        "also": {"id", "name", "kind", "text", "reason", "done"},
        "voice": dict,
        "made": int,
        "wanted": int,
        "load": (str, type(None)),
        "problems": int,
    },
    "list": {"people": ROW},
    "find bill": {"people": {"id", "name", "where"}},
    "why bill": {
        "id": str,
        "name": str,
        "score": float,
        "terms": {"name", "value", "says"},
        "not_now": (str, type(None)),
        "slot": (str, type(None)),
        "says": str,
        "due": (str, type(None)),
        "limit": (str, type(None)),
    },
    "brief bill": {
        "id": str,
        "name": str,
        "phone": list,
        "reason": str,
        "opener": str,
        "opener_kind": str,
        "because": str,
        "voicemail": str,
        "next_time": list,
        "promises": PROMISE,
    },
    "promises": {
        "mine": OWED,
        "theirs": OWED,
        "kept_on_time": int,
        "kept_late": int,
        "overdue": int,
        "kept_rate": (float, type(None)),
    },
    "load": {
        "wanted_per_day": float,
        "made_per_day": float,
        "capacity_per_day": int,
        "fits": bool,
        "circles": {"name", "people", "every", "wanted_per_day", "suggested"},
        "people": {"id", "every", "suggested"},
        "after_fit": float,
    },
    "spread": {"applied": bool, "snoozes": {"id", "name", "until", "reason"}},
    "fresh-start": {"applied": bool, "snoozes": {"id", "name", "until", "reason"}},
    "check": {
        "problems": {"path", "line", "col", "severity", "code", "message", "remedy"},
        "files": int,
    },
    "log bill call --dry-run": {"dry_run": bool, "written": {"id", "name", "path", "lines"}},
    "met Joy --dry-run": {"dry_run": bool, "written": {"id", "name", "path", "lines"}},
    "promise bill x --dry-run": {"dry_run": bool, "written": {"id", "name", "path", "lines"}},
    "keep bill 1 --dry-run": {"dry_run": bool, "written": {"id", "name", "path", "lines"}},
    "release bill 1 --dry-run": {"dry_run": bool, "written": {"id", "name", "path", "lines"}},
    "snooze bill --dry-run": {"dry_run": bool, "written": {"id", "name", "path", "lines"}},
}


@pytest.mark.parametrize("words", SHAPES)
def test_the_shape_is_what_was_promised(shelf: Shelf, words: str) -> None:
    shelf.put("contacts/jo.md", "---\nname: Jo\nbirthday: --11-23\n---\n\n## Log\n\n- 2026-11-31 call\n")
    data = shelf.karma(*words.split(), "--json").data
    shape = SHAPES[words]
    assert list(data) == list(shape)
    for key, kind in shape.items():
        if isinstance(kind, set):
            assert all(set(row) == kind for row in data[key]), key
        else:
            assert isinstance(data[key], kind), key


def test_every_shape_is_tried_on_rows(shelf: Shelf) -> None:
    for number in range(20):
        shelf.put(f"contacts/p{number}.md", f"---\nname: P {number}\nadded: 2020-01-01\n---\n\n## Log\n")
    for words, shape in SHAPES.items():
        data = shelf.karma(*words.split(), "--json").data
        for key, kind in shape.items():
            if isinstance(kind, set) and (words, key) not in {("load", "people"), ("today", "also")}:
                assert data[key] or words == "check", (words, key)


def test_one_person_has_every_field_and_the_log_as_data(shelf: Shelf) -> None:
    data = shelf.done("show", "bill", "--json").data
    assert set(FIELDS) <= set(data)
    assert list(data) == list(Person.__annotations__)
    assert data["phone"] == ["+1 503 555 0142 (mobile)"]
    assert data["city"] is None
    assert data["interests"] == []
    assert data["unknown"] == {"favourite": "tea"}
    assert data["log"][0] == {
        "date": "2026-08-20",
        "time": None,
        "verb": "call",
        "in": False,
        "links": [],
        "text": "off to the mountains on Friday",
        "amount": None,
        "currency": None,
        "line": 31,
        "written": "- 2026-08-20 call: off to the mountains on Friday",
    }


def test_the_same_files_and_day_give_the_same_bytes(shelf: Shelf) -> None:
    for words in ("today", "list", "load", "promises"):
        assert shelf.done(words, "--json") == shelf.done(words, "--json")
