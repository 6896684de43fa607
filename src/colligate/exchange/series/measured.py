"""What the rows of a file measure: an Indicator for each combination of what its series columns say."""

from __future__ import annotations

from collections.abc import Mapping as Records
from collections.abc import Sequence

import msgspec

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.incoming import digest, slug, unsaid
from colligate.exchange.series.mapping import Mapping
from colligate.indicators.indicator import Break, Indicator
from colligate.record import Record

_LONGEST_NAME = 300


class Measured:
    """The indicators of one import, made as they are met."""

    def __init__(self, mapping: Mapping, known: Records[str, Record], by: str, file: str) -> None:
        """Begin. Raises RefusedFileError where the mapping names an indicator that the study lacks."""
        self._mapping, self._known, self._by = mapping, known, by
        self._found: dict[tuple[str, ...], str] = {}
        self.indicators: dict[str, Indicator] = {}
        self._breaks: dict[str, dict[str, Break]] = {}
        #: Indicators of the study by the end of their id, which stands for the cells that identify them.
        self._standing = {
            identity.rpartition("-")[2]: one
            for identity, one in known.items()
            if isinstance(one, Indicator) and identity.startswith(f"{mapping.dataset}-")
        }
        #: Indicators that the file names otherwise than the study, each as a line.
        self.renamed: list[str] = []
        #: Names under ``same`` that no series of the file has.
        self.unmet = set(mapping.same)
        for identity in mapping.same.values():
            if not isinstance(known.get(identity), Indicator):
                raise RefusedFileError(
                    file, f"The mapping names the indicator '{identity}', which the study does not have.",
                    "Correct 'same', or add the indicator first.",
                )  # fmt: skip

    def indicator(self, cells: Sequence[str], words: Sequence[str], unit: str, column: str) -> str:
        """Return the id of the indicator of a row.

        Args:
            cells: Of the series columns, in their order; they identify it.
            words: The same, put into words where the file does so.
            unit: As told.
            column: Head of the column of values, where there are several.
        """
        key = (*cells, unit, column)
        if key not in self._found:
            self._found[key] = self._make(key, words, unit, column)
        return self._found[key]

    def _make(self, key: tuple[str, ...], words: Sequence[str], unit: str, column: str) -> str:
        mapping = self._mapping
        parts = [word for word in (*words, column) if word and word not in mapping.totals]
        name = (", ".join(dict.fromkeys(parts)) or mapping.title or mapping.dataset)[:_LONGEST_NAME]
        if identity := mapping.same.get(name):
            self.unmet.discard(name)
            return identity
        # Labels and titles are retouched from edition to edition; the cells say which series it is.
        mark = digest(repr((mapping.dataset, key)))
        if standing := self._standing.get(mark):
            self.indicators[standing.id] = standing
            if standing.name != name:
                self.renamed.append(f"{standing.id}: {standing.name} → {name}")
            return standing.id
        if any(one.name == name for one in self.indicators.values()):  # two columns use the same words
            pairs = zip(mapping.series, words, strict=True)
            name = ", ".join([*(f"{head} {word}" for head, word in pairs if word), *filter(None, (column, unit))])
        identity = f"{mapping.dataset}-{slug(name, 'series')}-{mark}"
        told = [f"{head}: {word}" for head, word in zip(mapping.series, words, strict=True) if word]
        told += [f"column: {column}"] if column else []
        concept = "; ".join([*([mapping.title] if mapping.title and mapping.title != name else []), *told])
        self.indicators[identity] = Indicator(
            id=identity, by=self._by, name=name, concept=concept or name, unit=unit, scale=mapping.scale, **unsaid()
        )
        return identity

    def breaks(self, indicator: str, area: str, period: str, passages: tuple[str, ...]) -> None:
        """Note a break that the file marks; it holds for the indicator, and its reason names the area."""
        found = self._breaks.setdefault(indicator, {})
        old = found.get(period)
        reason = f"{old.reason}, {area}" if old else f"marked as a break in the series for {area}"
        found[period] = Break(period=period, reason=reason, passages=old.passages if old else passages)

    def records(self) -> list[Indicator]:
        """Return the indicators to say: new ones, and those that a break is new to. What people changed stays."""
        said: list[Indicator] = []
        for identity in dict.fromkeys([*self.indicators, *self._breaks]):
            old = self._known.get(identity)
            standing = old if isinstance(old, Indicator) else self.indicators[identity]
            periods = {mark.period for mark in standing.breaks}
            new = [mark for period, mark in self._breaks.get(identity, {}).items() if period not in periods]
            said.append(msgspec.structs.replace(standing, breaks=(*standing.breaks, *new)) if new else standing)
        return said
