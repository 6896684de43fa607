"""In which order passages are put forward: likely ones, unsure ones, counter-evidence, and a share by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

#: Why a passage comes next: it scores high; it may speak against; it lies where the model is least sure; chance drew
#: it, so that early choices do not lock later ones; or chance drew it for the stopping rule's check.
#: A language model that was asked may have proposed it, too.
Track = Literal["likely", "against", "informative", "random", "check", "asked"]

#: The round in which tracks take turns: one passage in five is drawn by chance, whatever the model thinks.
ROUND: tuple[Track, ...] = ("likely", "likely", "informative", "likely", "random")
#: The round for a code that something supports: what may contradict it comes second, before more of the same.
ROUND_SUPPORTED: tuple[Track, ...] = ("likely", "against", "informative", "likely", "random")


def interleaved(
    tracks: Mapping[Track, Sequence[int]], turns: Sequence[Track], *, first: int = 0, most: int
) -> list[tuple[int, Track]]:
    """Let tracks take turns until each is at its end; what two tracks hold comes once, where it comes first.

    Args:
        tracks: Passages of each track, best first.
        turns: The round.
        first: How many turns were taken before.
        most: How many passages are wanted.
    """
    waiting = {track: iter(passages) for track, passages in tracks.items()}
    found: dict[int, Track] = {}
    turn = first
    while waiting and len(found) < most:
        track = turns[turn % len(turns)]
        turn += 1
        if track not in waiting:
            # A track that ended gives its turn away; one that no turn calls for is never asked.
            if not set(turns) & set(waiting):
                break
            continue
        passage = next((one for one in waiting[track] if one not in found), None)
        if passage is None:
            del waiting[track]
        else:
            found[passage] = track
    return list(found.items())


def told(probability: float | None) -> str:
    """Return a probability in words."""
    if probability is None:
        return "not yet a probability"
    for least, words in ((0.8, "very likely"), (0.6, "likely"), (0.4, "as likely as not"), (0.2, "unlikely")):
        if probability >= least:
            return words
    return "very unlikely"


#: Each track as a reader is told of it.
TOLD: dict[Track, str] = {
    "likely": "scores high",
    "against": "may speak against the code",
    "informative": "the model is unsure of it",
    "random": "drawn by chance",
    "check": "drawn by chance for the check",
    "asked": "proposed by a language model",
}
