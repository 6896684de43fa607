"""Every rule run over every text: what was recognised, before anything is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from colligate.assessments.parallels import Clash, clashes
from colligate.assessments.recognising.acts import acts_of
from colligate.assessments.recognising.claims import claims
from colligate.assessments.recognising.found import Act, ClaimFound
from colligate.assessments.recognising.questions import Question, question
from colligate.codings.recognising.found import CodingFound
from colligate.codings.recognising.proposing import lenses_spoken_of, propose
from colligate.indicators.recognising.merging import Joined, merge_series
from colligate.indicators.recognising.quantities import Quantity, quantities
from colligate.indicators.recognising.series import series
from colligate.languages import languages
from colligate.lenses.lens import Lens
from colligate.lenses.shipped import shipped_lens
from colligate.programmes.recognising.dates import DateMention, dates
from colligate.programmes.recognising.entities import entities
from colligate.programmes.recognising.events import EventFound, events, merge_events
from colligate.programmes.recognising.factors import FactorCell, FactorFound, factors, touched
from colligate.programmes.recognising.found import Entities
from colligate.programmes.recognising.interventions import InterventionFound, interventions, spoken_of
from colligate.sources.intext import Cited, citations
from colligate.sources.locating import Searchable
from colligate.sources.outline import OpenText
from colligate.sources.quotations import Checked, Quotation, check_quotations, quotations
from colligate.sources.uncited import uncited

#: The lens whose codes factors take.
_CAUSES = "causes"


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules recognised in one text by itself."""

    text: OpenText
    cited: Cited
    dates: tuple[DateMention, ...]
    named: Entities
    quantities: tuple[Quantity, ...]


class Recognised(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules recognised in a manuscript and the texts beside it."""

    #: The manuscript first.
    reads: tuple[Read, ...]
    #: Of all texts, one entry for one happening.
    events: tuple[EventFound, ...]
    series: tuple[Joined, ...]
    #: Of the manuscript, as are the fields that follow.
    claims: tuple[ClaimFound, ...]
    interventions: tuple[InterventionFound, ...]
    factors: tuple[FactorFound, ...]
    #: Of each factor and intervention.
    touched: tuple[FactorCell, ...]
    question: Question | None
    quotations: tuple[Quotation, ...]
    #: Of the quotations, where other texts were given.
    checked: tuple[Checked, ...]
    #: Numbers of units that state facts and give no source.
    uncited: tuple[int, ...]
    lenses: tuple[Lens, ...]
    codings: tuple[CodingFound, ...]
    #: Inside the manuscript, and between it and the others.
    clashes: tuple[Clash, ...]

    @property
    def manuscript(self) -> OpenText:
        """The text under audit."""
        return self.reads[0].text


def recognise(
    texts: Sequence[OpenText],
    *,
    lenses: Sequence[Lens],
    choose: bool,
    searchables: Mapping[str, Searchable],
) -> Recognised:
    """Run every rule. The same texts give the same result.

    Args:
        texts: The manuscript first; at least that.
        lenses: Lenses to look through.
        choose: Keep of these only the ones whose words occur often enough in the manuscript.
        searchables: The texts by the id of their source, for finding quotations.
    """
    reads = tuple(_read(text) if text.language in languages() else _unread(text) for text in texts)
    own = reads[0]
    if own.text.language not in languages():
        return _nothing(reads)
    texts = [text for text in texts if text.language in languages()]
    happened = merge_events([event for read in reads for event in events(read.text, read.dates, read.named)])
    measured = merge_series({read.text.text: series(read.text, read.dates, read.quantities) for read in reads})
    mine = tuple(event for event in happened if any(a.source == own.text.source for a in event.accounts))
    acting = interventions(own.text, own.named, mine, own.dates, own.quantities)
    acts = [*acts_of(happened, own.text), *_programmes(acting)]
    causes = next((lens for lens in lenses if lens.id == _CAUSES), shipped_lens(_CAUSES))
    driving = factors(own.text, causes)
    quoted = quotations(own.text)
    others = [(source, found) for source, found in searchables.items() if source != own.text.source]
    used = lenses_spoken_of(own.text, lenses) if choose else tuple(lenses)
    about = spoken_of(acting)
    return Recognised(
        reads=reads,
        events=happened,
        series=measured,
        claims=claims(own.text, measured, acts, own.dates),
        interventions=acting,
        factors=driving,
        touched=touched(own.text, driving, acting, causes),
        question=question(own.text),
        quotations=quoted,
        checked=tuple(check_quotations(own.text, quoted, others)) if others else (),
        uncited=uncited(own.text, own.cited.citations),
        lenses=tuple(used),
        codings=tuple(coding for lens in used for coding in propose(own.text, lens, about)),
        clashes=clashes(texts),
    )


def _unread(text: OpenText) -> Read:
    """Return nothing for a text in a language that nobody has written the words of."""
    cited = Cited(keys=(), citations=(), entries=(), has_list=False, fitting=(), variants=())
    return Read(text=text, cited=cited, dates=(), named=Entities(), quantities=())


def _nothing(reads: tuple[Read, ...]) -> Recognised:
    return Recognised(
        reads=reads, events=(), series=(), claims=(), interventions=(), factors=(), touched=(), question=None,
        quotations=(), checked=(), uncited=(), lenses=(), codings=(), clashes=(),
    )  # fmt: skip


def _read(text: OpenText) -> Read:
    cited = citations(text)
    dated = dates(text, cited.citations)
    return Read(
        text=text,
        cited=cited,
        dates=dated,
        named=entities(text, citations=cited.citations, when=dated),
        quantities=quantities(text),
    )


def _programmes(found: Iterable[InterventionFound]) -> Iterable[Act]:
    for one in found:
        told = tuple((mention, "") for mention in one.mentions)
        yield Act(key=one.key, names=(one.name, *one.aliases), told=told, programme=True)
