"""`karma.toml` is changed as contacts are: only what was meant, and never over what somebody else saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karma.core.cadence import Cadence
from karma.core.configfile import parse_config
from karma.files import put, settings
from karma.files.atomic import Busy
from karma.files.refusals import WriteRefused
from karma.files.settings import set_cadences, with_cadences

if TYPE_CHECKING:
    from pathlib import Path

SIX_WEEKS = Cadence("6w", 42)
OLD = '# mine\nname = "Nora"  # as said aloud\n\n[circles.client]\nevery = "1m"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "karma.toml").write_text(OLD)
    return tmp_path


def text(root: Path) -> str:
    return (root / "karma.toml").read_text()


def test_only_the_value_changes(root: Path) -> None:
    [written] = set_cadences(root, {"client": SIX_WEEKS})
    assert text(root) == OLD.replace("1m", "6w") == written.after.decode()


def test_what_is_not_there_is_added(root: Path) -> None:
    set_cadences(root, {"client": SIX_WEEKS, "friend": SIX_WEEKS, "": SIX_WEEKS})
    config, problems = parse_config(text(root))
    assert problems == ()
    assert [str(config.circles[name].every) for name in ("client", "friend")] == ["6w", "6w"]
    assert str(config.every) == "6w"


def test_a_book_without_settings_gets_them(tmp_path: Path) -> None:
    set_cadences(tmp_path, {"client": SIX_WEEKS})
    assert str(parse_config(text(tmp_path))[0].circles["client"].every) == "6w"


def test_a_line_that_somebody_saves_meanwhile_is_not_overwritten(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = put.atomic.stage

    def saved_meanwhile(target: Path, data: bytes) -> Path:
        (root / "karma.toml").write_text(OLD + "per_day = 7\n")
        return stage(target, data)

    monkeypatch.setattr(put.atomic, "stage", saved_meanwhile)
    with pytest.raises(WriteRefused, match="the file changed while karma was writing"):
        set_cadences(root, {"client": SIX_WEEKS})
    assert text(root) == OLD + "per_day = 7\n"


def test_a_file_that_another_program_holds_is_a_refusal(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(temporary: Path, *_: object) -> None:
        raise Busy(temporary)

    monkeypatch.setattr(put.atomic, "place", held)
    with pytest.raises(WriteRefused, match="did not let go"):
        set_cadences(root, {"client": SIX_WEEKS})


def test_an_interruption_leaves_no_temporary_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(put.atomic, "place", interrupted)
    with pytest.raises(KeyboardInterrupt):
        set_cadences(root, {"client": SIX_WEEKS})
    assert sorted(path.name for path in root.iterdir()) == [".karma", "karma.toml"]
    assert text(root) == OLD


@pytest.mark.parametrize(
    "written",
    ['circles = {client = {every = "1m"}}\n', "circles = 5\n", '[circles]\nfriend = "often"\n'],
)
def test_circles_in_a_form_that_karma_does_not_edit_are_left_alone(root: Path, written: str) -> None:
    (root / "karma.toml").write_text(written)
    with pytest.raises(WriteRefused, match=r"karma does not edit|would not say what was meant"):
        set_cadences(root, {"friend": SIX_WEEKS})
    assert text(root) == written


def test_a_result_that_says_something_else_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def loses_the_name(before: str, every: dict[str, Cadence]) -> str:
        return with_cadences(before, every).replace("Nora", "Nobody")

    monkeypatch.setattr(settings, "with_cadences", loses_the_name)
    with pytest.raises(WriteRefused, match="would not say what was meant"):
        set_cadences(root, {"client": SIX_WEEKS})
    assert text(root) == OLD


def test_a_circle_written_with_a_capital_is_the_same_circle(root: Path) -> None:
    (root / "karma.toml").write_text('[circles.Client]\nevery = "1m"\n')
    set_cadences(root, {"client": SIX_WEEKS})
    config, problems = parse_config(text(root))
    assert (str(config.circles["client"].every), problems) == ("6w", ())
