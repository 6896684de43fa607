"""One list set against another, and what a first pass left in a study's folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from colligate.record import Record
from colligate.study.assessing import line_labels
from colligate.study.laying_open import open_texts
from colligate.study.study import Study
from colligate.study.supposing import open_suggestions
from distance.gold import Lines

R = TypeVar("R", bound=Record)


class Row(NamedTuple):
    """One line of the table."""

    what: str
    wanted: int
    found: int
    proposed: int
    right: int
    missed: Sequence[str] = ()
    wrong: Sequence[str] = ()


class Pass:
    """What a first pass proposes, on which lines, and what it says of it."""

    def __init__(self, folder: Path) -> None:
        self.study = Study(folder)
        self.records: list[Record] = list(open_suggestions(self.study).values())
        self._labels = line_labels(self.study)
        self.text = next(text for text, _ in open_texts(self.study) if text.source == self.study.settings.manuscript)
        self.told = json.loads((self.study.folder.build / "first-pass.json").read_text(encoding="utf-8"))
        self.verdicts: dict[str, str] = {one["id"]: one["verdict"] for one in self.told["claims"]}

    def of(self, kind: type[R]) -> list[R]:
        """Return the records proposed of one type."""
        return [record for record in self.records if isinstance(record, kind)]

    def lines(self, record: Record) -> list[Lines]:
        """Return the lines of a record's passages."""
        labels = (self._labels.get(name, "") for name in getattr(record, "passages", ()))
        return [(int(label.partition("-")[0]), int(label.rpartition("-")[2])) for label in labels if label]


def compared(
    what: str,
    wanted: Iterable[str],
    proposed: Iterable[str],
    same: Callable[[str, str], bool] = str.__eq__,
    also: Iterable[str] = (),
) -> Row:
    """Compare two lists of words; what is among `also` is right where proposed and not missed where it is not."""
    wanted, proposed, known = list(wanted), list(proposed), list(also)
    missed = [one for one in wanted if not any(same(one, other) for other in proposed)]
    wrong = [other for other in proposed if not any(same(one, other) for one in [*wanted, *known])]
    return Row(what, len(wanted), len(wanted) - len(missed), len(proposed), len(proposed) - len(wrong), missed, wrong)


def counted(counts: Mapping[str, int]) -> list[str]:
    """Return each word as often as it is counted, numbered, so that the second of two is missed by itself."""
    return [f"{word} ({n + 1})" for word, count in counts.items() for n in range(count)]


def overlap(one: Lines, other: Lines) -> bool:
    """Return whether two stretches of lines share one."""
    return one[0] <= other[1] and other[0] <= one[1]
