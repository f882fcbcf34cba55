"""The messages of a book for the commands: its own templates before karma's."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from karma.cli.errors import CannotDo
from karma.core.voicemail import voicemail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.cli.context import Run
    from karma.core.agenda import Opener
    from karma.core.book import Contact
    from karma.core.drafts.desk import Desk
    from karma.views.messages import Messages


@contextmanager
def messages_of(here: Run, desk: Desk) -> Iterator[Messages]:
    """The messages on a desk. Raises CannotDo, with the place, for a template of the book that is broken."""
    from karma.views.messages import Messages  # noqa: PLC0415  (start-up: imports Jinja)
    from karma.views.sandbox import TemplateBroken  # noqa: PLC0415  (start-up)
    from karma.views.theme import theme_folder  # noqa: PLC0415  (start-up)

    own = here.root / "templates"
    try:
        yield Messages(desk, [own, theme_folder()] if own.is_dir() else [theme_folder()])
    except TemplateBroken as broken:
        raise CannotDo(f"{broken.place}: {broken.says}", broken.remedy) from broken


def script_of(here: Run, contact: Contact, chosen: Opener) -> str:
    """What to say to a machine: karma's words, or those of the book's own template, if it has one (S3).

    Jinja is imported only for the latter, so that `karma call` begins at once.
    """
    if not (here.root / "templates" / "messages" / "voicemail.txt").is_file():
        return voicemail(contact, chosen, here.config)
    from karma.core.drafts.desk import Desk  # noqa: PLC0415  (start-up)
    from karma.core.drafts.draft import voicemail_sheet  # noqa: PLC0415  (start-up)

    desk = Desk(here.book, here.today)
    with messages_of(here, desk) as messages:
        return messages.written(voicemail_sheet(contact, chosen, desk)).body
