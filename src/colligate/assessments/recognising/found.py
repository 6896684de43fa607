"""What is proposed of claims."""

from __future__ import annotations

from typing import Literal

import msgspec

from colligate.assessments.claim import Form
from colligate.assessments.recognising.spans import CITED
from colligate.assessments.wording import words_in
from colligate.sources.outline import Mention, OpenText

#: What a sentence claims. *conclusion*, *outcome* and *fulfilment* are told apart by their words alone.
ClaimKind = Literal[
    "value", "trend", "peak", "change", "date", "ordering", "cause", "fulfilment", "outcome", "conclusion", "coverage",
    "comparative", "output", "recommendation",
]  # fmt: skip


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """An event or programme found in the texts, as much of it as the claims of one text need."""

    #: Stands for its id in forms.
    key: str
    #: Phrases that mean it in prose: one of them, word for word, names it.
    names: tuple[str, ...] = ()
    #: Words of what it is done to, and of what is done; enough of them near each other name it too.
    thing: tuple[str, ...] = ()
    deed: str = ""
    #: Where the text tells it, and the date it gives it there as `colligate.periods` reads it (or empty).
    told: tuple[tuple[Mention, str], ...] = ()
    #: Whether its date is the start of a programme rather than the date of an event.
    programme: bool = False


class ClaimFound(Mention, frozen=True, kw_only=True):
    """A sentence that claims something; the mention is the words that make it a claim of its kind."""

    #: Stable within a text: kind, unit and place.
    key: str
    kind: ClaimKind
    #: The claim as one sentence.
    sentence: str
    #: Ids in it are keys of series and acts; None where the sentence can be checked but no form be filled.
    form: Form | None = None
    #: Strength words of the sentence, as `colligate.assessments.wording` writes them.
    words: tuple[str, ...] = ()
    #: The causal phrase as printed; empty for what claims no cause.
    causal: str = ""
    cause: Mention | None = None
    effect: Mention | None = None
    #: Keys of the acts that a cause names, in a form or not.
    acts: tuple[str, ...] = ()
    #: Causes that other sentences name for the same effect, or what they say was at work on it besides.
    rivals: tuple[Mention, ...] = ()
    #: What a sentence on coverage names as left out, or on coverage as covered.
    items: tuple[Mention, ...] = ()
    #: Whether the sentence gives a source.
    cited: bool = False
    #: The rule that found it, and why it is, or is not, in a form.
    rule: str
    why: str = ""

    @property
    def word(self) -> str:
        """The first strength word, or empty."""
        return self.words[0] if self.words else ""


def made(
    text: OpenText, mention: Mention, kind: ClaimKind, sentence: str, form: Form | None, *, rule: str, why: str = ""
) -> ClaimFound:
    """Return a claim with what its sentence says of strength and source."""
    words = text.unit(mention).words
    return ClaimFound(
        unit=mention.unit, start=mention.start, end=mention.end, key=f"{kind}-{mention.unit}-{mention.start}",
        kind=kind, sentence=sentence, form=form, words=tuple(words_in(words)), cited=bool(CITED.search(words)),
        rule=rule, why=why,
    )  # fmt: skip
