"""Opening, coding and looking at findings in the workbench, and the same acts in Taguette.

A book of 400 pages with 1,000 codings is opened and coded in both, in one Chromium, in turn. Then findings are shown on
the generated study of 2,000 sources and 200,000 codings, for which Taguette has no page. Without a network, Taguette
cannot be installed the first time; then our figures are printed alone. Takes about ten minutes
the first time; what Taguette was given is kept in the user's cache.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from acts import findings, ours, taguette
from acts.started import NotStartedError, colligate
from acts.studies import BY, coded_book
from large_study import generate
from playwright.sync_api import Browser, sync_playwright

RUNS, CODINGS = 7, 50
#: A paragraph of the page opened, from 0: five to a page.
FIRST = 299 * 5


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser that the tests use."""
    program = os.environ.get("COLLIGATE_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--headless", "--no-sandbox"])
        yield browser
        browser.close()


def book(browser: Browser, place: Path) -> None:
    """Open and code one long book in both programs, in turn."""
    made = coded_book(place)
    print(f"a book of 400 pages, {len(made.text):,} characters, {len(made.spans):,} codings")
    with ExitStack() as programs:
        address = programs.enter_context(colligate(made.path, BY))
        page, base = ours.entered(browser, address), address.partition("/?")[0]
        peer = None
        try:
            database = shutil.copy(taguette.filled(browser, made), place)
            other = programs.enter_context(taguette.taguette(Path(database)))
            peer = taguette.entered(browser, other), other.partition("/?")[0] + taguette.DOCUMENT
        except NotStartedError as error:
            print(f"{error}. Our figures alone:")
        at = f"{base}/sources/{made.source}?passage={made.passage}&view="
        seen: list[tuple[float, float, float, float | None]] = []
        for _ in range(RUNS + 1):
            words, pages = ours.opening(page, at + "words")[0], ours.opening(page, at + "pages")
            seen.append((words, *pages, taguette.opening(*peer) if peer else None))
        ours.opening(page, at + "words")
        coded = [(ours.coding(page), taguette.coding(peer[0], FIRST + n) if peer else None) for n in range(CODINGS)]
    # The first opening of each is to warm both up.
    for number, name in enumerate(("opened at page 300, as words", "the same, as pages", "and its image")):
        beside(name, [(one[number], one[-1]) for one in seen[1:]])  # pyright: ignore[reportArgumentType]
    beside("Enter to saved and drawn", coded)


def beside(name: str, pairs: Sequence[tuple[float, float | None]]) -> None:
    """Print medians and 95th percentiles of both, and the median of the ratios of pairs."""
    mine, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs if pair[1] is not None]
    line = f"{name:34} {told(mine)}"
    if theirs:
        ratio = statistics.median(other / one for one, other in pairs if other is not None)
        line += f"   Taguette {told(theirs)}   {ratio:4.1f} times ours"
    print(line)


def told(milliseconds: Sequence[float]) -> str:
    """Return median and 95th percentile."""
    ordered = sorted(milliseconds)
    return f"{statistics.median(ordered):6.0f} ms, p95 {ordered[round(0.95 * (len(ordered) - 1))]:6.0f} ms"


def main() -> None:
    """Run and print."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        place = Path(folder)
        book(browser, place)
        print("2,000 sources, 200,000 codings, 50 programmes")
        generate(place / "large")
        for name, seen in findings.measured(browser, place / "large", runs=3).items():
            print(f"{name:34} {told(seen)}")


if __name__ == "__main__":
    main()
