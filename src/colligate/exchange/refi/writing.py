"""Project and codebook files: QDA-XML 1.0 in the order its schema asks, and the archive around it. Same study, same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from importlib.metadata import version

import msgspec
from lxml import etree

from colligate.exchange.guids import guid
from colligate.exchange.losses import Losses
from colligate.exchange.refi.codebook import nodes
from colligate.exchange.refi.giving import Outgoing, Study, case_guid, lay_ready, noted, written_time
from colligate.exchange.refi.manifest import NAME, NOTE, manifest_bytes
from colligate.exchange.refi.project import CodeNode
from colligate.lenses.lens import Lens
from colligate.lenses.writing import lens_bytes
from colligate.programmes.actor import Actor
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.text import Text

_PROJECT, _CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
#: Formatted files that other programs open beside the plain text.
_RICH = (".docx", ".rtf", ".odt", ".doc")
#: Packed already.
_PACKED = (".pdf", ".docx", ".odt", ".epub", ".png", ".jpg", ".jpeg", ".zip")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_Element = etree._Element  # noqa: SLF001 - lxml has no public name for it  # pyright: ignore[reportPrivateUsage]


def project_bytes(study: Study) -> tuple[bytes, Losses]:
    """Write a study as a .qdpx and say what was lost. Raises OSError or UnicodeDecodeError for a damaged study."""
    out = lay_ready(study)
    archive = _Archive()
    xml = _Project(out, archive).write()
    archive.put("project.qde", xml, first=True)
    return archive.bytes(), out.losses


def codebook_bytes(lenses: Mapping[str, Lens]) -> tuple[bytes, Losses]:
    """Write lenses as a .qdc, each a tree of codes, and say what was lost."""
    losses = Losses()
    root = etree.Element("CodeBook", {"origin": _origin()}, nsmap={None: _CODEBOOK})
    codes = etree.SubElement(root, "Codes")
    for lens in lenses.values():
        _code(codes, nodes(lens, {}), root=True, notes=False)
        losses.carried("codes", [reference for reference, _ in lens.walk()])
        why = "kind, version, works and how criteria combine have no place in a codebook; rules of use stand in descriptions"
        losses.changed("lenses", why, [lens.id])
    _sets(root, lenses, codebook=True)
    if not len(codes):
        losses.left("codebooks", "the study has no lens", ["codes"])
    return _xml(root), losses


class _Archive:
    """The files of a .qdpx, each at a fixed date."""

    def __init__(self) -> None:
        self._files: list[tuple[str, bytes]] = []

    def put(self, name: str, data: bytes, *, first: bool = False) -> None:
        self._files.insert(0 if first else len(self._files), (name, data))

    def bytes(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in self._files:
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.external_attr = 0o644 << 16
                info.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
                archive.writestr(info, data, compresslevel=5)
        return out.getvalue()


class _Project:
    """Writes the sections of a project in the schema's order."""

    def __init__(self, out: Outgoing, archive: _Archive) -> None:
        self._out, self._archive = out, archive
        self._users = {coder: guid("user", coder) for coder in out.coders}
        self._made: list[tuple[str, str, str, str, str]] = []

    def write(self) -> bytes:
        out = self._out
        latest = max((record for record in out.study.records.values()), key=lambda record: record.at, default=None)
        root = etree.Element("Project", {"name": _legal(out.study.title), "origin": _origin()}, nsmap={None: _PROJECT})
        if latest:
            root.set("modifiedDateTime", written_time(latest))
        if self._users:
            users = etree.SubElement(root, "Users")
            for coder, identity in self._users.items():
                etree.SubElement(users, "User", {"guid": identity, "name": coder})
        self._codebook(root)
        self._variables(root)
        self._cases(root)
        self._sources(root)
        self._notes(root)
        self._links(root)
        _sets(root, out.study.lenses)
        if out.study.question:
            etree.SubElement(root, "Description").text = _legal(out.study.question)
        _refer(root, "NoteRef", [NOTE, *out.notes.get("", ())])
        return _xml(root)

    def _codebook(self, root: _Element) -> None:
        lenses = self._out.study.lenses
        if not lenses:
            return
        codes = etree.SubElement(etree.SubElement(root, "CodeBook"), "Codes")
        for lens in lenses.values():
            notes = {reference: tuple(self._out.notes.get(guid("code", reference), ())) for reference, _ in lens.walk()}
            notes[lens.id] = tuple(self._out.notes.get(guid("lens", lens.id), ()))
            _code(codes, nodes(lens, notes), root=True)

    def _variables(self, root: _Element) -> None:
        names = dict.fromkeys(["type", "kind", "note"] if self._out.cases else [])
        names |= dict.fromkeys(fact.field for facts in self._out.facts.values() for fact in facts)
        if not names:
            return
        variables = etree.SubElement(root, "Variables")
        for name in names:
            etree.SubElement(
                variables, "Variable", {"guid": guid("variable", name), "name": name, "typeOfVariable": "Text"}
            )

    def _cases(self, root: _Element) -> None:
        if not self._out.cases:
            return
        cases = etree.SubElement(root, "Cases")
        about = self._words_about()
        for case in self._out.cases:
            element = etree.SubElement(cases, "Case", {"guid": case_guid(case), "name": _legal(case.name)})
            said = [("type", type(case).__name__), ("kind", case.kind), ("note", case.note)]
            facts = self._out.facts.get(case.id, [])
            for name, value in [*said, *((fact.field, fact.value) for fact in facts)]:
                if value.strip():
                    _value(element, name, value)
            _refer(element, "SelectionRef", about.get(case.id, ()))

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

    def _sources(self, root: _Element) -> None:
        if not self._out.sources:
            return
        sources = etree.SubElement(root, "Sources")
        for source in self._out.sources:
            text = self._out.study.texts[source.id]
            words, layout = self._out.study.words(text)
            self._source(sources, source, text, words)
            name = guid("source", source.id)
            fields = self._out.manifest.sources[name]
            self._out.manifest.sources[name] = msgspec.structs.replace(fields, layout=msgspec.to_builtins(layout))

    def _source(self, sources: _Element, source: Source, text: Text, words: str) -> None:
        name = guid("source", source.id)
        data = words.encode()
        self._archive.put(f"sources/{guid('text', source.id)}.txt", data)
        file = {"plainTextPath": f"internal://{guid('text', source.id)}.txt"}
        original = self._original(source, name, data)
        titled = {"guid": name, "name": _legal(_file_name(source, original))}
        kind = _kind(source, original)
        if kind == "TextSource":
            rich = {"richTextPath": f"internal://{original}"} if original.endswith(_RICH) else {}
            element = etree.SubElement(sources, kind, titled | rich | file)
            self._selections(element, source)
        else:
            element = etree.SubElement(sources, kind, titled | {"path": f"internal://{original}"})
            inner = "Representation" if kind == "PDFSource" else "TextDescription"
            inside = etree.SubElement(element, inner, {"guid": guid("representation", source.id), **file})
            self._selections(inside, source)
        _refer(element, "NoteRef", self._out.notes.get(name, ()))

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

    def _selections(self, element: _Element, source: Source) -> None:
        out = self._out
        for passage in out.passages.get(source.id, ()):
            identity = guid("passage", passage.id)
            selection = etree.SubElement(element, "PlainTextSelection", _span(passage, identity))
            for coding in out.codings.get(passage.id, ()):
                name = guid("coding", coding.id)
                said = {"creatingUser": self._users[coding.by], "creationDateTime": written_time(coding)}
                inner = etree.SubElement(selection, "Coding", {"guid": name, **said})
                etree.SubElement(inner, "CodeRef", {"targetGUID": guid("code", coding.code)})
                own, words = noted(coding)
                if own:
                    self._made.append((own, "Memo of a coding", words, said["creatingUser"], said["creationDateTime"]))
                _refer(inner, "NoteRef", [*([own] if own else ()), *out.notes.get(name, ())])
            _refer(selection, "NoteRef", out.notes.get(identity, ()))

    def _notes(self, root: _Element) -> None:
        out = self._out
        notes = etree.SubElement(root, "Notes")
        for lens in out.study.lenses.values():
            _note(notes, guid("lens-note", lens.id), f"Lens {lens.id}", lens_bytes(lens).decode())
        for own, title, words, user, time in self._made:
            _note(notes, own, title, words, user, time)
        for memo in out.memos:
            title = " ".join(memo.text.split())[:60]
            user = self._users[memo.by]
            _note(notes, guid("memo", memo.id), title, memo.text, user, written_time(memo))
            if _ILLEGAL.search(memo.text):
                out.losses.changed("memos", "characters that XML cannot hold are replaced", [memo.id])
        path = f"{NOTE}.txt"
        self._archive.put(f"sources/{path}", manifest_bytes(out.manifest))
        etree.SubElement(notes, "Note", {"guid": NOTE, "name": NAME, "plainTextPath": f"internal://{path}"})

    def _links(self, root: _Element) -> None:
        cases = {case.id: case_guid(case) for case in self._out.cases}
        found: list[dict[str, str]] = []
        for memo in self._out.memos:
            if target := cases.get(memo.about):
                found.append(_link("about", guid("memo", memo.id), target))
        for case in self._out.cases:
            if isinstance(case, Actor) and case.part_of in cases:
                found.append(_link("part of", cases[case.id], cases[case.part_of]))
            for fact in self._out.facts.get(case.id, ()):
                if fact.refers in cases:
                    found.append(_link(fact.field, cases[case.id], cases[fact.refers], fact.id))
        if found:
            links = etree.SubElement(root, "Links")
            for link in found:
                etree.SubElement(links, "Link", link)
            self._out.losses.carried("links", [link["guid"] for link in found])


def _link(name: str, origin: str, target: str, basis: str = "") -> dict[str, str]:
    identity = guid("link", f"{name} {origin} {target} {basis}")
    return {"guid": identity, "name": name, "direction": "OneWay", "originGUID": origin, "targetGUID": target}


def _code(parent: _Element, node: CodeNode, *, root: bool = False, notes: bool = True) -> None:
    said = {"guid": node.guid, "name": _legal(node.name), "isCodable": "false" if root else "true"}
    if node.colour:
        said["color"] = node.colour
    element = etree.SubElement(parent, "Code", said)
    if node.description:
        etree.SubElement(element, "Description").text = _legal(node.description)
    if notes:
        _refer(element, "NoteRef", node.notes)
    for child in node.codes:
        _code(element, child, notes=notes)


def _sets(root: _Element, lenses: Mapping[str, Lens], *, codebook: bool = False) -> None:
    """Write the families of each lens as sets of codes."""
    families: dict[tuple[str, str], list[str]] = {}
    for lens in lenses.values():
        for reference, code in lens.walk():
            if code.group:
                families.setdefault((lens.id, code.group), []).append(guid("code", reference))
    if not families:
        return
    sets = etree.SubElement(root, "Sets")
    for (lens, name), members in families.items():
        element = etree.SubElement(sets, "Set", {"guid": guid("set", f"{lens}/{name}"), "name": _legal(name)})
        for member in members:
            etree.SubElement(element, "MemberCode", {"guid" if codebook else "targetGUID": member})


def _value(element: _Element, name: str, value: str) -> None:
    held = etree.SubElement(element, "VariableValue")
    etree.SubElement(held, "VariableRef", {"targetGUID": guid("variable", name)})
    etree.SubElement(held, "TextValue").text = _legal(value)


def _note(notes: _Element, identity: str, title: str, words: str, user: str = "", time: str = "") -> None:
    said = {"guid": identity, "name": _legal(title)}
    said |= {"creatingUser": user} if user else {}
    said |= {"creationDateTime": time} if time else {}
    etree.SubElement(etree.SubElement(notes, "Note", said), "PlainTextContent").text = _legal(words)


def _refer(element: _Element, name: str, targets: Iterable[str]) -> None:
    for target in targets:
        etree.SubElement(element, name, {"targetGUID": target})


def _span(passage: Passage, identity: str) -> dict[str, str]:
    return {
        "guid": identity,
        "name": _legal(passage.quote),
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


def _legal(words: str) -> str:
    """Return words without the few characters XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", words)


def _origin() -> str:
    return f"Colligate {version('colligate')}"


def _xml(root: _Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
