"""Ids that records name: does each lead to a record of the right kind?"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from colligate.assessments.claim import Claim
from colligate.codings.coding import Coding, Memo
from colligate.codings.residual import RESIDUAL
from colligate.indicators.indicator import Indicator, Observation
from colligate.problems import Problem
from colligate.programmes.actor import Actor, Place
from colligate.programmes.programme import Event, Fact, Factor, Programme
from colligate.record import Record
from colligate.sources.passage import Passage
from colligate.sources.source import Citation, Search, Source
from colligate.sources.text import Text
from colligate.study.study import Study

#: Which field of which record names records of which kind. An empty tuple: of any kind.
REFERENCES: dict[type[Record], dict[str, tuple[type[Record], ...]]] = {
    Source: {"publisher": (Actor,), "account_of": (Actor,)},
    Text: {"source": (Source,)},
    Passage: {"source": (Source,), "text": (Text,)},
    Citation: {"source": (Source,), "passages": (Passage,), "entries": (Source,), "publisher": (Actor,)},
    Search: {"corpus": (Source,), "about": ()},
    Coding: {"passage": (Passage,), "about": ()},
    Memo: {"passages": (Passage,)},
    Actor: {"part_of": (Actor,)},
    Event: {"programme": (Programme,), "actors": (Actor,), "places": (Place,), "passages": (Passage,)},
    Fact: {
        "about": (Programme, Event, Actor),
        "refers": (Actor, Place, Event, Programme, Indicator, Source),
        "supersedes": (Fact,),
        "cites": (Citation,),
        "passages": (Passage,),
    },
    Factor: {"passages": (Passage,)},
    Indicator: {"same_as": (Indicator,)},
    Observation: {"indicator": (Indicator,), "cites": (Citation,), "passages": (Passage,)},
    Claim: {
        "source": (Source,),
        "passages": (Passage,),
        "cites": (Citation,),
        "supported_by": (),
        "contradicted_by": (),
    },
}
#: Which fields name codes of a lens, as ``lens/code``.
CODES: dict[type[Record], str] = {Coding: "code", Search: "codes", Factor: "code"}


def reference_problems(study: Study) -> Iterator[Problem]:
    """Yield every id or code that leads nowhere, or to a record of another kind, with the nearest that exists.

    Records that name the same missing thing in the same field are told in one problem, placed at the first of them.
    """
    by_id = study.records.by_id
    lost: defaultdict[tuple[type[Record], str, str], list[str]] = defaultdict(list)
    for kind, fields in REFERENCES.items():
        for record in study.records.of(kind):
            for field, kinds in fields.items():
                for identity in _named(record, field):
                    target = by_id.get(identity)
                    if target is None or (kinds and not isinstance(target, kinds)):
                        lost[kind, field, identity].append(record.id)
    for (kind, field, identity), places in lost.items():
        yield _dangling(kind, field, identity, places, by_id)
    yield from _code_problems(study)


def _code_problems(study: Study) -> Iterator[Problem]:
    codes = study.codes
    unknown: defaultdict[tuple[type[Record], str], list[str]] = defaultdict(list)
    lensless: defaultdict[str, list[str]] = defaultdict(list)
    for kind, field in CODES.items():
        for record in study.records.of(kind):
            for code in _named(record, field):
                if kind is Coding and code == RESIDUAL:
                    continue
                lens = code.partition("/")[0]
                if lens not in study.lenses:
                    lensless[lens].append(record.id)
                elif code not in codes:
                    unknown[kind, code].append(record.id)
    for lens, places in lensless.items():
        yield Problem(
            place=places[0],
            message=f"It uses a code of lens '{lens}', of which lenses/ holds no readable file{_others(places)}.",
            remedy=f"Mend the file, or add the lens with 'colligate lenses add {lens}'.",
        )
    for (kind, code), places in unknown.items():
        yield _unknown_code(kind, code, places, codes)


def _named(record: Record, field: str) -> Iterable[str]:
    value = getattr(record, field)
    if isinstance(value, str):
        return (value,) if value else ()
    return value or ()


def _dangling(kind: type[Record], field: str, identity: str, places: list[str], by_id: Mapping[str, Record]) -> Problem:
    kinds = REFERENCES[kind][field]
    wanted = " or ".join(each.__name__ for each in kinds) or "record"
    target = by_id.get(identity)
    if target is not None:
        return Problem(
            place=places[0],
            message=f"{kind.__name__}.{field} names '{identity}', which is a {type(target).__name__}{_others(places)}.",
            remedy=f"Name a {wanted} instead.",
        )
    near = difflib.get_close_matches(
        identity, [key for key, other in by_id.items() if not kinds or isinstance(other, kinds)], n=1
    )
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return Problem(
        place=places[0],
        message=f"{kind.__name__}.{field} names '{identity}', but there is no {wanted} of that id{_others(places)}.",
        remedy=f"Correct the id or add the {wanted}.{hint}",
    )


def _unknown_code(kind: type[Record], code: str, places: list[str], codes: Iterable[str]) -> Problem:
    near = difflib.get_close_matches(code, list(codes), n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return Problem(
        place=places[0],
        message=f"{kind.__name__} uses the code '{code}', which no lens of the study defines{_others(places)}.",
        remedy=f"Correct the code, or add its lens with 'colligate lenses add'.{hint}",
    )


def _others(places: list[str]) -> str:
    """Say how many more records have the same fault."""
    return f"; so do {len(places) - 1} more" if len(places) > 1 else ""
