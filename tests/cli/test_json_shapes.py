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
    "owner",
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
REFERRAL = {
    *("prospect", "giver", "receiver", "direction", "opened", "stage", "since", "days", "amount", "currency"),
    *("told", "thanked", "to_tell", "to_thank", "prospect_name", "giver_name", "receiver_name", "text"),
    *("attempts", "unanswered", "contacted", "consents", "level", "value", "outcome", "steps"),
}
ANSWER = {"id", "name", "date", "verb", "text"}
PARTNER_ROW = {
    *("id", "name", "partner", "strength", "held", "ask_first", "met_this_quarter", "last_met"),
    *("next_meeting", "resting", "names_gave", "names_got", "referrals_out", "referrals_in"),
    *("criteria", "exchanges", "sent", "given"),
}
INTRODUCTION = {
    *("needer", "needer_name", "expert", "expert_name", "need", "offer", "words", "score", "state", "made"),
    *("followed_up", "waits"),
}
PLAN_ROW = {*("kind", "circle", "aim", "start", "end", "wanted", "by_now", "done", "left", "previous")}
PLAN_NEXT = {"kind", "people", "text", "reason"}

COMMITTED = {"commit": (str, type(None)), "not_committed": (str, type(None))}
WRITTEN = {"dry_run": bool, "written": {"id", "name", "path", "lines"}, **COMMITTED}
MOVED = {
    "dry_run": bool,
    "moved": {"id", "name", "path", "was", "was_path"},
    "linked": list,
    "notes": list,
    **COMMITTED,
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
    "match": {
        "today": str,
        "proposed": INTRODUCTION,
        "made": INTRODUCTION,
        "followed_up": INTRODUCTION,
        "unmet": {"id", "name", "need"},
        "intel": {"source", "source_name", "date", "text", "tags", "listeners", "told"},
        "serendipity": dict,
    },
    "match mia": {
        "id": str,
        "name": str,
        "helped_by": INTRODUCTION,
        "could_help": INTRODUCTION,
        "unmet": {"id", "name", "need"},
        "made": INTRODUCTION,
        "news": {"source", "source_name", "date", "text", "why"},
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
        "to_call_yourself": {"id", "name", "phone", "text", "by", "since"},
        "not_followed_up": {"id", "name", "met", "met_at", "call_by"},
        "trust": dict,
    },
    "recalls": {
        "month": str,
        "recalls": {"id", "name", "phone", "since", "requalified", "due", "overdue", "fit", "reason"},
        "in_cultivation": int,
        "per_month": float,
        "ahead": {"month", "recalls"},
        "requalified": ANSWER,
        "let_go": ANSWER,
        "moved_on": ANSWER,
    },
    "load": {
        "wanted_per_day": float,
        "made_per_day": float,
        "capacity_per_day": int,
        "fits": bool,
        "circles": {"name", "people", "every", "wanted_per_day", "suggested"},
        "people": {"id", "every", "suggested"},
        "after_fit": float,
        **COMMITTED,
    },
    "doctor": {
        "healthy": bool,
        "findings": {"code", "level", "says", "remedy", "commands"},
        "programs": list,
        "trusted": bool,
        "fixed": list,
        "dry_run": bool,
        **COMMITTED,
    },
    "partners": {
        "partners": PARTNER_ROW,
        "wanted": int,
        "quarter": dict,
        "to_meet": list,
        "names": dict,
        "matrix": dict,
    },
    "partners ann-lee": {
        "id": str,
        "name": str,
        "partner": bool,
        "strength": str,
        "held": int,
        "ask_first": list,
        "met_this_quarter": bool,
        "last_met": (str, type(None)),
        "next_meeting": (str, type(None)),
        "resting": bool,
        "names_gave": int,
        "names_got": int,
        "referrals_out": int,
        "referrals_in": int,
        "criteria": {"criterion", "says", "held", "earn", "shown"},
        "exchanges": list,
        "sent": list,
        "given": list,
    },
    "balance": {
        "today": str,
        "since": str,
        "given_lately": (int, float),
        "received_lately": (int, float),
        "kinds": {"kind", "weight", "given", "received", "given_lately", "received_lately"},
        "quarters": {"quarter", "start", "given", "received"},
        "people": {
            *("id", "name", "given", "received", "given_lately", "received_lately"),
            *("last_given", "last_received"),
        },
        "helped_you": {"id", "name", "reason", "idea", "helped_on", "last_given"},
        "not_fed": {"id", "name", "reason", "idea", "helped_on", "last_given"},
    },
    "balance bill": {
        "id": str,
        "name": str,
        "given": (int, float),
        "received": (int, float),
        "given_lately": (int, float),
        "received_lately": (int, float),
        "entries": {"date", "kind", "given", "weight", "text"},
    },
    "plan": {"today": str, "circle": (str, type(None)), "rows": PLAN_ROW, "next": PLAN_NEXT},
    "plan --circle client": {"today": str, "circle": str, "rows": PLAN_ROW, "next": PLAN_NEXT},
    "review": {
        "today": str,
        "wanted_per_day": int,
        "parts": {"name", "now", "before"},
        "weeks": {"start", "calls", "wanted"},
        "consistency": (float, type(None)),
        "advice": dict,
    },
    "spread": {"applied": bool, "snoozes": {"id", "name", "until", "reason"}, **COMMITTED},
    "fresh-start": {"applied": bool, "snoozes": {"id", "name", "until", "reason"}, **COMMITTED},
    "pipeline": {"referrals": REFERRAL, "reports": dict},
    "pipeline --tree": {"tree": {"id", "name", "under", "also_by", "people", "value", "total"}},
    "refer anna-bell --by bill --dry-run": WRITTEN,
    "stage jo reached --dry-run": WRITTEN,
    "draft bill": {"id": str, "name": str, "kinds": {"kind", "purpose", "fits", "why"}},
    "draft bill thank-you": {
        "id": str,
        "name": str,
        "kind": str,
        "to": list,
        "subject": (str, type(None)),
        "body": str,
        "words": int,
        "seconds": int,
        "gaps": list,
        "notes": list,
        "mailto": (str, type(None)),
        "parts": {"title", "people", "to", "subject", "body", "words", "seconds", "gaps", "notes", "mailto"},
    },
    "check": {
        "problems": {"path", "line", "col", "severity", "code", "message", "remedy"},
        "files": int,
    },
    "log bill call --dry-run": WRITTEN,
    "met Joy --dry-run": WRITTEN,
    "promise bill x --dry-run": WRITTEN,
    "keep bill 1 --dry-run": WRITTEN,
    "release bill 1 --dry-run": WRITTEN,
    "snooze bill --dry-run": WRITTEN,
    "rename bill will --dry-run": MOVED,
    "merge bill anna-bell --dry-run": MOVED,
    "archive bill --dry-run": MOVED,
    "resolve": {
        "dry_run": bool,
        "conflicts": list,
        "people": list,
        "files": list,
        "settled": list,
        "finish": (str, type(None)),
    },
}


JO = (
    "---\nname: Jo\nbirthday: --11-23\n---\n\n## Log\n\n"
    "- 2026-11-01 referred by [[bill-okafor]]\n- 2026-11-31 call\n"
)

MATCHED = {
    "mia": "needs:\n  - a bookkeeper\n  - a resin supplier\noffers:\n  - marine surveying\ninterests:\n  - kelp\n"
    "---\n\n## Log\n\n- 2026-11-01 intro to [[pete]]\n- 2026-11-10 call: [[lea]] was a help\n",
    "lea": "offers:\n  - bookkeeping\n---\n\n## Log\n\n- 2026-11-02 heard: news of #kelp\n",
    "pete": "needs:\n  - printing\n---\n\n## Log\n\n- 2026-10-01 intro to [[lea]]\n- 2026-10-09 call: [[lea]] helps\n",
    "kay": "needs:\n  - a survey\n---\n\n## Log\n",
}
"""People for `match`: Mia needs Lea, and Kay needs Mia."""


@pytest.mark.parametrize("words", SHAPES)
def test_the_shape_is_what_was_promised(shelf: Shelf, words: str) -> None:
    shelf.put("contacts/jo.md", JO)
    for stem, text in MATCHED.items():
        shelf.put(f"contacts/{stem}.md", f"---\nname: {stem}\n{text}")
    data = shelf.karma(*words.split(), "--json").data
    shape = SHAPES[words]
    assert list(data) == list(shape)
    for key, kind in shape.items():
        if isinstance(kind, set):
            assert all(set(row) == kind for row in data[key]), key
        else:
            assert isinstance(data[key], kind), key


CULTIVATED = {
    "due": "- 2026-08-12 cultivating\n",
    "stays": "- 2026-03-03 cultivating\n- 2026-10-14 requalified\n",
    "let-go": "- 2026-03-03 cultivating\n- 2026-10-14 no-fit\n",
    "moved-on": "- 2026-03-03 cultivating\n- 2026-10-14 next-step\n",
}
"""People for `recalls`."""


def test_every_shape_is_tried_on_rows(shelf: Shelf) -> None:
    shelf.put("contacts/jo.md", JO)
    for stem, text in MATCHED.items():
        shelf.put(f"contacts/{stem}.md", f"---\nname: {stem}\n{text}")
    for stem, log in CULTIVATED.items():
        promise = "## Promises\n\n- [ ] 2026-11-13 they: call me\n\n"
        shelf.put(
            f"contacts/{stem}.md", f"---\nname: {stem}\nmet: 2026-03-01\n---\n\n{promise}## Log\n\n{log}"
        )
    shelf.put("contacts/card.md", "---\nname: Only a card\nmet: 2026-11-01\n---\n")
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
