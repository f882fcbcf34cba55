"""Ctrl-C in the one moment when a new file stands in two places."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from karma.core.config import Config
from karma.files.compose import compose
from karma.files.write import Writer

if TYPE_CHECKING:
    from pathlib import Path


def test_ctrl_c_between_the_link_and_the_temporary_files_end_leaves_no_half_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "contacts").mkdir()
    link = os.link

    def linked(source: Path, target: Path) -> None:
        link(source, target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", linked)
        with pytest.raises(KeyboardInterrupt):
            Writer(tmp_path, Config()).write(
                new=[(f"contacts/{n}.md", compose(n, {})) for n in ("ann", "bo")]
            )
    assert [path.name for path in (tmp_path / "contacts").iterdir()] == []
