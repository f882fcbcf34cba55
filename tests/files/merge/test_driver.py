"""`karma merge-driver` as git calls it: three files, an exit code, and ours replaced whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from karma.cli.main import run
from karma.files import atomic

NAME = b"---\nname: Bill\n"
BASE = NAME + b"org: A\n---\n"
OURS, THEIRS = BASE.replace(b"A", b"X"), BASE + b"\n## Log\n\n- 2026-11-20 call\n"
UNLIKE = BASE.replace(b"A", b"Y")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def driver(base: bytes, ours: bytes, theirs: bytes, *more: str) -> tuple[int, bytes]:
    """The exit code, and what ours is then."""
    for name, data in (("base", base), ("ours", ours), ("theirs", theirs)):
        Path(name).write_bytes(data)
    code = run(["merge-driver", "--", "base", "ours", "theirs", *more])
    assert sorted(path.name for path in Path().iterdir() if path.is_file()) == ["base", "ours", "theirs"]
    return code, Path("ours").read_bytes()


@pytest.mark.usefixtures("files")
def test_what_can_be_merged_is_written_over_ours() -> None:
    assert driver(BASE, OURS, THEIRS) == (0, THEIRS.replace(b"A", b"X"))


@pytest.mark.usefixtures("files")
def test_a_conflict_is_marked_and_said_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    code, ours = driver(BASE, OURS, UNLIKE, "9", "contacts/bill.md")
    assert code == 10
    nine = b"<<<<<<<<< ours\norg: X\n=========\norg: Y\n>>>>>>>>> theirs\n"
    assert ours == NAME + nine + b"---\n"
    assert capsys.readouterr().err == "contacts/bill.md:3: org was changed on both sides: X / Y\n"


@pytest.mark.usefixtures("files")
def test_what_was_removed_on_one_side_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    driver(BASE, NAME + b"---\n", UNLIKE)
    said = capsys.readouterr().err
    assert said == "ours:3: org was changed on one side and removed on the other: Y\n"


@pytest.mark.usefixtures("files")
def test_two_people_made_under_one_name_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    code, ours = driver(b"", OURS, UNLIKE)
    assert (code, ours) == (10, b"<<<<<<< ours\n" + OURS + b"=======\n" + UNLIKE + b">>>>>>> theirs\n")
    assert capsys.readouterr().err == "ours:1: two people were given this one file\n"


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [(BASE, OURS + b"\xff", UNLIKE), (BASE, OURS, UNLIKE + b"\xff"), (BASE, OURS + b"x" * 1_000_001, UNLIKE)],
    ids=["ours is no text", "theirs is no text", "too large"],
)
def test_what_karma_does_not_read_is_left_to_git(base: bytes, ours: bytes, theirs: bytes) -> None:
    assert driver(base, ours, theirs) == (2, ours)


@pytest.mark.usefixtures("files")
def test_a_full_disk_leaves_ours_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic, "write_all", full)
    assert driver(BASE, OURS, THEIRS) == (2, OURS)


def test_a_missing_file_is_left_to_git(files: Path) -> None:
    assert run(["merge-driver", "base", "ours", "theirs"]) == 2
    assert list(files.iterdir()) == []


@pytest.mark.usefixtures("files")
def test_the_byte_order_mark_of_ours_stays() -> None:
    mark = b"\xef\xbb\xbf"
    assert driver(mark + BASE, mark + OURS, THEIRS) == (0, mark + THEIRS.replace(b"A", b"X"))
    assert driver(BASE, OURS, mark + THEIRS) == (0, THEIRS.replace(b"A", b"X"))


@pytest.mark.usefixtures("files")
def test_git_waits_for_no_yaml_no_book_and_no_other_process() -> None:
    driver(BASE, OURS, THEIRS)
    script = (
        "import sys; from karma.cli.main import run; code = run(['merge-driver', 'base', 'ours', 'theirs']); "
        "sys.stderr.write('\\n'.join(sys.modules)); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    slow = {"yaml", "tomllib", "subprocess", "tempfile", "difflib", "karma.files.book", "jinja2", "tomlkit"}
    assert not slow & set(done.stderr.split())
