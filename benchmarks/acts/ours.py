"""The acts in Colligate's workbench."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from acts import clock

_OPENED = """
bench.ready = new Promise((done) => {
  new MutationObserver((_, watching) => { watching.disconnect(); bench.drawn().then(done); })
    .observe(document, { subtree: true, attributes: true, attributeFilter: ["data-ready"] });
});
bench.loaded = new Promise((done) => addEventListener("load", () => bench.drawn().then(done)));
"""
#: The number of codings in the margin is set by the answer that the coding is in the journal.
_SAVED = """() => {
  addEventListener("keydown", (event) => { if (event.key === "Enter") bench.pressed = event.timeStamp; }, true);
  bench.saved = new Promise((done) => {
    new MutationObserver((_, watching) => {
      watching.disconnect();
      bench.drawn().then((now) => done(now - bench.pressed));
    }).observe(document.getElementById("number"), { childList: true, characterData: true, subtree: true });
  });
}"""


def entered(browser: Browser, address: str) -> Page:
    """Return a page that is let in and tells when it has drawn."""
    page = browser.new_page()
    page.add_init_script(clock.SCRIPT + _OPENED)
    page.goto(address)
    return page


def opening(page: Page, address: str) -> float:
    """Open the reader at a place; milliseconds until its words and margin are drawn."""
    page.goto(address, wait_until="commit")
    return clock.since_opening(page, "ready")


def showing(page: Page, address: str) -> float:
    """Open any other page; milliseconds until it is drawn."""
    page.goto(address, wait_until="commit")
    return clock.since_opening(page, "loaded")


def coding(page: Page) -> float:
    """Code the next sentence with the code used last; milliseconds from Enter until it is saved and drawn."""
    page.focus("#text")
    page.keyboard.press("j")
    page.keyboard.press("1")
    return saving(page)


def saving(page: Page) -> float:
    """Press Enter; milliseconds until the coding is saved and drawn."""
    page.evaluate(_SAVED)
    page.keyboard.press("Enter")
    return page.evaluate("bench.saved")
