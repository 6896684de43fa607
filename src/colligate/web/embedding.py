"""Embedding in the background, once somebody asked for it: one thread, at low priority, that pages never wait for."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from pathlib import Path

import msgspec

from colligate.actions.meaning import embed
from colligate.problems import ColligateError
from colligate.study.study import Study
from colligate.suggestions.meaning.embedding import Coverage


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """How far it has come."""

    running: bool
    done: int
    of: int
    #: Why it stopped before the end.
    problem: str = ""


class Embedding:
    """The work on one study. What is left when the workbench ends is done the next time somebody asks."""

    def __init__(self, path: Path) -> None:
        """Take the study folder. Nothing is begun."""
        self._path = path
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._thread: threading.Thread | None = None
        self._done, self._problem = Coverage(0, 0), ""

    @property
    def told(self) -> Told:
        """How far it has come, for a page."""
        running = self._thread is not None and self._thread.is_alive()
        return Told(running=running, done=self._done.done, of=self._done.of, problem=self._problem)

    def begin(self) -> None:
        """Go on with it, unless that is being done."""
        with self._lock:
            if self.told.running or self._stop.is_set():
                return
            if self._thread is None:
                atexit.register(self.end)
            self._problem = ""
            self._thread = threading.Thread(target=self._run, name="embedding", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """Leave off after the turn at hand."""
        self._stop.set()
        if self._thread:
            self._thread.join(timeout=30)

    def _run(self) -> None:
        if sys.platform == "linux":  # elsewhere a thread has no priority of its own
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 15)
        try:
            embed(Study(self._path), progress=self._note, stopped=self._stop.is_set, gentle=True)
        except (ColligateError, OSError) as error:
            self._problem = str(error)

    def _note(self, done: Coverage) -> None:
        self._done = done
