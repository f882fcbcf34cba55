"""`karma completion`."""

from __future__ import annotations

import click

from karma.cli import output


@click.command
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """With the line of your shell in its start-up file, Tab completes commands, people, verbs and circles.

    Examples:
      eval "$(karma completion bash)"                        in ~/.bashrc
      eval "$(karma completion zsh)"                         in ~/.zshrc
      karma completion fish > ~/.config/fish/completions/karma.fish

    """
    from click.shell_completion import get_completion_class  # noqa: PLC0415  (start-up)

    root = click.get_current_context().find_root().command
    known = get_completion_class(shell)
    if known is not None:
        output.put_source(known(root, {}, "karma", "_KARMA_COMPLETE").source())
