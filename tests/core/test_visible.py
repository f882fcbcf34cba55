"""Private people and fields never reach a page, whatever the book says about them (format.md, `private`)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from karma.core.dashboard import dashboard
from karma.core.fields import Labelled
from karma.core.problems import Problem
from karma.core.promise import Promise
from karma.core.visible import visible
from tests.core.build import book, day, person
from tests.views.site import TODAY, made

if TYPE_CHECKING:
    from karma.core.book import Book, Contact

NAMED = "Xanthippe"


def secret_person(**fields: Any) -> Contact:
    return person(
        f"{NAMED} Roe",
        f"2026-09-14 call: {NAMED} likes boats #marine",
        f"2026-09-15 heard: {NAMED} knows of boats #marine",
        "2026-09-16 referred by [[bill]]",
        promises=(f"[ ] 2026-11-19 call: {NAMED}", f"[ ] 2026-12 they: {NAMED}"),
        org=f"{NAMED} & Co",
        needs=("boats",),
        offers=("boats",),
        interests=("boats",),
        every="2w",
        **fields,
    )


def bill(**fields: Any) -> Contact:
    return person(
        "Bill",
        f"2026-06-02 lunch with [[ann]] [[xanthippe-roe]]: [[xanthippe-roe|{NAMED}]] came along",
        "2026-06-03 intro to [[Xanthippe Roe]]: boats",
        f"2026-06-04 helped: sent them [[{NAMED.upper()} ROE]]",
        promises=("[ ] 2026-11-19 write to [[xanthippe-roe]]",),
        next_time=("ask about [[xanthippe-roe]]",),
        via="xanthippe-roe",
        needs=("boats",),
        interests=("boats",),
        unknown=(("boss", "[[xanthippe-roe]]"),),
        prose="Old friend of [[xanthippe-roe#1990|her]].",
        **fields,
    )


def everything(shown: Book) -> str:
    return "".join(name + html for name, html in made(shown).items())


def test_a_private_person_is_on_no_page() -> None:
    shown = everything(book(secret_person(private=("true",)), bill(), person("Ann")))
    assert NAMED.casefold() not in shown.casefold()
    assert "xanthippe" not in shown


def test_links_to_a_private_person_read_someone_and_the_words_stay() -> None:
    shown = visible(book(secret_person(private=("true",)), bill(), person("Ann")), TODAY).by_id["bill"]
    assert [(line.links, line.text) for line in shown.log] == [
        (("ann", "someone"), "someone came along"),
        (("someone",), "boats"),
        ((), "sent them someone"),
    ]
    assert (shown.via, shown.next_time, shown.prose) == (
        "someone",
        ("ask about someone",),
        "Old friend of someone.",
    )


@pytest.mark.parametrize(
    "written",
    [
        "[[contacts/xanthippe-roe]]",
        "[[../Contacts/Xanthippe-Roe.md#Log|{}]]",
        "[[xanthippe-roe.md]]",
        "[her](xanthippe-roe.md)",
        "[her](../contacts/xanthippe-roe.md#log 'hers')",
        "[her](<xanthippe-roe.md>)",
        "[her](xanthippe%2Droe.MD)",
        "[her](xanthippe-roe)",
        "![her](contacts/xanthippe-roe.html)",
        "in contacts/xanthippe-roe.md, of course",
        "see:xanthippe-roe.md—and *xanthippe-roe.md*",
        "[1]: xanthippe-roe.md",
    ],
)
def test_however_a_link_to_a_private_person_is_written_it_tells_nothing(written: str) -> None:
    line = written.replace("{}", NAMED)
    teller = replace(
        person("Bill", f"2026-09-14 call: {line}", next_time=(line,), prose=line, unknown=(("see", line),)),
        promises=(Promise(line),),
    )
    hidden = replace(secret_person(private=("true",)), log=(), promises=())
    shown = everything(book(hidden, teller)).casefold()
    assert NAMED.casefold() not in shown.replace("%2d", "-")
    assert "someone" in shown


def test_addresses_elsewhere_and_files_of_others_stay() -> None:
    words = "[site](https://x.example/xanthippe-roe.md) ann.md [Ann](contacts/ann.md) readme.md"
    shown = visible(book(secret_person(private=("true",)), person("Ann"), person("Bill", prose=words)), TODAY)
    assert shown.by_id["bill"].prose == words


def test_a_note_of_one_long_word_is_looked_through_once() -> None:
    word = "a" * 1_000_000 + ".md" * 1_000 + "]("
    shown = visible(book(secret_person(private=("true",)), person("Bill", prose=word)), TODAY)
    assert shown.by_id["bill"].prose == word


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("contacts/xanthippe-roe.md", "not-utf8"),
        ("contacts/clients/xanthippe-roe.md", "too-large"),
        ("contacts/xanthippe-roe (Ann's conflicted copy 2026-01-01).md", "conflict-copy"),
        ("contacts/xanthippe-roe.sync-conflict-20260818-173636-D4LGQYW.md", "conflict-copy"),
        ("contacts/xanthippe-roe 2.md", "conflict-copy"),
    ],
)
def test_a_file_that_could_not_be_read_may_be_private(path: str, code: str) -> None:
    unread = Problem(path, 1, 1, "error", code, "this cannot be read", "Mend it.")
    nobody = Problem(
        "contacts/bill.md", 9, 1, "warning", "nobody", "[[xanthippe-roe]] is nobody", "Add them."
    )
    teller = replace(bill(), log=bill().log[:1])
    told = replace(book(teller, person("Ann")), problems=(unread, nobody))
    assert "xanthippe" not in everything(told)
    assert dashboard(told, TODAY).unnamed_problems == 2


def test_what_is_wrong_with_the_settings_or_a_folder_is_no_secret() -> None:
    said = tuple(Problem(path, 1, 1, "error", "x", "y", "z") for path in ("contacts", "karma.toml"))
    assert dashboard(replace(book(person("Ann")), problems=said), TODAY).problems == said


def test_a_private_person_keeps_their_place_in_the_queue_without_a_name() -> None:
    people = [person(f"P{n}", "2026-01-05 call: hello", every="4w") for n in range(4)]
    open_day = dashboard(book(secret_person(), *people, per_day=5), TODAY).day
    closed = dashboard(book(secret_person(private=("true",)), *people, per_day=5), TODAY)
    assert f"{NAMED} Roe" in {call.contact.name for call in open_day.calls}
    assert {call.contact.name for call in closed.day.calls} == {f"P{n}" for n in range(4)}
    assert closed.unnamed_calls == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", (Labelled(NAMED),)),
        ("org", NAMED),
        ("birthday", "1980-11-21"),
        ("needs", (NAMED,)),
        ("tags", (NAMED,)),
        ("aliases", (NAMED,)),
        ("via", NAMED),
        ("met_at", NAMED),
        ("address", NAMED),
    ],
)
def test_a_private_field_is_on_no_page(field: str, value: object) -> None:
    contact = person("Bill", "2026-06-02 call: hello", private=(field,), **{field: value})
    shown = everything(book(contact, person("Ann", offers=(NAMED,), private=("offers",))))
    assert NAMED not in shown
    assert "birthday" not in shown.casefold().replace("<dt>birthday", "BIRTHDAY")
    assert "1980" not in shown


def test_problems_of_files_with_secrets_are_counted_and_not_told() -> None:
    people = book(secret_person(private=("true",)), bill(private=("phone",)), person("Ann"))
    problems = tuple(
        Problem(contact.path, 4, 1, "error", "field-email", f"“{NAMED}” is not an e-mail address", "Mend it.")
        for contact in people.contacts
    )
    dash = dashboard(replace(people, problems=problems), TODAY)
    assert [problem.path for problem in dash.problems] == ["contacts/ann.md"]
    assert dash.unnamed_problems == 2


def test_a_problem_that_names_a_private_person_is_not_told() -> None:
    people = book(secret_person(private=("true",)), person("Ann"))
    said = (
        ("contacts/ann.md", f"“[[{NAMED} Roe]]” is a name, not a stem"),
        ("contacts/ann.md", "write [[xanthippe-roe]]"),
        ("contacts/xanthippe-roe 2.md", "a copy made by a sync tool"),
        ("contacts/ann.md", "no circle is called “pal”"),
    )
    problems = tuple(Problem(path, 4, 1, "warning", "x", message, "Mend it.") for path, message in said)
    dash = dashboard(replace(people, problems=problems), TODAY)
    assert [problem.message for problem in dash.problems] == ["no circle is called “pal”"]
    assert dash.unnamed_problems == 3


@pytest.mark.parametrize(
    ("code", "line", "message"),
    [
        ("field-private", 7, "“yes” is neither `true` nor a field"),
        ("field-nested", 3, "“private” holds more than text and lists"),
        ("duplicate-key", 5, "“private” stands here and on line 3; the first one counts"),
        ("front-matter-missing", 1, "the file does not begin with `---`"),
        ("front-matter-open", 1, "the front matter is never closed"),
    ],
)
def test_who_may_be_meant_to_be_private_is(code: str, line: int, message: str) -> None:
    doubtful = replace(secret_person(), lines={"private": 3})
    problem = Problem("contacts/xanthippe-roe.md", line, 1, "error", code, message, "Mend it.")
    shown = everything(replace(book(doubtful, bill()), problems=(problem,)))
    assert NAMED.casefold() not in shown.casefold()


def test_a_misspelt_private_counts() -> None:
    shown = everything(book(secret_person(unknown=(("Private", "true"),)), bill()))
    assert NAMED.casefold() not in shown.casefold()


def test_other_problems_hide_nobody() -> None:
    people = book(person("Bill"))
    broken = replace(people, problems=(Problem("contacts/bill.md", 3, 1, "error", "log-date", "x", "y"),))
    assert visible(broken, TODAY) == broken
    assert "Bill" in made(broken)["contacts/bill.html"]


def test_without_secrets_nothing_is_changed() -> None:
    people = book(bill(), person("Ann", birthday="--04-12", added=day("2025-01-01")))
    assert visible(people, TODAY) is people
