"""What is wrong with a lens as a whole: rules that no single key shows.

The rules on combining criteria follow Goertz, Social Science Concepts (2006): a concept says how its parts combine,
and only something that has parts can say so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from colligate.lenses.lens import RESERVED, UNWRITTEN, Code, Lens, Work
from colligate.lenses.nearest import nearest

Path = tuple[str | int, ...]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Years beyond this are in another calendar: 2551 of the Buddhist Era is 2008.
_LAST_YEAR = 2200
#: One code alone is in no order.
_FEWEST_ORDERED = 2
_COLOUR = re.compile(r"#[0-9a-f]{6}")
#: Codes named in one message.
_NAMED = 12


class Fault(NamedTuple):
    """One thing wrong, and where: keys and positions from the lens down to it."""

    path: Path
    message: str
    remedy: str
    severity: str = "error"


def check_lens(lens: Lens) -> Iterator[Fault]:
    """Yield every fault of a lens however it was made, in the order of its parts."""
    yield from _check_id(lens.id, "lens", ("id",))
    if lens.id == RESERVED:
        yield Fault(
            ("id",),
            f"The id '{RESERVED}' is kept for passages that no code of any lens fits.",
            "Give the lens another id.",
        )
    yield from _check_order(lens)
    yield from _check_works(lens.works)
    if not lens.codes:
        yield Fault(
            ("codes",),
            "The lens has no codes.",
            "Add at least one code with id, name and definition.",
        )
    works = {work.id: None for work in lens.works if work.id}
    yield from _check_siblings(lens.codes, (), lens, works)
    yield from _check_unwritten(lens)


def _check_unwritten(lens: Lens) -> Iterator[Fault]:
    names = [reference.partition("/")[2] for reference, code in lens.walk() if code.definition == UNWRITTEN]
    if names:
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield Fault(
            ("codes",),
            f"The definition is still to be written of {len(names)} code{'s' * (len(names) != 1)}: "
            f"{', '.join(names[:_NAMED])}{more}.",
            "Write what each code means, when to use it and when not; two coders cannot agree on a bare name.",
            "warning",
        )


def _check_id(identity: str, kind: str, path: Path) -> Iterator[Fault]:
    if identity and not _ID.fullmatch(identity):
        yield Fault(
            path,
            f"The id {identity[:60]!r} of a {kind} holds characters an id cannot have.",
            f"Use lower-case letters a to z, digits and single hyphens{_suggested(identity)}.",
        )


def _suggested(identity: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", identity.lower()).strip("-")[:60]
    return f", such as {plain}" if plain else ""


def _check_order(lens: Lens) -> Iterator[Fault]:
    if lens.kind != "scale":
        if lens.order is not None:
            yield Fault(
                ("order",),
                f"A lens of kind {lens.kind} has no order.",
                "Remove 'order', or make the kind scale.",
            )
        return
    if lens.order is None:
        yield Fault(
            ("kind",),
            "The lens is a scale but does not say from which end its codes are ordered.",
            "Add order: best-first or order: lowest-first.",
        )
    if len([code for code in lens.codes if code.ordered]) < _FEWEST_ORDERED:
        yield Fault(
            ("codes",),
            "A scale needs at least two codes in its order.",
            "Add a code, or choose another kind.",
        )


def _check_works(works: Sequence[Work]) -> Iterator[Fault]:
    seen: set[str] = set()
    for position, work in enumerate(works):
        path: Path = ("works", position)
        yield from _check_id(work.id, "work", (*path, "id"))
        if work.id in seen and work.id:
            yield Fault(
                (*path, "id"),
                f"Two works have the id '{work.id}'.",
                "Give one of them another id.",
            )
        seen.add(work.id)
        if work.year > _LAST_YEAR:
            yield Fault(
                (*path, "year"),
                f"The year {work.year} of the work '{work.id}' lies in the future.",
                "Give the year of the Common Era; a year of the Buddhist Era is 543 higher.",
            )


def _check_siblings(codes: Sequence[Code], path: Path, lens: Lens, works: Collection[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for position, code in enumerate(codes):
        here: Path = (*path, "codes", position)
        yield from _check_id(code.id, "code", (*here, "id"))
        if code.id in seen and code.id:
            yield Fault(
                (*here, "id"),
                f"Two codes side by side have the id '{code.id}'.",
                "Give one of them another id.",
            )
        seen.add(code.id)
        yield from _check_after(code, here, works)
        if code.colour and not _COLOUR.fullmatch(code.colour):
            yield Fault(
                (*here, "colour"),
                f"The colour {code.colour[:20]!r} of the code '{code.id}' is none.",
                "Write it as # with six of the digits 0-9 and a-f, such as #1b7f79.",
            )
        yield from _check_needs(code, here, lens, top=not path)
        if not code.ordered and (lens.kind != "scale" or path):
            yield Fault(
                (*here, "ordered"),
                f"The code '{code.id}' says whether it stands in an order, but only the codes of a scale do.",
                "Remove 'ordered'.",
            )
        yield from _check_siblings(code.codes, here, lens, works)


def _check_after(code: Code, path: Path, works: Collection[str]) -> Iterator[Fault]:
    for position, work in enumerate(code.after):
        if work in works:
            continue
        near = nearest(work, works)
        remedy = f"Write '{near}' if that is meant." if near else "Add the work to 'works', with author and year."
        yield Fault(
            (*path, "after", position),
            f"The code '{code.id}' follows '{work}', which is not among the works.",
            remedy,
        )


def _check_needs(code: Code, path: Path, lens: Lens, *, top: bool) -> Iterator[Fault]:
    count = len(code.codes)
    if not count:
        yield from _check_leaf(code, path, lens, top=top)
    elif isinstance(code.needs, int) and code.needs > count:
        yield Fault(
            (*path, "needs"),
            f"The concept '{code.id}' needs {code.needs} of its criteria but has {count}.",
            f"Write a number up to {count}, or add criteria.",
        )
    elif code.needs is None and lens.kind == "ideal-type":
        yield Fault(
            path,
            f"The concept '{code.id}' does not say how its criteria combine.",
            "Add needs: all, needs: any, or needs: with the number that must hold.",
        )


def _check_leaf(code: Code, path: Path, lens: Lens, *, top: bool) -> Iterator[Fault]:
    if code.needs is not None:
        yield Fault(
            (*path, "needs"),
            f"The code '{code.id}' says what it needs but has no criteria below it.",
            "Remove 'needs', or add the criteria under 'codes'.",
        )
    if lens.kind != "ideal-type":
        return
    if top:
        yield Fault(
            path,
            f"The concept '{code.id}' of an ideal type has no criteria.",
            "Add its criteria under 'codes', or make the lens a typology.",
        )
    elif not code.against:
        yield Fault(
            path,
            f"Nothing could count against the criterion '{code.id}'.",
            "Add 'against': what one would see if it did not hold.",
            "warning",
        )
