"""The command that opens a study in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from colligate.actions.identity import identity
from colligate.cli.door import by_option


@click.command("open")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--port", default=0, show_default="the study's own, or a free one", help="The port on this machine.")
@click.option("--browser/--no-browser", default=True, help="Open the browser.")
@by_option
def open_(folder: Path, port: int, by: str, *, browser: bool) -> None:
    """Open a study in the browser: read, code, decide. It is served to this machine alone; Ctrl+C ends it."""
    # The web libraries take their time to load, and no other command needs them.
    from colligate.web.serving import serve  # noqa: PLC0415

    def ready(address: str) -> None:
        click.echo(f"{folder} is open at {address} (Ctrl+C to end)")

    serve(folder, by=identity(by), port=port, browser=browser, ready=ready)
