"""Lenses and code trees: a lens is one tree, its file a note of the root; another program's tree is a typology."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from colligate.codings.residual import NO_CODE_FITS, RESIDUAL
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.guids import guid
from colligate.exchange.incoming import slug
from colligate.exchange.refi.arriving import Arrival
from colligate.exchange.refi.project import CodeNode
from colligate.lenses.lens import RESERVED, UNWRITTEN, Code, Lens
from colligate.lenses.reading import read_lens
from colligate.lenses.writing import lens_bytes

#: What a code's description says besides its definition.
_PARTS = (("use_when", "Use when"), ("not_when", "Do not use when"), ("against", "Counts against it"))


def description(code: Code) -> str:
    """Return a code's definition with its rules of use, as other programs show it."""
    lines = [code.definition]
    for field, heading in _PARTS:
        if rules := getattr(code, field):
            lines += ["", f"{heading}:", *(f"- {rule}" for rule in rules)]
    return "\n".join(lines)


def nodes(lens: Lens, notes: Mapping[str, tuple[str, ...]]) -> CodeNode:
    """Return a lens as one code with its codes below it; `notes` are GUIDs of notes by code reference."""

    def node(reference: str, code: Code) -> CodeNode:
        return CodeNode(
            guid=guid("code", reference),
            name=code.name,
            description=description(code),
            colour=code.colour,
            notes=notes.get(reference, ()),
            codes=tuple(node(f"{reference}.{child.id}", child) for child in code.codes),
        )

    return CodeNode(
        guid=guid("lens", lens.id),
        name=lens.title,
        description=lens.summary,
        notes=(guid("lens-note", lens.id), *notes.get(lens.id, ())),
        codes=tuple(node(f"{lens.id}/{code.id}", code) for code in lens.codes),
    )


def residual_node() -> CodeNode:
    """Return the code of passages that no code of any lens fits."""
    return CodeNode(guid=guid("code", RESIDUAL), name=NO_CODE_FITS.name, description=description(NO_CODE_FITS))


def take_codes(arrival: Arrival) -> None:
    """Make lenses of the project's codes, and note which reference each code's GUID has become."""
    foreign: list[CodeNode] = []
    for tree in arrival.project.codes:
        if tree.guid == guid("code", RESIDUAL):
            arrival.became[tree.guid] = RESIDUAL
            continue
        lens = _own_lens(arrival, tree)
        if lens is None:
            foreign.append(tree)
        else:
            _take(arrival, lens, tree.codes, source=tree.guid)
    if foreign:
        _take(arrival, _typology(arrival, foreign), foreign, source="")


def _take(arrival: Arrival, lens: Lens, trees: Iterable[CodeNode], *, source: str) -> None:
    """Add a lens, under another id where the study has another of the same, or none where it has the very same."""
    lens = _checked(arrival, lens)
    known = arrival.known.lenses.get(lens.id)
    taken = {*arrival.known.lenses, *(other.id for other in arrival.incoming.lenses)}
    if known != lens and lens.id in taken:
        twin = next((other for other in arrival.known.lenses.values() if _same(other, lens)), None)
        number = next(number for number in range(2, len(taken) + 3) if f"{lens.id}-{number}" not in taken)
        new = twin.id if twin else f"{lens.id}-{number}"
        if not twin:
            arrival.losses.changed("lenses", "the study has another lens of that id", [f"{lens.id} → {new}"])
        lens = msgspec.structs.replace(lens, id=new)
        known = arrival.known.lenses.get(new)
    if known != lens:
        arrival.incoming.lenses.append(lens)
    if source:
        arrival.became[source] = lens.id
    references = {}
    for (reference, code), node in zip(lens.walk(), _walk(trees), strict=True):
        arrival.became[node.guid] = reference
        references[reference] = code
    arrival.losses.carried("codes", references)


def _same(one: Lens, other: Lens) -> bool:
    """Say whether a lens is another under a numbered id."""
    return one.id.startswith(f"{other.id}-") and msgspec.structs.replace(one, id=other.id) == other


def _checked(arrival: Arrival, lens: Lens) -> Lens:
    """Return the lens if it can be read back; an ideal type changed elsewhere may have become a typology."""
    read, problems = read_lens(lens_bytes(lens), f"{lens.id}.yaml")
    if read is not None:
        return read
    plain = msgspec.structs.replace(lens, kind="typology", order=None, codes=tuple(map(_sorting, lens.codes)))
    read, worse = read_lens(lens_bytes(plain), f"{lens.id}.yaml")
    if read is None:
        raise RefusedFileError(f"The codebook '{lens.title}'", worse[0].message, worse[0].remedy)
    arrival.losses.changed("lenses", f"it is no {lens.kind} any more: {problems[0].message}", [lens.id])
    return read


def _sorting(code: Code) -> Code:
    return msgspec.structs.replace(code, needs=None, ordered=True, codes=tuple(map(_sorting, code.codes)))


def _own_lens(arrival: Arrival, tree: CodeNode) -> Lens | None:
    """Return the lens a tree was written from, with what was changed in the tree since; nothing for any other tree."""
    for identity in tree.notes:
        note = arrival.notes.get(identity)
        lens = read_lens((note.content or "").encode(), "note")[0] if note else None
        if lens is None or guid("lens", lens.id) != tree.guid:
            continue
        arrival.placed_notes.add(identity)
        known = {guid("code", reference): code for reference, code in lens.walk()}
        changed: list[str] = []
        codes = tuple(_merged(tree.codes, known, changed))
        if gone := known.keys() - {node.guid for node in _walk(tree.codes)}:
            arrival.losses.left("codes", "they were taken out in the other program", sorted(gone))
        if changed:
            arrival.losses.changed("codes", "the other program changed or added them", changed)
        return msgspec.structs.replace(lens, title=tree.name, summary=tree.description, codes=codes)
    return None


def _merged(trees: Iterable[CodeNode], known: Mapping[str, Code], changed: list[str]) -> Iterator[Code]:
    taken: set[str] = set()
    for node in trees:
        below = tuple(_merged(node.codes, known, changed))
        code = known.get(node.guid)
        if code is None or code.id in taken:
            changed.append(node.name)
            yield _code(node, below, taken)
            continue
        taken.add(code.id)
        fields = {"name": node.name, "colour": node.colour, "codes": below}
        if node.description.strip() != description(code).strip():
            fields |= {"definition": node.description or UNWRITTEN, "use_when": (), "not_when": (), "against": ()}
        new = msgspec.structs.replace(code, **fields)
        if new != code:
            changed.append(node.name)
        yield new


def _typology(arrival: Arrival, trees: list[CodeNode]) -> Lens:
    project = arrival.project
    name = project.name.removesuffix(".qda").strip() or "Imported codes"
    origin = project.origin or "another program"
    bare = [node.name for node in _walk(trees) if not node.description]
    if bare:
        arrival.losses.changed("codes", "the file gives no definition; it is marked as to be written", bare)
    _tell(arrival, trees)
    groups = {code: group.name.strip() for group in reversed(project.groups) for code in group.codes}
    identity = slug(name, "imported-codes")
    lens = Lens(
        id=f"{identity}-codes" if identity == RESERVED else identity,
        version="1",
        title=name,
        kind="typology",
        summary=f"The codes of the project '{name}' as {origin} wrote them. What they rest on is still to be said.",
        works=(),
        codes=tuple(_siblings(trees, groups)),
    )
    arrival.losses.changed("lenses", "a code tree of another program is taken as a typology", [lens.id])
    return lens


def _tell(arrival: Arrival, trees: list[CodeNode]) -> None:
    """Note what a code of a lens cannot keep of another program's."""
    found = list(_walk(trees))
    why = "one that only gathers others is a code like any other here"
    arrival.losses.changed("codes", why, [node.name or node.guid for node in found if not node.codable])
    arrival.losses.changed(
        "codes", "they have no name; each is called by its id", [n.guid for n in found if not n.name]
    )
    why = "they are not written as #rrggbb"
    arrival.losses.left("colours", why, [f"{n.name or n.guid}: {n.unread_colour}" for n in found if n.unread_colour])


def _siblings(trees: Iterable[CodeNode], groups: Mapping[str, str]) -> Iterator[Code]:
    taken: set[str] = set()
    for node in trees:
        code = _code(node, tuple(_siblings(node.codes, groups)), taken)
        yield msgspec.structs.replace(code, group=groups.get(node.guid, ""))


def _code(node: CodeNode, below: tuple[Code, ...], taken: set[str]) -> Code:
    """Return a code of its own name; two of one name side by side are numbered."""
    base = slug(node.name, "code")
    identity, number = base, 2
    while identity in taken:
        identity, number = f"{base}-{number}", number + 1
    taken.add(identity)
    return Code(
        id=identity,
        name=node.name or identity,
        definition=node.description or UNWRITTEN,
        colour=node.colour,
        codes=below,
    )


def _walk(trees: Iterable[CodeNode]) -> Iterator[CodeNode]:
    for node in trees:
        yield node
        yield from _walk(node.codes)
