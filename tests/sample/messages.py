"""How long it takes to say a message."""

from __future__ import annotations

from karma.core.drafts.desk import Desk
from karma.views.messages import Messages
from tests.sample.book import ROOT, TODAY, book, person


def said(kind: str, stem: str) -> str:
    (message,) = Messages(Desk(book(), TODAY), [ROOT / "templates"]).draft(person(stem), kind)
    return f"{message.words} words, {message.seconds} seconds"


FIGURES = {
    "a voicemail for Bill": lambda: said("voicemail", "bill-okafor"),
    "the pitch, said to Bill": lambda: said("pitch", "bill-okafor"),
}
