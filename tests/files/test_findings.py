"""What was found in the whole book counts for as long as what it was found from is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.files.cache.findings import NAME, Findings
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = "per_day = 5"


def asked(findings: Findings, about: object, answer: int = 1) -> tuple[int, bool]:
    """What is known of pairs in a book like that, and whether it had to be found."""
    found: list[int] = []

    def find(_at: int) -> int:
        found.append(answer)
        return answer

    return findings.kept("pairs", about, ["all"], find)[0], bool(found)


def after_a_run(root: Path, about: object, settings: str = SETTINGS) -> Findings:
    """Another run, after one that found 1 in a book like that."""
    findings = Findings(root, SETTINGS)
    asked(findings, about)
    findings.save()
    return Findings(root, settings)


def test_what_was_found_is_found_once_and_remembered_by_another_run(tmp_path: Path) -> None:
    findings = Findings(tmp_path, SETTINGS)
    assert asked(findings, ["ann"]) == (1, True)
    assert asked(findings, ["ann"], 2) == (1, False)
    assert asked(after_a_run(tmp_path, ["ann"]), ["ann"], 2) == (1, False)


def test_equal_values_are_equal_whichever_objects_they_are(tmp_path: Path) -> None:
    """One text that is there twice, and two texts that are alike."""
    one, two = "ann lee", " ".join(["ann", "lee"])
    assert asked(after_a_run(tmp_path, [one, one]), [one, two], 2) == (1, False)


def test_of_another_book_and_with_other_settings_it_is_found_anew(tmp_path: Path) -> None:
    assert asked(after_a_run(tmp_path, ["ann"]), ["bill"], 2) == (2, True)
    assert asked(after_a_run(tmp_path, ["ann"], "per_day = 3"), ["ann"], 2) == (2, True)


def test_what_stands_there_from_somebody_else_is_nothing(tmp_path: Path) -> None:
    findings = after_a_run(tmp_path, ["ann"])
    (tmp_path / FOLDER / NAME).write_bytes(b"\0")
    assert asked(findings, ["ann"], 2) == (2, True)


def test_of_several_things_only_the_new_ones_are_found(tmp_path: Path) -> None:
    """Three pieces of news, then one of them is gone and another one there: of each what was found of it."""
    found: list[str] = []

    def heard(findings: Findings, *news: str) -> list[str]:
        def find(at: int) -> str:
            found.append(news[at])
            return news[at].upper()

        return findings.kept("news", "everybody", news, find)

    findings = Findings(tmp_path, SETTINGS)
    assert heard(findings, "a", "b", "c") == ["A", "B", "C"]
    findings.save()
    findings = Findings(tmp_path, SETTINGS)
    assert heard(findings, "d", "c", "a") == ["D", "C", "A"]
    assert heard(findings, "a", "b") == ["A", "B"]
    assert found == ["a", "b", "c", "d", "b"]
