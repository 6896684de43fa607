"""The workbench served on this machine, and a browser opened on it."""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from colligate.problems import ColligateError
from colligate.web.app import create_app

#: Ports that a study's own is drawn from: below those that systems give away by themselves, and none that browsers
#: refuse.
_PORTS = range(20_000, 30_000)


class PortTakenError(ColligateError):
    """A port that another program listens on."""

    def __init__(self, port: int) -> None:
        """Name it."""
        super().__init__(f"Port {port} is taken. Name another with --port, or leave it out and a free one is found.")


def serve(path: Path, *, by: str, port: int = 0, browser: bool = True, ready: Callable[[str], None]) -> None:
    """Serve a study, or a place to start one, until interrupted.

    Args:
        path: The study folder; one that is none yet is offered to be made a study.
        by: Whose journal is written to.
        port: Port on 127.0.0.1; 0 for the study's own where it is free, so that bookmarks last, else any free one.
        browser: Open the user's browser on it.
        ready: Called with the address once it answers.

    Raises:
        PortTakenError: Where another program has the port named.
    """
    token = secrets.token_urlsafe(32)
    listening = _listen(port) if port else _listen_for(path)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/?token={token}"

    def answering() -> None:
        ready(address)
        if browser:
            # Some browsers return only when they are closed.
            threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()

    config = uvicorn.Config(create_app(path, by=by, token=token), log_level="warning", lifespan="off")
    _Server(config, answering).run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, answering: Callable[[], None]) -> None:
        super().__init__(config)
        self._answering = answering

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._answering()


def port_of(path: Path) -> int:
    """Return the port that belongs to a study's place on this machine."""
    seal = hashlib.sha256(os.fsencode(path.resolve())).digest()
    return _PORTS[int.from_bytes(seal[:4], "big") % len(_PORTS)]


def _listen_for(path: Path) -> socket.socket:
    try:
        return _listen(port_of(path))
    except PortTakenError:
        return _listen(0)


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # Elsewhere than on Windows this frees a port just left; there it would let two programs share one.
    if os.name == "nt":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise PortTakenError(port) from None
    return listening
