"""The workbench served on this machine, and a browser opened on it."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from colligate.problems import ColligateError
from colligate.web.app import create_app


class PortTakenError(ColligateError):
    """A port that another program listens on."""

    def __init__(self, port: int) -> None:
        """Name it."""
        super().__init__(f"Port {port} is taken. Name another with --port, or leave it out and a free one is found.")


def serve(path: Path, *, by: str, port: int = 0, browser: bool = True, ready: Callable[[str], None]) -> None:
    """Serve a study until interrupted.

    Args:
        path: The study folder.
        by: Whose journal is written to.
        port: Port on 127.0.0.1; 0 for a free one.
        browser: Open the user's browser on it.
        ready: Called with the address once it answers.

    Raises:
        NotAStudyError: Where `path` is no study.
        PortTakenError: Where another program has the port.
    """
    app = create_app(path, by=by)
    assert app.state.workbench.standing  # noqa: S101 - raises NotAStudyError before a port is taken
    listening = _listen(port)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    ready(address)
    if browser:
        threading.Timer(0.3, webbrowser.open, [address]).start()
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    server.run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError:
        listening.close()
        raise PortTakenError(port) from None
    return listening
