"""The methods appendix: what the study rests on and how it was read, enough to check or repeat it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version

from colligate.assessments.judgement import Judgement
from colligate.assessments.results import LEVELS, Finding
from colligate.pandoc import pandoc_version
from colligate.programmes.programme import Programme
from colligate.reports.appendix_lists import (
    codings,
    completeness,
    counted,
    files,
    lenses,
    listed,
    named,
    said,
    searches,
    sources,
)
from colligate.reports.binding import Binder
from colligate.reports.document import Document
from colligate.reports.nodes import Node, attributes, table, words
from colligate.reports.tables import SIGNS, conflicts, rule


def appendix_blocks(document: Document) -> list[Node]:
    """Return the appendix as pandoc blocks, under one heading of the first level."""
    binder = Binder(document.material, document.assessment)
    parts: tuple[tuple[str, Callable[[Document, Binder], Iterable[Node]]], ...] = (
        ("The study", _study),
        ("Sources", sources),
        ("Files and hashes", files),
        ("Lenses", lenses),
        ("Codings", codings),
        ("How far was read", completeness),
        ("Searches", searches),
        ("The standing rule", _rule),
        ("Findings", _findings),
        ("Judgements beside the rule", _judgements),
        ("Accounts that differ", _conflicts),
        ("What was checked", _checks),
        ("Software", _software),
    )
    blocks = [_heading(1, "Methods appendix", "methods-appendix")]
    for number, (title, make) in enumerate(parts, 1):
        made = list(make(document, binder))
        if made:
            blocks += [_heading(2, title, f"appendix-{number}"), *made]
    return blocks


def _heading(level: int, title: str, identity: str) -> Node:
    return {"t": "Header", "c": [level, attributes(identity, ("unnumbered",)), words(title)]}


def _study(document: Document, binder: Binder) -> Iterator[Node]:
    settings, material = document.settings, document.material
    case = settings.get("case") or {}
    told = {
        "Question": settings.get("question", ""),
        "Organisation": binder.quoting.name(material.organisation),
        "Area": material.area,
        "Threat": case.get("threat", "") if isinstance(case, dict) else "",
        "Period": material.period.replace("/", " to "),
        "Manuscript checked": binder.quoting.name(material.manuscript),
    }
    if any(told.values()):
        yield listed(named(name, str(value)) for name, value in told.items() if value)
    method = settings.get("method") or {}
    if isinstance(method, dict) and method:
        yield said("Notes on method, as the study states them:")
        yield listed(named(str(name).capitalize(), str(value)) for name, value in method.items() if value)


def _rule(document: Document, binder: Binder) -> Iterator[Node]:
    del document
    yield said(
        "A finding is read off its evidence by one rule. A source is self-reported where its publisher is the "
        "organisation under study, or implements, hosts, funds or is a partner of the programme judged; else it is "
        "independent."
    )
    yield rule(binder, {}, words("The standing rule, strongest level first"))


def _findings(document: Document, binder: Binder) -> Iterator[Node]:
    del binder
    material = document.material
    programmes = {programme.id for programme in material.of(Programme)}
    findings = [finding for finding in document.assessment.findings if finding.programme in programmes]
    if not findings:
        return
    examined = [finding for finding in findings if finding.examined]
    told = [finding for finding in examined if finding.supporting_sources]
    own = sum(1 for finding in told if finding.self_reported_sources == finding.supporting_sources)
    flips = sum(1 for finding in told if finding.flips_on)
    yield said(
        f"Of {counted(len(findings), 'finding')} on {counted(len(programmes), 'programme')}, {len(examined)} were "
        f"examined and {len(told)} have support. Of those {len(told)}, {own} rest on self-reported evidence alone, and "
        f"{flips} change their level when some one source, publisher or coder is left out."
    )
    rows = [
        [words(lens.title), *(words(str(count)) for count in _levels(findings, lens.id))]
        for lens in material.lenses.values()
        if any(finding.lens == lens.id for finding in findings)
    ]
    head = [words("Lens"), *(words(f"{SIGNS[level]} {level}") for level in reversed(LEVELS)), words("not examined")]
    widths = [0.23, *(0.11 for _ in head[1:])]
    yield table(head, rows, caption=words("Findings on programmes by lens and level"), widths=widths)


def _levels(findings: Sequence[Finding], lens: str) -> list[int]:
    of = [finding for finding in findings if finding.lens == lens]
    counts = [sum(1 for finding in of if finding.examined and finding.level == level) for level in reversed(LEVELS)]
    return [*counts, sum(1 for finding in of if not finding.examined)]


def _judgements(document: Document, binder: Binder) -> Iterator[Node]:
    rows: list[list[list[Node]]] = []
    for judgement in document.material.of(Judgement):
        judged = binder.bind(judgement.finding)
        who = f"{judgement.speaker}, {judgement.at:%Y-%m-%d}: {judgement.reason}"
        read = words(judged.level if judged else "nothing")
        rows.append([words(judged.title if judged else judgement.finding), read, words(judgement.decision), words(who)])
    if rows:
        head = [words(name) for name in ("Of", "The rule reads", "Judged", "By, when and why")]
        yield table(head, rows, caption=words("Judgements of persons"), widths=[0.3, 0.15, 0.15, 0.4])


def _conflicts(document: Document, binder: Binder) -> Iterator[Node]:
    if document.assessment.conflicts:
        made = conflicts(binder, {}, words("Accounts that differ; none is averaged"))
        yield _unlinked(made)


def _unlinked(node: Node) -> Node:
    """Return a block with the words of its links in their place: not all they lead to stands in the report."""

    def without(content: object) -> object:
        if isinstance(content, dict):
            return {key: without(inner) for key, inner in content.items()}
        if not isinstance(content, list):
            return content
        made: list[object] = []
        for item in content:
            if isinstance(item, dict) and item.get("t") == "Link":
                made.extend(item["c"][1])
            else:
                made.append(without(item))
        return made

    return without(node)  # pyright: ignore[reportReturnType]


def _checks(document: Document, binder: Binder) -> Iterator[Node]:
    del binder
    sentences = document.sentences
    bound = sum(1 for sentence in sentences if sentence.rests)
    argument = sum(1 for sentence in sentences if sentence.argument)
    unbound = sum(1 for sentence in sentences if sentence.unbound)
    stale = sum(1 for sentence in sentences if sentence.stale)
    quotes = {q.passage for found in document.supports.values() for s in found for q in (*s.quotes, *s.against)}
    yield said(
        f"Of {counted(len(sentences), 'sentence')}, {bound} rest on evidence, {argument} are the author's own argument "
        f"and {unbound} are bound to nothing; {stale} had not been confirmed again after their support changed. "
        f"The words of all {counted(len(quotes), 'quote')} they rest on were found in their sources by the program. "
        "That a quote supports the sentence is the word of the person who bound it. "
        "One row for each sentence, support and quote is in the evidence table, evidence.xlsx and evidence.csv."
    )


def _software(document: Document, binder: Binder) -> Iterator[Node]:
    del document, binder
    drawn = f"Figures by vl-convert {version('vl-convert-python')}; PDF set by typst {version('typst')}."
    yield said(f"Made with Colligate {version('colligate')} and {pandoc_version()}. {drawn}")
