"""Pages a second of the PDF reader beside bare PDFium text on the same files.

Run ``python benchmarks/pdf_reading.py [FOLDER OR FILE ...]``; without any, the reports and the long LaTeX script of
the test material are read (``COLLIGATE_MATERIAL``, else the folder ``shared`` beside the project).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pypdfium2

from colligate.sources.readers import read

RUNS = 5
MATERIAL = Path(os.environ.get("COLLIGATE_MATERIAL", Path(__file__).parent.parent.parent / "shared"))
DEFAULT = (MATERIAL / "corpus/un_upr", MATERIAL / "formats/pdf/GeoTopo-komprimiert.pdf")


def bare(data: bytes) -> int:
    """Extract the text of every page as PDFium gives it, and return the number of pages."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
    return len(document)


def ours(data: bytes) -> int:
    """Read the whole file: order, paragraphs, notes, pages, repairs; return the number of pages."""
    return len(read(data, "x.pdf").layout.pages)


def timed(work: Callable[[bytes], int], files: list[bytes]) -> tuple[int, float]:
    """Return pages and seconds of one run over all files."""
    start = time.perf_counter()
    pages = sum(work(data) for data in files)
    return pages, time.perf_counter() - start


def main() -> None:
    """Measure both in turn, so that a busy machine slows both, and print medians."""
    places = [Path(argument) for argument in sys.argv[1:]] or DEFAULT
    for place in places:
        found = sorted(place.glob("*.pdf")) if place.is_dir() else [place]
        files = [path.read_bytes() for path in found]
        runs = [(timed(bare, files), timed(ours, files)) for _ in range(RUNS)]
        pages = runs[0][0][0]
        theirs, mine = median(run[0][1] for run in runs), median(run[1][1] for run in runs)
        ratio = median(run[1][1] / run[0][1] for run in runs)
        print(
            f"{place.name}: {len(files)} files, {pages} pages; PDFium {pages / theirs:.0f} pages/s, "
            f"Colligate {pages / mine:.0f} pages/s, ratio {ratio:.2f} (median of {RUNS})"
        )


if __name__ == "__main__":
    main()
