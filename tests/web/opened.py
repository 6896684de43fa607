"""The workbench started as a person starts it: `colligate open` in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import uvicorn
from starlette.applications import Starlette


class Opened(msgspec.Struct, kw_only=True):
    """A running workbench."""

    process: subprocess.Popen
    #: The address printed, token and all.
    address: str

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        """Host and port."""
        return urlsplit(self.address).netloc

    @property
    def cookie(self) -> str:
        """What a browser that was let in sends."""
        return f"colligate-{urlsplit(self.address).port}={self.address.partition('token=')[2]}"


@contextmanager
def opened(folder: Path, *options: str) -> Iterator[Opened]:
    """Start it, wait for the address it prints, and end it."""
    command = [sys.executable, "-m", "colligate.cli", "open", str(folder), "--no-browser", "--by", "amina@laptop"]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            found = re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]+", line)
            assert found, f"printed {line!r}"
            yield Opened(process=process, address=found[0])
        finally:
            process.kill()
            process.communicate()


@contextmanager
def listening(app: Starlette) -> Iterator[str]:
    """Serve an application from this process; give its host and port."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    # uvicorn offers no event to wait for; it sets this flag once it listens.
    while not server.started:
        time.sleep(0.01)
    yield f"127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()
