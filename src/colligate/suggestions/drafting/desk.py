"""What all drafting shares: what was recognised, where suggestions go, and which key became which id."""

from __future__ import annotations

from collections.abc import Iterable

from colligate.sources.outline import Mention
from colligate.suggestions.drafts import Drafts
from colligate.suggestions.reading import Recognised

#: Version of each rule, raised when what it proposes changes.
RULES = {
    "citations": 1, "names": 1, "places": 1, "events": 1, "series": 1, "programmes": 1, "factors": 1, "claims": 1,
    "codings": 1, "instruments": 1, "numbers": 1, "parallels": 1, "quotations": 1, "question": 1,
}  # fmt: skip


def rule(name: str) -> str:
    """Return a rule's name with its version, as records carry it."""
    return f"{name} {RULES[name]}"


class Desk:
    """One run of drafting."""

    def __init__(self, found: Recognised, drafts: Drafts) -> None:
        """Begin with nothing drafted."""
        self.found, self.drafts = found, drafts
        self.texts = {read.text.source: read.text for read in found.reads}
        self.by_text = {read.text.text: read.text for read in found.reads}
        #: From keys of what was recognised to ids of the records proposed for it.
        self.ids: dict[str, str] = {}
        #: Ids of Citations by source and number of the unit they stand in.
        self.citations: dict[tuple[str, int], list[str]] = {}

    def cited_for(self, source: str, mentions: Iterable[Mention]) -> str | None:
        """Return the one citation that stands in the sentences of mentions; None where there are several or none."""
        cited = dict.fromkeys(
            identity for mention in mentions for identity in self.citations.get((source, mention.unit), [])
        )
        return next(iter(cited)) if len(cited) == 1 else None
