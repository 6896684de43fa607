"""A theory as a versioned codebook: its codes, what counts for and against each, and how criteria combine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

#: A *typology* sorts, an *ideal type* has concepts with criteria, a *scale* orders.
LensKind = Literal["typology", "ideal-type", "scale"]

#: Stands for a definition nobody has written yet, where codes came from another program without one.
UNWRITTEN = "To be written."

#: Whether the first code of a scale is its best (tiers) or its lowest (links of a results chain).
ScaleOrder = Literal["best-first", "lowest-first"]

#: No lens has this id: codings under it say that no code of any lens fits.
RESERVED = "residual"


class Work(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
):
    """A work the lens rests on, enough to cite it."""

    #: Key used by `Code.after`, such as ``hurd-2014``.
    id: str
    author: str
    year: int
    title: str
    publisher: str = ""
    #: Where in the work: article, chapter or page.
    locator: str = ""
    doi: str = ""
    url: str = ""


class Code(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
):
    """One category, concept or criterion. A code with `codes` of its own is a concept read from them."""

    #: Unique among its siblings; lower case, digits, hyphens.
    id: str
    name: str
    definition: str
    use_when: tuple[str, ...] = ()
    not_when: tuple[str, ...] = ()
    #: What would count against this code holding.
    against: tuple[str, ...] = ()
    #: Words that send a reader here; they propose, they never decide.
    cues: tuple[str, ...] = ()
    example: str = ""
    #: Ids of the works this definition follows; says whose usage it is where usages differ.
    after: tuple[str, ...] = ()
    #: Whose usage it is, in words, where no work can be cited or the works alone would mislead.
    held_by: str = ""
    #: The family a code belongs to where a lens holds several: ``dimension``, ``freedom``, ``strategy``.
    group: str = ""
    #: How other programs paint it: ``#rrggbb``; empty where nobody chose a colour.
    colour: str = ""
    #: False for a code of a scale that stands outside its order, such as the special case of the TIP tiers.
    ordered: bool = True
    #: How the criteria below combine: all necessary, any sufficient, or at least that many (Goertz 2006).
    needs: Literal["all", "any"] | int | None = None
    codes: tuple[Code, ...] = ()


class Lens(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
):
    """A versioned codebook. For a scale the order of `codes` is the order of the scale; `order` says from which end."""

    id: str
    version: str
    title: str
    kind: LensKind
    #: For a scale: which end its codes start from. None for the other kinds.
    order: ScaleOrder | None = None
    #: What the lens is for and what it cannot show.
    summary: str
    works: tuple[Work, ...]
    codes: tuple[Code, ...]
    #: Conditions to be met before the lens applies, and quarrels about it.
    notes: tuple[str, ...] = ()

    def walk(self) -> Iterator[tuple[str, Code]]:
        """Yield every code with its full reference ``lens/parent.child``, parents first, in the lens's order."""
        for code in self.codes:
            yield from _walk(f"{self.id}/{code.id}", code)

    def in_group(self, group: str) -> tuple[str, ...]:
        """References of the codes of one family, in the lens's order: ``in_group("dimension")``."""
        return tuple(reference for reference, code in self.walk() if code.group == group)

    def ranked(self) -> tuple[str, ...]:
        """References of a scale's top codes from lowest to best, without those outside its order."""
        codes = [code for code in self.codes if code.ordered]
        if self.order != "lowest-first":
            codes.reverse()
        return tuple(f"{self.id}/{code.id}" for code in codes)


def _walk(reference: str, code: Code) -> Iterator[tuple[str, Code]]:
    yield reference, code
    for child in code.codes:
        yield from _walk(f"{reference}.{child.id}", child)
