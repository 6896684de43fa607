"""Coverage: which codes a programme touches in these sources, which were sought in vain, and which nobody sought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from colligate.assessments.evidence import Cells
from colligate.assessments.findings import Searched
from colligate.assessments.material import Material
from colligate.assessments.results import Coverage, CoverageState, Evidence
from colligate.lenses.lens import Code, Lens
from colligate.programmes.programme import Factor, Programme
from colligate.sources.source import Search, Source

#: Coverage by programme and lens, in the order of all coverage.
Covered = dict[tuple[str, str], tuple[Coverage, ...]]


class Coverages:
    """Tells the state of any programme and code.

    *addressed*: a passage about the programme supports the code or one below it. *searched and silent*: none does,
    and a logged search for the code was about the programme or about all; a code with others below it counts as
    searched where it, or every one below it, was. *not searched*: neither. A passage that only mentions or contradicts
    the code addresses nothing and is listed all the same. A silence names the sources that its searches did not read.
    """

    def __init__(self, material: Material, cells: Cells) -> None:
        """Keep the evidence by subject and code."""
        self._material, self._cells = material, cells

    @cached_property
    def _searched(self) -> Searched:
        return Searched(self._material)

    def all(self, known: Mapping[tuple[str, str], tuple[Coverage, ...]]) -> Covered:
        """Return every programme and code of the typologies, of the factors, and of the lenses that searches name.

        What is `known` of a programme through a lens is taken over.
        """
        factors = {factor.code.partition("/")[0] for factor in self._material.of(Factor)}
        sought = {code.partition("/")[0] for code in self._searched.codes}
        lenses = [
            lens for lens in self._material.lenses.values() if lens.kind == "typology" or lens.id in factors | sought
        ]
        return {
            (programme.id, lens.id): known.get((programme.id, lens.id)) or self._through(programme.id, lens)
            for programme in self._material.said(Programme)
            for lens in lenses
        }

    def _through(self, programme: str, lens: Lens) -> tuple[Coverage, ...]:
        return tuple(self.cell(programme, reference, code) for reference, code in lens.walk())

    def cell(self, programme: str, reference: str, code: Code | None, *, without: str = "") -> Coverage:
        """Return the state of one programme and code, leaving out one source's passages if asked to."""
        items = [item for item in self._below(programme, reference, code) if item.source != without]
        searches = self._searches(programme, reference, code)
        state: CoverageState = "not searched"
        if any(item.stance == "supports" for item in items):
            state = "addressed"
        elif searches:
            state = "searched and silent"
        ids = tuple(item.id for item in items)
        unsearched = self._unsearched(searches) if state == "searched and silent" else ()
        return Coverage(
            programme=programme, code=reference, state=state, codings=ids, searches=searches, unsearched=unsearched
        )

    def _unsearched(self, searches: Iterable[str]) -> tuple[str, ...]:
        """Return the sources that none of the searches read, whether they came later or were left out."""
        read = {source for one in searches if (s := self._material.get(Search, one)) for source in s.corpus}
        known = (source.id for source in self._material.said(Source))
        return tuple(source for source in known if source not in read and source != self._material.manuscript)

    def _below(self, programme: str, reference: str, code: Code | None) -> Iterator[Evidence]:
        yield from self._cells.get(programme, {}).get(reference, ())
        for child in code.codes if code else ():
            yield from self._below(programme, f"{reference}.{child.id}", child)

    def _searches(self, programme: str, reference: str, code: Code | None) -> tuple[str, ...]:
        own = self._searched.of(reference, programme)
        if own or code is None or not code.codes:
            return own
        below = [self._searches(programme, f"{reference}.{child.id}", child) for child in code.codes]
        return tuple(dict.fromkeys(s for found in below for s in found)) if all(below) else ()
