"""Taguette, installed apart and driven through its own interface. It is a peer to measure by, never a dependency."""

from __future__ import annotations

import os
import re
import subprocess
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as NotShownError

from acts import clock
from acts.book import as_html
from acts.started import NotStartedError, free_port, started
from acts.studies import Book

VERSION = "1.5.2"
TAG = "withheld"


#: Where the program and what it was given once are kept.
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "colligate-bench"
#: The first document of the first project.
DOCUMENT = "/project/1/document/1"


def installed() -> Path:
    """Return its program, put into a virtual environment in the user's cache the first time."""
    place = CACHE / f"taguette-{VERSION}"
    program = place / "bin" / "taguette"
    if not program.exists():
        venv.create(place, with_pip=True, clear=True)
        done = subprocess.run(
            [place / "bin" / "pip", "install", "--quiet", f"taguette=={VERSION}"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            told = done.stderr.strip().splitlines()
            raise NotStartedError(f"Taguette cannot be installed: {told[-1] if told else 'no reason given'}")
    return program


@contextmanager
def taguette(database: Path) -> Iterator[str]:
    """Start it for a single user on this machine."""
    with started([installed(), "--no-browser", "--port", str(free_port()), "--database", database]) as address:
        yield address


def filled(browser: Browser, book: Book) -> Path:
    """Return a database with the book and a highlight for each coding, put in through its API the first time."""
    seal = sha256(repr((VERSION, book.text, book.spans)).encode()).hexdigest()[:16]
    kept = CACHE / f"book-{seal}.sqlite3"
    if not kept.exists():
        making = kept.with_suffix(".part")
        making.unlink(missing_ok=True)
        with taguette(making) as address:
            page = entered(browser, address)
            _fill(page, book)
            page.close()
        making.rename(kept)
    return kept


_POST = """async ([address, body]) => {
  const token = document.cookie.match(/_xsrf=([^;]*)/)[1];
  const asked = await fetch(address, {
    method: "POST", credentials: "same-origin", body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-XSRFToken": decodeURIComponent(token) },
  });
  if (!asked.ok) throw new Error(`${asked.status} ${await asked.text()}`);
  return asked.json();
}"""


#: What it writes to the console is dropped, since a browser that is watched would pay for every line; of the last line
#: we learn that all highlights are set.
_OPENED = """
bench.ready = new Promise((done) => {
  console.log = (told) => { if (/^Loaded \\d+ highlights$/.test(told)) bench.drawn().then(done); };
});
"""
_CHOSEN = """([first, last]) => {
  const view = document.getElementById("document-contents");
  const paragraph = view.querySelectorAll("p")[first];
  const words = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
  paragraph.scrollIntoView({ block: "center" });
  document.getSelection().setBaseAndExtent(words, 0, words, Math.min(last, words.length));
  addEventListener("keydown", (event) => { if (event.key === "Enter") bench.pressed = event.timeStamp; }, true);
  bench.saved = new Promise((done) => {
    new MutationObserver((_, watching) => {
      watching.disconnect();
      bench.drawn().then((now) => done(now - bench.pressed));
    }).observe(paragraph, { childList: true, subtree: true });
  });
}"""


def entered(browser: Browser, address: str) -> Page:
    """Return a page that is let in. Its news from elsewhere is left out: with the network off no page ends loading."""
    page = browser.new_page()
    page.add_init_script(clock.SCRIPT + _OPENED)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setBlockedURLs", {"urls": ["*/messages.js"]})
    page.set_default_timeout(60_000)
    page.goto(address)
    return page


def _fill(page: Page, book: Book) -> None:
    """Give it the words of a book and a highlight for each coding."""
    page.click("text=Create a new project")
    page.fill("[name=name]", "Book")
    page.click("main [type=submit], form [type=submit]")
    page.wait_for_url(re.compile(r"/project/\d+"))
    project = DOCUMENT.partition("/document")[0]
    paragraphs, places = as_paragraphs(book.text)
    page.click("text=Add a document")
    page.fill("#document-add-name", "Ledger")
    file = {"name": "ledger.html", "mimeType": "text/html", "buffer": as_html(paragraphs, "Ledger")}
    page.set_input_files("#document-add-file", file)
    page.click("#document-add-form [type=submit]")
    page.wait_for_selector("#document-link-1")
    tag = page.evaluate(_POST, [f"/api{project}/tag/new", {"path": TAG, "description": ""}])["id"]
    for start, end in book.spans:
        body = {"start_offset": places[start], "end_offset": places[end - 1] + 1, "tags": [tag]}
        page.evaluate(_POST, [f"/api{DOCUMENT}/highlight/new", body])


def as_paragraphs(text: str) -> tuple[list[str], list[int]]:
    """Return the paragraphs of a text and, for each of its code points, its offset as Taguette counts.

    That is in UTF-8 bytes of the words between tags.
    """
    paragraphs: list[str] = []
    places: list[int] = []
    counted = 0
    for number, piece in enumerate(re.split(r"(\n\s*\n)", text)):
        for character in piece:
            places.append(counted)
            counted += 0 if number % 2 else len(character.encode())
        if not number % 2:
            paragraphs.append(piece)
    return paragraphs, places


def opening(page: Page, address: str) -> float:
    """Open the document; milliseconds until its words and highlights are drawn. It has no address for a page."""
    page.goto(address, wait_until="commit")
    return clock.since_opening(page, "ready")


def coding(page: Page, paragraph: int) -> float:
    """Highlight the beginning of a paragraph with the tag; milliseconds from Enter until it is saved and drawn."""
    # What was open before must be gone, or the key is lost on it; none of this is timed.
    page.wait_for_function("() => !document.querySelector('.modal-backdrop, body.modal-open, .modal.show')")
    for _ in range(5):
        page.evaluate(_CHOSEN, [paragraph, 60])
        page.keyboard.press("n")
        try:
            page.wait_for_selector("#highlight-search:focus", timeout=5_000)
        except NotShownError:
            continue
        break
    else:
        raise NotStartedError(f"Taguette does not show its tags for paragraph {paragraph}.")
    page.keyboard.type(TAG)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    told = page.evaluate("bench.saved")
    page.wait_for_selector("#highlight-add-modal", state="hidden")
    return told
