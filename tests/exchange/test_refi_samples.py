"""Files written by QualCoder, ATLAS.ti and Taguette, counted."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from colligate.actions.checking import check_study
from colligate.actions.exporting import export_file
from colligate.actions.receiving import receive
from colligate.actions.starting import new_study
from colligate.codings.coding import Coding, Memo
from colligate.exchange.faults import MissingFilesError
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.study.study import Study


@pytest.fixture
def samples(material: Path) -> Path:
    return material / "standards" / "refi-qda"


def words_of(archive: Path) -> Counter[tuple[str, str, str]]:
    """Read a project by other means: source, code path and selected words of every coding, white space folded."""
    found: Counter[tuple[str, str, str]] = Counter()
    with zipfile.ZipFile(archive) as opened:
        root = etree.fromstring(opened.read("project.qde"))
        space = f"{{{root.nsmap[None]}}}"
        codes = {
            code.get("guid"): "/".join(
                each.get("name") for each in [*reversed(list(code.iterancestors(f"{space}Code"))), code]
            )
            for code in root.iter(f"{space}Code")
        }
        for source in root.iter(f"{space}TextSource"):
            name = "sources/" + source.get("plainTextPath").removeprefix("internal://")
            text = opened.read(name).decode("utf-8-sig")
            for chosen in source.iter(f"{space}PlainTextSelection"):
                words = text[int(chosen.get("startPosition")) : int(chosen.get("endPosition"))]
                for reference in chosen.iter(f"{space}CodeRef"):
                    found[source.get("name"), codes[reference.get("targetGUID")], " ".join(words.split())] += 1
    return found


def test_ten_thousand_codings_of_qualcoder_stand_at_the_same_words_in_and_out(samples: Path, tmp_path: Path) -> None:
    sample = samples / "qualcoder4beta_10000.qdpx"
    study = new_study(tmp_path / "study")
    report = receive(study, sample, by="amina@laptop")
    assert report.added == {"Source": 200, "Text": 200, "Passage": 10_000, "Coding": 10_000}
    assert [loss for loss in report.losses if loss.outcome == "left"] == []
    opened = Study(study)
    assert len(opened.codes) == 110
    names = {source.id: source.name for source in opened.records.of(Source)}
    said: Counter[tuple[str, str, str]] = Counter()
    for coding in opened.records.of(Coding):
        passage = opened.records.get(Passage, coding.passage)
        assert passage is not None
        parent, _, code = coding.code.removeprefix("bench/").partition(".")
        said[names[passage.source], f"{parent}/{code}", " ".join(passage.quote.split())] += 1
    assert said == words_of(sample)
    assert said.total() == 10_000
    export_file(study, "refi-project", tmp_path / "out.qdpx")
    out = Counter(
        {
            (name, code.removeprefix("bench/"), words): n
            for (name, code, words), n in words_of(tmp_path / "out.qdpx").items()
        }
    )
    assert out == said
    assert check_study(study) == []


@pytest.mark.parametrize("name", ["atlasti-8.4-missing-sources.qdpx", "atlasti-8.4-project.qde"])
def test_a_project_of_atlas_without_its_documents_is_refused_by_name(samples: Path, tmp_path: Path, name: str) -> None:
    study = new_study(tmp_path / "study")
    with pytest.raises(MissingFilesError) as caught:
        receive(study, samples / name, by="amina@laptop")
    assert len(caught.value.missing) == 12
    assert caught.value.missing[4] == ("Mabel.txt", "no file B2F54555-0D2D-43B2-B40C-2A1C048F5F1C.txt is there")
    assert not (study / "journal" / "amina@laptop.jsonl").exists()
    assert list((study / "lenses").iterdir()) == []


def test_what_is_there_of_that_project_can_be_taken(samples: Path, tmp_path: Path) -> None:
    study = new_study(tmp_path / "study")
    report = receive(study, samples / "atlasti-8.4-missing-sources.qdpx", by="amina@laptop", without_missing=True)
    opened = Study(study)
    assert [code.name for code in opened.codes.values()][4:7] == ["Coke::full-fat Coke", "Coke::diet Coke", "Coke"]
    assert len(opened.codes) == 14
    left = Counter[str]()
    for loss in report.losses:
        if loss.outcome == "left":
            left[loss.what] += loss.count
    # The file holds 16 codings: none has its document.
    assert left == {"documents": 13, "descriptions": 2, "selections": 15, "codings": 16, "links": 1, "graphs": 1}
    assert sum(memo.text.startswith("Set '") for memo in opened.records.of(Memo)) == 16
    assert [problem for problem in check_study(study) if problem.severity == "error"] == []


def test_a_codebook_of_taguette_that_breaks_the_schema_is_read(samples: Path, tmp_path: Path) -> None:
    study = new_study(tmp_path / "study")
    receive(study, samples / "taguette_1.5.2_codebook.qdc", by="amina@laptop")
    codes = Study(study).codes
    assert len(codes) == 101
    assert codes["imported-codes/theme0-code0"].name == "theme0.code0"
    assert len(check_study(study)) == 1
