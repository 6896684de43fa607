"""Programs started as processes of their own, and the address each says it answers at."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_ADDRESS = re.compile(r"http://\S+token=[\w-]+")


class NotStartedError(Exception):
    """A program that ended, or said no address, or could not be installed."""


@contextmanager
def started(command: Sequence[str | Path]) -> Iterator[str]:
    """Start a program, yield the address it prints, and end it."""
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )  # fmt: skip
    try:
        yield _address(process, command)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _address(process: subprocess.Popen[str], command: Sequence[str | Path]) -> str:
    output = process.stdout
    assert output
    told: list[str] = []
    for line in output:
        told.append(line)
        if found := _ADDRESS.search(line):
            # What it tells later is read and dropped, or the pipe fills and the program waits.
            threading.Thread(target=output.read, daemon=True).start()
            return found[0].replace("//localhost", "//127.0.0.1")
    raise NotStartedError(f"{command[0]} ended without an address: {''.join(told[-5:])}")


@contextmanager
def colligate(study: Path, by: str) -> Iterator[str]:
    """Open a study without a browser."""
    command = [sys.executable, "-m", "colligate.cli", "open", str(study), "--no-browser", "--by", by]
    with started(command) as address:
        yield address


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]
