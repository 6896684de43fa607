"""Notes of a project become memos; what a coding's note says of stance and subject is read off its last lines.

Stance and subject have no element of their own in QDA-XML. They stand in the coding's own note, in words every program
shows, below whatever the coder wrote::

    The seminar is named, but nobody attended it.

    [stance: contradicts]
    [about: bangkok-seminar]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast, get_args

from colligate.codings.coding import Coding, Memo, Stance
from colligate.exchange.guids import remembering
from colligate.exchange.incoming import digest, unsaid
from colligate.exchange.refi.arriving import Arrival
from colligate.exchange.refi.manifest import NOTE, Manifest
from colligate.exchange.refi.project import CodeNode, TextBody

_SAID = re.compile(r"\A(?P<memo>.*?)(?:\n\n|\A)(?P<block>\[stance: \w+\](?:\n\[about: [^\n]+\])?)\s*\Z", re.DOTALL)
_FIELD = re.compile(r"\[(stance|about): ([^\n]+)\]")


def coding_words(coding: Coding) -> str:
    """Return what the note of a coding says; nothing for one that supports and says no more."""
    if coding.stance == "supports" and not coding.about and not coding.memo:
        return ""
    if coding.stance == "supports" and not coding.about and not _SAID.match(coding.memo):
        return coding.memo
    block = f"[stance: {coding.stance}]" + (f"\n[about: {coding.about}]" if coding.about else "")
    return f"{coding.memo}\n\n{block}" if coding.memo else block


def about_and_stance(words: str) -> tuple[str, Stance, str]:
    """Return memo, stance and subject of what a coding's note says."""
    found = _SAID.match(words)
    if not found:
        return words, "supports", ""
    said = dict(_FIELD.findall(found["block"]))
    if said["stance"] not in get_args(Stance):
        return words, "supports", ""
    return found["memo"], cast("Stance", said["stance"]), said.get("about", "")


def coding_memo(arrival: Arrival, notes: tuple[str, ...], manifest: Manifest) -> str:
    """Return the words of a coding's notes, joined; what was a memo of its own stays one."""
    words = []
    for identity in notes:
        note = arrival.notes.get(identity)
        taken = identity in arrival.placed_notes or identity in manifest.memos
        if note and note.content is not None and not taken:
            arrival.placed_notes.add(identity)
            words.append(note.content)
    return "\n\n".join(words)


def take_notes(arrival: Arrival, manifest: Manifest) -> None:
    """Make memos of all notes that are not the memo of a coding, of descriptions, sets and links."""
    about = _subjects(arrival)
    for identity, note in arrival.notes.items():
        if identity in arrival.placed_notes or identity == NOTE:
            continue
        _memo(arrival, note, about.get(identity, []), manifest)
    _descriptions(arrival)
    _variables(arrival)
    _sets(arrival)
    _links(arrival)


def _subjects(arrival: Arrival) -> dict[str, list[str]]:
    """Return the GUIDs of what refers to each note, in the order of the file."""
    project = arrival.project
    found: dict[str, list[str]] = {}

    def refer(notes: tuple[str, ...], subject: str) -> None:
        for note in notes:
            found.setdefault(note, []).append(subject)

    def codes(trees: Iterable[CodeNode]) -> None:
        for node in trees:
            refer(node.notes, node.guid)
            codes(node.codes)

    codes(project.codes)
    for document in project.documents:
        body = document.text.notes if document.text and document.text.guid != document.guid else ()
        refer((*document.notes, *body), document.guid)
        for selection in (*(document.text.selections if document.text else ()), *document.regions):
            refer(selection.notes, selection.guid)
            for coded in selection.codings:
                refer(coded.notes, coded.guid)
    for link in project.links:
        if link.origin in arrival.notes:
            found.setdefault(link.origin, []).append(link.target)
    return found


def _memo(arrival: Arrival, note: TextBody, subjects: list[str], manifest: Manifest) -> None:
    words = note.content or ""
    if note.selections or note.codings:
        held = [coding.guid for selection in note.selections for coding in selection.codings]
        arrival.losses.left("codings", "they code the words of a note, which is no source", held or [note.guid])
    if not words.strip():
        arrival.losses.left("notes", "they hold no words, or in a file of their own", [note.guid])
        return
    about, passages = _place(arrival, subjects)
    if note.guid in manifest.memos and len(subjects) == len(set(subjects)):
        about, passages = _stated(arrival, manifest.memos[note.guid])
    else:
        title = note.name.strip()
        if title and not words.startswith(title):
            words = f"{title}\n\n{words}"
    memo = Memo(
        id=manifest.ids.get(note.guid) or remembering("memo", note.guid), by=arrival.coder(note.by), text=words,
        about=about, passages=passages, **unsaid(),
    )  # fmt: skip
    if arrival.say(memo):
        arrival.became[note.guid] = memo.id
        arrival.losses.carried("memos", [memo.id])
        if subjects and not about and not arrival.ours:
            arrival.losses.changed("memos", "what they were about did not arrive; they are about the study", [memo.id])


def _place(arrival: Arrival, subjects: list[str]) -> tuple[str, tuple[str, ...]]:
    became = [arrival.became.get(subject, "") for subject in subjects]
    passages = tuple(dict.fromkeys(name for name in became if arrival.is_passage(name)))
    others = [name for name in became if name and name not in passages]
    return (others or passages or ("",))[0], passages


def _stated(arrival: Arrival, said: tuple[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    """Return what this program said a memo is about, as far as it came along."""
    about, passages = said
    here = tuple(passage for passage in passages if arrival.stands(passage))
    code = about in arrival.became.values() or "/" in about
    if about and not code and not arrival.stands(about):
        arrival.losses.changed("memos", "what they are about has no place, so they are about the study", [about])
        about = ""
    return about, here


def _descriptions(arrival: Arrival) -> None:
    for document in arrival.project.documents:
        source = arrival.became.get(document.guid, "")
        if source and document.description.strip():
            _extra(arrival, document.guid, document.description, source, (), document.by)
        body = document.text
        if source and body and body.guid != document.guid and body.description.strip():
            _extra(arrival, body.guid, body.description, source, (), body.by)
        for selection in (*(body.selections if body else ()), *document.regions):
            passage = arrival.became.get(selection.guid, "")
            if passage and selection.description:
                _extra(arrival, selection.guid, selection.description, passage, (passage,), selection.by)
    if arrival.project.description.strip() and not arrival.ours:
        _extra(arrival, "project", arrival.project.description, "", (), "")


def _variables(arrival: Arrival) -> None:
    """Tell what variables are said to be, and name those of which no value is given."""
    project, losses = arrival.project, arrival.losses
    if arrival.ours:
        return
    holders = (*project.documents, *project.cases, *(d.text for d in project.documents if d.text))
    given = {variable for holder in holders for variable, _ in holder.values}
    for identity, words in project.described.items():
        name = project.variables[identity]
        _extra(arrival, identity, f"Variable '{name}': {words}", "", (), "")
        losses.changed("variables", "what they are said to be is told in a memo", [name])
    unused = [name or identity for identity, name in project.variables.items() if identity not in given]
    losses.left("variables", "no value of theirs is given", unused)


def _sets(arrival: Arrival) -> None:
    for group in arrival.project.groups:
        members = [arrival.became.get(member, "") or member for member in (*group.codes, *group.others)]
        if arrival.ours and not group.others:
            continue  # the families of a lens, which its own file states
        words = f"Set '{group.name}': {', '.join(members) or 'empty'}."
        words += f"\n\n{group.description.strip()}" if group.description.strip() else ""
        _extra(arrival, group.guid, words, "", (), "")
        arrival.losses.changed("sets", "a set is told in a memo; one of codes is their family too", [group.name])


def _links(arrival: Arrival) -> None:
    for link in arrival.project.links:
        ends = [arrival.became.get(end, "") for end in (link.origin, link.target)]
        if arrival.ours:
            continue  # memos and facts, which state it themselves
        if not all(ends):
            arrival.losses.left("links", "an end of theirs did not arrive", [link.name or link.guid])
            continue
        arrow = {"OneWay": "→", "Bidirectional": "↔"}.get(link.direction, "—")
        passages = tuple(dict.fromkeys(end for end in ends if arrival.is_passage(end)))
        words = f"Link '{link.name}': {ends[0]} {arrow} {ends[1]}."
        _extra(arrival, link.guid, words, ends[0], passages, link.by)
        arrival.losses.changed("links", "a link is told in a memo about its origin", [link.name or link.guid])


def _extra(arrival: Arrival, basis: str, words: str, about: str, passages: tuple[str, ...], user: str) -> None:
    words = words.strip()
    memo = Memo(
        id=f"memo-{digest(f'{basis} {words}')}", by=arrival.coder(user), text=words, about=about, passages=passages,
        **unsaid(),
    )  # fmt: skip
    if arrival.say(memo):
        arrival.losses.carried("memos", [memo.id])
