"""`karma doctor`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from karma.cli import clock, output
from karma.cli.ask import yes
from karma.cli.context import this_run
from karma.cli.errors import CannotDo, WrongUsage
from karma.cli.writing import committed, show_diffs, writes
from karma.views.terminal.lines import Span, line

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.diagnosis import Diagnosis
    from karma.files.doctor.mend import Mended
    from karma.files.doctor.patient import Patient


@click.command
@click.option("--fix", is_flag=True, help="Do what is safe: register karma's merge, add missing lines.")
@click.option("--trust", is_flag=True, help="Let the programs run that this repository names; asks first.")
@writes
def command(fix: bool, trust: bool, dry_run: bool, as_json: bool) -> int:
    """Looks at git, at the repository and at this computer. Each thing to mend comes with its remedy.

    With something that keeps karma from its work the exit code is 1. Looking runs nothing that the
    repository names, and without --fix and --trust nothing is written.

    Examples:
      karma doctor
      karma doctor --fix
      karma doctor --trust   let git-lfs or another filter of this repository run

    """
    if fix and trust:
        raise WrongUsage("--fix and --trust are two things.", "Do one, then the other.")
    here = this_run()
    if trust:
        return _trust(_patient(here))
    mended = _mended(here, dry_run=dry_run) if fix else None
    return _tell(_patient(here), mended, dry_run=dry_run, as_json=as_json)


def _patient(here: Run) -> Patient:
    """The book as it is now; a second look sees what was mended."""
    from karma.files.doctor.patient import Patient  # noqa: PLC0415  (start-up)

    return Patient(here.root, clock.now(), getattr(sys.stdout, "encoding", "") or "")


def _examined(patient: Patient) -> Diagnosis:
    from karma.files.doctor.examine import examine  # noqa: PLC0415  (start-up)

    return examine(patient)


def _mended(here: Run, *, dry_run: bool) -> Mended:
    from karma.files.doctor.mend import mend  # noqa: PLC0415  (start-up)

    return mend(_patient(here), here.record, dry_run=dry_run)


def _tell(patient: Patient, mended: Mended | None, *, dry_run: bool, as_json: bool) -> int:
    """Prints what was mended and what is left; 1 when something keeps karma from its work."""
    from karma.views.json.doctor import doctor as doctor_json  # noqa: PLC0415  (start-up)
    from karma.views.terminal.doctor import doctor_lines  # noqa: PLC0415  (start-up)

    found = _examined(patient)
    done = mended.done if mended else ()
    if as_json:
        output.put_json(doctor_json(found, done, dry_run=dry_run, committed=committed(this_run())))
    elif mended and dry_run:
        output.put_text(*(f"To be done: {said}" for said in done))
        show_diffs(mended.written)
    else:
        output.put([line(Span("✓ ", "good"), f"Done: {said}.") for said in done])
        if mended and not done:
            output.put_text("There was nothing that karma could do for you.")
        output.put(doctor_lines(found, output.width()))
    return 0 if found.healthy else 1


def _trust(patient: Patient) -> int:
    """Shows the programs, asks, and notes the answer in the user's own configuration."""
    from karma.files.doctor.mend import trust  # noqa: PLC0415  (start-up)
    from karma.files.doctor.programs import named  # noqa: PLC0415  (start-up)
    from karma.views.terminal.doctor import program_lines  # noqa: PLC0415  (start-up)

    config = patient.config
    if config is None or not config.unlooked_at:
        output.put_text("There is nothing to trust: karma would run no program of this repository's.")
        return 0
    output.put(program_lines([one for one in named(patient) if one.when], output.width()))
    if not output.interactive():
        raise CannotDo("There is no terminal to ask at.", "Run `karma doctor --trust` yourself, in one.")
    output.put_text(
        "A program that stands in the repository can change with every sync; these settings cannot, unseen.",
    )
    if not yes("Do you know all of them, and may they run? (y/n)"):
        output.say("Nothing was changed: they do not run.")
        return 1
    done = trust(patient.root, config)
    if not done.ok:
        raise CannotDo(
            f"git could not note it: {done.complaint}", "See who may write your git configuration."
        )
    output.put([line(Span("✓ ", "good"), "They may run. Should one of them change, you are asked again.")])
    return 0
