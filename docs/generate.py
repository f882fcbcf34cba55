"""Writes the reference pages from the code and the fixtures, so that they cannot say anything else.

`python -m docs.generate` writes them; with `--check` it only says which are out of date (exit code 1).
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, get_type_hints, is_typeddict

import click

from docs import consoles
from karma.cli.errors import EXIT_CODES
from karma.cli.main import cli
from karma.core.cadence import Cadence
from karma.core.config import CIRCLES, Config
from karma.core.fields import FIELDS
from karma.core.schema import TYPES, json_schema
from karma.core.verbs import VERBS
from karma.views import json as shapes
from tests.problem_fixtures import COMMANDS, FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

DOCS = Path(__file__).parent
MADE = "<!-- Made by docs/generate.py from the code: change it there. -->\n"


def format_page() -> str:
    """Fields, types and verbs."""
    rows = ["| field | type | meaning | example |", "|---|---|---|---|"]
    for field in FIELDS.values():
        kind = f"{field.type}, list" if field.many else field.type
        rows.append(f"| `{field.name}` | {kind} | {field.meaning} | `{field.example}` |")
    types = ["| type | takes |", "|---|---|", *(f"| {name} | {says} |" for name, (says, _) in TYPES.items())]
    verbs = ["| verb | meaning | voice | resets the cadence | karma call |", "|---|---|---|---|---|"]
    for verb in VERBS.values():
        karma = "unless `in`" if verb.karma and verb.answered else _yes(verb.karma)
        linked = " `[[x]]`" if verb.needs_link else ""
        name = f"`{verb.name}{' ' + verb.links if verb.needs_link else ''}`{linked}"
        verbs.append(f"| {name} | {verb.meaning} | {_yes(verb.voice)} | {_yes(verb.resets)} | {karma} |")
    return "\n".join(
        [
            *("# Fields and verbs", "", MADE),
            *(
                "## Fields",
                "",
                *rows,
                "",
                "[contact.schema.json](contact.schema.json) says it to editors.",
                "",
            ),
            *("## Types", "", *types, ""),
            *("## Verbs", "", *verbs, "", "`in` after a verb turns it round: they did it.", ""),
        ]
    )


def settings_page() -> str:
    """Every setting of karma.toml with its default."""
    rows = ["| setting | default | meaning |", "|---|---|---|"]
    for field in fields(Config):
        name = _SETTING_NAMES.get(field.name, field.name)
        rows.append(f"| `{name}` | {_default(getattr(Config(), field.name))} | {field.metadata['doc']} |")
    circles = ["| circle | every | weight |", "|---|---|---|"]
    circles += [f"| {circle.name} | `{circle.every}` | {circle.weight} |" for circle in CIRCLES.values()]
    parts = ["# Settings: karma.toml", "", MADE, *rows, ""]
    return "\n".join([*parts, "## The circles every book knows", "", *circles, ""])


def problems_page() -> str:
    """Every problem and every refusal with its fixture."""
    parts = ["# Problems and what to do", "", MADE]
    for introduction, folder in ((_PROBLEMS_INTRODUCTION, FOLDER), (_REFUSALS_INTRODUCTION, COMMANDS)):
        parts.append(introduction)
        for page in sorted(folder.glob("*.md")):
            text = re.sub(r"^# ", "### ", page.read_text("utf-8"), count=1)
            parts.append(re.sub(r"^```(?!console$)(\S.*)$", _titled_block, text, flags=re.MULTILINE))
    return "\n".join(parts)


def commands_page() -> str:
    """The help of every command, as the terminal shows it."""
    context = click.Context(cli, info_name="karma", **cli.context_settings)
    parts = ["# Commands", "", MADE, "```", _help(cli, context), "```", "", "## Exit codes", ""]
    parts += [
        "| code | meaning |",
        "|---|---|",
        *(f"| {code} | {says} |" for code, says in EXIT_CODES.items()),
        "",
    ]
    return "\n".join([*parts, *_commands(cli, context)])


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    """The pages of the commands of a group, and of the groups in it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        yield from (f"## {inner.command_path}", "", "```", _help(command, inner), "```", "")
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


def json_page() -> str:
    """Every shape of `--json`."""
    parts = ["# JSON", "", MADE, _JSON_INTRODUCTION]
    for module in _json_modules():
        parts += [f"## {(module.__doc__ or '').strip().splitlines()[0].rstrip('.')}", ""]
        for name, shape in vars(module).items():
            if is_typeddict(shape) and shape.__module__ == module.__name__:
                parts += [f"### {name}", "", " ".join((shape.__doc__ or "").split()), ""]
                parts += [f"- `{key}`: `{_type(hint)}`" for key, hint in get_type_hints(shape).items()]
                parts += [""]
    return "\n".join(parts)


def _json_modules() -> list[ModuleType]:
    names = sorted(info.name for info in pkgutil.iter_modules(shapes.__path__))
    return [importlib.import_module(f"{shapes.__name__}.{name}") for name in names]


PAGES: dict[str, Callable[[], str]] = {
    "format-reference.md": format_page,
    "settings.md": settings_page,
    "problems.md": problems_page,
    "commands.md": commands_page,
    "json.md": json_page,
    "contact.schema.json": lambda: json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n",
}

_SETTING_NAMES = {
    "verbs": "[touch.NAME]",
    "circles": "[circles.NAME]",
    "events": "[[events]]",
    "plan": "[plan]",
    "balance": "[balance]",
    "commit": "git.commit",
}
_PROBLEMS_INTRODUCTION = """## Problems in your files

Each problem that karma reports ends in a word in brackets.
Here is each: why it matters, a book that has it, and what karma says.
"""
_REFUSALS_INTRODUCTION = """## When a command cannot do it

A command that cannot do what you asked says what is in the way and what to do,
and ends with the [exit code](commands.md#exit-codes) shown here. The commands of a section
run one after another in the book that it shows, on Sunday 22 November 2026.
"""
_JSON_INTRODUCTION = """`--json` prints these shapes. Every field is always present,
`null` or `[]` when there is nothing, and none is ever removed. Days are ISO.
"""


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _default(value: object) -> str:
    """A default as karma.toml would say it; a dash where there is none worth showing."""
    if isinstance(value, Cadence):
        return f'`"{value}"`'
    shown = isinstance(value, bool | int) or (isinstance(value, str | tuple) and value)
    return f"`{json.dumps(value)}`" if shown else "–"


def _titled_block(match: re.Match[str]) -> str:
    return "karma says:\n\n```" if match[1].split()[0] == "problems" else f"`{match[1]}`\n\n```"


def _help(command: click.Command, context: click.Context) -> str:
    context.terminal_width = context.max_content_width = 80
    return command.get_help(context).rstrip()


def _type(hint: object) -> str:
    text = hint.__name__ if isinstance(hint, type) else str(hint)
    return re.sub(r"[\w.]+\.(\w+)", r"\1", text)


def main(check: bool) -> int:
    """Writes the pages, or with `check` compares them. Gives the exit code."""
    stale = 0
    for path, text in _made():
        if not _same(path, text):
            stale += 1
            if not check:
                path.write_text(text, "utf-8")
            sys.stdout.write(f"{'out of date' if check else 'written'}: {path.relative_to(DOCS.parent)}\n")
    return int(check and stale > 0)


def _made() -> Iterator[tuple[Path, str]]:
    """Every page with the text that it should have; fixtures first, because problems.md is made from them."""
    for path in sorted(COMMANDS.glob("*.md")):
        yield path, consoles.in_its_own_book(path.read_text("utf-8"))
    for path in [*DOCS.parent.glob("*.md"), *DOCS.rglob("*.md")]:
        if path.name not in PAGES and "```console" in path.read_text("utf-8"):
            yield path, consoles.in_the_sample_book(path.read_text("utf-8"))
    for name, make in PAGES.items():
        yield DOCS / name, make()


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main("--check" in sys.argv[1:]))
