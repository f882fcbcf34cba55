"""What `spread` and `fresh-start` share: the proposal, shown first, written with --apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.cli import output
from karma.cli.writing import committed
from karma.core.subjects import put_off
from karma.views.json.load import snoozes as snoozes_json
from karma.views.terminal.load import snooze_lines
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.cli.context import Run
    from karma.core.spread import Snooze


def offered(here: Run, snoozes: Sequence[Snooze], name: str, *, apply_it: bool, as_json: bool) -> None:
    """Prints who would be called when, and with `apply_it` writes these days as snoozes, all or none."""
    if apply_it and snoozes:
        _write(here, snoozes, name)
    if as_json:
        output.put_json(snoozes_json(snoozes, applied=apply_it, committed=committed(here)))
        return
    output.put(snooze_lines(snoozes, output.width()))
    if snoozes and apply_it:
        output.say(f"Written: {count(len(snoozes), 'person', 'people')} snoozed until their day.")
    elif snoozes:
        output.say(f"Dry run: nothing was written. `karma {name} --apply` writes it.")


def _write(here: Run, snoozes: Sequence[Snooze], name: str) -> None:
    from karma.files.field_edit import SetField  # noqa: PLC0415  (start-up)

    edits = [(one.contact.path, [SetField("snooze", one.until.isoformat())]) for one in snoozes]
    here.writer().change(edits, put_off(name, [one.contact for one in snoozes]))
    here.reload()
