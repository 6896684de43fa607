"""The methods appendix."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

import pytest
from small_study import REPORT, SmallStudy

from colligate.codings.coding import Coding
from colligate.programmes.programme import Fact
from colligate.reports.appendix import appendix_blocks
from colligate.reports.composing import Composed, compose
from colligate.reports.document import Completeness
from colligate.reports.nodes import Node, stringify, walk
from colligate.study.assessing import material
from colligate.study.building import assess
from colligate.study.study import Study

Compose = Callable[[str], Composed]


def sections(blocks: list[Node]) -> dict[str, list[Node]]:
    made: dict[str, list[Node]] = {}
    for block in blocks:
        if block["t"] == "Header":
            made[stringify(block["c"][2])] = last = []
        else:
            last.append(block)
    return made


def cells(blocks: list[Node]) -> list[list[str]]:
    tables = [block for block in blocks if block["t"] == "Table"]
    return [[stringify(cell[4]) for cell in row[1]] for table in tables for row in table["c"][4][0][3]]


@pytest.fixture
def appendix(composed: Compose) -> dict[str, list[Node]]:
    return sections(appendix_blocks(composed(REPORT).document))


def test_it_has_a_section_for_each_thing_a_reader_would_check(appendix: dict[str, list[Node]]):
    assert list(appendix) == [
        "Methods appendix", "The study", "Sources", "Files and hashes", "Lenses", "Codings", "Searches",
        "The standing rule", "Findings", "Judgements beside the rule", "Accounts that differ", "What was checked",
        "Software",
    ]  # fmt: skip


def test_the_study_s_question_and_method_stand_first(small: SmallStudy):
    case = material(Study(small.folder.path))
    settings = {"question": "To what extent?", "method": {"coding": "One coder, unblinded."}}
    document = compose({"report/a.md": b"# A"}, case, assess(case), draw=lambda *_: None, settings=settings).document  # pyright: ignore[reportArgumentType]
    said = stringify(sections(appendix_blocks(document))["The study"])
    assert said.startswith("Question: To what extent? Organisation: The Bureau")
    assert said.endswith("Coding: One coder, unblinded.")


def test_sources_show_publisher_standing_and_notes(appendix: dict[str, list[Node]]):
    rows = {row[0]: row[1:] for row in cells(appendix["Sources"])}
    assert rows["Annual report 2014"] == ["The Bureau", "2014", "primary; self-reported", "4"]
    assert rows["Audit of border training Notes on: The National Auditors' report of 2016, chapter 3"] == [
        "National Auditors", "2016", "primary; independent; reader's notes", "3",
    ]  # fmt: skip
    assert rows["An essay on the course"][2] == "secondary; publisher not recorded"


def test_every_hash_is_the_whole_sha_256_of_a_frozen_text(small: SmallStudy, appendix: dict[str, list[Node]]):
    shown = {row[1].replace(" ", "") for row in cells(appendix["Files and hashes"])}
    assert shown == {path.stem for path in small.folder.texts.glob("*.txt")}
    assert all(len(digest) == 64 for digest in shown)


def test_lenses_stand_with_version_and_works(appendix: dict[str, list[Node]]):
    said = stringify(appendix["Lenses"])
    assert "Results chain (scale, results-chain version 1.0, 5 codes)" in said
    assert "Carol H. Weiss (1995)" in said


def test_codings_are_counted_by_coder_lens_and_stance(appendix: dict[str, list[Node]]):
    assert cells(appendix["Codings"]) == [["amina", "Results chain", "4", "1", "0"]]
    assert stringify(appendix["Codings"][0]).startswith("5 codings of 5 passages by 1 coder; 0 of them")


def test_an_accepted_proposal_is_counted_as_one(small: SmallStudy):
    small.say(
        Coding(
            id="cod-cue", passage="p-212", code="results-chain/output", about="course", proposed_by="cues 1",
            **small.stamp(),
        )
    )  # fmt: skip
    case = material(Study(small.folder.path))
    document = compose({"report/a.md": b"# A"}, case, assess(case), draw=lambda *_: None).document  # pyright: ignore[reportArgumentType]
    said = stringify(sections(appendix_blocks(document))["Codings"][0])
    assert said.startswith("6 codings of 6 passages by 1 coder; 1 of them had been proposed by a rule or model")


def test_what_was_claimed_of_the_share_found_stands_as_it_was_said(small: SmallStudy):
    case = material(Study(small.folder.path))
    code, sentence = next(iter(case.codes)), "For 'Forum', 3 of 9 passages were read and 1 speak to it."
    read = Completeness(checked=(sentence,), unchecked=(code,))
    document = compose({"report/a.md": b"# A"}, case, assess(case), draw=lambda *_: None, completeness=read).document  # pyright: ignore[reportArgumentType]
    said = sections(appendix_blocks(document))["How far was read"]
    assert [block["t"] for block in said] == ["Para", "BulletList", "Para"]
    assert stringify(said[1]) == sentence
    assert stringify(said[2]) == (
        f"Without a check by chance no claim is made that all was found. None was made for '{case.codes[code].name}'."
    )


def test_searches_show_query_hits_and_what_a_person_found(appendix: dict[str, list[Node]]):
    query, codes, hits, when, note = cells(appendix["Searches"])[0]
    assert (query, codes, hits) == ("poverty OR poor", "Poverty", "1 in 3")
    assert (when.replace("\N{NON-BREAKING HYPHEN}", "-"), note) == (
        "2026-01-02, amina",
        "The one hit says that the poor were not reached.",
    )


def test_the_rule_stands_whole_strongest_level_first(appendix: dict[str, list[Node]]):
    levels = [row[0].split("\N{NO-BREAK SPACE}")[-1].split()[-1] for row in cells(appendix["The standing rule"])]
    assert levels == ["established", "corroborated", "claimed", "contested", "absent", "refuted"]


def test_findings_tell_how_many_rest_on_self_report_alone(appendix: dict[str, list[Node]]):
    # Output (Bureau alone) is claimed; outcome is contested but all its support is the Bureau's; activity is not.
    assert "3 have support. Of those 3, 2 rest on self-reported evidence alone" in stringify(appendix["Findings"][0])
    chain = {row[0]: row[1:] for row in cells(appendix["Findings"])}["Results chain"]
    # established, corroborated, claimed, contested, absent, refuted, not examined; five links of two programmes
    assert chain[:4] == ["0", "1", "1", "1"]
    assert sum(map(int, chain)) == 10


def test_a_judgement_stands_beside_what_the_rule_reads(appendix: dict[str, list[Node]]):
    title, read, judged, why = cells(appendix["Judgements beside the rule"])[0]
    assert (read, judged) == ("claimed", "corroborated")
    assert title == "Course for border officers: Results chain: Output"
    assert why.startswith("amina, 2026-01-02: The auditors saw officers")


def test_accounts_that_differ_stand_without_links(appendix: dict[str, list[Node]]):
    about, accounts, preferred = cells(appendix["Accounts that differ"])[0]
    assert about == "Launch of the course, date"
    assert "2014-05: Annual report 2014" in accounts
    assert "2014-06: New course for border officers" in accounts
    assert preferred == "none"
    assert not [node for node in walk(appendix["Accounts that differ"]) if node["t"] == "Link"]


def test_the_checks_made_are_counted_and_software_is_named(appendix: dict[str, list[Node]]):
    said = stringify(appendix["What was checked"])
    assert said.startswith("Of 7 sentences, 5 rest on evidence, 1 are the author's own argument and 1 are bound")
    assert f"Colligate {version('colligate')} and pandoc " in stringify(appendix["Software"])


def test_a_study_with_nothing_in_it_still_has_an_appendix(tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "study.yaml").write_text("format: 1\n", encoding="utf-8")
    case = material(Study(folder))
    document = compose({}, case, assess(case), draw=lambda *_: None).document  # pyright: ignore[reportArgumentType]
    assert list(sections(appendix_blocks(document))) == [
        "Methods appendix", "The standing rule", "What was checked", "Software",
    ]  # fmt: skip


def test_facts_alone_make_no_finding(small: SmallStudy, appendix: dict[str, list[Node]]):
    small.say(Fact(id="fact-x", about="course", field="note", value="x", passages=("p-212",), **small.stamp()))
    case = material(Study(small.folder.path))
    document = compose({"report/a.md": b"# A"}, case, assess(case), draw=lambda *_: None).document  # pyright: ignore[reportArgumentType]
    assert sections(appendix_blocks(document))["Findings"] == appendix["Findings"]
