"""Zotero RDF: entries, their attachments and notes, as *Export library* writes them beside the folder ``files``.

Source: Zotero's translators *Zotero RDF* (out) and *RDF* (in); RDF/XML, W3C 2004. Any document type is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from colligate.exchange.libraries.entry import Attached, Entry, Library, Note
from colligate.exchange.libraries.fields import TYPES, csl_of, plain
from colligate.exchange.libraries.xml import root_of
from colligate.exchange.refi.xml import Element

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_BIB = "{http://purl.org/net/biblio#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_PRISM = "{http://prismstandard.org/namespaces/1.2/basic/}"
_FOAF = "{http://xmlns.com/foaf/0.1/}"
_VCARD = "{http://nwalsh.com/rdf/vCard#}"
_LINK = "{http://purl.org/rss/1.0/modules/link/}"
_Z = "{http://www.zotero.org/namespaces/export#}"
#: Item type of a class, where the export does not name it.
_CLASSES = {
    "Article": "journalArticle", "Book": "book", "BookSection": "bookSection", "Document": "webpage",
    "Report": "report", "Thesis": "thesis", "Manuscript": "manuscript", "Letter": "letter", "Interview": "interview",
    "Legislation": "statute", "Patent": "patent", "Recording": "audioRecording", "Image": "map", "Data": "dataset",
    "Illustration": "artwork", "MotionPicture": "film", "ConferenceProceedings": "presentation",
}  # fmt: skip
_ITSELF = {
    f"{_DC}title": "title", f"{_DC}date": "date", f"{_DC}rights": "rights", f"{_DC}description": "extra",
    f"{_DC}language": "language", f"{_DC}coverage": "archiveLocation", f"{_DC}type": "type",
    f"{_DC}source": "archive", f"{_TERMS}abstract": "abstractNote", f"{_TERMS}dateSubmitted": "accessDate",
    f"{_TERMS}issued": "issueDate", f"{_TERMS}alternative": "journalAbbreviation", f"{_BIB}pages": "pages",
    f"{_PRISM}edition": "edition", f"{_PRISM}volume": "volume", f"{_PRISM}number": "number",
}  # fmt: skip
#: The number of these stands on its own; that of any other type is an issue's.
_NUMBERED = frozenset({"report", "statute", "bill", "patent", "standard", "case", "hearing", "map", "preprint"})


def read_rdf(data: bytes, name: str) -> Library:
    """Read an export. Raises RefusedFileError for what is no well-formed RDF, or declares a document type."""
    return _Reading(_Graph(root_of(data, name))).all()


class _Graph:
    """Nodes by their names, and what they say."""

    def __init__(self, root: Element) -> None:
        self.nodes = list(root)
        self._named: dict[str, Element] = {}
        for element in root.iter("*"):
            if identity := name_of(element):
                self._named.setdefault(identity, element)

    def objects(self, node: Element, predicate: str) -> Iterator[Element | str]:
        """Yield what a node says: another node, or words."""
        for child in node:
            if child.tag != predicate:
                continue
            target = child.get(f"{_RDF}resource") or child.get(f"{_RDF}nodeID")
            if target is not None:
                yield self._named.get(target, target)
            elif len(child):
                inner = next(iter(child))
                yield self._named.get(inner.get(f"{_RDF}nodeID") or "", inner)
            else:
                yield (child.text or "").strip()

    def nodes_of(self, node: Element, predicate: str) -> Iterator[Element]:
        return (one for one in self.objects(node, predicate) if not isinstance(one, str))

    def words(self, node: Element, predicate: str) -> str:
        return next((one for one in self.objects(node, predicate) if isinstance(one, str)), "")

    def targets(self, predicate: str) -> set[str]:
        """Return the names of all nodes that some node at the top says this of."""
        return {name_of(one) for node in self.nodes for one in self.nodes_of(node, predicate)}


def name_of(node: Element) -> str:
    """Return the name of a node; empty for one that has none."""
    return node.get(f"{_RDF}about") or node.get(f"{_RDF}nodeID") or node.get(f"{_RDF}ID") or ""


class _Reading:
    def __init__(self, graph: _Graph) -> None:
        self._graph = graph
        self._odd: dict[str, list[str]] = {}

    def all(self) -> Library:
        graph, library = self._graph, Library()
        linked, noted = graph.targets(f"{_LINK}link"), graph.targets(f"{_TERMS}isReferencedBy")
        parts = graph.targets(f"{_TERMS}isPartOf") | graph.targets(f"{_BIB}presentedAt")
        collections: list[str] = []
        for number, node in enumerate(graph.nodes):
            name, kind = name_of(node) or f"#{number}", self._kind(node)
            if node.tag == f"{_Z}Collection":
                collections.append(graph.words(node, f"{_DC}title") or name)
            elif node.tag == f"{_Z}Attachment" or kind == "attachment":
                library.entries += [] if name in linked else [self._alone(node, name)]
            elif node.tag == f"{_BIB}Memo" or kind == "note":
                library.notes += [] if name in noted else self._notes([node])
            elif kind and name not in parts:
                library.entries.append(self._entry(node, name, kind))
        library.left = [("collections", "a study has no folders of sources", collections)] if collections else []
        library.left += [
            (f"values of '{field}'", "CSL has no variable for it", ids) for field, ids in self._odd.items()
        ]
        return library

    def _kind(self, node: Element) -> str:
        told = self._graph.words(node, f"{_Z}itemType")
        of_class = _CLASSES.get(node.tag.removeprefix(_BIB), "") if node.tag.startswith(_BIB) else ""
        return told if told in TYPES or told in ("attachment", "note") else of_class or ("document" if told else "")

    def _alone(self, node: Element, name: str) -> Entry:
        file = self._file(node, name)
        csl = {"type": "document", "title": file.title or file.path.rpartition("/")[2]}
        return Entry(key=name, csl=csl, files=[file])

    def _entry(self, node: Element, name: str, kind: str) -> Entry:
        graph = self._graph
        fields = self._fields(node, kind)
        csl, odd = csl_of(kind, fields, list(self._creators(node)))
        for field in odd:
            self._odd.setdefault(field, []).append(name)
        if tags := [tag for one in graph.objects(node, f"{_DC}subject") if (tag := self._tag(one))]:
            csl["keyword"] = ", ".join(tags)
        files = [self._file(one, name_of(one)) for one in graph.nodes_of(node, f"{_LINK}link")]
        notes = self._notes(graph.nodes_of(node, f"{_TERMS}isReferencedBy"))
        return Entry(key=name, csl=csl, citekey=str(fields.get("citationKey", "")), files=files, notes=notes)

    def _fields(self, node: Element, kind: str) -> dict[str, Any]:
        graph = self._graph
        fields: dict[str, Any] = {}
        for part in (node, *self._parts(node)):
            whole = part is node
            for predicate, field in _ITSELF.items():
                if words := graph.words(part, predicate):
                    fields.setdefault(self._meant(part, field, kind, whole=whole), words)
            for one in graph.objects(part, f"{_DC}identifier"):
                fields = {**self._identifier(one), **fields}
        fields |= self._bodies(node)
        creators = {f"{_Z}{role}s" for role in ("recipient", "director", "interviewer", "translator", "bookAuthor")}
        for child in node:
            if str(child.tag).startswith(_Z) and not len(child) and child.tag not in creators:
                fields.setdefault(str(child.tag).removeprefix(_Z), (child.text or "").strip())
        for unsaid in ("itemType", "displayTitle", "", "rights", "type" if kind == "attachment" else ""):
            fields.pop(unsaid, None)
        return fields

    def _bodies(self, node: Element) -> dict[str, str]:
        """Return publisher, place and conference."""
        graph, fields = self._graph, {}
        for organisation in graph.nodes_of(node, f"{_DC}publisher"):
            fields["publisher"] = graph.words(organisation, f"{_FOAF}name")
            for address in graph.nodes_of(organisation, f"{_VCARD}adr"):
                fields["place"] = graph.words(address, f"{_VCARD}locality")
        for conference in graph.nodes_of(node, f"{_BIB}presentedAt"):
            fields["conferenceName"] = graph.words(conference, f"{_DC}title")
        return fields

    def _parts(self, node: Element, depth: int = 0) -> Iterator[Element]:
        for part in self._graph.nodes_of(node, f"{_TERMS}isPartOf"):
            yield part
            if depth < 3:
                yield from self._parts(part, depth + 1)

    @staticmethod
    def _meant(part: Element, field: str, kind: str, *, whole: bool) -> str:
        """Return what a field means of the thing it stands in: the item, its journal, its series or its section."""
        if field == "number" and not (whole and kind in _NUMBERED):
            return "issue"
        if whole or field not in ("title", "journalAbbreviation"):
            return field
        if part.tag == f"{_BIB}Series":
            return "series" if field == "title" else ""
        if part.tag == f"{_BIB}Part":
            return "section" if field == "title" else ""
        return "publicationTitle" if field == "title" else field

    def _identifier(self, one: Element | str) -> dict[str, str]:
        if not isinstance(one, str):
            value = self._graph.words(one, f"{_RDF}value")
            return {"url": value} if one.tag == f"{_TERMS}URI" and value else {}
        scheme, _, value = one.partition(" ")
        if scheme.upper() in ("ISBN", "ISSN", "DOI") and value:
            return {scheme.upper(): value.strip()}
        return {"DOI": one} if one.startswith("10.") else {}

    def _creators(self, node: Element) -> Iterator[dict[str, str]]:
        for child in node:
            tag = str(child.tag)
            role = tag.removeprefix(_BIB).removeprefix(_Z).removesuffix("s")
            people = list(child.iter(f"{_FOAF}Person")) if tag.startswith((_BIB, _Z)) else []
            for person in people:
                surname = self._graph.words(person, f"{_FOAF}surname")
                given = self._graph.words(person, f"{_FOAF}givenName") or self._graph.words(person, f"{_FOAF}givenname")
                yield {"creatorType": role, "lastName": surname, "firstName": given}

    def _tag(self, one: Element | str) -> str:
        if isinstance(one, str):
            return one
        return self._graph.words(one, f"{_RDF}value") if one.tag == f"{_Z}AutomaticTag" else ""

    def _file(self, node: Element, name: str) -> Attached:
        graph = self._graph
        path = next((str(one) for one in graph.objects(node, f"{_RDF}resource") if isinstance(one, str)), "")
        path = path or graph.words(node, f"{_Z}path")
        url = next(
            (
                found["url"]
                for one in graph.objects(node, f"{_DC}identifier")
                if (found := self._identifier(one)) and "url" in found
            ),
            "",
        )
        return Attached(key=name, path=path, title=graph.words(node, f"{_DC}title"), url=url)

    def _notes(self, nodes: Iterator[Element] | list[Element]) -> list[Note]:
        found = ((name_of(one), plain(self._graph.words(one, f"{_RDF}value"))) for one in nodes)
        return [Note(key=key, text=text) for key, text in found if text]
