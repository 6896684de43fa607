"""Words of the texts that are spelt much like a word that none of them holds."""

from __future__ import annotations

from collections import Counter

import tantivy
from rapidfuzz.distance import OSA

from colligate.suggestions.searching.index import Index
from colligate.suggestions.searching.wording import worded

#: A shorter word has too many neighbours; one of as many letters may have two of them wrong.
_SHORTEST, _TWO_WRONG = 4, 8
#: Passages in which spellings are looked for, and how many are told.
_PASSAGES, _TOLD = 200, 3


def spelt_alike(index: Index, word: str) -> tuple[str, ...]:
    """Return the words of an index nearest to one, the nearest and commonest first; none for a word of several parts.

    Nearness is the number of letters to be put in, left out, changed or swapped with their neighbour (optimal string
    alignment).
    """
    asked = worded(word, "").exact
    if len(asked) != 1 or len(asked[0]) < _SHORTEST or not asked[0].isalpha():
        return ()
    wanted, wrong = asked[0], 1 + (len(asked[0]) >= _TWO_WRONG)
    query = tantivy.Query.fuzzy_term_query(index.schema, "exact", wanted, wrong)
    seen: Counter[str] = Counter()
    for _, address in index.searcher.search(query, _PASSAGES, count=False).hits:
        words = bytes(index.searcher.doc(address).get_first("words") or b"").decode()
        seen.update(one for one in worded(words, "").exact if OSA.distance(one, wanted, score_cutoff=wrong) <= wrong)
    ranked = sorted(seen, key=lambda one: (OSA.distance(one, wanted), -seen[one], one))
    return tuple(ranked[:_TOLD])
