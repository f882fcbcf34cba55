"""The page of the JSON shapes names every command that prints one."""

from __future__ import annotations

import click
import pytest

from docs.generate import json_page
from karma.cli.main import cli

CONTEXT = click.Context(cli)


def prints_json(name: str) -> bool:
    command = cli.get_command(CONTEXT, name)
    return command is not None and any("--json" in param.opts for param in command.params)


@pytest.mark.parametrize("name", [name for name in cli.list_commands(CONTEXT) if prints_json(name)])
def test_every_command_with_json_is_named(name: str) -> None:
    page = json_page()
    assert f"`{name}`" in page or f"`karma {name}" in page
