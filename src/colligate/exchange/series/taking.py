"""A file of values into a study: a frozen source, an indicator for each series, and an observation for each value.

Each observation rests on its row and on the row of column heads. Files mapped under one dataset are editions of each
other: a value that differs is said again, and one that is the same stays with the edition that told it first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePath

import msgspec

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.incoming import Incoming, Known, digest, free_id, slug, unsaid
from colligate.exchange.losses import Losses
from colligate.exchange.series.mapping import Mapping, fitted, mapping_bytes
from colligate.exchange.series.measured import Measured
from colligate.exchange.series.rows import Rows, Value, across_unread
from colligate.indicators.indicator import Observation
from colligate.programmes.actor import Actor
from colligate.sources.grids.grid import Grid, Line
from colligate.sources.passage import Passage, passage_fields
from colligate.sources.source import Source
from colligate.sources.text import Text

_TABULAR = {"text/csv": ".csv", "application/json": ".json"}


def take_series(
    data: bytes, grid: Grid, mapping: Mapping, known: Known, *, name: str, by: str
) -> tuple[Incoming, Losses]:
    """Make records of a file. Raises RefusedFileError where the mapping does not fit it, or nothing can be read."""
    return _Taking(data, grid, mapping, known, name, by).take()


class _Taking:
    def __init__(self, data: bytes, grid: Grid, mapping: Mapping, known: Known, name: str, by: str) -> None:
        self._data, self._grid, self._mapping, self._known = data, grid, mapping, known
        self._name, self._by = name, by
        self._losses, self._incoming = Losses(), Incoming()
        self._passages: dict[int, str] = {}
        #: Beginnings of the ids of the observations that this file tells.
        self._bases: set[str] = set()

    def take(self) -> tuple[Incoming, Losses]:
        head = next((line for line in self._grid.lines if line.number == self._mapping.header), None)
        if head is None:
            raise RefusedFileError(
                self._name, f"Row {self._mapping.header}, where the column heads should be, is empty.",
                f"Correct 'header' in the mapping; the first row with cells is {self._grid.lines[0].number}.",
            )  # fmt: skip
        places = fitted(self._mapping, head.cells, self._name)
        if unread := across_unread(self._mapping):
            raise RefusedFileError(
                self._name, f"'{unread[0]}' is the head of values, but no period.", "Give its period under 'across'."
            )
        measured = Measured(self._mapping, self._known.records, self._by, self._name)
        rows = Rows(
            self._mapping, places, measured, self._losses, sdmx=self._grid.kind.startswith("sdmx"),
            csv=self._grid.media_type == "text/csv",
        )  # fmt: skip
        values = [value for line in self._grid.lines if line.number > head.number for value in rows.values(line)]
        if not values:
            reasons = [f"{loss.count:,} {loss.why}" for loss in self._losses.lines() if loss.outcome == "left"]
            raise RefusedFileError(
                self._name, f"No value of it can be taken: {'; '.join(reasons[:3]) or 'it has no rows'}.",
                "Correct the mapping.",
            )  # fmt: skip
        self._source_and_text()
        self._head = self._passage(head)
        self._say(values, measured)
        for remark in self._grid.remarks:
            self._losses.changed("files", remark, [self._name])
        why = "this file names them otherwise; the name in the study stands"
        self._losses.changed("indicators", why, measured.renamed)
        why = "no series of this file has such a name, so nothing joined the indicator"
        self._losses.left("names under 'same'", why, sorted(measured.unmet))
        # The edition is this file's; the next one to be read by the mapping is another.
        kept = msgspec.structs.replace(self._mapping, edition="")
        self._incoming.mappings.append((self._mapping.dataset, mapping_bytes(kept)))
        return self._incoming, self._losses

    def _source_and_text(self) -> None:
        text_sha = hashlib.sha256(self._grid.text.encode()).hexdigest()
        layout_sha = hashlib.sha256(msgspec.json.encode(self._grid.layout)).hexdigest()
        sha = hashlib.sha256(self._data).hexdigest()
        records = self._known.records
        for text in records.values():
            source = records.get(text.source) if isinstance(text, Text) and text.sha256 == text_sha else None
            if isinstance(source, Source) and source.sha256 == sha:
                self._source, self._text = source.id, text.id
                return
        self._source = free_id(slug(self._name.partition(".")[0], "values"), self._known)
        self._text = f"text-{digest(f'{self._source} {text_sha} {layout_sha}')}"
        publisher = self._mapping.publisher
        if publisher and not isinstance(records.get(publisher), Actor):
            raise RefusedFileError(
                self._name, f"The mapping names the publisher '{publisher}', whom the study does not have.",
                "Correct 'publisher', or add the actor first.",
            )  # fmt: skip
        suffix = PurePath(self._name).suffix.lower() or _TABULAR.get(self._grid.media_type, ".dat")
        self._incoming.originals.append((self._data, suffix))
        self._incoming.texts.append((self._grid.text, self._grid.layout))
        self._incoming.records += [
            Source(
                id=self._source, by=self._by, title=self._mapping.title or self._name, name=self._name, sha256=sha,
                media_type=self._grid.media_type, publisher=publisher or None, **unsaid(),
            ),
            Text(
                id=self._text, by=self._by, source=self._source, sha256=text_sha, layout=layout_sha,
                extractor=self._grid.extractor, characters=len(self._grid.text), **unsaid(),
            ),
        ]  # fmt: skip

    def _passage(self, line: Line) -> str:
        """Return the id of the passage of a row, which is said once."""
        if known := self._passages.get(line.start):
            return known
        text, start, end = self._grid.text, line.start, line.end
        while text[start].isspace():
            start += 1
        while text[end - 1].isspace():
            end -= 1
        identity = f"p-{digest(f'{self._source} {self._text} {start} {end}')}"
        if identity not in self._known.records:
            fields = passage_fields(text, self._grid.layout, start, end)
            self._incoming.records.append(
                Passage(id=identity, by=self._by, source=self._source, text=self._text, **unsaid(), **fields)  # pyright: ignore[reportArgumentType]
            )
        self._passages[line.start] = identity
        return identity

    def _say(self, values: Iterable[Value], measured: Measured) -> None:
        """Say the values after what they rest on: passages and indicators first."""
        observations: list[Observation] = []
        groups: dict[tuple[str, str, str, str], list[Value]] = {}
        for value in values:
            groups.setdefault(value.key, []).append(value)
        for key, group in groups.items():
            observations += self._observations(key, self._merged(group))
        for value in (one for group in groups.values() for one in group if one.breaks):
            measured.breaks(value.indicator, value.area, value.period, (self._passage(value.lines[0]), self._head))
        self._no_more()
        self._incoming.records += [*measured.records(), *observations]

    def _merged(self, group: list[Value]) -> list[Value]:
        """Return the different values of one key; the same said twice rests on both rows."""
        found: dict[tuple[str, str], Value] = {}
        for value in group:
            twin = found.setdefault((value.value, value.qualifier), value)
            if twin is not value:
                twin.lines += value.lines
                self._losses.changed("values", "said on another row too; one value rests on both rows", [value.place])
            elif value.changed:
                self._losses.changed("values", value.changed, [value.place])
            else:
                self._losses.carried("values", [value.place])
        if len(found) > 1:
            told = " and ".join(f"{value.qualifier}{value.value} ({value.place})" for value in found.values())
            first = group[0]
            self._losses.changed(
                "keys", "given different values; all are kept, and shown as a conflict",
                [f"{first.indicator} {first.area} {first.period}: {told}"],
            )  # fmt: skip
        return list(found.values())

    def _observations(self, key: tuple[str, str, str, str], values: list[Value]) -> list[Observation]:
        base = f"obs-{self._mapping.dataset}-{digest(repr(key))}"
        self._bases.add(base)
        names = [base, *(f"{base}-{number}" for number in range(2, len(values) + 1))]
        standing = {name: old for name in names if isinstance(old := self._known.records.get(name), Observation)}
        if len(values) == 1:
            one = self._observation(base, values[0], standing)
            return [one] if one else []
        # Those that say the same keep their ids, whatever the order of the rows.
        given: dict[int, str] = {}
        for number, value in enumerate(values):
            for name, old in standing.items():
                if name not in given.values() and (old.value, old.qualifier) == (value.value, value.qualifier):
                    given[number] = name
                    break
        free = [name for name in names if name not in given.values()]
        said = [self._observation(given.get(n) or free.pop(0), value, standing) for n, value in enumerate(values)]
        return [one for one in said if one]

    def _observation(self, identity: str, value: Value, standing: dict[str, Observation]) -> Observation | None:
        if identity in self._known.withdrawn:
            self._losses.left("observations", "they were withdrawn in this study", [identity])
            return None
        old = standing.get(identity)
        note = "; ".join(filter(None, (value.note, f"given by {value.origin}" if value.origin else "")))
        told = (value.value, value.qualifier, value.reference, note)
        if old and (old.value, old.qualifier, old.reference, old.note) == told:
            return old
        if old:
            was, now = f"{old.qualifier}{old.value}", f"{value.qualifier}{value.value}"
            why = "told otherwise than before; said again" if was != now else "with another note; said again"
            self._losses.changed("observations", why, [f"{identity} ({value.area} {value.period}): {was} → {now}"])
        rows = [self._passage(line) for line in value.lines]
        return Observation(
            id=identity, by=self._by, indicator=value.indicator, area=value.area, period=value.period,
            value=value.value, qualifier=value.qualifier, reference=value.reference, edition=value.edition,
            passages=tuple(dict.fromkeys([*rows, self._head])), note=note, **unsaid(),
        )  # fmt: skip

    def _no_more(self) -> None:
        """Name the values of earlier editions that this file does not give; they stand."""
        prefix = f"obs-{self._mapping.dataset}-"
        length = len(prefix) + 12
        gone = [
            f"{one.id} ({one.area} {one.period})"
            for one in self._known.records.values()
            if isinstance(one, Observation) and one.id.startswith(prefix) and one.id[:length] not in self._bases
            and len(one.id.removeprefix(prefix).partition("-")[0]) == 12
        ]  # fmt: skip
        self._losses.left("observations", "this file does not give them; what an earlier one told stands", gone)
