"""Every check, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.diagnosis import Diagnosis
from karma.files.doctor import book, computer, lines, programs, repository

if TYPE_CHECKING:
    from karma.files.doctor.patient import Patient

CHECKS = (*computer.CHECKS, *repository.CHECKS, *lines.CHECKS, *programs.CHECKS, *book.CHECKS)


def examine(patient: Patient) -> Diagnosis:
    """What is in order and what is not. Changes nothing, and runs nothing that the repository names."""
    findings = tuple(finding for check in CHECKS for finding in check(patient))
    trusted = patient.config is not None and patient.config.trusted
    return Diagnosis(findings, programs.named(patient), trusted)
