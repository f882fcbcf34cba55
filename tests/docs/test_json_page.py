"""The page of the JSON shapes names every command that prints one."""

from __future__ import annotations

import click

from docs.generate import json_page
from karma.cli.main import cli

CONTEXT = click.Context(cli)


def prints_json(name: str) -> bool:
    command = cli.get_command(CONTEXT, name)
    return command is not None and any("--json" in param.opts for param in command.params)


def test_every_command_with_json_is_named() -> None:
    page, names = json_page(), list(filter(prints_json, cli.list_commands(CONTEXT)))
    assert len(names) > 20
    assert [name for name in names if f"`{name}`" not in page and f"`karma {name}" not in page] == []
