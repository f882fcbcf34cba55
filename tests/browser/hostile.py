"""The book of a stranger: a payload in every field, line and setting, and in the names of files (faults.md R9)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.browser.books import OnDisk, karma

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HARMLESS = (
    "Harbor & Sons",
    "https://x.example/a?b=c#d",
    "x@x.example",
    "+1 503 555 0199",
    'a *b* **c** `d` [e](https://x.example "f") <https://x.example> ***g***',
    "[[p001|her]] #marine",
    "# h",
    "## i",
    "> j",
    "1. k",
    "    l",
    "m\\",
    "***",
    "![n](https://x.example/n.png)",
    "- [ ] o",
)
"""Whatever elements these make are karma's own."""
_TEXTS = "name org title address city timezone language photo met_at owner uid"
_LISTS = "aliases tags interests needs offers"
_TYPED = "circle every snooze birthday via opt_in fit partner unheard_of"
"""Fields that refuse most of it; some people have it there all the same."""


def book(root: Path, words: Sequence[str]) -> OnDisk:
    """A person for each of `words`, who has it in every place, and settings that have all of them."""
    (root / "contacts").mkdir(parents=True)
    (root / "karma.toml").write_text(_settings(words), "utf-8")
    for number, word in enumerate(words):
        (root / "contacts" / f"p{number:03d}.md").write_text(_person(number, word), "utf-8")
        if _is_file_name(word):
            (root / "contacts" / f"{word}.md").write_text(f"---\nname: N{number}\n---\n", "utf-8")
    karma(root, "build")
    return OnDisk(root)


def _quoted(word: str) -> str:
    """As YAML and TOML both read it."""
    return json.dumps(word, ensure_ascii=False)


def _is_file_name(word: str) -> bool:
    return "/" not in word and "\0" not in word and len(word.encode()) < 200


def _person(number: int, word: str) -> str:
    quoted = _quoted(word)
    alone = _TYPED.split() if number % 5 == 0 else []
    labelled = "".join(
        f"{field}:\n  - {quoted}\n  - {_quoted(f'{good} ({word})')}\n  - {_quoted(good + word)}\n"
        for field, good in (
            ("phone", "+15035550100"),
            ("email", "x@x.example"),
            ("url", "https://x.example/"),
        )
    )
    return (
        "---\n"
        + "".join(f"{field}: {quoted}\n" for field in [*_TEXTS.split(), *alone])
        + "".join(f"{field}:\n  - {quoted}\n  - marine\n" for field in _LISTS.split())
        + labelled
        + ("" if alone else f"circle: {_circle(number)}\nvia: {_quoted(f'[[{word}]]')}\n")
        + f"added: 2025-01-01\n---\n\n{_prose(word)}\n{_lines(number, _one_line(word))}"
    )


def _circle(number: int) -> str:
    return ("partner", "client", "prospect", "expert")[number % 4]


def _one_line(word: str) -> str:
    return " ".join(word.split()) or "x"


def _prose(word: str) -> str:
    return f"{word}\n\n- {word}\n\n> {word}\n\n[x]({word}) [{word}](x) `{word}` **{word}** <{word}>\n\n    {word}\n"


def _lines(number: int, word: str) -> str:
    """Something for each system of the book: who is met, owed, sent, won, stuck, heard of."""
    other = f"p{(number * 7 + 1) % 100:03d}"
    story = (
        f"2026-0{1 + number % 8}-02 referred by [[{other}]]: {word}\n"
        f"2026-0{1 + number % 8}-03 {('tried', 'reached', 'won USD 10', 'unreachable', 'cultivating')[number % 5]}: {word}"
        if number % 3 == 0
        else f"2026-10-01 intro to [[{other}]]: {word}\n2026-10-02 lunch with [[{word}]]: {word}"
    )
    log = (
        f"2026-02-01 exchange: gave 2 got 1: {word}",
        f"2026-03-01 helped: {word}",
        f"2026-04-01 got: {word}",
        *story.splitlines(),
        f"2026-10-05 heard: {word} #marine",
        f"2026-11-{1 + number % 20:02d} {('call', 'email', 'note', 'voicemail')[number % 4]}: {word} ^{word[:9]}",
    )
    promises = f"[ ] 2026-11-20 {word}\n- [ ] 2026-W48 they: {word}\n- [x] 2026-11-03 {word} ✅ 2026-11-02"
    entries = "\n".join(f"- {line}" for line in log)
    return f"\n## Next time\n\n- {word}\n\n## Promises\n\n- {promises}\n\n## Log\n\n{entries}\n"


def _settings(words: Sequence[str]) -> str:
    """Each of them in some setting: the texts have a share each, or every page would be as long as all of them."""
    texts = ("name", "phone", "email", "company", "pitch", "good_referral")
    quoted = [_quoted(word) for word in words]
    lines = [f"{key} = {_quoted(' '.join(words[at :: len(texts)]))}" for at, key in enumerate(texts)]
    lines += ["today = 2026-11-20", 'currency = "USD"', f"organisations = [{', '.join(quoted[::4])}]"]
    lines += [f"synonyms = [[{', '.join(quoted[:9])}]]"]
    for at, word in enumerate(quoted[1::4]):
        day = f"2026-{11 + at % 2}-{21 + at % 9}"
        lines += ["[[events]]", f"date = {day}", f"name = {word}", f'tags = [{word}, "marine"]']
    for word in quoted:
        lines += [f"[circles.{word}]", 'every = "1m"', f"[touch.{word}]", f"meaning = {word}"]
    return "\n".join(lines) + "\n"
