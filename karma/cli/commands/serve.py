"""`karma serve`."""

from __future__ import annotations

import click

from karma.cli.context import this_run

_PORT = 8765
_PORT_HELP = f"Where to listen: {_PORT} if left out. The next one where that is taken."
_HOST_HELP = "Another address than this computer's own; needs --i-know."


@click.command
@click.option("--open", "opens", is_flag=True, help="Open it in your browser.")
@click.option("--port", type=click.IntRange(0, 65_535), default=_PORT, metavar="NUMBER", help=_PORT_HELP)
@click.option("--out", metavar="FOLDER", help="Where the pages go; else site/ in the book.")
@click.option("--poll", is_flag=True, help="Look every second: for network and cloud folders.")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help=_HOST_HELP)
@click.option("--i-know", is_flag=True, help="Others can reach it, and that is meant.")
def command(opens: bool, port: int, out: str | None, poll: bool, host: str, i_know: bool) -> None:  # noqa: PLR0913, PLR0917
    """As `karma watch`, and the page in your browser changes when you save. Ctrl-C ends it.

    It answers this computer only, and there only a browser that came by the link it prints.

    Examples:
      karma serve --open
      karma serve --port 9000

    """
    from karma.cli import serving  # noqa: PLC0415  (start-up)
    from karma.cli.building import site_folder  # noqa: PLC0415  (start-up)
    from karma.cli.live import Live  # noqa: PLC0415  (start-up)
    from karma.cli.telling import Terminal  # noqa: PLC0415  (start-up)

    here = this_run()
    folder = site_folder(here, out)
    serving.check_host(host, known=i_know)
    browsers = serving.Browsers(here.root, folder)
    server = serving.listening(host, port, browsers)
    try:
        door = serving.door_of(server, host, port, opens=opens)
        live = Live(here, folder, [browsers, Terminal()], polling=poll)
        live.run(ready=lambda: server.begin(door))
    finally:
        server.end()
