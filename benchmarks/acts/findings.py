"""The pages of findings on the generated study of 2,000 sources and 200,000 codings."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser

from acts import ours
from acts.started import colligate
from acts.studies import BY
from colligate.study.study import Study

#: A coding, then a page: so often in each start of the program.
TIMES = 4


def measured(browser: Browser, study: Path, runs: int) -> dict[str, list[float]]:
    """Return the milliseconds of each act: the program started anew in every run, then coding and looking in turn."""
    reference = next(reference for reference, code in Study(study).codes.items() if not code.codes)
    finding = f"/support?{urlencode({'ref': f'p-0@{reference}'})}"
    seen: defaultdict[str, list[float]] = defaultdict(list)
    for run in range(runs):
        with colligate(study, BY) as address:
            page, base = ours.watched(browser), address.partition("/?")[0]
            first = address.replace("/?", "/assessments?")
            seen["assessments, first page after the start"].append(ours.showing(page, first))
            seen["assessments, again"].append(ours.showing(page, f"{base}/assessments"))
            seen["a finding, the first time"].append(ours.showing(page, base + finding))
            seen["a finding, again"].append(ours.showing(page, base + finding))
            for time in range(TIMES):
                for told, place in (("assessments", "/assessments"), ("a finding", finding)):
                    source = f"s-{(run * TIMES + time) * 2 + (place == finding)}"
                    seen["reader"].append(ours.opening(page, f"{base}/sources/{source}")[0])
                    seen["key press to saved coding"].append(_coded(page, code=reference))
                    seen[f"{told}, one coding more"].append(ours.showing(page, base + place))
            page.close()
    return dict(seen)


def _coded(page: ours.Page, *, code: str) -> float:
    """Code the first sentence; the first time nothing was used before, so that the code is typed."""
    if page.locator("#recent button").count():
        return ours.coding(page)
    ours.choose_next(page)
    page.keyboard.press("c")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    return ours.saving(page)
