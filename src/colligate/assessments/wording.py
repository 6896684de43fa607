"""How strong a finding must be for a word to be used of it: a small vocabulary, as data.

A report checker asks `words_in` for the strength words of a sentence and `needed` for the least level of each.
"""

from __future__ import annotations

import re

from colligate.assessments.results import LEVELS, Level
from colligate.problems import ColligateError

#: The least level each word needs: the forms of one word stand together.
VOCABULARY: dict[Level, tuple[tuple[str, ...], ...]] = {
    "established": (
        ("proves", "prove", "proved", "proven"),
        ("demonstrates", "demonstrate", "demonstrated"),
        ("establishes that", "establish that", "established that", "is established", "are established"),
        ("confirms", "confirm", "confirmed"),
        ("resulted in", "results in", "result in"),
        ("led to", "leads to", "lead to"),
        ("caused", "brought about", "due to"),
    ),
    "corroborated": (
        ("fulfilled", "fulfils", "fulfil", "fulfills", "fulfill"),
        ("shows", "show", "showed", "has shown", "have shown", "is shown to", "are shown to"),
        ("achieved", "achieves", "achieve"),
        ("succeeded", "succeeds", "successful", "successfully"),
        ("effective", "effectively"),
        ("bolstered", "strengthened", "enhanced", "improved"),
    ),
    "claimed": (
        ("suggests", "suggest", "suggested"),
        ("indicates", "indicate", "indicated"),
        ("claims that", "claim that", "claimed that", "claims to", "claim to"),
        ("reports that", "report that", "reported that"),
        ("says", "say", "said"),
        ("states that", "state that", "stated that"),
        ("seems", "seem", "appears to", "appear to"),
        ("by its own account", "by their own account", "according to"),
    ),
    "contested": (("disputed", "is contested", "are contested", "in dispute"),),
    "absent": (("no evidence", "nothing shows", "nothing here shows", "no source shows", "none shows"),),
}

#: Words that a claim may name but that are not looked for in sentences, where they mostly mean something else.
CLAIM_WORDS: dict[str, Level] = {
    "has": "corroborated",
    "is": "corroborated",
    "holds": "corroborated",
    "serves as": "corroborated",
    "shown": "corroborated",
    "establishes": "established",
    "because of": "established",
    "claims": "claimed",
    "reports": "claimed",
    "states": "claimed",
    "contested": "contested",
}

#: Words of the level *claimed* that hand what follows to somebody else.
_ATTRIBUTING = frozenset(
    form
    for forms in VOCABULARY["claimed"]
    for form in forms
    if forms[0] not in {"seems", "suggests", "indicates"}
)  # fmt: skip
_NEEDED: dict[str, Level] = dict(CLAIM_WORDS)
_NEEDED.update((form, level) for level, words in VOCABULARY.items() for forms in words for form in forms)
_FORMS = sorted((form for words in VOCABULARY.values() for forms in words for form in forms), key=len, reverse=True)
_FIND = re.compile(rf"\b(?:{'|'.join(form.replace(' ', chr(92) + 's+') for form in _FORMS)})\b", re.IGNORECASE)
#: A word is denied where one of these stands among the four words before it.
_DENIAL = re.compile(
    r"\b(?:not|never|no|nothing|nobody|none|nor|neither|without|cannot|hardly|\w+n['\u2019]t)(?:\s+\S+){0,3}\s*$",
    re.IGNORECASE,
)
_QUOTED = re.compile('\u201c[^\u201d]*\u201d|"[^"]*"')


class UnknownWordError(ColligateError):
    """A word of which the vocabulary does not say how much it claims."""

    def __init__(self, word: str) -> None:
        """Name the word and some that would do."""
        super().__init__(
            f"'{word}' is not among the strength words. Use one of the vocabulary, such as proves, fulfilled, shows "
            f"or suggests, or the name of a level: {', '.join(LEVELS)}."
        )


def needed(word: str) -> Level:
    """Return the least level a finding must have for this word; a level's name is its own. Raises UnknownWordError."""
    plain = " ".join(word.casefold().split())
    if plain in _NEEDED:
        return _NEEDED[plain]
    for level in LEVELS:
        if plain == level:
            return level
    raise UnknownWordError(word)


def words_in(sentence: str) -> list[str]:
    """Return the strength words of a sentence, each once, in order and as the vocabulary writes them.

    Left out: words inside double quotation marks, which are a source's; words denied within the four words before
    them (*has not fulfilled*); and words stronger than *claimed* that follow one which hands them to somebody else
    (*the office says that it has fulfilled*).
    """
    plain = _QUOTED.sub(lambda match: " " * len(match.group()), sentence)
    found: dict[str, None] = {}
    attributed = False
    for match in _FIND.finditer(plain):
        word = " ".join(match.group().casefold().split())
        if _DENIAL.search(plain, 0, match.start()) or (attributed and LEVELS.index(_NEEDED[word]) > _CLAIMED):
            continue
        attributed = attributed or word in _ATTRIBUTING
        found[word] = None
    return list(found)


_CLAIMED = LEVELS.index("claimed")
