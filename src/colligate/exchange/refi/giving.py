"""A study as a REFI-QDA project: what has a place goes there, the rest into one note, and what stays behind is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC
from typing import Any

import msgspec

from colligate.codings.coding import Coding, Memo
from colligate.codings.residual import RESIDUAL
from colligate.exchange.guids import guid
from colligate.exchange.losses import Losses
from colligate.exchange.refi.manifest import CaseFields, Manifest, SourceFields
from colligate.exchange.refi.notes import coding_words
from colligate.lenses.lens import Lens
from colligate.programmes.actor import Actor
from colligate.programmes.programme import Fact, Programme
from colligate.record import Record, Suggestion
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Layout, Text

#: A record goes out as it stands, and is said anew where it comes in.
_ITS_SAYING = ("at", "revises")


class Study(msgspec.Struct, frozen=True, kw_only=True):
    """What of a study goes out."""

    title: str
    question: str
    lenses: Mapping[str, Lens]
    #: Every standing record.
    records: Mapping[str, Record]
    #: The current Text of each Source, by source id.
    texts: Mapping[str, Text]
    #: Reads a frozen text; raises OSError or UnicodeDecodeError.
    words: Callable[[Text], tuple[str, Layout]]
    #: Reads a source's file by hash: bytes and ending; None where it is gone.
    original: Callable[[str], tuple[bytes, str] | None]


class Outgoing(msgspec.Struct, kw_only=True):
    """Records chosen and laid ready for writing."""

    study: Study
    losses: Losses
    manifest: Manifest
    #: Sources with text, in the order of time.
    sources: list[Source] = []
    #: Passages by source id, in the order of the text.
    passages: dict[str, list[Passage]] = {}
    #: Codings by passage id.
    codings: dict[str, list[Coding]] = {}
    memos: list[Memo] = []
    cases: list[Actor | Programme] = []
    facts: dict[str, list[Fact]] = {}
    coders: list[str] = []
    #: GUIDs of notes by the GUID they hang on; of the project under an empty one.
    notes: dict[str, list[str]] = {}


def lay_ready(study: Study) -> Outgoing:
    """Choose what goes out and note what does not."""
    out = Outgoing(study=study, losses=Losses(), manifest=Manifest())
    by_type: defaultdict[type, list[Any]] = defaultdict(list)
    for record in study.records.values():
        by_type[type(record)].append(record)
    _sources(out, by_type[Source])
    _passages(out, by_type[Passage])
    _codings(out, by_type[Coding])
    _cases(out, [*by_type[Actor], *by_type[Programme]], by_type[Fact])
    _memos(out, by_type[Memo])
    said = [*by_type[Coding], *by_type[Memo]]
    out.coders = list(dict.fromkeys(record.by for record in said))
    for kind, records in by_type.items():
        if kind is Suggestion:
            out.losses.left("suggestions", "a machine's proposals stay where they were made", [r.id for r in records])
        elif kind not in _PLACED:
            _beside(out, records)
    _tell(out)
    return out


#: Kinds that QDA-XML has elements for.
_PLACED = {Source, Text, Passage, Coding, Actor, Programme, Fact, Memo}


def _beside(out: Outgoing, records: Iterable[Record]) -> None:
    """Put records that QDA-XML has no place for into the note."""
    for record in records:
        out.manifest.others.append(msgspec.to_builtins(bare(record)))
        what = f"{_plural(type(record))} beside the register" if isinstance(record, Fact) else _plural(type(record))
        out.losses.changed(what, _NOTED, [record.id])


_NOTED = "the format has no place for them; they stand in a note that only Colligate reads"


def _sources(out: Outgoing, sources: Iterable[Source]) -> None:
    for source in sources:
        text = out.study.texts.get(source.id)
        if text is None:
            if source.sha256:
                out.losses.left("sources", "no text of theirs is here", [source.id])
            else:
                _beside(out, [source])
            continue
        out.sources.append(source)
        out.manifest.sources[guid("source", source.id)] = SourceFields(record=bare(source), text=bare(text))
    out.losses.carried("sources", [source.id for source in out.sources])


def _passages(out: Outgoing, passages: Iterable[Passage]) -> None:
    groups: defaultdict[str, list[Passage]] = defaultdict(list)
    chosen = {source.id for source in out.sources}
    for passage in passages:
        text = out.study.texts.get(passage.source)
        if text is None or text.id != passage.text or passage.source not in chosen:
            out.losses.left("passages", "they stand in an earlier reading of their source", [passage.id])
            continue
        groups[passage.source].append(passage)
        out.manifest.ids[guid("passage", passage.id)] = passage.id
    for source, found in groups.items():
        out.passages[source] = sorted(found, key=lambda passage: (passage.start, passage.end, passage.id))
    out.losses.carried("passages", out.manifest.ids.values())


def _codings(out: Outgoing, codings: Iterable[Coding]) -> None:
    codes = {RESIDUAL, *(reference for lens in out.study.lenses.values() for reference, _ in lens.walk())}
    placed = {passage.id for found in out.passages.values() for passage in found}
    carried = []
    for coding in codings:
        if coding.passage not in placed:
            out.losses.left("codings", "their words stand in an earlier reading of their source", [coding.id])
        elif coding.code not in codes:
            out.losses.left("codings", "no lens of the study has their code", [coding.id])
        else:
            out.codings.setdefault(coding.passage, []).append(coding)
            name = guid("coding", coding.id)
            out.manifest.ids[name] = coding.id
            if coding.proposed_by:
                out.manifest.proposed[name] = coding.proposed_by
            carried.append(coding.id)
    out.losses.carried("codings", carried)
    told = [
        coding.id for found in out.codings.values() for coding in found if coding.stance != "supports" or coding.about
    ]
    out.losses.changed("codings", "stance and subject stand as words at the end of the coding's note", told)


def _cases(out: Outgoing, cases: Iterable[Actor | Programme], facts: Iterable[Fact]) -> None:
    out.cases = list(cases)
    for case in out.cases:
        fields = CaseFields(record=bare(case))
        out.manifest.cases[case_guid(case)] = fields
        out.losses.carried(_plural(type(case)), [case.id])
    by_id = {case.id: case for case in out.cases}
    for fact in facts:
        if case := by_id.get(fact.about):
            out.facts.setdefault(case.id, []).append(fact)
            out.manifest.cases[case_guid(case)].facts.append(bare(fact))
            out.losses.carried("facts", [fact.id])
        else:
            _beside(out, [fact])
    named = [fact.id for found in out.facts.values() for fact in found if fact.passages]
    out.losses.changed("facts", "a value of a variable cannot name its passages; the case names them together", named)


def _memos(out: Outgoing, memos: Iterable[Memo]) -> None:
    targets = _targets(out)
    for memo in memos:
        name = guid("memo", memo.id)
        out.memos.append(memo)
        out.manifest.ids[name] = memo.id
        out.manifest.memos[name] = (memo.about, memo.passages)
        hung = [targets[subject] for subject in dict.fromkeys((memo.about, *memo.passages)) if subject in targets]
        for target in hung or [""]:
            out.notes.setdefault(target, []).append(name)
    out.losses.carried("memos", [memo.id for memo in out.memos])


def _targets(out: Outgoing) -> dict[str, str]:
    """Return the GUID of everything a note can hang on, by id or code reference."""
    found = {source.id: guid("source", source.id) for source in out.sources}
    found |= {passage.id: guid("passage", passage.id) for group in out.passages.values() for passage in group}
    found |= {coding.id: guid("coding", coding.id) for group in out.codings.values() for coding in group}
    for lens in out.study.lenses.values():
        found |= {reference: guid("code", reference) for reference, _ in lens.walk()}
        found[lens.id] = guid("lens", lens.id)
    return found


def _tell(out: Outgoing) -> None:
    said = [coding.id for found in out.codings.values() for coding in found]
    out.losses.changed("times", "kept to the second, in universal time", said)
    restated = [name for name, record in out.study.records.items() if record.revises]
    out.losses.left("earlier sayings", "only what stands goes out; the journal keeps the rest", restated)
    for lens in out.study.lenses.values():
        out.losses.carried("codes", [reference for reference, _ in lens.walk()])
        why = "kind, works and how criteria combine stand in a note: codes alone cannot say them"
        out.losses.changed("lenses", why, [lens.id])


def case_guid(case: Actor | Programme) -> str:
    """Return the GUID of a case."""
    return guid(type(case).__name__.lower(), case.id)


def bare(record: Record) -> dict[str, Any]:
    """Return a record in its JSON form, without when it was said and what it replaced."""
    fields: dict[str, Any] = msgspec.to_builtins(record)
    return {name: value for name, value in fields.items() if name not in _ITS_SAYING}


def written_time(record: Record) -> str:
    """Return when a record was said, as XML Schema writes it."""
    return record.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def noted(coding: Coding) -> tuple[str, str]:
    """Return GUID and words of a coding's own note; no GUID where it needs none."""
    words = coding_words(coding)
    return (guid("coding-note", coding.id), words) if words else ("", "")


def _plural(kind: type) -> str:
    name = kind.__name__.lower()
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}es" if name.endswith("ch") else f"{name}s"
