"""Passages for codes, claims, and notes on what does not agree."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from colligate.assessments.claim import Claim, Form, Fulfilled
from colligate.assessments.parallels import Clash
from colligate.assessments.recognising.found import ClaimFound
from colligate.codings.coding import Coding, Memo
from colligate.sources.outline import OpenText
from colligate.suggestions.concluding import forms
from colligate.suggestions.drafting.desk import Desk, rule
from colligate.suggestions.drafting.measured import area
from colligate.suggestions.drafts import Drafts, content_id


def codings(desk: Desk) -> None:
    """Propose passages for the codes of the lenses."""
    text = desk.found.manuscript
    for coding in desk.found.codings:
        passage, about = desk.drafts.sentence(text, coding), coding.about or ""
        desk.drafts.propose(
            Coding, content_id("coding", passage, coding.code, about), rule=rule("codings"), why=coding.why,
            passage=passage, code=coding.code, stance=coding.stance, about=desk.ids.get(about), memo=coding.why,
        )  # fmt: skip


def claims(desk: Desk) -> None:
    """Propose the manuscript's claims in the form in which they can be checked."""
    for claim in desk.found.claims:
        if claim.form is not None:
            _claim(desk, claim, "", _with_ids(claim.form, desk.ids, desk.found.manuscript.language))
            continue
        for name, form in forms(claim, desk.found, desk.ids):
            _claim(desk, claim, name, form)


def _claim(desk: Desk, claim: ClaimFound, name: str, form: Form) -> None:
    text = desk.found.manuscript
    desk.drafts.propose(
        Claim, content_id("claim", text.source, claim.key, *filter(None, [name])), rule=rule("claims"),
        why=f"{claim.kind}: {claim.rule}. {claim.why}".strip(), sentence=_sentence(desk, claim, form), states=form,
        source=text.source, passages=(desk.drafts.sentence(text, claim),),
        cites=tuple(dict.fromkeys(desk.citations.get((text.source, claim.unit), []))), note=_noted(claim, text),
    )  # fmt: skip


def _sentence(desk: Desk, claim: ClaimFound, form: Form) -> str:
    """Return the claim's sentence; one read in several ways says which this is."""
    if not isinstance(form, Fulfilled):
        return claim.sentence
    names = (code.name for lens in desk.found.lenses for ref, code in lens.walk() if ref == form.code)
    return f"{claim.sentence} (Read as: {next(names, form.code)}.)"


def notes(desk: Desk) -> None:
    """Propose notes on what contradicts what, on quotations altered, and on the question."""
    for clash in desk.found.clashes:
        _note(desk, "parallels", clash.kind, clash.why, _clash_passages(clash, desk.texts, desk.drafts))
    text, asked = desk.found.manuscript, desk.found.question
    for checked in desk.found.checked:
        quotation = desk.found.quotations[checked.quotation]
        passages = [desk.drafts.sentence(text, quotation)]
        if checked.standing == "altered" and checked.start >= 0:
            passages.append(desk.drafts.span(desk.texts[checked.source], checked.start, checked.end))
        if checked.standing != "word for word":
            _note(desk, "quotations", checked.standing, _quoted(checked.differing, checked.nearest), passages)
    if asked:
        for put in asked.differs:
            said = f"Asked “{asked.asked.word}” ({asked.asked.asks}), and taken up as “{put.word}” ({put.asks})."
            _note(desk, "question", "question", said, desk.drafts.sentences(text, [asked.asked, put]))


def _note(desk: Desk, name: str, kind: str, said: str, passages: Sequence[str]) -> None:
    desk.drafts.propose(
        Memo, content_id(note_prefix(kind), name, *passages), rule=rule(name), why=kind, text=said,
        passages=tuple(passages),
    )  # fmt: skip


def note_prefix(kind: str) -> str:
    """Return the beginning of the ids of notes of one kind."""
    return f"note-{kind.replace(' ', '-')}"


def _noted(claim: ClaimFound, text: OpenText) -> str:
    """Say by what words a cause is claimed, and which others the text names for the same effect."""
    if not claim.causal:
        return ""
    rivals = list(dict.fromkeys(" ".join(text.words(mention).split()) for mention in claim.rivals))
    named = f" Other causes named in the text: {'; '.join(rivals[:6])}." if rivals else ""
    return f"The text says “{claim.causal}”.{named}"


def _with_ids(form: Form, ids: dict[str, str], language: str) -> Form:
    changes: dict[str, object] = {}
    for field in form.__struct_fields__:
        value = getattr(form, field)
        if field == "area":
            changes[field] = area(value, language)
        elif field in {"indicator", "about", "first", "second", "event"} and isinstance(value, str):
            changes[field] = ids.get(value, value)
        elif field in {"acts", "rivals", "about"} and isinstance(value, tuple):
            changes[field] = tuple(ids.get(name, name) for name in value)
    return msgspec.structs.replace(form, **changes)


def _clash_passages(clash: Clash, texts: dict[str, OpenText], drafts: Drafts) -> list[str]:
    return list(
        dict.fromkeys(drafts.sentence(texts[place.source], place.mention) for place in (clash.first, clash.second))
    )


def _quoted(differing: Sequence[tuple[str, str]], nearest: str) -> str:
    if not nearest:
        return "These words stand in no source given."
    pairs = "; ".join(f"“{mine or '…'}” for “{theirs or '…'}”" for mine, theirs in differing)
    return f"The quotation is not word for word: {pairs or nearest}."
