"""Every problem that karma can report has a page with a book that causes it, and the page is what karma says."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from karma.files import yaml_events
from tests.problem_fixtures import FOLDER, blocks, build, report

_OPEN = os.open
PAGES = sorted(FOLDER.glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_says_what_karma_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text("utf-8")
    if " locked\n" in text:
        monkeypatch.setattr(os, "open", _refuse)
    if "```problems without-libyaml\n" in text:
        monkeypatch.setattr(yaml_events, "HAS_LIBYAML", False)
    [expected] = [block for info, block in blocks(text) if info.split()[0] == "problems"]
    found = report(build(text, tmp_path))
    assert found == expected.rstrip("\n")
    assert f"[{page.stem}]" in found


def test_every_code_has_its_page() -> None:
    assert _codes() == {page.stem for page in PAGES}


def _refuse(path: str | Path, flags: int, mode: int = 0o777) -> int:
    """A person's file that the system does not open."""
    if str(path).endswith(".md"):
        raise PermissionError(13, "Permission denied")
    return _OPEN(path, flags, mode)


def _codes() -> set[str]:
    """The codes of all faults made in the layers that read files: the texts that look like a code in `Fault(…)`."""
    calls = (
        node
        for folder in ("core", "files")
        for path in (Path(yaml_events.__file__).parents[1] / folder).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Fault", "_refused", "_one_of")
    )
    literals = (
        argument for call in calls for argument in call.args[:2] if isinstance(argument, ast.Constant)
    )
    return {literal.value for literal in literals if str(literal.value).replace("-", "").isalnum()}
