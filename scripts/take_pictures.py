"""Take the pictures of the documentation: every page of the workbench on the worked study, and a study from nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "images" / "workbench"

#: Name of the picture, and the address on the worked study.
PAGES = {
    "study": "/",
    "sources": "/sources",
    "about": "/sources/unodc-2016-tij/about",
    "reader": "/sources/unodc-2016-tij",
    "lenses": "/lenses",
    "lens": "/lenses/io-roles",
    "programmes": "/programmes",
    "programme": "/programmes/tij-research",
    "timeline": "/programmes?show=timeline",
    "indicators": "/indicators",
    "indicator": "/indicators/victims-identified",
    "assessments": "/assessments?lens=io-roles",
    "factors": "/assessments/factors",
    "finding": "/support?ref=elearning%40io-roles%2Factor",
    "flips": "/assessments/flips",
    "claims": "/claims",
    "claim": "/support?ref=victims-2016",
    "paste": "/claims/paste",
    "reports": "/reports",
    "sentence": "/reports#s-article-victims",
    "text": "/reports/text",
    "suggestions": "/suggestions",
    "case": "/study/case",
    "search": "/search?q=police+AND+training",
    "searches": "/search/log",
    "codes": "/suggestions/codes?lens=causes",
    "queue": "/suggestions/codes/causes/economic.poverty",
    "residual": "/lenses/residual",
    "evaluation": "/suggestions/evaluation",
    "exchange": "/exchange",
    "tables": "/indicators/victims-identified/tables",
}


def main() -> None:
    """Take all pictures anew."""
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "web")]
    os.environ["COLLIGATE_PICTURES"] = str(FOLDER)
    from browser import chromium  # noqa: PLC0415 - found by the path set above
    from opened import opened  # noqa: PLC0415
    from test_journey import picture  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as made, chromium() as browser:
        study = Path(made) / "thailand"
        shutil.copytree(ROOT / "examples" / "thailand-unodc-2014-2017", study, ignore=shutil.ignore_patterns("build"))
        with opened(study) as running:
            context = browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
            page = context.new_page()
            page.goto(running.address)
            for name, address in PAGES.items():
                page.goto("about:blank")
                page.goto(running.origin + address)
                page.wait_for_load_state("networkidle")
                picture(page, f"page-{name}")
            page.goto(f"{running.origin}/lenses/io-roles/actor.recognised/merge")
            page.locator("main [name=into]").select_option("actor.separate-entity")
            page.locator("main form button.main").click()
            page.get_by_text("7 codings").first.wait_for()
            picture(page, "page-preview")
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", str(ROOT / "tests" / "web" / "test_journey.py")], check=True, cwd=ROOT
    )


if __name__ == "__main__":
    main()
