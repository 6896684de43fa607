"""Quotes: does each stand in its source, at its place?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from colligate.problems import Problem
from colligate.sources.locating import Searchable, locate
from colligate.sources.passage import Passage
from colligate.sources.text import Text
from colligate.study.study import Study


def passage_problems(study: Study) -> list[Problem]:
    """Return every passage whose words do not stand where it says, with the nearest text; looked up once a study."""
    if study.quote_problems is None:
        study.quote_problems = list(_problems(study))
    return study.quote_problems


def _problems(study: Study) -> Iterator[Problem]:
    for identity, passages in _by_text(study).items():
        text = study.records.get(Text, identity)
        if text is None:
            continue  # a dangling reference, told elsewhere
        try:
            searchable = Searchable(study.folder.text(text.sha256), study.folder.layout(text.layout))
        except (OSError, UnicodeDecodeError, msgspec.DecodeError):
            continue  # a missing or broken file, told elsewhere
        for passage in passages:
            if problem := _problem(passage, searchable):
                yield problem


def _by_text(study: Study) -> dict[str, list[Passage]]:
    groups: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in study.records.of(Passage):
        groups[passage.text].append(passage)
    return groups


def _problem(passage: Passage, searchable: Searchable) -> Problem | None:
    location = locate(passage, searchable)
    if location.status == "exact":
        return None
    place = f"{passage.id} (source {passage.source})"
    if location.status == "moved":
        return Problem(
            place=place,
            message=f"The quote '{_short(passage.quote)}' stands at {location.start}, not at {passage.start}.",
            remedy=f"Run 'colligate sources reread {passage.source}' to place it anew.",
        )
    if location.status == "ambiguous":
        return Problem(
            place=place,
            message=f"The quote '{_short(passage.quote)}' stands at {len(location.candidates)} places, none its own.",
            remedy="Choose the place meant, and quote more words.",
        )
    nearest = (
        f" The nearest text is: '{_short(location.nearest)}'." if location.nearest else " Nothing there is like it."
    )
    return Problem(
        place=place,
        message=f"The quote '{_short(passage.quote)}' is not in its source.{nearest}",
        remedy="Quote the source's own words, or retract what rests on this passage.",
    )


def _short(words: str, limit: int = 160) -> str:
    return words if len(words) <= limit else f"{words[: limit - 1]}…"
