"""PDFs read at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from told_text import Prose

from colligate.sources.readers import read


def test_documents_read_in_eight_threads_at_once_are_what_they_are_when_read_alone(prose: Prose, compiled) -> None:
    files = [compiled(f"= Part {n}\n{prose(60)}\n#pagebreak()\n{prose(60)}") for n in range(8)]
    alone = [read(data, f"{n}.pdf") for n, data in enumerate(files)]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(read, files * 6, [f"{n}.pdf" for n in range(8)] * 6))
    assert together == alone * 6
