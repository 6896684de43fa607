"""The queue of a code: which passages come next and why, read off the study as it stands; nothing is written."""

from __future__ import annotations

import re
from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from functools import cached_property

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing
from colligate.actions.model_proposals import Proposal, proposals_of
from colligate.codings.coding import Coding, Stance
from colligate.codings.recognising.proposing import propose
from colligate.record import Retraction, Suggestion
from colligate.sources.outline import Unit
from colligate.sources.passage import Passage
from colligate.sources.source import Source
from colligate.sources.surroundings import surroundings
from colligate.study.laying_open import open_texts
from colligate.study.study import Study
from colligate.suggestions.learning.candidates import Candidate, candidates
from colligate.suggestions.learning.codes import Hints, Learnt, chance, learnt
from colligate.suggestions.learning.decisions import Decision, Places, Refusal, decisions
from colligate.suggestions.learning.describing import described
from colligate.suggestions.learning.explaining import Term, nearest, telling
from colligate.suggestions.learning.features import Features
from colligate.suggestions.learning.learning import NAME
from colligate.suggestions.learning.queueing import ROUND, ROUND_SUPPORTED, Track, interleaved, told
from colligate.suggestions.stopping import Reading, sampled

#: Reasons under which a suggestion is withdrawn without being refused.
_NO_REFUSAL = frozenset({"accepted", "corrected"})
#: How any version of the model is called, and a check by chance that it put forward.
_MODEL, _CHECK = f"{NAME.partition(' ')[0]} ", re.compile(rf"{NAME.partition(' ')[0]} \d+ check (\d+)", re.ASCII)
#: Characters of text shown around a passage.
_AROUND = 240
#: Studies, and codes of them, whose learning is kept from one page to the next.
_STUDIES, _CODES = 2, 400


class Shelf:
    """Every passage of a study that can be proposed, read once."""

    def __init__(self, study: Study) -> None:
        """Cut the texts into passages and number their words; the manuscript is checked, and is no evidence."""
        opened = [text for text, _ in open_texts(study)]
        here = {text.source for text in opened}
        gone = (text for source, text in study.texts.items() if source not in here)
        self._missing = [study.folder.texts / f"{text.sha256}.txt" for text in gone]
        if len(opened) > 1:
            opened = [text for text in opened if text.source != study.settings.manuscript]
        self.candidates: tuple[Candidate, ...] = tuple(candidates(opened))
        codebook = [part for code in study.codes.values() for part in (*described(code), *code.against, *code.not_when)]
        self.features = Features([one.words for one in self.candidates], codebook)
        self.places = Places(self.candidates)
        self.learnt: OrderedDict[tuple, Learnt] = OrderedDict()
        self._opened, self._lenses = opened, study.lenses
        self._by_text = {text.text: text for text in opened}

    @property
    def late(self) -> bool:
        """Say whether a text that was not here when the others were read has come since, as a shared folder fills."""
        return any(file.exists() for file in self._missing)

    def unit(self, number: int) -> Unit:
        """Return the words of a passage with their offsets."""
        one = self.candidates[number]
        return self._by_text[one.text].outline.units[one.unit]

    @cached_property
    def hints(self) -> dict[str, Hints]:
        """What the rules of the codebook find, by code."""
        at = {(one.text, one.unit): number for number, one in enumerate(self.candidates)}
        instances: defaultdict[str, dict[int, float]] = defaultdict(dict)
        against: defaultdict[str, dict[int, float]] = defaultdict(dict)
        why: defaultdict[str, dict[int, str]] = defaultdict(dict)
        for text in self._opened:
            for lens in self._lenses.values():
                for found in propose(text, lens):
                    number = at.get((text.text, found.unit))
                    if number is not None:
                        instances[found.code][number] = found.strength
                        why[found.code][number] = found.why
                        if found.stance == "contradicts":
                            against[found.code][number] = found.strength
        return {
            code: Hints(instances=instances[code], against=against.get(code, {}), why=why[code]) for code in instances
        }


class Queued(msgspec.Struct, frozen=True, kw_only=True):
    """One passage put forward, as a card shows it."""

    candidate: Candidate
    track: Track
    #: Name and version of the model, with the track: what a decision will be said to come from.
    proposed_by: str
    #: Stance put forward.
    stance: Stance
    score: float
    probability: float | None
    #: The probability in words.
    likely: str
    terms: tuple[Term, ...]
    #: What the rules of the codebook say of it; empty where they are silent.
    rule: str
    #: Page label, title of the source, and the words around the passage.
    page: str
    title: str
    before: str
    after: str
    #: The accepted passage most like it, how like, and where it stands.
    like: Candidate | None = None
    likeness: float = 0.0
    like_page: str = ""
    #: What a language model proposed of it; None where none did.
    asked: Proposal | None = None


_shelves: OrderedDict[tuple, Shelf] = OrderedDict()


def shelf_of(study: Study) -> Shelf:
    """Return the passages of a study; they are read again when a text or a lens has changed, or came late."""
    texts = tuple((one.source, one.sha256, one.layout) for one in study.texts.values())
    tags = tuple((source.id, source.language, source.year) for source in study.records.of(Source))
    key = (study.folder.path.absolute(), texts, tags, tuple(study.lenses.values()), study.settings.manuscript)
    if key not in _shelves or _shelves[key].late:
        _shelves[key] = Shelf(study)
        while len(_shelves) > _STUDIES:
            _shelves.popitem(last=False)
    _shelves.move_to_end(key)
    return _shelves[key]


def refusals(study: Study) -> Iterator[Refusal]:
    """Yield the codings that a rule or model proposed and a person refused."""
    for identity, sayings in study.records.history.items():
        if identity in study.records.by_id or not isinstance(last := sayings[-1], Retraction) or last.undone:
            continue
        proposed = next((one for one in reversed(sayings) if isinstance(one, Suggestion)), None)
        if proposed is None or proposed.proposes.get("type") != "Coding" or last.reason in _NO_REFUSAL:
            continue
        yield Refusal(
            passage=str(proposed.proposes.get("passage", "")), code=str(proposed.proposes.get("code", "")), by=last.by,
            at=last.at, reason=last.reason, proposed_by=proposed.proposed_by,
        )  # fmt: skip


def said_of(study: Study) -> dict[str, list[Decision]]:
    """Return everything decided on the passages of a study, by code."""
    records = study.records
    passages = {one.id: one for one in records.of(Passage)}
    return decisions(shelf_of(study).places, passages, records.of(Coding), refusals(study))


def learnt_of(study: Study, reference: str, said: list[Decision]) -> Learnt:
    """Return what is known of one code. Raises NoSuchThingError."""
    code = study.codes.get(reference)
    if code is None:
        raise NoSuchThingError("code", reference, study.codes)
    shelf = shelf_of(study)
    key = (reference, tuple((one.candidate, one.instance, one.stance) for one in said))
    if key not in shelf.learnt:
        hints = shelf.hints.get(reference, Hints())
        shelf.learnt[key] = learnt(reference, code, shelf.candidates, shelf.features, said, hints)
        while len(shelf.learnt) > _CODES:
            shelf.learnt.popitem(last=False)
    return shelf.learnt[key]


def queue(
    standing: Standing, reference: str, *, most: int = 10, check: int = 0, passed: frozenset[str] = frozenset(),
    asked: bool = False,
) -> list[Queued]:  # fmt: skip
    """Return the passages to be read next for a code, each with why.

    Args:
        standing: The study as it stands.
        reference: ``lens/code``.
        most: How many.
        check: Number of the check by chance they are to belong to; 0 for the ordinary queue.
        passed: Keys of passages put off for now.
        asked: Only what a language model proposed.

    Raises:
        NoSuchThingError: Where the study has no such code.
    """
    study = standing.study
    said = said_of(study).get(reference, [])
    known, shelf = learnt_of(study, reference, said), shelf_of(study)
    proposals = proposals_of(study, reference, shelf.candidates, shelf.unit)
    tracks: dict[Track, list[int]] = {"check": known.unread} if check else known.tracks()
    learnt = ROUND_SUPPORTED if known.supported else ROUND
    round_: tuple[Track, ...] = ("check",) if check else learnt
    if asked or (proposals and not check):
        tracks["asked"] = [number for number in proposals if number not in known.decided]
        round_ = ("asked",) if asked else ("asked", *learnt)
    turns = sum(queued(one.proposed_by) for one in said)
    chosen = interleaved(tracks, round_, first=turns, most=most + len(passed))
    wanted = [one for one in chosen if shelf.candidates[one[0]].key not in passed][:most]
    return [_queued(standing, shelf, known, *one, check, None if check else proposals.get(one[0])) for one in wanted]


def reading_of(study: Study, reference: str, said: list[Decision]) -> Reading:
    """Return how far a code was read, and what its last check by chance has drawn."""
    shelf = shelf_of(study)
    total, decided = len(shelf.candidates), {one.candidate: False for one in said}
    decided |= {one.candidate: True for one in said if one.instance}
    made = Reading(total=total, read=len(decided), found=sum(decided.values()))
    check = max((check_number(one.proposed_by) for one in said), default=0)
    if not check:
        return made
    began = min(one.at for one in said if check_number(one.proposed_by) == check)
    earlier = {one.candidate for one in said if one.at < began}
    order = [number for number in chance(reference, shelf.candidates) if number not in earlier]
    sample = sampled(order, set(decided))
    return msgspec.structs.replace(
        made, left=len(order), before=sum(decided[number] for number in earlier), sample=len(sample),
        hits=sum(decided[number] for number in sample), check=check,
    )  # fmt: skip


def queued(proposed_by: str) -> bool:
    """Say whether a queue put a passage forward: a model that learns, in any version, or one that was asked."""
    return proposed_by.startswith((_MODEL, "asked "))


def check_number(proposed_by: str) -> int:
    """Return the number of the check by chance that put a passage forward, in any version; 0 where none did."""
    match = _CHECK.fullmatch(proposed_by)
    return int(match[1]) if match else 0


def _queued(
    standing: Standing, shelf: Shelf, known: Learnt, number: int, track: Track, check: int, asked: Proposal | None
) -> Queued:  # fmt: skip
    study, one = standing.study, shelf.candidates[number]
    like = nearest(shelf.features, number, known.accepted)
    probability = known.probability(number)
    text = study.searchable(study.texts[one.source])
    before, after = surroundings(text.text, one.start, one.end, most=_AROUND)
    near = shelf.candidates[like.candidate] if like else None
    model = known.contrary_model if track == "against" and known.contrary_model else known.model
    contradicts = track == "against" or number in known.hints.against
    described_as = study.records.get(Source, one.source)
    own = asked if track == "asked" else None
    return Queued(
        candidate=one, track=track, asked=asked,
        proposed_by=own.proposed_by if own else f"{NAME} {track}" + (f" {check}" if check else ""),
        stance=own.stance if own else "contradicts" if contradicts else "supports",
        score=float(known.scores[number]), probability=probability,
        likely=told(probability), terms=telling(shelf.features, model, number),
        rule=known.hints.why.get(number, ""),
        page=_page(study, one), title=described_as.title if described_as else one.source,
        before=before, after=after,
        like=near, likeness=like.likeness if like else 0.0, like_page=_page(study, near) if near else "",
    )  # fmt: skip


def _page(study: Study, one: Candidate) -> str:
    page = study.layout(study.texts[one.source]).page_at(one.start)
    if page is None:
        return ""
    return f"[{page.label}]" if page.basis == "inferred" else page.label
