"""No other code may open a contact for writing (faults.md, rule 3)."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

KARMA = Path(__file__).parents[2] / "karma"
WRITES = {
    *("write_text", "write_bytes", "os.replace", "os.rename", "os.link", "os.remove", "os.unlink", "unlink"),
    *("os.truncate", "shutil.move", "shutil.copy", "shutil.copyfile", "shutil.copy2", "rename", "touch"),
    *("symlink_to", "hardlink_to", "NamedTemporaryFile", "mkstemp", "os.open"),
}
OTHER_FILES = {
    *("atomic", "put"),  # the writer itself
    *("journal", "lock", "state", "strays"),  # .karma/ and temporary files
    "newbook",  # the first files of a book
}
OUTSIDE_THE_BOOK = {
    "cli/editor.py": "a draft in a temporary folder",
    "files/cache/scrap.py": "what karma remembers of the book, in its own folder",
    "files/site/folder.py": "pages, in a folder that is none of the user's",
    "files/site/manifest.py": "which pages there are, beside them",
    "files/site/publish.py": "pages that are nobody's any more are removed",
    "files/site/workers.py": "a pipe from one process to the other",
    "files/sync/merging.py": "git's attributes for one merge, in a temporary folder",
    "files/merge/text.py": "three texts in a temporary folder, for `git merge-file` to read",
}
"""What else writes files, and why these are no contacts."""
WRITING_FLAGS = {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"}
MODES = set("wax+")


def writes(tree: ast.AST) -> Iterator[int]:
    """The lines on which a file may be opened for writing, moved or removed."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        flags = set(re.findall(r"\bO_[A-Z]+", ast.unparse(node))) if name == "os.open" else set()
        if name == "os.open" and "O_RDONLY" in flags and not flags & WRITING_FLAGS:
            continue
        short = name.rpartition(".")[2]
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        texts = [arg.value for arg in given if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        opens = short in ("open", "fdopen") and any(set(text) & MODES and len(text) <= 3 for text in texts)
        moves = short == "replace" and len(node.args) == 1 and not node.keywords
        found = opens or moves or short in WRITES or name in WRITES
        if found and "os.devnull" not in ast.unparse(node):
            yield node.lineno


def test_only_files_writes_files() -> None:
    found = {
        f"{path.relative_to(KARMA)}:{line}"
        for path in KARMA.rglob("*.py")
        if path.parent != KARMA / "files" and path.relative_to(KARMA).as_posix() not in OUTSIDE_THE_BOOK
        for line in writes(ast.parse(path.read_text("utf-8")))
    }
    assert found == set()


def test_nothing_is_excused_that_writes_nothing() -> None:
    excused = [KARMA / name for name in OUTSIDE_THE_BOOK] + [
        KARMA / f"files/{stem}.py" for stem in OTHER_FILES
    ]
    idle = [str(path) for path in excused if not [*writes(ast.parse(path.read_text("utf-8")))]]
    assert idle == []


def test_what_edits_or_reads_contacts_leaves_the_writing_to_the_writer() -> None:
    others = [path for path in sorted((KARMA / "files").glob("*.py")) if path.stem not in OTHER_FILES]
    assert others
    assert [path for path in others if list(writes(ast.parse(path.read_text("utf-8"))))] == []


@pytest.mark.parametrize(
    "source",
    [
        *("open(path, 'w')", "path.open('ab')", "path.write_text(text)", "os.replace(a, b)", "a.replace(b)"),
        *("io.open(path, mode='r+')", "os.open(path, flags)", "shutil.move(a, b)", "path.unlink()"),
        *("os.open(path, os.O_WRONLY)", "os.open(path, os.O_RDONLY | os.O_TRUNC)", "os.fdopen(handle, 'wb')"),
    ],
)
def test_every_way_of_writing_is_noticed(source: str) -> None:
    assert list(writes(ast.parse(source))) == [1]


@pytest.mark.parametrize(
    "source",
    [
        "text.replace(a, b)",
        "open(path)",
        "path.read_text()",
        "replace(one, a=1)",
        "os.open(path, os.O_RDONLY)",
        "os.fdopen(handle, 'rb')",
    ],
)
def test_reading_and_editing_text_is_no_writing(source: str) -> None:
    assert list(writes(ast.parse(source))) == []
