"""What is remembered in `.karma/` never shows: the book is what the files say (faults.md C03, L01, L03)."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
import textwrap
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.book import Book, Contact
from karma.core.problems import Fault
from karma.files import discover as judging
from karma.files import yaml_events
from karma.files.book import load, load_config
from karma.files.cache import library as libraries
from karma.files.cache import moment, records, scrap, seen, several
from karma.files.cache.library import Library
from karma.files.cache.maker import settings_key
from karma.files.contact import parse_contact
from karma.files.discover import discover
from karma.files.listing import Listing, look, stamp_of
from karma.files.read import read_bytes, read_text
from karma.files.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable

BILL = """---
name: Bill Okafor
aliases: [Billy, "Will"]
circle: client
every: 4w..6w
phone:
  - "+1 503 555 0142 (mobile)"
email: bill@example.com
birthday: --04-12
met: 2024-06-03
via: "[[ann-lee]]"
mine: own
---

Knows [[ann-lee]].

## Next time

- Ask about the boat

## Promises

- [ ] 2026-12 they: introduce [[ann-lee]]
- [x] 2026-W40 Send the list ✅ 2026-10-02

## Log

- 2026-10-01 12:30 call in: café #marine ^a1
- 2026-10-02 referred by [[ann-lee]]
- 2026-10-03 won USD 1200.50 with [[ann-lee]]: paid
- 2026-10-03 dance with [[ann-lee]]
"""
ANN = "---\nname: Ann Lee\ncircle: clent\n---\n\n## Log\n\n- 2026-10-20 lunch\n"
TEXTS = (
    *(BILL, ANN, ANN.replace("20 lunch", "21 lunch"), ANN.replace("Lee", "Lea")),
    *(
        "---\nname: {{x}}\n",
        "",
        "\0\0",
        "no fence",
        "---\nname: A\nname: B\n---\n<<<<<<< x\na\n=======\nb\n>>>>>>> y\n",
    ),
)
SETTINGS = (
    "",
    "per_day = 3\n",
    "[circles.clent]\nevery = '2w'\n",
    "[touch.dance]\nmeaning = 'a dance'\n",
    "x = [",
)


def plainly(root: Path) -> Book:
    """The book as it is read without remembering anything."""
    config, problems = load_config(root)
    found = discover(root)
    contacts, all_problems = [], [*problems, *found.problems]
    for path in found.paths:
        text = read_text(root / path)
        if isinstance(text, Fault):
            all_problems.append(text.at(path, 1))
            continue
        contact, own = parse_contact(text, path, config)
        contacts.append(contact)
        all_problems += own
    contacts.sort(key=lambda contact: contact.id)
    return Book(config, tuple(contacts), tuple(sorted(all_problems)), len(found.paths))


def same(one: Book, other: Book) -> bool:
    """Also what `==` leaves out: the lines on which things stand."""
    return repr(one) == repr(other) and one == other


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begun(tmp_path)


def begun(root: Path) -> Path:
    (root / "contacts").mkdir()
    (root / "contacts/bill-okafor.md").write_text(BILL)
    (root / "contacts/ann-lee.md").write_text(ANN)
    return root


def settle(root: Path) -> None:
    """Waits until the clock of the disk has moved on past the last change: a few thousandths of a second."""
    paths = [path for path in root.rglob("*") if FOLDER not in path.parts and path.exists()]
    last = max(max(path.stat().st_mtime_ns, path.stat().st_ctime_ns) for path in paths)
    for _ in range(100_000):
        if moment.moment(root) > last:
            return
    raise AssertionError("the clock of the disk stands still")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are parsed from here on."""
    paths: list[str] = []

    def noted(text: str, path: str, config: object) -> object:
        paths.append(path)
        return parse_contact(text, path, config)  # type: ignore[arg-type]

    monkeypatch.setattr(seen, "parse_contact", noted)
    return paths


# No file is parsed twice


def test_an_unchanged_file_is_parsed_once_and_neither_read_again(
    root: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(root)
    book = load(root)
    assert sorted(parsed) == ["contacts/ann-lee.md", "contacts/bill-okafor.md"]
    monkeypatch.setattr(seen, "read_bytes", lambda path: pytest.fail(f"{path} was read again"))
    assert same(load(root), book)


def test_where_nothing_has_changed_the_files_are_not_gone_through(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "contacts/-jo.md").write_text(ANN)
    settle(root)
    library = Library(root)
    book = load(root, library)
    assert "name-odd" in {problem.code for problem in book.problems}
    monkeypatch.setattr(judging, "discover", lambda *_: pytest.fail("the names were judged again"))
    assert same(load(root), book)
    assert same(load(root, library), book)


@pytest.mark.parametrize("what", ["a link", "a file that nobody may read"])
def test_what_a_look_at_the_folder_cannot_tell_is_asked_every_time(root: Path, what: str) -> None:
    """What a link leads to changes without the link, and a disk may give today what it refused yesterday."""
    place, away = root / "contacts/eve.md", root / "eve.txt"
    if what == "a link":
        away.write_text(ANN)
        place.symlink_to(away)
    else:
        place.write_bytes(b"\0\0")
    settle(root)
    for _ in range(2):
        assert same(load(root), plainly(root))
        away.write_text(ANN.replace("lunch", "email"))


def test_the_day_costs_nobodys_prose(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(root)
    wanted = load(root)
    one = load(root).by_id["bill-okafor"]
    with monkeypatch.context() as patch:
        patch.setattr(Library, "_rest", lambda *_: pytest.fail("the rest was read"))
        assert (one.log, one.promises, one.via) == tuple(
            getattr(wanted.by_id["bill-okafor"], name) for name in ("log", "promises", "via")
        )
    assert one.prose == "Knows [[ann-lee]]."
    assert type(one) is Contact


def test_after_an_edit_one_file_is_parsed(root: Path, parsed: list[str]) -> None:
    settle(root)
    load(root)
    parsed.clear()
    (root / "contacts/ann-lee.md").write_text(ANN + "- 2026-11-01 call\n")
    assert same(load(root), plainly(root))
    assert parsed == ["contacts/ann-lee.md"]


def test_after_an_edit_the_index_stays_and_the_news_stand_beside_it(root: Path, parsed: list[str]) -> None:
    settle(root)
    load(root)
    index = (root / FOLDER / "people.index").read_bytes()
    for name, text in (("ann-lee", ANN), ("bill-okafor", BILL), ("ann-lee", ANN + "- 2026-11-02 call\n")):
        (root / f"contacts/{name}.md").write_text(text + "- 2026-11-01 call\n")
        settle(root)
        assert same(load(root), plainly(root))
    parsed.clear()
    assert same(load(root), plainly(root))
    assert parsed == []
    assert (root / FOLDER / "people.index").read_bytes() == index


def test_who_comes_or_goes_has_the_index_written_anew_and_its_news_forgotten(
    root: Path, parsed: list[str]
) -> None:
    settle(root)
    load(root)
    (root / "contacts/ann-lee.md").write_text(ANN + "- 2026-11-01 call\n")
    settle(root)
    load(root)
    news = (root / FOLDER / "people.news").read_bytes()
    (root / "contacts/cleo.md").write_text("---\nname: Cleo\n---\n")
    (root / "contacts/ann-lee.md").write_text(ANN)
    settle(root)
    load(root)
    assert (root / FOLDER / "people.news").read_bytes() == news
    parsed.clear()
    assert same(load(root), plainly(root))
    assert parsed == []


def test_what_is_news_to_an_index_that_another_karma_has_replaced_goes_into_a_new_one(
    root: Path, parsed: list[str]
) -> None:
    settle(root)
    load(root, library := Library(root))
    (root / "contacts/cleo.md").write_text("---\nname: Cleo\n---\n")
    settle(root)
    load(root, other := Library(root))
    (root / "contacts/ann-lee.md").write_text(ANN + "- 2026-11-01 call\n")
    (root / "contacts/cleo.md").unlink()
    settle(root)
    load(root, library)
    assert same(load(root, other), plainly(root))
    parsed.clear()
    assert same(load(root), plainly(root))
    assert parsed == []


def test_a_file_that_was_only_touched_is_read_and_not_parsed(root: Path, parsed: list[str]) -> None:
    load(root)
    parsed.clear()
    os.utime(root / "contacts/ann-lee.md")
    load(root)
    assert parsed == []


def test_who_keeps_a_library_keeps_the_people_that_did_not_change(root: Path, parsed: list[str]) -> None:
    library = Library(root)
    settle(root)
    first = load(root, library)
    (root / "contacts/ann-lee.md").write_text(ANN + "- 2026-11-01 call\n")
    parsed.clear()
    second = load(root, library)
    assert second.by_id["bill-okafor"] is first.by_id["bill-okafor"]
    assert parsed == ["contacts/ann-lee.md"]
    assert [len(book.by_id["ann-lee"].log) for book in (first, second)] == [1, 2]


def test_who_is_told_which_file_was_saved_looks_at_no_other_until_the_next_time(
    root: Path, parsed: list[str]
) -> None:
    library = Library(root)
    load(root, library)
    (root / "contacts/bill-okafor.md").write_text(BILL + "- 2026-10-21 lunch\n")
    (root / "contacts/ann-lee.md").write_text(ANN + "- 2026-10-21 lunch\n")
    parsed.clear()
    library.only(["contacts/bill-okafor.md"])
    told = load(root, library)
    assert parsed == ["contacts/bill-okafor.md"]
    assert len(told.by_id["bill-okafor"].log) > len(told.by_id["ann-lee"].log) == 1
    assert load(root, library) == load(root)
    assert parsed.count("contacts/ann-lee.md") >= 1


def test_a_setting_that_says_nothing_about_reading_has_nothing_parsed_again(
    root: Path, parsed: list[str]
) -> None:
    load(root)
    parsed.clear()
    (root / "karma.toml").write_text("per_day = 3\n")
    load(root)
    assert parsed == []
    (root / "karma.toml").write_text("[touch.dance]\nmeaning = 'a dance'\n")
    assert [line.verb for line in load(root).by_id["bill-okafor"].log][-1] == "dance"


def test_what_was_read_without_libyaml_is_not_remembered(
    root: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(root)
    library = Library(root)
    monkeypatch.setattr(yaml_events, "HAS_LIBYAML", False)
    for book in (load(root, library), load(root, library), load(root)):
        assert "no-libyaml" in {problem.code for problem in book.problems}
    parsed.clear()
    monkeypatch.setattr(yaml_events, "HAS_LIBYAML", True)
    assert "no-libyaml" not in {problem.code for problem in load(root).problems}
    assert len(parsed) == 2


# Nothing is missed


@pytest.mark.parametrize("back", [False, True], ids=["in the same tick", "its time put back"])
def test_an_edit_of_the_same_size_is_never_missed(root: Path, back: bool) -> None:
    ann = root / "contacts/ann-lee.md"
    if back:
        settle(root)
    for day in range(10, 30):
        before = ann.stat()
        ann.write_text(ANN.replace("10-20", f"10-{day}"))
        if back:
            os.utime(ann, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert load(root).by_id["ann-lee"].log[0].date.day == day


@pytest.mark.parametrize("ahead", [0, 10**13], ids=["in the same tick", "in the time to come"])
def test_where_the_clock_is_coarse_what_is_as_young_as_the_record_is_looked_at_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, ahead: int
) -> None:
    """On a disk that counts in hours, an edit need not show in any time: git calls that racy."""
    ann, hour = root / "contacts/ann-lee.md", 3_600 * 10**9

    def coarse(stamp: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        return (stamp[0] // hour * hour + ahead, stamp[1] // hour * hour, *stamp[2:])

    def looked(folder: str) -> Listing:
        really, seen_coarsely = look(folder), Listing()
        for path, stamp in really.files.items():
            where, _, name = path.rpartition("/")
            seen_coarsely.names += (f"{where}/", name)
            seen_coarsely.stamps += coarse(stamp)
        return seen_coarsely

    fine, now = stamp_of, moment.moment
    monkeypatch.setattr(libraries, "look", looked)
    monkeypatch.setattr(seen, "stamp_of", lambda status: coarse(fine(status)))
    monkeypatch.setattr(libraries, "moment", lambda root: now(root) // hour * hour)
    library = Library(root)
    for day in range(10, 20):
        ann.write_text(ANN.replace("10-20", f"10-{day}"))
        for book in (load(root), load(root, library)):
            assert book.by_id["ann-lee"].log[0].date.day == day


def test_a_file_that_moves_while_it_is_read_is_not_taken_for_what_it_becomes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor empties the file and writes it anew, with the same size, while karma reads (C03)."""
    ann = root / "contacts/ann-lee.md"

    def torn(path: str) -> object:
        data = read(path)
        if Path(path) == ann:
            ann.write_text(ANN.replace("lunch", "email"))
        return data

    read = read_bytes
    with monkeypatch.context() as patch:
        patch.setattr(seen, "read_bytes", torn)
        assert load(root).by_id["ann-lee"].log[0].verb == "lunch"
    settle(root)
    assert load(root).by_id["ann-lee"].log[0].verb == "email"


@pytest.mark.parametrize("left", [b"", b"---\nname: Ann L"], ids=["emptied", "half written"])
def test_a_file_that_was_half_written_is_whole_as_soon_as_it_is(root: Path, left: bytes) -> None:
    ann = root / "contacts/ann-lee.md"
    ann.write_bytes(left)
    load(root)
    ann.write_text(ANN)
    assert same(load(root), plainly(root))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("write", "rename", "touch", "delete", "settings", "same size", "archive", "break", "keep"),
                *("odd", "settle", "settle"),
            ]
        ),
        st.integers(0, 2),
        st.integers(0, 8),
    ),
    max_size=10,
)


@given(STEPS)
def test_whatever_happens_to_the_files_the_book_is_what_they_say(steps: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        root = begun(Path(folder))
        library = Library(root)
        for step, who, what in steps:
            if step == "settle":
                settle(root)
                load(root)
            elif step == "odd":
                put_oddly(root, who, what)
            else:
                happen(root, step, who, what)
            wanted = plainly(root)
            if step != "keep":
                assert same(load(root), wanted)
            assert same(load(root, library), wanted)


ODD = ("-jo.md", "aux.md", "Ann-Lee 2.md", ".#ann-lee.md", "ann-lee.md~", "notes.txt", ".hidden.md", "l.md")
"""Names that are a problem, nobody's, or a link's."""


def put_oddly(root: Path, who: int, what: int) -> None:
    place = root / "contacts" / ODD[what % len(ODD)]
    if place.name == "l.md":
        place.unlink(missing_ok=True)
        place.symlink_to("ann-lee.md" if who else "..")
    else:
        place.write_text(TEXTS[who])


def happen(root: Path, step: str, who: int, what: int) -> None:
    people = sorted((root / "contacts").rglob("*.md"))
    chosen = people[who % len(people)] if people else root / "contacts/jo.md"
    if step == "write":
        (root / f"contacts/{('ann-lee', 'bill-okafor', 'Jo Öz')[who]}.md").write_text(TEXTS[what])
    elif step == "settings":
        (root / "karma.toml").write_text(SETTINGS[what % len(SETTINGS)])
    elif step == "break":
        for cache in (root / FOLDER).glob("people*"):
            data = bytearray(cache.read_bytes())
            data[what * len(data) // 9] ^= 1 + what
            cache.write_bytes(data)
    elif chosen.exists() and step == "rename":
        chosen.rename(root / f"contacts/{('a', 'ann-lee', 'ann-lee 2')[what % 3]}.md")
    elif chosen.exists() and step == "touch":
        os.utime(chosen, ns=(what, what * 10**17))
    elif chosen.exists() and step == "delete":
        chosen.unlink()
    elif chosen.is_file() and step == "same size":
        chosen.write_bytes(chosen.read_bytes().replace(b"2026", b"202%d" % what))
    elif chosen.exists() and step == "archive":
        (root / "contacts/archive").mkdir(exist_ok=True)
        chosen.rename(root / "contacts/archive" / chosen.name)


# Nothing is believed


def caches(root: Path) -> list[Path]:
    return sorted((root / FOLDER).glob("people*"))


def test_no_damage_to_what_is_remembered_changes_the_book(root: Path) -> None:
    settle(root)
    load(root)
    (root / "contacts/ann-lee.md").write_text(ANN + "- 2026-11-01 call\n")
    settle(root)
    load(root)
    wanted, kept = plainly(root), {path: path.read_bytes() for path in caches(root)}
    assert [path.name for path in kept if path.suffix != ".records"] == ["people.index", "people.news"]
    for path, data in kept.items():
        for at in range(0, len(data), 53):
            for damaged in (
                data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :],
                data[:at],
                data[:at] + data[at + 1 :],
            ):
                for one, whole in kept.items():
                    one.write_bytes(whole)
                path.write_bytes(damaged)
                assert same(load(root), wanted), (path.name, at)


def test_what_was_damaged_is_made_anew(root: Path, parsed: list[str]) -> None:
    settle(root)
    load(root)
    for path in caches(root):
        path.write_bytes(path.read_bytes()[:-1])
    load(root)
    parsed.clear()
    assert same(load(root), plainly(root))
    assert parsed == []


def test_what_came_along_with_a_book_from_elsewhere_is_not_read(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    load(root)
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "book"
    subprocess.run(["cp", "-a", root, elsewhere], check=True)
    assert records.opened(root, settings_key(load_config(root)[0])) is not None
    assert records.opened(elsewhere, settings_key(load_config(elsewhere)[0])) is None
    assert same(load(elsewhere), plainly(root))


def test_what_another_karma_remembered_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(root)
    monkeypatch.setattr("karma.files.cache.sealed.made_by", lambda: "karma 0.0.1")
    assert records.opened(root, settings_key(load_config(root)[0])) is None


@pytest.mark.parametrize("name", ["people.index", FOLDER])
def test_a_link_where_karma_remembers_is_not_followed(
    root: Path, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    load(root)
    away = tmp_path_factory.mktemp("away") / "it"
    place = root / FOLDER if name == FOLDER else root / FOLDER / name
    place.rename(away)
    place.symlink_to(away)
    before = sorted(away.parent.rglob("*"))
    assert records.opened(root, settings_key(load_config(root)[0])) is None
    assert same(load(root), plainly(root))
    assert sorted(away.parent.rglob("*")) == before


@pytest.mark.parametrize("obstacle", ["a file", "no right to write"])
def test_where_nothing_can_be_remembered_the_book_is_read_all_the_same(
    root: Path, obstacle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if obstacle == "a file":
        (root / FOLDER).write_text("mine")
    else:
        monkeypatch.setattr(os, "open", _unless_it_reads(os.open))
    assert same(load(root), plainly(root))
    assert same(load(root, library := Library(root)), load(root, library))


def _unless_it_reads(system: Callable[..., int]) -> Callable[..., int]:
    def refused(path: object, flags: int, *rest: object, **more: object) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise PermissionError(13, "Permission denied")
        return system(path, flags, *rest, **more)

    return refused


def test_records_that_are_nobodys_are_cleared_away(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_SPARE", 0)
    monkeypatch.setattr(records, "_MOST_NEWS", 0)
    for number in range(12):
        (root / "contacts/bill-okafor.md").write_text(f"{BILL}- 2026-11-01 call: {number}\n")
        load(root)
    assert len(caches(root)) == 2
    assert sum(path.stat().st_size for path in caches(root)) < 10_000


# Whoever asks meets an ordinary contact


def bill(root: Path) -> Contact:
    load(root)
    return load(root).by_id["bill-okafor"]


@pytest.mark.parametrize(
    "asked",
    [
        hash,
        repr,
        lambda one: one.public_name,
        lambda one: replace(one, name="B"),
        lambda one: pickle.loads(pickle.dumps(one)),  # noqa: S301
        copy.copy,
        lambda one: one.lines,
    ],
    ids=["hash", "repr", "property", "replace", "pickle", "copy", "lines"],
)
def test_a_remembered_contact_answers_as_a_parsed_one(root: Path, asked: Callable[[Contact], object]) -> None:
    assert asked(bill(root)) == asked(plainly(root).by_id["bill-okafor"])


def test_a_remembered_contact_becomes_one_like_any_other(root: Path) -> None:
    one, parsed_one = bill(root), plainly(root).by_id["bill-okafor"]
    assert (one == parsed_one, parsed_one == bill(root), bill(root) == bill(root)) == (True, True, True)
    assert type(one) is Contact
    assert one != replace(parsed_one, name="Somebody else")
    for contact in (one, bill(root)):
        with pytest.raises(FrozenInstanceError):
            contact.name = "B"  # type: ignore[misc]
        with pytest.raises(AttributeError, match="nonsense"):
            contact.nonsense  # type: ignore[attr-defined]  # noqa: B018


def test_a_name_can_be_had_without_the_rest(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(root)
    load(root)
    monkeypatch.setattr(records.Records, "_read", lambda *_: pytest.fail("a record was read"))
    assert [(one.id, one.name, one.aliases, one.archived) for one in load(root).contacts] == [
        ("ann-lee", "Ann Lee", (), False),
        ("bill-okafor", "Bill Okafor", ("Billy", "Will"), False),
    ]


# Many files


def forget(root: Path) -> None:
    for left in (root / FOLDER).glob("people*"):
        left.unlink()


def read_many_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files are many, and one process reads them."""
    monkeypatch.setattr(several, "WORTH_TWO", 2)
    monkeypatch.setattr(several, "can_split", lambda: False)


def test_the_records_of_many_files_go_to_the_disk_while_others_are_read(
    root: Path, monkeypatch: pytest.MonkeyPatch, parsed: list[str]
) -> None:
    settle(root)
    read_many_by_one(monkeypatch)
    monkeypatch.setattr(seen, "AT_ONCE", 1)
    first = load(root)
    assert len(list((root / FOLDER).glob("people-*.records"))) == 1
    assert repr(load(root)) == repr(first)
    assert len(parsed) == 2


def test_many_files_are_read_where_nothing_can_be_noted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full once the file of records is begun; nothing of it is left behind."""
    expected = repr(load(root))
    forget(root)
    read_many_by_one(monkeypatch)
    monkeypatch.setattr(scrap, "add", lambda *_: None)
    assert repr(load(root)) == expected
    assert list((root / FOLDER).glob("people*")) == []


def test_records_that_no_index_leads_to_can_be_read_in_this_run(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = repr(load(root))
    forget(root)
    read_many_by_one(monkeypatch)
    monkeypatch.setattr(records, "save", lambda *_: False)
    assert repr(load(root)) == expected
    assert list((root / FOLDER).glob("people*")) == []


# Two processes


SPLIT = """
    import os, sys
    from pathlib import Path
    from karma.files.book import load
    from karma.files.cache import several
    several.WORTH_TWO = 4
    several.can_split = lambda: True
    if sys.argv[2] == "dies":
        several._tell = lambda *_: os._exit(9)
    one = repr(load(Path(sys.argv[1])))
    several.WORTH_TWO = 10**9
    for cache in Path(sys.argv[1], ".karma").glob("people*"):
        cache.unlink()
    assert one == repr(load(Path(sys.argv[1]))), "two processes read something else"
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a process is split in two on Linux only")
@pytest.mark.parametrize("other", ["lives", "dies"])
def test_two_processes_read_the_same_book_as_one(root: Path, other: str) -> None:
    for number in range(9):
        (root / f"contacts/person-{number}.md").write_text(TEXTS[number % len(TEXTS)])
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(SPLIT), root, other], capture_output=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, b"")
