"""A small book that is edited again and again, for the test that an incremental build is a full one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from karma.core.history.change import Change
from karma.core.history.revision import Revision, Told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TODAY = date(2026, 11, 20)
STEMS = ("ann", "Ann", "bob", "cy-oh", "zoë")
NAMES = ("Ann Lee", "Bob Ray", "May Wood", "ann", "Zoë O'Hara")
_TARGETS = (*STEMS, "Ann Lee", "May Wood", "bobby", "ghost", "zoë|Zo")
_TEXTS = (
    "a bookkeeper",
    "bookkeeping for boats",
    "a boat yard #boats",
    "likes #boats and says May is well, ask [[ann]]",
    "spoke highly of [[bob]]",
    "PAIN: no crew; GAIN: a new boat",
    "send May the list",
)
_VERBS = (
    "call",
    "call in",
    "voicemail",
    "tried",
    "lunch",
    "email",
    "heard",
    "helped",
    "helped in",
    "got",
    "thanked",
    "exchange",
    "unreachable",
    "reached",
    "cultivating",
    "won USD 900",
    "lost",
)
_TO_SOMEBODY = ("referred by [[{}]]", "referred to [[{}]]", "intro to [[{}]]", "thanked [[{}]]")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "circle": ("client", "partner", "prospect", "dream", "friend"),
    "every": ("2w..4w", "off", "3m..6m"),
    "org": ("Yard & Sons", "Wood"),
    "title": ("Owner",),
    "snooze": ("2026-11-21", "2027-02-01"),
    "birthday": ("--11-20", "--11-23", "1970-02-01"),
    "met": ("2026-11-15", "2020-01-01"),
    "added": ("2026-11-01", "2019-06-01"),
    "via": ('"[[ann]]"', '"[[bob]]"'),
    "phone": ('["+1 503 555 0101"]',),
    "email": ("[x@example.com]",),
    "opt_in": ("[email]",),
    "aliases": ("[bobby]", "[May Wood]", "[ghost]"),
    "tags": ("[boats]", "[boats, bread]"),
    "interests": ("[boats]", "[bread]"),
    "needs": ("[a bookkeeper]", '["help with a boat yard, says [[bob]]"]'),
    "offers": ("[bookkeeping for boats]", "[a boat yard]"),
    "partner": ("[introduces]", "[receives, introduces]"),
    "fit": ("[need]",),
    "private": ("true", "[org, needs]", "[birthday, phone]"),
    "nonsense": ("what is this",),
}
STANDING = "{{ page.standing and page.standing.score }} {{ page.standing and page.standing.terms }}"
"""A template that shows what karma's own leaves unsaid."""
DEEP = (
    "{% for one in page.systems.matches.news %}{{ one.intel.told | map(attribute='contact.name') | list }}"
    "{{ one.intel.listeners | map(attribute='contact.org') | list }}{{ one.listener.score }}{% endfor %}"
    "{% for one in page.systems.matches.could_help %}{{ one.needer.title }}{{ one.score }}{{ one.words }}"
    "{% endfor %}{% for one in page.systems.between.turns %}{{ one.weight }}{{ one.line.text }}{{ one.about }}"
    "{{ one.people | map(attribute='name') | list }}{% endfor %}"
    "{% for one in page.systems.gave %}{{ one.line.text }}{{ one.told }}{{ one.attempts }}{% endfor %}"
)
"""One that shows what others have to do with it."""
_PROSE = (
    "Met [[bob]] and [May](may-wood.md) over *coffee*.\n\n- one\n- [[ghost]]",
    "See [her file](ann.md#notes), and contacts/bob.md.",
    "![x](zoë.md) " + "[" * 40,
)


@dataclass(frozen=True)
class Person:
    """What stands in a file."""

    name: str
    fields: tuple[tuple[str, str], ...] = ()
    log: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    next_time: str = ""
    prose: str = ""
    archived: bool = False

    @property
    def text(self) -> str:
        front = "".join(f"{name}: {value}\n" for name, value in self.fields)
        return (
            f"---\nname: {self.name}\n{front}---\n\n{self.prose}\n\n## Next time\n\n{self.next_time}\n\n"
            f"## Promises\n\n{_list(self.promises)}\n## Log\n\n{_list(self.log)}"
        )


_BEGUN = {
    "ann": Person(
        NAMES[0],
        (("needs", "[a bookkeeper]"), ("circle", "client"), ("email", "[ann@example.com]")),
        (
            "2026-08-02 referred by [[bob]]",
            "2026-08-03 call: knows [[Zoë O'Hara]]",
            "2026-11-19 lunch with [[bob]]",
        ),
        ("[ ] 2026-11-25 send May the list",),
        prose=_PROSE[0],
    ),
    "bob": Person(
        NAMES[1],
        (("offers", "[bookkeeping for boats]"), ("circle", "partner"), ("interests", "[boats]")),
        ("2026-09-01 got: a hint about [[ann]]", "2026-11-01 voicemail"),
    ),
    "zoë": Person(
        NAMES[4],
        (("via", '"[[ann]]"'), ("tags", "[boats]")),
        ("2026-10-01 heard: a boat yard #boats", "2026-11-18 intro to [[bob]]"),
        prose=_PROSE[1],
    ),
}
"""People who have much to do with each other, so that an edit of one shows on the pages of others."""


@dataclass
class World:
    """A book, the day, the settings, the history, a word in a template and a style of one's own ("": none)."""

    people: dict[str, Person] = field(default_factory=lambda: dict(_BEGUN))
    today: date = TODAY
    settings: tuple[str, ...] = ("started = 2019-01-01",)
    revisions: tuple[Revision, ...] = ()
    template: str = ""
    style: str = ""

    def write(self, root: Path) -> None:
        """Makes the folder hold this book, touching nothing that is as it should be."""
        wanted = {
            f"contacts/{'archive/' * one.archived}{stem}.md": one.text for stem, one in self.people.items()
        }
        wanted["karma.toml"] = "\n".join(self.settings)
        if self.template:
            wanted["templates/relations.html"] = self.template
        if self.style:
            wanted["templates/style/base.css"] = self.style
        for path in [*root.glob("contacts/**/*.md"), *root.glob("templates/**/*.*")]:
            if path.relative_to(root).as_posix() not in wanted:
                path.unlink()
        for folder in (root / "templates" / "style", root / "templates"):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        for name, text in wanted.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")


def _list(lines: tuple[str, ...]) -> str:
    return "".join(f"- {line}\n" for line in lines)


# The edits: each takes the world, and whatever was drawn for it


def put_field(world: World, stem: str, drawn: tuple[str, str]) -> None:
    _change(world, stem, fields=(*_without(world, stem, drawn[0]), drawn))


def drop_field(world: World, stem: str, drawn: str) -> None:
    _change(world, stem, fields=_without(world, stem, drawn))


def log(world: World, stem: str, drawn: tuple[int, str]) -> None:
    line = f"{TODAY - timedelta(days=drawn[0])} {drawn[1]}"
    _change(world, stem, log=(*world.people[stem].log, line))


def unlog(world: World, stem: str, drawn: int) -> None:
    lines = world.people[stem].log
    _change(world, stem, log=lines[:drawn] + lines[drawn + 1 :])


def promise(world: World, stem: str, drawn: str) -> None:
    _change(world, stem, promises=(*world.people[stem].promises, drawn))


def write_prose(world: World, stem: str, drawn: str) -> None:
    _change(world, stem, prose=drawn, next_time=f"- {drawn[:30]}".replace("\n", " "))


def call(world: World, stem: str, drawn: str) -> None:
    _change(world, stem, name=drawn)


def archive(world: World, stem: str, drawn: bool) -> None:
    _change(world, stem, archived=drawn)


def delete(world: World, stem: str, _: None) -> None:
    del world.people[stem]


def move(world: World, stem: str, drawn: str) -> None:
    if drawn not in world.people:
        world.people[drawn] = world.people.pop(stem)


def set_day(world: World, _: str, drawn: int) -> None:
    world.today = TODAY + timedelta(days=drawn)


def settle(world: World, _: str, drawn: tuple[str, ...]) -> None:
    world.settings = drawn


def rewrite_template(world: World, _: str, drawn: str) -> None:
    world.template = drawn


def restyle(world: World, _: str, drawn: str) -> None:
    world.style = drawn


def commit(world: World, stem: str, drawn: str) -> None:
    lines = world.people[stem].log
    change = Change("logged", now=lines[-1:]) if lines else Change("field", "org", ("Old",), ("Wood",))
    told = Told(stem, "N", (change,))
    at = datetime(2026, 11, 18, tzinfo=UTC)
    world.revisions = (Revision("c", (told,), at, drawn, f"{drawn}@example.com"), *world.revisions)[:3]


def apply(world: World, edit: Any, stem: str, drawn: Any) -> None:
    """Makes one edit; who is not there yet comes into the book with it."""
    world.people.setdefault(stem, Person(dict(zip(STEMS, NAMES, strict=True))[stem]))
    edit(world, stem, drawn)


def _without(world: World, stem: str, name: str) -> tuple[tuple[str, str], ...]:
    return tuple(one for one in world.people[stem].fields if one[0] != name)


def _change(world: World, stem: str, **to: Any) -> None:
    world.people[stem] = replace(world.people[stem], **to)


_field = st.sampled_from(sorted(_FIELDS))
_lines = st.one_of(
    st.tuples(st.sampled_from(_VERBS), st.sampled_from(("", *_TEXTS))).map(
        lambda two: ": ".join(filter(None, two))
    ),
    st.tuples(st.sampled_from(_TO_SOMEBODY), st.sampled_from(_TARGETS)).map(
        lambda two: two[0].format(two[1])
    ),
)
_promises = st.sampled_from(
    (
        "[ ] 2026-11-25 send May the list",
        "[ ] 2026-11-20 call",
        "[ ] 2026-11-01 they: send [[bob]] a plan",
        "[ ] ask about [[ann]]",
        "[x] call [[zoë]] (2026-11-10)",
    )
)
_settings = st.sampled_from(
    (
        (),
        ('name = "Nora"', 'pitch = "I help [[bob]]"'),
        ("per_day = 1", 'synonyms = [["boat", "bookkeeper"]]'),
        ("started = 2019-01-01", 'organisations = ["Guild"]'),
        ("[circles.friend]", 'every = "1w..2w"'),
    )
)
_DRAWN = {
    put_field: _field.flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(_FIELDS[name]))),
    drop_field: _field,
    log: st.tuples(st.sampled_from((-1, 0, 1, 2, 10, 40, 100, 200, 400)), _lines),
    unlog: st.integers(0, 3),
    promise: _promises,
    write_prose: st.sampled_from(_PROSE),
    call: st.sampled_from(NAMES),
    archive: st.booleans(),
    delete: st.none(),
    move: st.sampled_from(STEMS),
    set_day: st.sampled_from((0, 1, 7)),
    settle: _settings,
    rewrite_template: st.sampled_from(("", "<p>mine</p>", "{{ page.contact.name }}", STANDING, DEEP)),
    restyle: st.sampled_from(("", "main { color: teal; }", "main::before { content: 'é'; }")),
    commit: st.sampled_from(("Nora", "Ana")),
}
_COMMON = (log, log, log, put_field, put_field, drop_field, promise, call, call, move, move, delete)
edits = st.sampled_from((*_COMMON, *_DRAWN)).flatmap(
    lambda edit: st.tuples(st.just(edit), st.sampled_from(STEMS), _DRAWN[edit])
)
"""One edit: what is done, to whom, and with what."""
