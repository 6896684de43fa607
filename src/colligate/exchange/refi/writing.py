"""Project and codebook files: QDA-XML 1.0 in the order its schema asks. The same study gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

import msgspec

from colligate.codings.residual import RESIDUAL
from colligate.exchange.guids import guid
from colligate.exchange.losses import Losses
from colligate.exchange.refi.codebook import nodes, residual_node
from colligate.exchange.refi.elements import add_code, add_note, add_references, add_sets, add_value, legal, link
from colligate.exchange.refi.giving import Outgoing, Study, case_guid, lay_ready, noted, written_time
from colligate.exchange.refi.manifest import NAME, NOTE, manifest_bytes
from colligate.exchange.refi.packing import Archive
from colligate.exchange.refi.xml import Element, child, document, etree
from colligate.lenses.lens import Lens
from colligate.lenses.writing import lens_bytes
from colligate.programmes.actor import Actor
from colligate.sources.passage import Passage
from colligate.sources.source import Source

_PROJECT, _CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
#: Formatted files that other programs open beside the plain text.
_RICH = (".docx", ".rtf", ".odt", ".doc")


def project_bytes(study: Study) -> tuple[bytes, Losses]:
    """Write a study as a .qdpx and say what was lost. Raises OSError or UnicodeDecodeError for a damaged study."""
    out = lay_ready(study)
    archive = Archive()
    xml = _Project(out, archive).write()
    archive.put("project.qde", xml, first=True)
    return archive.bytes(), out.losses


def codebook_bytes(lenses: Mapping[str, Lens]) -> tuple[bytes, Losses]:
    """Write lenses as a .qdc, each a tree of codes, and say what was lost."""
    losses = Losses()
    root = document("CodeBook", _CODEBOOK, {"origin": _origin()})
    codes = child(root, "Codes")
    for lens in lenses.values():
        add_code(codes, nodes(lens, {}), codable=False, notes=False)
        losses.carried("codes", [reference for reference, _ in lens.walk()])
        why = "kind, version, works and how criteria combine have no place; rules of use stand in descriptions"
        losses.changed("lenses", why, [lens.id])
    add_sets(root, lenses, codebook=True)
    if not len(codes):
        losses.left("codebooks", "the study has no lens", ["codes"])
    return _xml(root), losses


class _Project:
    """Writes the sections of a project in the schema's order."""

    def __init__(self, out: Outgoing, archive: Archive) -> None:
        self._out, self._archive = out, archive
        self._users = {coder: guid("user", coder) for coder in out.coders}
        self._made: list[tuple[str, str, str, str, str]] = []

    def write(self) -> bytes:
        out = self._out
        latest = max((record for record in out.study.records.values()), key=lambda record: record.at, default=None)
        root = document("Project", _PROJECT, {"name": legal(out.study.title), "origin": _origin()})
        if latest:
            root.set("modifiedDateTime", written_time(latest))
        if self._users:
            users = child(root, "Users")
            for coder, identity in self._users.items():
                child(users, "User", {"guid": identity, "name": coder})
        self._codebook(root)
        self._variables(root)
        self._cases(root)
        self._sources(root)
        self._notes(root)
        self._links(root)
        add_sets(root, out.study.lenses)
        if out.study.question:
            child(root, "Description").text = legal(out.study.question)
        add_references(root, "NoteRef", [NOTE, *out.notes.get("", ())])
        return _xml(root)

    def _codebook(self, root: Element) -> None:
        lenses = self._out.study.lenses
        residual = any(coding.code == RESIDUAL for found in self._out.codings.values() for coding in found)
        if not lenses and not residual:
            return
        codes = child(child(root, "CodeBook"), "Codes")
        for lens in lenses.values():
            notes = {reference: tuple(self._out.notes.get(guid("code", reference), ())) for reference, _ in lens.walk()}
            notes[lens.id] = tuple(self._out.notes.get(guid("lens", lens.id), ()))
            add_code(codes, nodes(lens, notes), codable=False)
        if residual:
            add_code(codes, residual_node())

    def _variables(self, root: Element) -> None:
        names = dict.fromkeys(["type", "kind", "note"] if self._out.cases else [])
        names |= dict.fromkeys(fact.field for facts in self._out.facts.values() for fact in facts)
        if not names:
            return
        variables = child(root, "Variables")
        for name in names:
            child(variables, "Variable", {"guid": guid("variable", name), "name": name, "typeOfVariable": "Text"})

    def _cases(self, root: Element) -> None:
        if not self._out.cases:
            return
        cases = child(root, "Cases")
        about = self._words_about()
        for case in self._out.cases:
            element = child(cases, "Case", {"guid": case_guid(case), "name": legal(case.name)})
            said = [("type", type(case).__name__), ("kind", case.kind), ("note", case.note)]
            facts = self._out.facts.get(case.id, [])
            for name, value in [*said, *((fact.field, fact.value) for fact in facts)]:
                if value.strip():
                    add_value(element, name, value)
            add_references(element, "SelectionRef", about.get(case.id, ()))

    def _words_about(self) -> dict[str, list[str]]:
        """Return the GUIDs of the selections that speak of each case: codings about it, and what its facts rest on."""
        found: dict[str, dict[str, None]] = {}
        placed = {passage.id for group in self._out.passages.values() for passage in group}
        for codings in self._out.codings.values():
            for coding in codings:
                if coding.about:
                    found.setdefault(coding.about, {})[guid("passage", coding.passage)] = None
        for case, facts in self._out.facts.items():
            for passage in (passage for fact in facts for passage in fact.passages if passage in placed):
                found.setdefault(case, {})[guid("passage", passage)] = None
        return {case: list(guids) for case, guids in found.items()}

    def _sources(self, root: Element) -> None:
        if not self._out.sources:
            return
        sources = child(root, "Sources")
        for source in self._out.sources:
            text = self._out.study.texts[source.id]
            words, layout = self._out.study.words(text)
            self._source(sources, source, words)
            name = guid("source", source.id)
            fields = self._out.manifest.sources[name]
            self._out.manifest.sources[name] = msgspec.structs.replace(fields, layout=msgspec.to_builtins(layout))

    def _source(self, sources: Element, source: Source, words: str) -> None:
        name = guid("source", source.id)
        data = words.encode()
        self._archive.put(f"sources/{guid('text', source.id)}.txt", data)
        file = {"plainTextPath": f"internal://{guid('text', source.id)}.txt"}
        original = self._original(source, name, data)
        titled = {"guid": name, "name": legal(_file_name(source, original))}
        kind = _kind(source, original)
        if kind == "TextSource":
            rich = {"richTextPath": f"internal://{original}"} if original.endswith(_RICH) else {}
            element = child(sources, kind, titled | rich | file)
            self._selections(element, source)
        else:
            element = child(sources, kind, titled | {"path": f"internal://{original}"})
            inner = "Representation" if kind == "PDFSource" else "TextDescription"
            inside = child(element, inner, {"guid": guid("representation", source.id), **file})
            self._selections(inside, source)
        add_references(element, "NoteRef", self._out.notes.get(name, ()))

    def _original(self, source: Source, name: str, words: bytes) -> str:
        """Put a source's file into the archive; return its name there, or nothing."""
        found = self._out.study.original(source.sha256) if source.sha256 else None
        if found is None:
            if source.sha256:
                self._out.losses.left("originals", "the study folder has lost their file", [source.id])
            return ""
        data, suffix = found
        path = f"{name}{suffix}" if data != words else f"{guid('text', source.id)}.txt"
        if data != words:
            self._archive.put(f"sources/{path}", data)
        fields = self._out.manifest.sources[name]
        self._out.manifest.sources[name] = msgspec.structs.replace(fields, original=f"internal://{path}")
        return path

    def _selections(self, element: Element, source: Source) -> None:
        out = self._out
        for passage in out.passages.get(source.id, ()):
            identity = guid("passage", passage.id)
            selection = child(element, "PlainTextSelection", _span(passage, identity))
            for coding in out.codings.get(passage.id, ()):
                name = guid("coding", coding.id)
                said = {"creatingUser": self._users[coding.by], "creationDateTime": written_time(coding)}
                inner = child(selection, "Coding", {"guid": name, **said})
                child(inner, "CodeRef", {"targetGUID": guid("code", coding.code)})
                own, words = noted(coding)
                if own:
                    self._made.append((own, "Memo of a coding", words, said["creatingUser"], said["creationDateTime"]))
                add_references(inner, "NoteRef", [*([own] if own else ()), *out.notes.get(name, ())])
            add_references(selection, "NoteRef", out.notes.get(identity, ()))

    def _notes(self, root: Element) -> None:
        out = self._out
        notes = child(root, "Notes")
        for lens in out.study.lenses.values():
            add_note(notes, guid("lens-note", lens.id), f"Lens {lens.id}", lens_bytes(lens).decode())
        for own, title, words, user, time in self._made:
            add_note(notes, own, title, words, user, time)
        for memo in out.memos:
            title = " ".join(memo.text.split())[:60]
            user = self._users[memo.by]
            add_note(notes, guid("memo", memo.id), title, memo.text, user, written_time(memo))
            if legal(memo.text) != memo.text:
                out.losses.changed("memos", "characters that XML cannot hold are replaced", [memo.id])
        path = f"{NOTE}.txt"
        self._archive.put(f"sources/{path}", manifest_bytes(out.manifest))
        child(notes, "Note", {"guid": NOTE, "name": NAME, "plainTextPath": f"internal://{path}"})

    def _links(self, root: Element) -> None:
        cases = {case.id: case_guid(case) for case in self._out.cases}
        found = [
            link("about", guid("memo", memo.id), cases[memo.about]) for memo in self._out.memos if memo.about in cases
        ]
        for case in self._out.cases:
            if isinstance(case, Actor) and case.part_of in cases:
                found.append(link("part of", cases[case.id], cases[case.part_of]))
            found += [
                link(fact.field, cases[case.id], cases[fact.refers], fact.id)
                for fact in self._out.facts.get(case.id, ())
                if fact.refers in cases
            ]
        if found:
            links = child(root, "Links")
            for said in found:
                child(links, "Link", said)
            self._out.losses.carried("links", [said["guid"] for said in found])


def _span(passage: Passage, identity: str) -> dict[str, str]:
    return {
        "guid": identity,
        "name": legal(passage.quote),
        "startPosition": str(passage.start),
        "endPosition": str(passage.end),
    }


def _kind(source: Source, original: str) -> str:
    if source.media_type == "application/pdf" and original:
        return "PDFSource"
    return "PictureSource" if source.media_type.startswith("image/") and original else "TextSource"


def _file_name(source: Source, original: str) -> str:
    """Return the name other programs show, with an ending since some go by it."""
    name = source.name or source.title or source.id
    return name if "." in name[-6:] or not original else f"{name}.{original.rpartition('.')[2]}"


def _origin() -> str:
    return f"Colligate {version('colligate')}"


def _xml(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
