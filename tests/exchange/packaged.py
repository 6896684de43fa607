"""A study with everything that can go into a package: one with originals, one with a source that must not go out."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import msgspec
import pypdfium2
from small_study import REPORT, SmallStudy

from colligate.codings.coding import Coding, Memo
from colligate.record import version
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.study.folder import store
from colligate.study.study import Study

#: The source to withhold in the small study, and words of it that people repeated.
SECRET = "audit-2016"  # noqa: S105 - no password
REPEATED = "the auditors saw 212 officers complete the course"


def with_original(path: Path) -> SmallStudy:
    """Return the small study, one of its sources with the file it was read from."""
    small = SmallStudy(path)
    revise(small, SECRET, sha256=store(small.folder.originals, b"%PDF-1.4 the audit", ".pdf"), name="audit.pdf")
    return small


def revise(small: SmallStudy, identity: str, **changes: object) -> None:
    """Say a source again, otherwise."""
    record = Study(small.folder.path).records.by_id[identity]
    stamped = {**changes, "revises": (version(record),), **small.stamp()}
    small.say(msgspec.structs.replace(record, **stamped))


def with_secret(path: Path) -> SmallStudy:
    """Return the small study with its audit marked confidential after everybody had quoted it."""
    small = with_original(path)
    study = Study(small.folder.path)
    passage = next(one for one in study.records.of(Passage) if one.source == SECRET and "212" in one.quote)
    small.say(
        Memo(id="memo-said", text=f"They say that {REPEATED}, no more.", about="course", **small.stamp()),
        Coding(
            id="cod-said", passage=passage.id, code="results-chain/outcome", about="course",
            memo="\u201cThe auditors  saw\n212 officers complete the course\u201d", **small.stamp(),
        ),
    )  # fmt: skip
    small.write_report(
        f'{REPORT}\n# Said\n\n[We read that {REPEATED}, and no more.]{{#s-said rests="cod-said"}}\n'
        "[The *poor were* not reached by the course.]{#s-poor .argument}\n"
    )
    settings = small.folder.settings.read_text()
    small.folder.settings.write_text(f"{settings}method:\n  audit: Nobody measured what officers did afterwards.\n")
    revise(small, SECRET, confidential=True, url="https://audit.example/2016")
    return small


def said_in(path: Path) -> str:
    """Return every word that stands in the files of a folder, in archives, pages and pictures too."""
    words = []
    for file in sorted(path.rglob("*")):
        if file.is_file():
            words += [str(file.relative_to(path)), *_texts(file.read_bytes())]
    return _folded("\n".join(words))


def _texts(data: bytes) -> list[str]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [text for name in archive.namelist() for text in _texts(archive.read(name))]
    if data.startswith(b"%PDF-1.7"):
        return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    text = data.decode("utf-8", "replace")
    return [text, re.sub(r"<[^>]*>", "", text), text.replace("*", "")]


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("\\n", " ").casefold()))


def told(sentence: str) -> str:
    """Return a sentence as `said_in` would have it."""
    return _folded(sentence)


def source(study: Study, identity: str) -> Source:
    """Return a source that is there."""
    record = study.records.get(Source, identity)
    assert record is not None
    return record
