"""A file of activities read again from the original that a study keeps, as it was read when it came."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping

from colligate.exchange.iati.activity import Organisations, Reading, identifier_of, programme_id
from colligate.exchange.iati.reading import ActivityFile
from colligate.exchange.iati.visiting import visit
from colligate.programmes.programme import Fact, Programme
from colligate.record import Record
from colligate.sources.source import Source

#: Begins the name of what read the text of such a source.
EXTRACTOR = "iati 1"


def identifiers(file: ActivityFile) -> list[str]:
    """Return what the activities of a file are known by, in its order."""
    return [found for activity in file.activities() if (found := identifier_of(activity)[0])]


def known_programmes(records: Mapping[str, Record], found: Iterable[str]) -> dict[str, str]:
    """Return the programmes of a study, and those that a file's activities become, by IATI identifier."""
    stated = {
        fact.value: fact.about
        for fact in records.values()
        if isinstance(fact, Fact) and fact.field == "identifier" and isinstance(records.get(fact.about), Programme)
    }
    return {identifier: programme_id(identifier) for identifier in found} | stated


def reread(file: ActivityFile, records: Mapping[str, Record]) -> Iterator[Reading]:
    """Yield every activity of a file that a study took, each with an element of its own."""
    programmes = known_programmes(records, identifiers(file))
    organisations = Organisations(records, "")
    sources = {each.url: each.id for each in records.values() if isinstance(each, Source) and each.url}
    met: set[str] = set()
    for activity in file.activities():
        reading = Reading(copy.deepcopy(activity), organisations, programmes, sources=sources, by="")
        if reading.identifier and reading.programme not in met:
            met.add(reading.programme)
            visit(reading)
            yield reading
