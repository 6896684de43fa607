"""Figures on the page."""

from __future__ import annotations

from bs4 import BeautifulSoup
from small_study import SmallStudy

from colligate.reports.composing import compose
from colligate.reports.document import Figure
from colligate.reports.html import html_bytes
from colligate.study.assessing import material
from colligate.study.building import assess
from colligate.study.study import Study

SVG = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<defs><clipPath id="clip0"><path d=""/></clipPath></defs><g clip-path="url(#clip0)">
<a xlink:href="#r-obs-2014"><path aria-label="2014: 595"/></a></g></svg>"""

TEXT = """\
::: {#fig-a .figure name="series" indicator="victims"}
Victims *identified*.
:::

::: {#fig-b .figure name="series" indicator="victims"}
:::
"""


def page(small: SmallStudy) -> BeautifulSoup:
    def draw(name: str, options: dict[str, str], *_: object) -> Figure:
        rows = [{"year": "2014", "victims": 595, "href": "#r-obs-2014"}, {"year": "2015", "victims": None}]
        vega = {"data": {"values": rows}, "mark": "line"}
        title = f"{name} of {options['indicator']}"
        return Figure(name=name, title=title, caption="By year.", svg=SVG, png=b"", vega=vega, alt="A line <falls>")

    case = material(Study(small.folder.path))
    made = compose({"report/a.md": TEXT.encode()}, case, assess(case), draw=draw)
    assert made.document.problems == ()
    return BeautifulSoup(html_bytes(made.document), "lxml")


def test_a_mark_of_a_figure_leads_to_its_evidence_on_the_page(small: SmallStudy):
    made = page(small)
    assert [a["xlink:href"] for a in made.select(".chart a")] == ["#r-obs-2014", "#r-obs-2014"]
    assert "595 victims were identified in 2014." in made.find(id="r-obs-2014").get_text()


def test_a_figure_has_its_caption_its_description_and_its_data(small: SmallStudy):
    made = page(small)
    assert [" ".join(c.get_text().split()) for c in made.select("figcaption")][:2] == [
        "Victims identified.",
        "By year.",
    ]
    assert made.select_one(".chart")["aria-label"] == "A line <falls>"
    cells = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in made.select(".data")[0].find_all("tr")]
    assert cells == [["year", "victims"], ["2014", "595"], ["2015", ""]]


def test_two_drawings_share_no_id(small: SmallStudy):
    made = page(small)
    assert [clip["id"] for clip in made.find_all("clippath")] == ["fig-a-clip0", "fig-b-clip0"]
    assert [g["clip-path"] for g in made.select(".chart g")] == ["url(#fig-a-clip0)", "url(#fig-b-clip0)"]
