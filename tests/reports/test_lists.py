"""Tables that list records: works cited, and notes with the words they are on."""

from __future__ import annotations

from small_study import SmallStudy

from colligate.codings.coding import Memo
from colligate.reports.nodes import stringify
from colligate.sources.source import Citation
from colligate.study.building import read_report_of
from colligate.study.study import Study

REPORT = """\
::: {.citations}
:::

::: {.memos ids="memo-1"}
:::
"""


def table_rows(small: SmallStudy) -> list[list[list[str]]]:
    blocks = read_report_of(Study(small.folder.path)).document.ast["blocks"]
    tables = [block for block in blocks if block["t"] == "Table"]
    return [[[stringify(cell[4]) for cell in row[1]] for row in table["c"][4][0][3]] for table in tables]


def test_works_cited_stand_with_their_places_and_whether_there_is_an_entry(small: SmallStudy):
    small.say(
        small.quoted("p-note", "audit-2016", "212 officers complete the course"),
        Citation(id="cit-a", source="audit-2016", key="Archer, 2001", passages=("p-note",), **small.stamp()),
        Citation(id="cit-b", source="audit-2016", key="Bureau, 2015", entries=("audit-2016",), **small.stamp()),
        Memo(id="memo-1", text="Two counts of officers differ.", passages=("p-note",), **small.stamp()),
    )
    small.write_report(REPORT)
    cited, notes = table_rows(small)
    assert [(row[0], row[3].split(":")[0]) for row in cited] == [
        ("Archer, 2001", "unresolved"),
        ("Bureau, 2015", "resolved"),
    ]
    assert notes == [["Two counts of officers differ.", notes[0][1]]]
    assert "212 officers complete the course" in notes[0][1]
