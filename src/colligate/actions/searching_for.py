"""A search proposed for a code: the words its codebook gives, joined by OR."""

from __future__ import annotations

from colligate.actions.looking import Standing
from colligate.lenses.lens import Code
from colligate.programmes.programme import Programme

#: Words and phrases of one proposed query.
_MOST = 24


def search_for(standing: Standing, gap: str) -> dict[str, str]:
    """Return the query proposed for a gap (``gap:programme@lens/code``): ``q``, ``for`` and ``about``; empty if none.

    Nothing is searched: a person reads the query, changes it, and decides.
    """
    subject, _, reference = gap.removeprefix("gap:").partition("@")
    code = standing.study.codes.get(reference)
    if code is None:
        return {}
    about = subject if standing.study.records.get(Programme, subject) else ""
    return {"q": cue_query(code), "for": reference} | ({"about": about} if about else {})


def cue_query(code: Code) -> str:
    """Return a query for the cues of a code, or of those below it where it has none, with its name."""
    said = [code.name, *_cues(code)]
    parts = dict.fromkeys(_asked(one) for one in said)
    return " OR ".join(part for part in list(parts)[:_MOST] if part)


def _cues(code: Code) -> list[str]:
    return [*code.cues] or [cue for child in code.codes for cue in (child.name, *_cues(child))]


def _asked(words: str) -> str:
    """Write words as a query does: one word as it is, several as those words near each other in any order or form."""
    plain = " ".join("".join(one if one.isalnum() else " " for one in words).split()).lower()
    return plain if " " not in plain else f"({plain})" if plain.count(" ") > 3 else " NEAR/2 ".join(plain.split())
