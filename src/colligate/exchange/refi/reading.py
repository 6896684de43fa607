"""QDA-XML bytes as a `Project`: streamed, counted, and with everything dangerous in XML refused.

Any namespace is taken, since programs write several; names of elements decide. A part is read once it is complete and
then thrown away, so that memory follows what is said and not how it is spelt.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.guids import named
from colligate.exchange.refi import asking, parts
from colligate.exchange.refi.project import Project
from colligate.exchange.refi.xml import Element, etree

#: Bytes of XML.
LARGEST_XML = 1_000_000_000
#: Codes in one codebook. The largest known in print have some hundreds.
MOST_CODES = 5_000
#: Parts of any kind; a coding with its selection is three, and half a gigabyte holds about 100,000 of them.
MOST_PARTS = 2_000_000
#: Elements inside each other; codes as deep as a lens may have are within it.
DEEPEST = 60
#: Bytes in which a document type is looked for before anything is parsed.
_HEAD = 100_000


def read_project(data: bytes, name: str) -> Project:
    """Read a project (``Project`` at the root) or a codebook (``CodeBook``). Raises RefusedFileError."""
    if len(data) > LARGEST_XML:
        raise RefusedFileError(name, f"Its XML has {len(data):,} bytes.", f"At most {LARGEST_XML:,} are read.")
    project = Project()
    try:
        for element in _complete(data, name):
            if take := _TAKEN.get(asking.tag(element)):
                take(project, element)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise RefusedFileError(
            name,
            f"Its XML breaks off or is damaged at line {line}: {error.msg}.",
            "Export it again from the program that made it.",
        ) from error
    except asking.PartError as error:
        raise RefusedFileError(
            name, f"{error} (line {error.line}).", "Export it again from the program that made it."
        ) from error
    return project


def _complete(data: bytes, name: str) -> Iterator[Element]:
    """Yield each part of a section, and the root, once complete; drop each afterwards."""
    if any("<!DOCTYPE".encode(encoding) in data[:_HEAD] for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
        raise _declares_type(name)
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = count = codes = 0
    for event, element in events:
        if event == "start":
            depth += 1
            count += 1
            tag = asking.tag(element)
            if depth == 1:
                _check_root(element, tag, name)
            codes += tag == "Code"
            if codes > MOST_CODES or count > MOST_PARTS or depth > DEEPEST:
                raise _too_much(name, codes, depth)
            continue
        depth -= 1
        parent = element.getparent()
        if parent is None:
            yield element
        elif asking.tag(parent) in _SECTIONS:
            yield element
            element.clear()
            del parent[: parent.index(element)]


def _check_root(element: Element, tag: str, name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise _declares_type(name)
    if tag not in ("Project", "CodeBook"):
        raise RefusedFileError(
            name, f"It is XML, but begins with '{tag[:40]}'.", "A QDA-XML file begins with Project or CodeBook."
        )


def _declares_type(name: str) -> RefusedFileError:
    return RefusedFileError(
        name,
        "It declares a document type, by which files can read others or swell without end.",
        "No QDA program writes one. Ask where the file comes from; if it is trusted, remove the DOCTYPE.",
    )


def _too_much(name: str, codes: int, depth: int) -> RefusedFileError:
    if depth > DEEPEST:
        return RefusedFileError(name, f"Its parts lie more than {DEEPEST} deep.", "Give the codes fewer levels.")
    if codes > MOST_CODES:
        return RefusedFileError(
            name, f"It has more than {MOST_CODES:,} codes.", "Merge or leave out codes, and export it again."
        )
    return RefusedFileError(name, f"It has more than {MOST_PARTS:,} parts.", "Export it in several projects.")


def _root(project: Project, element: Element) -> None:
    project.name = element.get("name") or ""
    project.origin = element.get("origin") or ""
    project.base_path = element.get("basePath") or ""
    project.description = asking.child_text(element, "Description")
    project.notes_on_project = asking.references(element, "NoteRef")


def _user(project: Project, element: Element) -> None:
    project.users[named(element.get("guid"))] = element.get("name") or element.get("id") or ""


def _variable(project: Project, element: Element) -> None:
    identity = named(element.get("guid"))
    project.variables[identity] = element.get("name") or ""
    if told := asking.child_text(element, "Description").strip():
        project.described[identity] = told


_TAKEN: dict[str, Callable[[Project, Element], None]] = {
    "Project": _root,
    "CodeBook": _root,
    "User": _user,
    "Variable": _variable,
    "Code": lambda project, element: project.codes.append(parts.code(element)),
    "Case": lambda project, element: project.cases.append(parts.case(element)),
    "Note": lambda project, element: project.notes.append(parts.text_body(element)),
    "Link": lambda project, element: project.links.append(parts.link(element)),
    "Set": lambda project, element: project.groups.append(parts.group(element)),
    "Graph": lambda project, element: project.graphs.append(named(element.get("guid"))),
    **dict.fromkeys(parts.DOCUMENTS, lambda project, element: project.documents.extend(parts.documents(element))),
}
_SECTIONS = frozenset({"Users", "Codes", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs"})
