"""Texts laid open for tests of statements beside each other."""

from __future__ import annotations

from colligate.assessments.parallels import Clash, clashes
from colligate.sources.outline import OpenText
from colligate.sources.outlining import outline
from colligate.sources.readers import read

#: Sentences of ordinary prose that tell of unlike things, so that words have the weights they have in a text.
FILLER = (
    "Fishermen along the northern coast mended their nets before the storms came.",
    "Each school keeps a ledger in which teachers note the books they lend.",
    "Nobody in the valley remembers when the old mill stopped turning.",
    "Committees met behind closed doors and published no minutes of their debates.",
    "Prices of rice and oil moved with the seasons and with rumours from abroad.",
    "Several witnesses described long working hours and wages that were withheld.",
    "Roads to the interior are cut by floods during the rainy months.",
    "Clinics lack trained midwives, and medicines arrive late from the capital.",
)


def laid_open(*sentences: str, source: str = "text", among: tuple[str, ...] = FILLER) -> OpenText:
    """Each sentence a paragraph of its own, with prose in between."""
    parts = [part for place, said in enumerate(sentences) for part in (said, *among[place * 4 : place * 4 + 4])]
    characters = "\n\n".join(parts) + "\n"
    extraction = read(characters.encode(), "text.txt")
    return OpenText(
        source=source, text=source, characters=extraction.text, outline=outline(extraction.text, extraction.layout)
    )


def inside(*sentences: str) -> list[tuple[str, str, str]]:
    """What clashes in one text, as kind and the two stretches of words."""
    return shown(clashes([laid_open(*sentences)]))


def between(first: OpenText, second: OpenText) -> list[tuple[str, str, str]]:
    """What clashes between two texts."""
    return shown(clashes([first, second]))


def shown(found: tuple[Clash, ...]) -> list[tuple[str, str, str]]:
    return [(clash.kind, clash.first_words, clash.second_words) for clash in found]
