"""The parts of the methods appendix that list what the study holds: sources, files, lenses, codings, searches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from colligate.assessments.standing import Standings
from colligate.codings.coding import Coding
from colligate.codings.residual import NO_CODE_FITS
from colligate.lenses.lens import RESERVED, Lens, Work
from colligate.reports.binding import Binder
from colligate.reports.document import Document
from colligate.reports.nodes import Node, attributes, para, plain, table, words
from colligate.sources.passage import Passage
from colligate.sources.source import Search, Source
from colligate.sources.text import Text

#: Characters of a hash on one line of a narrow column.
_GROUP = 32
#: Codings that name no lens.
_LENSLESS = {RESERVED: NO_CODE_FITS.name}


def said(sentence: str) -> Node:
    """Make a paragraph of plain words."""
    return para(words(sentence))


def listed(items: Iterable[list[Node]]) -> Node:
    """Make a list of bullets."""
    return {"t": "BulletList", "c": [[plain(item)] for item in items]}


def named(name: str, told: str) -> list[Node]:
    """Set a name in bold before what is told of it."""
    return [{"t": "Strong", "c": words(f"{name}:")}, {"t": "Space"}, *words(told)]


def counted(number: int, noun: str) -> str:
    """Write a count with its noun: ``1 source``, ``2,000 sources``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def sources(document: Document, binder: Binder) -> Iterator[Node]:
    """Yield the sources with publisher, kind and standing, and what reader's notes are on."""
    material = document.material
    held = material.of(Source)
    if not held:
        return
    standings = Standings(material)
    quoted = Counter(passage.source for passage in material.of(Passage))
    notes = sum(1 for source in held if source.notes_on)
    own = sum(1 for source in held if standings.of(source, material.organisation or None) == "self-reported")
    primary = sum(1 for source in held if source.kind == "primary")
    yield said(
        f"{counted(len(held), 'source')}: {primary} primary, {own} self-reported for "
        f"{binder.quoting.name(material.organisation) or 'the organisation under study'}, "
        f"{notes} held as reader's notes. "
        "Notes are a reader's own words on a document that is not shipped; their words are not those of the original."
    )
    rows = [
        [
            [*words(source.title), *_notes_on(source)],
            words(binder.quoting.name(source.publisher) or "not recorded"),
            words(str(source.year or "")),
            words("; ".join(_kinds(source, standings.of(source, material.organisation or None)))),
            words(str(quoted[source.id])),
        ]
        for source in held
    ]
    head = [words(name) for name in ("Source", "Publisher", "Year", "Kind and standing", "Passages")]
    caption = words("Sources, with their standing to the organisation under study")
    yield table(head, rows, caption=caption, widths=[0.38, 0.22, 0.08, 0.2, 0.12])


def _notes_on(source: Source) -> list[Node]:
    on = {"t": "Emph", "c": words(f"Notes on: {source.notes_on}")}
    return [{"t": "LineBreak"}, on] if source.notes_on else []


def _kinds(source: Source, standing: str) -> Iterator[str]:
    if source.kind:
        yield source.kind
    yield {"unknown": "publisher not recorded"}.get(standing, standing)
    if source.notes_on:
        yield "reader's notes"


def files(document: Document, binder: Binder) -> Iterator[Node]:
    """Yield every file with the hash of its bytes and what read it."""
    del binder
    readings = {text.source: text for text in document.material.of(Text)}
    rows = [
        [
            [*words(source.title), *_below(source.name)],
            _hash(source.sha256 or (readings[source.id].sha256 if source.id in readings else "")),
            words(_reading(readings.get(source.id))),
        ]
        for source in document.material.of(Source)
        if source.sha256 or source.id in readings
    ]
    if rows:
        yield said("Every file is named by the SHA-256 of its bytes; every quote refers to the text read from it once.")
        head = [words("Source and file"), words("SHA-256"), words("Read by")]
        yield table(head, rows, caption=words("Files and how they were read"), widths=[0.36, 0.4, 0.24])


def _below(name: str) -> list[Node]:
    return [{"t": "LineBreak"}, {"t": "Code", "c": [attributes(), name]}] if name else []


def _hash(digest: str) -> list[Node]:
    lines = [digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP)]
    nodes: list[Node] = []
    for line in lines:
        nodes += [{"t": "LineBreak"}] if nodes else []
        nodes.append({"t": "Code", "c": [attributes("", ("hash",)), line]})
    return nodes


def _reading(text: Text | None) -> str:
    if text is None:
        return "not read"
    return f"{text.extractor}{', characters recognised from an image' if text.ocr else ''}"


def lenses(document: Document, binder: Binder) -> Iterator[Node]:
    """Yield each lens with its version and the works it rests on."""
    del binder
    for lens in document.material.lenses.values():
        codes = sum(1 for _ in lens.walk())
        title: list[Node] = [{"t": "Strong", "c": words(lens.title)}, {"t": "Space"}]
        told = f"({lens.kind.replace('-', ' ')}, {lens.id} version {lens.version}, {counted(codes, 'code')})."
        yield para([*title, *words(f"{told} {lens.summary}")])
        if lens.works:
            yield listed(words(_work(work)) for work in _once(lens))


def _once(lens: Lens) -> list[Work]:
    return sorted(lens.works, key=lambda work: (work.author, work.year, work.id))


def _work(work: Work) -> str:
    told = [f"{work.author} ({work.year}): {work.title}", work.publisher, work.locator, work.doi or work.url]
    return f"{', '.join(part for part in told if part).rstrip('.')}."


def codings(document: Document, binder: Binder) -> Iterator[Node]:
    """Yield the counts of codings by coder, lens and stance."""
    del binder
    material = document.material
    held = material.of(Coding)
    if not held:
        return
    stances = ("supports", "contradicts", "mentions")
    counts = Counter((coding.speaker, coding.code.partition("/")[0], coding.stance) for coding in held)
    groups = sorted({(by, lens) for by, lens, _ in counts})
    proposed = sum(1 for coding in held if coding.proposed_by)
    coders = len({coding.speaker for coding in held})
    yield said(
        f"{counted(len(held), 'coding')} of {counted(len({c.passage for c in held}), 'passage')} by "
        f"{counted(coders, 'coder')}; {proposed} of them had been proposed by a rule or model "
        "and were accepted by a person."
    )
    rows = [
        [words(by), words(material.lenses[lens].title if lens in material.lenses else _LENSLESS.get(lens, lens))]
        + [words(str(counts[by, lens, stance])) for stance in stances]
        for by, lens in groups
    ]
    head = [words(name) for name in ("Coder", "Lens", "Supports", "Contradicts", "Mentions")]
    yield table(head, rows, caption=words("Codings by coder, lens and stance"), widths=[0.18, 0.4, 0.14, 0.14, 0.14])


def completeness(document: Document, binder: Binder) -> Iterator[Node]:
    """Yield what may be claimed of the share found, for each code read by a queue; nothing where none was used."""
    told = document.completeness
    if told.checked:
        yield said(
            "A model put passages forward. Whether enough was read, a check tells: passages drawn by chance from those "
            "unread, and the hypergeometric probability of what they held (Callaghan and Müller-Hansen 2020), made to "
            "hold however often one looks (Waudby-Smith and Ramdas 2020). "
            "What is said holds for the passages of these sources."
        )
        yield listed(words(sentence) for sentence in told.checked)
    if told.unchecked:
        names = ", ".join(f"'{binder.quoting.code(code)}'" for code in told.unchecked)
        yield said(f"Without a check by chance no claim is made that all was found. None was made for {names}.")


def searches(document: Document, binder: Binder) -> Iterator[Node]:
    """Yield the searches logged, with what a person found on reading their hits."""
    held = document.material.of(Search)
    if not held:
        return
    logged = "1 search" if len(held) == 1 else f"{len(held):,} searches"
    yield said(f"{logged} logged. A silence holds for the sources searched; it is no statement about the world.")
    rows = [
        [
            words(" ".join((search.query, *search.filters)).strip()),
            words(", ".join(binder.quoting.code(code) for code in search.codes)),
            words(f"{search.hits} in {len(search.corpus)}"),
            words(f"{search.at:%Y-%m-%d}, {search.speaker}".replace("-", "\N{NON-BREAKING HYPHEN}")),
            words(search.note),
        ]
        for search in held
    ]
    head = [words(name) for name in ("Query", "For", "Hits, sources", "When, who", "On reading the hits")]
    yield table(head, rows, caption=words("Searches logged"), widths=[0.3, 0.18, 0.11, 0.15, 0.26])
