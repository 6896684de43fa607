"""What is wrong with a report's sentences: every fault names the sentence, says what is wrong, and the way out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from colligate.assessments.results import LEVELS, Level, spoken
from colligate.assessments.wording import needed, words_in
from colligate.problems import Problem
from colligate.reports.binding import Binder
from colligate.reports.computing import nearest
from colligate.reports.nodes import stringify, walk
from colligate.reports.parsing import Found
from colligate.reports.sentence import Sentence
from colligate.reports.support import Support


def check(sentences: Iterable[Sentence], binder: Binder, bad_passages: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the faults of every sentence, in the order of the report.

    `bad_passages` maps the ids of passages whose words are not in their source to why that is so.
    """
    places: defaultdict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        places[sentence.id].append(sentence.place)
        yield from _form(sentence)
        yield from _support(sentence, binder, bad_passages)
    for identity, stands in places.items():
        if identity and len(stands) > 1:
            yield Problem(
                place=f"{stands[1]} #{identity}",
                message=f"Two sentences are called '{identity}': the other is at {stands[0]}.",
                remedy="Give one of them another id.",
            )


def _form(sentence: Sentence) -> Iterator[Problem]:
    if sentence.unbound:
        yield Problem(
            place=sentence.place,
            message=f"This sentence is bound to nothing: '{_shortened(sentence.words)}'",
            remedy='Bind it, [so]{#s-id rests="…"}, or mark it as your own argument, [so]{#s-id .argument}.',
            severity="warning",
        )
        return
    if not sentence.id:
        yield Problem(
            place=sentence.place,
            message=f"This sentence has no id: '{_shortened(sentence.words)}'",
            remedy=f"Give it one that stays when the words change, such as #s-{_short_id(sentence.words)}.",
        )
    if not sentence.rests and not sentence.argument:
        yield Problem(
            place=_place(sentence),
            message=f"This sentence rests on nothing: '{_shortened(sentence.words)}'",
            remedy='Name what it rests on, rests="…", or mark it as your own argument with .argument.',
        )


def _support(sentence: Sentence, binder: Binder, bad_passages: Mapping[str, str]) -> Iterator[Problem]:
    supports: list[Support] = []
    for ref in sentence.rests:
        if support := binder.bind(ref):
            supports.append(support)
            yield from _quotes(sentence, support, bad_passages)
        else:
            yield Problem(
                place=_place(sentence),
                message=f"This sentence rests on '{ref}', which the study does not hold.",
                remedy=nearest(ref, binder.names),
            )
    if supports and all(support.kind == "source" for support in supports):
        named = ", ".join(support.ref for support in supports)
        yield Problem(
            place=_place(sentence),
            message=f"It rests on whole documents alone ({named}): no place in them shows what it says.",
            remedy="Rest it on a coding, fact or memo that quotes the place.",
            severity="warning",
        )
    yield from _strength(sentence, supports)


def _quotes(sentence: Sentence, support: Support, bad_passages: Mapping[str, str]) -> Iterator[Problem]:
    quotes = (*support.quotes, *support.against, *support.mentions)
    for passage in dict.fromkeys(quote.passage for quote in quotes):
        if passage in bad_passages:
            words = next(quote.words for quote in quotes if quote.passage == passage)
            yield Problem(
                place=_place(sentence),
                message=f"It rests on '{support.ref}', whose quote is not in its source: '{_shortened(words)}'. "
                f"{bad_passages[passage]}".strip(),
                remedy=f"Correct or withdraw passage '{passage}'.",
            )
    if support.kind in ("coding", "observation", "fact", "event") and not quotes:
        yield Problem(
            place=_place(sentence),
            message=f"It rests on '{support.ref}', which has no passage: nothing shows where it is from.",
            remedy="Quote the place that says so.",
        )


def _strength(sentence: Sentence, supports: list[Support]) -> Iterator[Problem]:
    """Yield words that claim more than the strongest finding the sentence rests on carries."""
    carried = [(_spoken(support), support) for support in supports if support.kind in ("finding", "judgement")]
    if not carried or sentence.argument:
        return
    for word in words_in(sentence.words):
        least = needed(word)
        if all(LEVELS.index(level) < LEVELS.index(least) for level, _ in carried):
            levels = "; ".join(_told(level, support) for level, support in carried)
            yield Problem(
                place=_place(sentence),
                message=f"'{word}' says at least *{least}*, but what it rests on is: {levels}.",
                remedy="Use a weaker word, rest it on stronger evidence, or record a judgement with its reason.",
            )


def _spoken(support: Support) -> Level:
    read = support.level if support.level in LEVELS else "absent"
    return spoken(read, [one.decision for one in support.judgements])


def _told(level: str, support: Support) -> str:
    judged = f", judged {level}" if level != support.level else ""
    return f"{support.ref} {support.level}{judged}"


def check_citations(found: Iterable[Found], blocks: list, known: Collection[str]) -> Iterator[Problem]:
    """Yield citation keys that name no source of the study."""
    inside: dict[int, str] = {}
    for sentence in found:
        for node in walk(sentence.node):
            inside[id(node)] = f"{sentence.place} #{sentence.id}" if sentence.id else sentence.place
    for node in walk(blocks):
        if node["t"] != "Cite":
            continue
        for citation in node["c"][0]:
            if citation["citationId"] not in known:
                yield Problem(
                    place=inside.get(id(node), "report"),
                    message=f"'{stringify([node], citations=True)}' cites no source of the study.",
                    remedy=nearest(citation["citationId"], tuple(known)),
                )


def _place(sentence: Sentence) -> str:
    return f"{sentence.place} #{sentence.id}" if sentence.id else sentence.place


def _shortened(words: str, limit: int = 90) -> str:
    return words if len(words) <= limit else f"{words[: limit - 1].rstrip()}…"


def _short_id(words: str) -> str:
    kept = [word for word in re.findall(r"[a-z0-9]+", words.lower()) if len(word) > 3]  # articles say nothing
    return "-".join(kept[:3]) or "one"
