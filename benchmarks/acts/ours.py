"""The acts in Colligate's workbench."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from acts import clock

_OPENED = """
bench.ready = new Promise((done) => {
  new MutationObserver((_, watching) => { watching.disconnect(); bench.drawn().then(done); })
    .observe(document, { subtree: true, attributes: true, attributeFilter: ["data-ready"] });
});
// The image of the page opened, where it is shown as its own pages.
bench.pictured = bench.ready.then(async () => {
  const number = document.getElementById("text").dataset.leaf;
  const image = document.querySelector(`#leaf-${number} img`);
  if (image && !image.complete) await new Promise((done) => { image.onload = image.onerror = done; });
  return bench.drawn();
});
bench.loaded = new Promise((done) => addEventListener("load", () => bench.drawn().then(done)));
"""
#: What is told once the answer is there that the coding is in the journal, after the margin was drawn with it.
_SAVED = """() => {
  addEventListener("keydown", (event) => { if (event.key === "Enter") bench.pressed = event.timeStamp; }, true);
  bench.saved = new Promise((done) => {
    const told = document.getElementById("told");
    new MutationObserver((_, watching) => {
      if (!told.textContent.startsWith("Coded")) return;
      watching.disconnect();
      bench.drawn().then((now) => done(now - bench.pressed));
    }).observe(told, { childList: true });
  });
}"""


def watched(browser: Browser) -> Page:
    """Return a page that tells when it has drawn."""
    page = browser.new_page()
    page.add_init_script(clock.SCRIPT + _OPENED)
    return page


def entered(browser: Browser, address: str) -> Page:
    """Return a page that is let in and tells when it has drawn."""
    page = watched(browser)
    page.goto(address)
    return page


def opening(page: Page, address: str) -> tuple[float, float]:
    """Open the reader; milliseconds until words and margin are drawn, and until the image of the page is as well."""
    page.goto(address, wait_until="commit")
    return clock.since_opening(page, "ready"), clock.since_opening(page, "pictured")


def showing(page: Page, address: str) -> float:
    """Open any other page; milliseconds until it is drawn."""
    page.goto(address, wait_until="commit")
    return clock.since_opening(page, "loaded")


def coding(page: Page) -> float:
    """Code the next sentence with the code used last; milliseconds from Enter until it is saved and drawn."""
    choose_next(page)
    page.keyboard.press("1")
    return saving(page)


def choose_next(page: Page) -> None:
    """Choose the next sentence, or the first in view."""
    page.evaluate("document.getElementById('text').focus({ preventScroll: true })")
    page.keyboard.press("j")
    page.wait_for_selector("#chosen:not(.quiet)")


def saving(page: Page) -> float:
    """Press Enter; milliseconds until the coding is saved and drawn."""
    page.wait_for_selector("#save:enabled")
    page.evaluate(_SAVED)
    page.keyboard.press("Enter")
    return page.evaluate("bench.saved")
