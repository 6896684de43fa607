"""How many of the dates, events and claims proposed on speeches and a charter a reader called right.

Run ``python benchmarks/hand_checked.py [--material DIR]``. One reader read every proposal of the texts in
``hand_checked.csv`` against its sentence. *Seen*: ten speeches of the United Nations General Debate (the 42nd by name
and every 97th after it) and the Charter; after reading them one rule was changed. *Held out*: ten other speeches (the
18th and every 97th after it), read once, after that. The rules run again here; a proposal is known by text, kind and
offset, and what nobody has read yet is counted apart. Intervals are Wilson's, 95 %, of right against wrong; what was
doubtful is left out.
"""

from __future__ import annotations

import argparse
import csv
import math
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from colligate.lenses.shipped import shipped
from colligate.sources.locating import Searchable
from colligate.sources.outline import Mention, OpenText
from colligate.sources.outlining import outline
from colligate.sources.readers import read
from colligate.suggestions.reading import recognise

HERE = Path(__file__).parent
ROOT = HERE.parent
LABELS = HERE / "hand_checked.csv"
KINDS = ("date", "event", "cause", "other claim")
_Z = 1.96


def labels() -> list[dict[str, str]]:
    """Return the rows of the file: set, text, kind, start, label, reason."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def proposals(path: Path) -> Iterator[tuple[str, int]]:
    """Yield kind and offset of what the pass proposes for one text."""
    layout = read(path.read_bytes(), path.name)
    text = OpenText(
        source=path.stem, text=path.stem, characters=layout.text, outline=outline(layout.text, layout.layout)
    )
    searchables = {text.source: Searchable(text.characters, layout.layout)}
    found = recognise([text], lenses=shipped(), choose=True, searchables=searchables)

    def start(mention: Mention) -> int:
        return text.unit(mention).span(mention.start, mention.end)[0]

    yield from (("date", start(date)) for date in found.reads[0].dates)
    yield from (("event", start(event.accounts[0].mention)) for event in found.events)
    yield from (("cause" if claim.kind == "cause" else "other claim", start(claim)) for claim in found.claims)


def wilson(right: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    if not total:
        return 0.0, 1.0
    share, square = right / total, _Z * _Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = _Z / (1 + square / total) * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    return middle - half, middle + half


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    beside = Path(os.environ.get("COLLIGATE_MATERIAL", ROOT.parent / "shared"))
    parser.add_argument("--material", type=Path, default=beside)
    corpus = parser.parse_args().material / "corpus"
    rows = labels()
    known = {(row["text"], row["kind"], int(row["start"])): row["label"] for row in rows}
    print(f"{'':22}{'right':>7}{'wrong':>7}{'doubtful':>10}{'unread':>8}   share right, 95 % interval")
    for name in ("seen", "held out"):
        counts = Counter[tuple[str, str]]()
        for text in dict.fromkeys(row["text"] for row in rows if row["set"] == name):
            folder = "un-charter" if text.startswith("un_charter") else "un-general-debate"
            for kind, start in proposals(corpus / folder / f"{text}.txt"):
                counts[kind, known.get((text, kind, start), "unread")] += 1
        for kind in KINDS:
            right, wrong = counts[kind, "right"], counts[kind, "wrong"]
            low, high = wilson(right, right + wrong)
            share = f"{right / (right + wrong):.2f} ({low:.2f} to {high:.2f})" if right + wrong else ""
            more = counts[kind, "doubtful"], counts[kind, "unread"]
            print(f"{f'{name}: {kind}':22}{right:>7}{wrong:>7}{more[0]:>10}{more[1]:>8}   {share}")


if __name__ == "__main__":
    main()
