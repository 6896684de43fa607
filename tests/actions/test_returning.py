"""A report goes to Word, is edited there, and comes back: what changed is shown, and what is taken stays bound."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from colligate.actions.building import build_report
from colligate.actions.returning import returned_report, take_back
from colligate.actions.writing import ChangedMeanwhileError, bind_sentence, reword_sentence, save_text
from colligate.reports.docx import NotADocxError
from colligate.study.building import read_report_of
from colligate.study.study import Study

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "study"
    shutil.copytree(EXAMPLE, path, ignore=shutil.ignore_patterns("build"))
    return path


@pytest.fixture
def sent(study: Path) -> bytes:
    build_report(study, formats=["docx"])
    return (study / "build" / "report.docx").read_bytes()


def edited(data: bytes, *changes: tuple[str, str]) -> bytes:
    """Change the words of a document as an editor does."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                text = content.decode()
                for was, now in changes:
                    assert text.count(was) == 1, was
                    text = text.replace(was, now)
                content = text.encode()
            new.writestr(name, content)
    return out.getvalue()


def text_of(study: Path) -> str:
    return (study / "report" / "01-report.md").read_text(encoding="utf-8")


def test_an_untouched_document_changes_nothing(study: Path, sent: bytes) -> None:
    back = returned_report(study, sent)
    assert (back.unchanged, back.offered, back.moved) == (98, (), ())


def test_changed_words_keep_their_bonds_and_an_overwritten_number_is_pointed_to(study: Path, sent: bytes) -> None:
    before = text_of(study)
    back_again = edited(
        sent,
        ("That is a question of degree, and its", "That is a question of degree; its"),
        (">595<", ">600<"),
    )
    back = returned_report(study, back_again)
    assert [(one.change.sentence, one.kind, bool(one.warnings)) for one in back.offered] == [
        ("s-how", "changed", False), ("s-article-victims", "changed", True),
    ]  # fmt: skip
    assert "595" in back.offered[1].warnings[0]
    assert back.offered[0].rests == ("question-answered", "memo-question")
    assert text_of(study) == before
    taken = take_back(study, back_again, {one.change.key for one in back.offered if one.safe})
    assert taken.keys == ("changed-s-how",)
    assert text_of(study) == before.replace("degree, and its", "degree; its")
    assert "s-how" not in read_report_of(Study(study)).stale


def test_a_sentence_is_bound_unbound_and_not_overwritten_when_changed_meanwhile(study: Path) -> None:
    path = study / "report" / "01-report.md"
    path.write_text(text_of(study) + "\nNobody has bound this sentence yet.\n", encoding="utf-8")
    name = bind_sentence(study, "unbound-1", ("victims-2014",))
    assert name == "s-nobody-has-bound-this-senten"
    assert '[Nobody has bound this sentence yet.]{#s-nobody-has-bound-this-senten rests="victims-2014"}' in text_of(
        study
    )
    with pytest.raises(ChangedMeanwhileError, match="Nobody has bound"):
        reword_sentence(study, name, "Mine.", seen="Something else.")
    with pytest.raises(ChangedMeanwhileError):
        save_text(study, "01-report.md", "Lost.", seen="0" * 64)


def test_what_is_no_word_document_is_refused(study: Path) -> None:
    with pytest.raises(NotADocxError, match="DOCX"):
        returned_report(study, b"PK nothing")
