"""Done, and wanted, for each kind of touch."""

from __future__ import annotations

from karma.core.plan.rows import rows
from tests.sample.book import TODAY, book


def done(kind: str, circle: str | None = None) -> str:
    row = next(one for one in rows(book(), TODAY) if (one.kind, one.circle) == (kind, circle))
    now = f"{row.done} of {row.wanted}" if row.wanted else f"{row.done}"
    return f"{now} · {', '.join(str(past.done) for past in row.previous)}"


FIGURES = {
    "call, by the week": lambda: done("call"),
    "lunch, by the month": lambda: done("lunch"),
    "exchange, by the month": lambda: done("exchange"),
    "article, by the month": lambda: done("article"),
    "intro, by the month": lambda: done("intro"),
    "note, by the month": lambda: done("note"),
    "gift, by the month": lambda: done("gift"),
    "email, by the month": lambda: done("email"),
    "postcard, by the quarter": lambda: done("postcard"),
    "client: lunch, by the year, each": lambda: done("lunch", "client"),
    "client: note, by the quarter": lambda: done("note", "client"),
    "partner: exchange, by the quarter, each": lambda: done("exchange", "partner"),
}
