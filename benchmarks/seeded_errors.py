"""How many planted errors are found, in a text alone and beside its clean self; and false alarms on clean text.

Run ``python benchmarks/seeded_errors.py [--material DIR] [--seed N] [--first N] [--show] [--whole]``.
Up to twenty errors of eleven kinds are planted in each text: an article, speeches picked by a fixed rule, a charter,
from the test material (``COLLIGATE_MATERIAL``, else the folder ``shared`` beside the project); without it, in the
report of the worked study alone. Another seed or first speech brings up other errors and speeches, for numbers no rule
was written in sight of.
Beside its clean self a text is compared as one version with another; alone, only what it tells twice can give it away.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from seeding.changes import KINDS
from seeding.finding import Detection, Detector, Outcome, by_clashes, found_again
from seeding.planting import plant
from seeding.whole import by_first_pass

from colligate.sources.outline import OpenText
from colligate.sources.outlining import outline
from colligate.sources.readers import read

ROOT = Path(__file__).parent.parent
#: Every so many speeches, in the order of their names.
EVERY = 97


def texts(material: Path, first: int = 0) -> list[Path]:
    """Return the files errors are planted in, the speeches from the `first` on, counted from 0."""
    ours = [ROOT / "examples/thailand-unodc-2014-2017/report/01-report.md"]
    speeches = sorted((material / "corpus/un-general-debate").glob("*.txt"))[first::EVERY]
    others = [material / "seed/article.txt", *speeches, material / "corpus/un-charter/un_charter_en.txt"]
    return [path for path in ours + others if path.is_file()]


def opened(characters: str, source: str) -> OpenText:
    """Lay open a text that is already read."""
    layout = read(characters.encode(), f"{source}.txt").layout
    return OpenText(source=source, text=source, characters=characters, outline=outline(characters, layout))


def prose(path: Path) -> str:
    """Return a file's text; of a report of ours without the marks that bind its sentences."""
    characters = read(path.read_bytes(), path.name).text
    if path.suffix != ".md":
        return characters
    body = re.sub(r"\A---\n.*?\n---\n", "", characters, flags=re.DOTALL)
    while body != (body := re.sub(r"\[([^\[\]]*)\]\{[^{}]*\}", r"\1", body)):
        pass
    return body


def alarms(detected: Sequence[Detection], source: str) -> set[Detection]:
    """Return the places of one text that were pointed at."""
    return {one for one in detected if one.source == source}


class Measured(NamedTuple):
    """What was found in one text."""

    alone: list[Outcome]
    beside: list[Outcome]
    #: Places pointed at in the untouched text: alone, and more beside itself.
    alarms: tuple[int, int]


def measured(clean: OpenText, detect: Detector, seed: int = 1) -> Measured:
    """Plant errors in a text and look for them, with and without the clean text at hand."""
    seeded = plant(clean, seed)
    manuscript, untouched = (opened(text, "manuscript") for text in (seeded.characters, clean.characters))
    before = detect(untouched, []), detect(untouched, [clean])
    after = detect(manuscript, []), detect(manuscript, [clean])
    alone, beside = (found_again(seeded, manuscript, *both) for both in zip(after, before, strict=True))
    pointed, again = (alarms(detected, "manuscript") for detected in before)
    return Measured(alone, beside, (len(pointed), len(again - pointed)))


def by_strangers(texts: Sequence[OpenText], detect: Detector) -> int:
    """Return at how many more places clean texts are pointed at when the next one, about other things, is beside."""
    found = 0
    for text, other in zip(texts, [*texts[1:], *texts[:1]], strict=True):
        found += len(alarms(detect(text, [other]), text.source) - alarms(detect(text, []), text.source))
    return found


def _lines(result: Measured) -> Iterator[str]:
    for alone, beside in zip(result.alone, result.beside, strict=True):
        marks = f"{_mark(alone):8}{_mark(beside):8}"
        yield f"    {marks}{alone.error.kind:20} {alone.error.before!r} -> {alone.error.after!r}"


def _mark(outcome: Outcome) -> str:
    return "named" if outcome.named else "pointed" if outcome.pointed else "-"


def _row(name: str, results: Sequence[tuple[Outcome, Outcome]]) -> str:
    """A line of the table: planted; alone named; beside named and pointed at."""
    alone, beside = [one for one, _ in results], [other for _, other in results]
    counts = len(results), sum(one.named for one in alone), sum(one.named for one in beside)
    return f"{name[:25]:26}" + "".join(f"{count:9}" for count in (*counts, sum(one.pointed for one in beside)))


def main(detect: Detector = by_clashes) -> None:
    """Measure every text and print what was found by text and by kind."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--material", type=Path, default=os.environ.get("COLLIGATE_MATERIAL", ROOT.parent / "shared"))
    options.add_argument("--seed", type=int, default=1, help="which errors are planted")
    options.add_argument("--first", type=int, default=0, help="which speech is the first taken")
    options.add_argument("--show", action="store_true", help="print every error")
    options.add_argument("--whole", action="store_true", help="look with the whole first pass, its verdicts too")
    chosen = options.parse_args()
    detect = by_first_pass if chosen.whole else detect
    start, everything, clean = time.perf_counter(), [], []
    print(f"{'text':26}{'planted':>9}{'alone':>9}{'beside':>9}{'pointed':>9}   clean text: alone, beside itself")
    for path in texts(Path(chosen.material), chosen.first):
        clean.append(opened(prose(path), path.stem))
        result = measured(clean[-1], detect, chosen.seed)
        pairs = list(zip(result.alone, result.beside, strict=True))
        everything += pairs
        print(f"{_row(path.stem, pairs)}   {result.alarms[0]}, {result.alarms[1]}")
        if chosen.show:
            print("\n".join(_lines(result)))
    print()
    for kind in KINDS:
        print(_row(kind, [pair for pair in everything if pair[0].error.kind == kind]))
    print(_row("all", everything))
    print(f"clean texts, each beside the next: {by_strangers(clean, detect)} more places pointed at")
    print(f"{time.perf_counter() - start:.1f} s, seed {chosen.seed}; pointed: found beside, whatever the reason given")


if __name__ == "__main__":
    main()
