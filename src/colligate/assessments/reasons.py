"""How a level was reached, in words: which sources count as independent, which as primary, which criterion decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from colligate.assessments.results import LEVELS, Evidence, Finding, Part

#: From an id to how a reader knows it.
Named = Callable[[str], str]
_RANK = {level: rank for rank, level in enumerate(LEVELS)}


def reached(finding: Finding, evidence: Sequence[Evidence], named: Named) -> tuple[str, ...]:
    """Say in a few sentences how the rule came to a finding's level.

    Args:
        finding: The finding.
        evidence: The codings it was read from (supporting and contradicting), resolved.
        named: Names of sources and codes.
    """
    if finding.parts:
        return tuple(_of_parts(finding, named))
    return tuple(_of_sources(evidence, named))


def deciding(finding: Finding) -> frozenset[str]:
    """Return the criteria that hold a concept where it is: those at its level that the way of combining picks.

    Of *all*: the weakest. Of *any*: the strongest. Of m: those at the level of the m-th strongest.
    """
    return frozenset(part.code for part in finding.parts if part.level == finding.level)


def _of_parts(finding: Finding, named: Named) -> Iterator[str]:
    count = len(finding.parts)
    if finding.needs == "all":
        yield f"All {count} criteria are needed, so the weakest decides."
    elif finding.needs == "any":
        yield f"Any one of {count} will do, so the strongest decides."
    else:
        least = finding.needs
        yield f"At least {least} of {count} criteria must hold, so number {least} from the strongest decides."
    held = [named(part.code) for part in finding.parts if part.code in deciding(finding)]
    if held:
        yield f"At that level {'stands' if len(held) == 1 else 'stand'}: {'; '.join(held)}."


def _of_sources(evidence: Sequence[Evidence], named: Named) -> Iterator[str]:
    supporting = _sources(evidence, "supports")
    against = _sources(evidence, "contradicts")
    if not supporting and not against:
        yield "No passage is coded for it or against it."
        return
    if supporting:
        yield f"{_count(len(supporting), 'source')} in support: {_listed(supporting, named)}."
        independent = [name for name, one in supporting.items() if one.independent]
        primary = [name for name in independent if supporting[name].primary]
        own = [name for name, one in supporting.items() if one.self_reported]
        unknown = [name for name in supporting if name not in independent and name not in own]
        yield _told(independent, "independent", named)
        if independent:
            yield _told(primary, "primary among the independent", named)
        if own:
            yield f"Self-reported: {_listed(own, named)}."
        if unknown:
            yield f"Counted for neither, as nobody recorded who published it: {_listed(unknown, named)}."
    if against:
        yield f"{_count(len(against), 'source')} against: {_listed(against, named)}."


def _told(names: Sequence[str], word: str, named: Named) -> str:
    return f"{word.capitalize()}: {_listed(names, named)}." if names else f"{word.capitalize()}: none."


def _sources(evidence: Sequence[Evidence], stance: str) -> dict[str, Evidence]:
    return {item.source: item for item in evidence if item.stance == stance}


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _listed(names: object, named: Named) -> str:
    return "; ".join(dict.fromkeys(named(str(name)) for name in names))  # pyright: ignore[reportGeneralTypeIssues]


def by_strength(parts: Sequence[Part]) -> list[Part]:
    """Return parts from the strongest to the weakest; those as strong in their order."""
    return sorted(parts, key=lambda part: -_RANK[part.level])
