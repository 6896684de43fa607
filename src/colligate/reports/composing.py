"""A report composed: read, filled in, bound, checked, and handed on as one document for every form of output."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.problems import Problem
from colligate.reports.binding import Binder
from colligate.reports.checking import check, check_citations
from colligate.reports.citing import bibliography, cited
from colligate.reports.document import Completeness, Document
from colligate.reports.filling import fill
from colligate.reports.locking import Confirmed, Lock, Stale, confirmed, settle
from colligate.reports.nodes import Node, classes_of, walk
from colligate.reports.parsing import Report, read_report
from colligate.reports.placing import Draw, Placer
from colligate.reports.sentence import Sentence
from colligate.reports.support import Support
from colligate.sources.source import Source


class Composed(msgspec.Struct, frozen=True, kw_only=True):
    """A document with the lock to be kept beside its text, and why sentences are stale."""

    document: Document
    lock: Lock
    stale: dict[str, tuple[Stale, ...]]


def compose(
    files: Mapping[str, bytes],
    material: Material,
    assessment: Assessment,
    *,
    draw: Draw,
    lock: Mapping[str, Confirmed] | None = None,
    confirm: Iterable[str] = (),
    bad_passages: Mapping[str, str] | None = None,
    settings: dict[str, Any] | None = None,
    csl: bytes | None = None,
    completeness: Completeness | None = None,
) -> Composed:
    """Compose the report files of a study.

    Args:
        files: File name to bytes, such as ``report/01-question.md``.
        material: What stands in the study.
        assessment: What was assessed from it.
        draw: Draws the figures placed in the report.
        lock: What each sentence rested on when last confirmed.
        confirm: Ids of sentences that their author confirms with this.
        bad_passages: Ids of passages whose words are not in their source, to why that is so.
        settings: The study's settings as plain data.
        csl: Bytes of the citation style, if the study has its own.
        completeness: How far the texts were read for each code.
    """
    binder = Binder(material, assessment)
    report = read_report(files)
    sentences, problems = fill(report, binder)
    supports = {s.id: tuple(filter(None, map(binder.bind, s.rests))) for s in sentences if s.id and s.rests}
    now = {s.id: confirmed(s, supports[s.id]) for s in sentences if s.id in supports}
    kept, reasons = settle(lock or {}, now, confirm=confirm)
    problems = [*report.problems, *problems, *check(sentences, binder, bad_passages or {}), *_stale(sentences, reasons)]
    known = {source.id for source in material.of(Source)}
    problems += check_citations(report.found, report.blocks, known)
    _mark(report, reasons)
    placer = Placer(binder, draw)
    blocks = placer.place(report.blocks)
    register = _register(blocks, placer, binder, supports)
    used = cited(blocks) | _quoted(supports)
    document = Document(
        title=report.meta.get("title", "") or str((settings or {}).get("title", "")),
        subtitle=report.meta.get("subtitle", ""),
        abstract=report.meta.get("abstract", ""),
        language=report.meta.get("lang", "") or "en",
        authors=report.authors or tuple(map(str, _authors(settings or {}))),
        ast={"pandoc-api-version": report.version, "meta": {}, "blocks": blocks},
        bibliography=bibliography(material, used & known),
        csl=csl,
        figures=placer.figures,
        material=material,
        assessment=assessment,
        sentences=tuple(msgspec.structs.replace(s, stale=tuple(map(str, reasons.get(s.id, ())))) for s in sentences),
        supports=supports,
        register=register,
        settings=settings or {},
        completeness=completeness or Completeness(),
        problems=(*problems, *placer.problems),
    )
    return Composed(document=document, lock=kept, stale=reasons)


def _authors(settings: dict[str, Any]) -> list[Any]:
    authors = settings.get("report", {}).get("authors", [])
    return authors if isinstance(authors, list) else [authors]


def _stale(sentences: Iterable[Sentence], reasons: Mapping[str, tuple[Stale, ...]]) -> Iterable[Problem]:
    for sentence in sentences:
        if found := reasons.get(sentence.id):
            yield Problem(
                place=f"{sentence.place} #{sentence.id}",
                message=f"This sentence is stale: {'; '.join(map(str, found))}.",
                remedy=f"Read it again beside its support; then change it, or confirm it as it is: {sentence.id}.",
                severity="warning",
            )


def _mark(report: Report, reasons: Mapping[str, tuple[Stale, ...]]) -> None:
    """Write each sentence's state into the classes of its span."""
    for found in report.found:
        classes = classes_of(found.node)
        classes.insert(0, "sentence")
        if found.id in reasons:
            classes.append("stale")


def _register(
    blocks: list[Node], placer: Placer, binder: Binder, supports: Mapping[str, tuple[Support, ...]]
) -> dict[str, Support]:
    """Collect everything that sentences, table cells and marks of figures lead to."""
    refs = {support.ref for found in supports.values() for support in found}
    for node in walk(blocks):
        if node["t"] == "Link" and node["c"][2][0].startswith("#r-"):
            refs.add(node["c"][2][0].removeprefix("#r-"))
    for figure in placer.figures.values():
        refs.update(found.decode() for found in re.findall(rb'href="#r-([^"]+)"', figure.svg))
    bound = ((ref, binder.bind(ref)) for ref in sorted(refs))
    return {ref: support for ref, support in bound if support}


def _quoted(supports: Mapping[str, tuple[Support, ...]]) -> set[str]:
    every = (support for found in supports.values() for support in found)
    return {quote.source for s in every for quote in (*s.quotes, *s.against, *s.mentions)}
