"""What is known of files stands in columns, and gives back what was put in."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING

import pytest

from karma.files import discover
from karma.files.book import load
from karma.files.cache import rows as module
from karma.files.cache.library import Library
from karma.files.cache.rows import NOBODY, Place, Row, Rows
from karma.files.listing import Listing, look
from tests.files.test_cache import ANN, begun, plainly, same, settle

if TYPE_CHECKING:
    from pathlib import Path


def row(number: int, *problems: tuple[object, ...]) -> Row:
    names = (f"p{number}", f"Person {number}", ("P",), bool(number % 2), None, ())
    return Row(bytes([number]) * 16, names, problems, Place(2**40 + number, 1, 2, 3, 2**32 - 1))


def path(number: int) -> str:
    return f"contacts/p{number}.md"


KNOWN = {path(number): row(number) for number in (3, 1, 5)} | {path(4): row(4, ("contacts/p4.md", 1, "odd"))}


def as_dict(rows: Rows) -> dict[str, Row]:
    return {one: rows[one] for one in rows.paths}


def test_rows_come_back_in_the_order_of_their_ids() -> None:
    moved = "contacts/archive/p2.md"
    rows = Rows.of({**KNOWN, moved: row(2)})
    assert as_dict(rows) == {**KNOWN, moved: row(2)}
    assert rows.paths == [path(1), moved, path(3), path(4), path(5)]
    assert [one.split("/")[-1] for one, _ in rows.order.people()] == [f"p{n}.md" for n in (1, 2, 3, 4, 5)]
    assert [digest for _, digest in rows.order.people()] == rows.digests
    assert rows.problems == {path(4): (("contacts/p4.md", 1, "odd"),)}
    assert rows.size() == 5 * (1 + 3)
    assert (rows.get(path(2)), rows.digest(path(2)), path(2) in rows, path(3) in rows) == (
        None,
        None,
        False,
        True,
    )


def test_they_go_to_the_disk_and_back() -> None:
    for known in (KNOWN, {}):
        assert as_dict(Rows(*marshal.loads(marshal.dumps(Rows.of(known).plain())))) == known  # noqa: S302


def test_those_who_are_not_known_yet_are_told_with_their_names() -> None:
    rows = Rows.of(KNOWN)
    assert rows.without({}) == (rows.paths, rows.names)
    paths, names = rows.without({path(1), path(4)})
    assert (paths, names[0], names[1]) == ([path(3), path(5)], ["p3", "p5"], ["Person 3", "Person 5"])


@pytest.mark.parametrize("few", [0, 100], ids=["all at once", "one by one"])
def test_what_is_new_takes_its_place_and_the_old_rows_stay_as_they_were(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FEW", few)
    rows = Rows.of(KNOWN)
    news = {path(2): row(2), path(4): row(4), path(5): None, path(6): row(6, ("contacts/p6.md", 2, "odd"))}
    changed = rows.changed(news)
    assert as_dict(changed) == {one: known for one, known in (KNOWN | news).items() if known}
    assert changed.paths == [path(number) for number in (1, 2, 3, 4, 6)]
    assert changed.problems == {path(6): (("contacts/p6.md", 2, "odd"),)}
    assert as_dict(rows) == KNOWN
    assert rows.changed({path(3): row(3), path(9): None}) is rows
    assert as_dict(NOBODY.changed({path(2): row(2)})) == {path(2): row(2)}
    assert NOBODY.paths == []


def test_who_moved_keeps_the_place_that_the_id_has() -> None:
    moved = Rows.of(KNOWN).changed({path(3): None, "contacts/archive/p3.md": row(3)})
    assert moved.paths == [path(1), "contacts/archive/p3.md", path(4), path(5)]


def test_records_get_their_places() -> None:
    place = Place(7, 8, 9, 10, 11)
    rows = Rows.of(KNOWN).placed({path(3): place})
    assert as_dict(rows) == {**KNOWN, path(3): row(3)._replace(place=place)}


# Which files are looked at


def test_a_look_goes_to_the_disk_and_back(tmp_path: Path) -> None:
    (begun(tmp_path) / "contacts/archive").mkdir()
    (tmp_path / "contacts/archive/eve.md").write_text(ANN)
    now = look(str(tmp_path))
    again = Listing.of(now.state)
    assert (again.files, again.state, now.changed_since(again)) == (now.files, now.state, [])
    assert Listing.of(b"").files == {}


@pytest.mark.parametrize("change", ["edit", "add", "remove", "link"])
def test_a_look_tells_which_files_changed_where_none_came_or_went(tmp_path: Path, change: str) -> None:
    root = begun(tmp_path)
    (root / "contacts/archive").mkdir()
    eve = root / "contacts/archive/eve.md"
    eve.write_text(ANN)
    before = look(str(root))
    if change == "edit":
        eve.write_text(ANN + "more\n")
    elif change == "add":
        (root / "contacts/jo.md").write_text(ANN)
    elif change == "remove":
        eve.unlink()
    else:
        (root / "contacts/jo.md").symlink_to(eve)
    assert look(str(root)).changed_since(before) == (
        ["contacts/archive/eve.md"] if change == "edit" else None
    )


def test_after_an_edit_the_names_are_not_judged_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = begun(tmp_path)
    (root / "contacts/-jo.md").write_text(ANN)
    (root / "contacts/.#ann-lee.md").write_text("")
    settle(root)
    load(root)
    for name in ("ann-lee.md", ".#ann-lee.md"):
        (root / "contacts" / name).write_text(ANN + "- 2026-11-01 call\n")
    settle(root)
    wanted = plainly(root)
    monkeypatch.setattr(discover, "discover", lambda *_: pytest.fail("the names were judged again"))
    for _ in range(2):
        assert same(load(root), wanted)


def test_who_is_gone_is_kept_by_those_who_hold_them_and_may_come_back(tmp_path: Path) -> None:
    root, library = begun(tmp_path), Library(tmp_path)
    load(root, library)
    settle(root)
    held = load(root).by_id["ann-lee"], load(root, library).by_id["ann-lee"]
    ann = root / "contacts/ann-lee.md"
    ann.unlink()
    assert "ann-lee" not in load(root, library).by_id
    assert held[1].log
    ann.write_text(ANN.replace("Ann", "Anne"))
    assert same(load(root, library), plainly(root))
    assert held[1].name == held[0].name
