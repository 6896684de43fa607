"""Whose turn it is to use PDFium: it is not safe for threads, so one of them uses it at a time.

PDFium keeps state for the whole process. Two documents read in two threads, as when two are added at one moment, can
end the process or mix up their text, even where each thread keeps to its own document. Whoever opens or closes a PDF,
reads its text or draws its pages does so within `pdfium`. A document may stay open between one use and the next.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: One for the process; a thread that holds it may take it again.
_lock = threading.RLock()


@contextmanager
def pdfium() -> Iterator[None]:
    """Hold PDFium for this thread alone; others wait."""
    with _lock:
        yield
