"""RIS files as programs write them: each reference with its own fields and links."""

from __future__ import annotations

import pytest

from colligate.sources.bibliography import read_bibliography
from colligate.sources.ris_entries import is_ris, ris_entries, ris_links

TWO = "TY  - RPRT\nTI  - Alpha\nL1  - A.txt\nER  - \n\nTY  - RPRT\nTI  - Beta\nL1  - B.txt\nER  - \n"


def linked(text: str) -> list[tuple[str, list[str]]]:
    entries, _ = ris_entries(text, "l.ris")
    return [(entry.get("title", ""), ris_links(entry)) for entry in entries]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TWO, [("Alpha", ["A.txt"]), ("Beta", ["B.txt"])]),
        (TWO.replace("\n", "\r\n"), [("Alpha", ["A.txt"]), ("Beta", ["B.txt"])]),
        (TWO.replace("ER  - \n", ""), [("Alpha", ["A.txt"]), ("Beta", ["B.txt"])]),
        (TWO.replace("  - ", " - "), [("Alpha", ["A.txt"]), ("Beta", ["B.txt"])]),
        (TWO.replace("  - ", "\t- "), [("Alpha", ["A.txt"]), ("Beta", ["B.txt"])]),
        (f"TY  - ZZZZ\nER  -\nstray words\n{TWO}", [("", []), ("Alpha", ["A.txt"]), ("Beta", ["B.txt"])]),
        (f"Source: a database\n\n{TWO}", [("Alpha", ["A.txt"]), ("Beta", ["B.txt"])]),
        (TWO.replace("L1  - A.txt", "L2  - b.txt\nL4  - d.png\nL1  - A.txt\nL1  - a2.txt"),
         [("Alpha", ["A.txt", "a2.txt", "b.txt", "d.png"]), ("Beta", ["B.txt"])]),
        (TWO.replace("\nL1  - A.txt", "\nwent on\nL1  - A.txt"), [("Alpha went on", ["A.txt"]), ("Beta", ["B.txt"])]),
        (TWO.replace("\nTI  - Beta", "\nnot of a tag\nTI  - Beta"), [("Alpha", ["A.txt"]), ("Beta", ["B.txt"])]),
    ],
)  # fmt: skip
def test_each_reference_has_its_own_links(text: str, found: list[tuple[str, list[str]]]) -> None:
    assert linked(text) == found


@pytest.mark.parametrize(
    "line", ["TY - is a tag of RIS.", "TY  - is a tag of RIS.", "ER - the emergency room.", "US-led."]
)
def test_a_line_of_an_abstract_that_looks_like_a_tag_is_words(line: str) -> None:
    (first, second), problems = read_bibliography(
        TWO.replace("L1  - A", f"AB  - It says:\n{line}\nL1  - A").encode(), "l.ris"
    )
    assert (first["abstract"], first["title"], second["title"]) == (f"It says: {line}", "Alpha", "Beta")
    assert problems == []


def test_a_file_that_breaks_off_is_told_and_what_is_there_is_read() -> None:
    items, problems = read_bibliography(TWO.removesuffix("L1  - B.txt\nER  - \n").encode(), "l.ris")
    assert [item["title"] for item in items] == ["Alpha", "Beta"]
    assert [(one.place, one.severity) for one in problems] == [("l.ris", "warning")]
    assert "may be cut off" in problems[0].message


def test_bibtex_that_speaks_of_ris_is_bibtex() -> None:
    bibtex = "@report{a,\n title = {Alpha},\n abstract = {Of tags:\nTY  - RPRT\n}\n}\n"
    assert not is_ris(bibtex)
    assert [item["title"] for item in read_bibliography(bibtex.encode(), "l.bib")[0]] == ["Alpha"]


@pytest.mark.parametrize(
    "stray", ["TI  - Third\nAU  - Doe, J\nER  - \n", "TY JOUR\nTI  - Third\n", "ty  - JOUR\nER  -\n"]
)
def test_what_may_be_a_reference_and_begins_nowhere_is_told(stray: str) -> None:
    entries, problems = ris_entries(f"{TWO}{stray}", "l.ris")
    assert [entry["title"] for entry in entries] == ["Alpha", "Beta"]
    (problem,) = problems
    assert repr(stray.partition("\n")[0]) in problem.message


def test_a_type_that_is_written_without_blanks_begins_a_reference() -> None:
    assert linked(TWO.replace("TY  - ", "TY-")) == linked(TWO)
    assert linked(f"{TWO}{TWO}".replace("TY  - ", "TY-", 1)) == linked(f"{TWO}{TWO}")


def test_a_second_type_within_a_reference_is_told() -> None:
    entries, problems = ris_entries("TY  - JOUR\nTI  - First\nTY  - Journal Article\nTI  - Second\nER  - \n", "l.ris")
    assert len(entries) == 1
    assert "'TY  - Journal Article'" in problems[0].message
