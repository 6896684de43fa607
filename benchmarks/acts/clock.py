"""When a page has drawn what was asked for, told by the page itself: milliseconds from the start of an act."""

from __future__ import annotations

from playwright.sync_api import Page

#: Put into every page before anything else. `drawn` gives the time at which the next frame has been painted.
SCRIPT = """
globalThis.bench = {
  drawn: () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  })),
};
"""


def since_opening(page: Page, told: str) -> float:
    """Return the milliseconds from the start of the navigation until what `bench[told]` waits for was drawn."""
    return page.evaluate("(name) => bench[name]", told)
