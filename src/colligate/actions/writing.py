"""The text of the report changed one sentence at a time: its words, what it rests on, whether it is an argument."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.problems import ColligateError
from colligate.reports.rewording import escaped, folded, pieces, printed, reword
from colligate.reports.sentence import Sentence
from colligate.reports.spots import Spot, spots, written
from colligate.study.building import read_report_of
from colligate.study.folder import digest, slug, write
from colligate.study.study import Study


class ChangedMeanwhileError(ColligateError):
    """A sentence or file that is no longer what its editor saw."""

    def __init__(self, name: str, now: str) -> None:
        """Name it and give the words it has now."""
        super().__init__(
            f"{name} was changed meanwhile, and now reads: “{now[:400]}”. Nothing was overwritten. Look at both, then "
            "write yours again."
        )


class NotFoundInTextError(ColligateError):
    """A sentence whose place in the Markdown cannot be told."""

    def __init__(self, words: str) -> None:
        """Quote it and say where to change it."""
        super().__init__(f"The place of “{words[:120]}” in the text cannot be told. Change it in the whole text.")


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with the file and the span it stands in."""

    file: Path
    text: str
    spot: Spot
    sentence: Sentence

    @property
    def inner(self) -> str:
        """The Markdown of its words."""
        return self.text[self.spot.inner[0] : self.spot.inner[1]]

    @property
    def values(self) -> dict[str, str]:
        """Each value expression in it, with what the study gives."""
        return {value.asks: value.computed for value in self.sentence.values}


def place_of(study: Study, sentence: str, every: Sequence[Sentence] = ()) -> Place:
    """Return where a sentence of the report stands; `every` are the report's sentences where they are known.

    Raises:
        NoSuchThingError: Where the report has no sentence of that id.
        NotFoundInTextError: Where its words cannot be found in the file.
    """
    every = every or read_report_of(study).document.sentences
    known = next((one for one in every if one.id == sentence), None)
    if known is None:
        raise NoSuchThingError("sentence", sentence, [one.id for one in every])
    before = sum(one.unbound and folded(one.words) == folded(known.words) for one in every[: every.index(known)])
    for file in sorted(study.folder.report.glob("*.md")):
        text = file.read_bytes().decode("utf-8-sig")
        for spot in spots(text):
            if spot.id == sentence and not known.unbound:
                return Place(file=file, text=text, spot=spot, sentence=known)
            if known.unbound and spot.bare and _prints(text, spot, known):
                if not before:
                    return Place(file=file, text=text, spot=spot, sentence=known)
                before -= 1
    raise NotFoundInTextError(known.words)


def _prints(text: str, spot: Spot, sentence: Sentence) -> bool:
    values = {value.asks: value.computed for value in sentence.values}
    return folded(printed(pieces(text[spot.start : spot.end], values))) == folded(sentence.words)


def reword_sentence(path: Path, sentence: str, words: str, *, seen: str = "") -> tuple[str, ...]:
    """Change a sentence's words; return the computed values that the new words no longer hold.

    Values, citations, notes and emphasis in what stays are kept. Empty words take the sentence out of the report.

    Args:
        path: The study folder.
        sentence: Its id.
        words: The words as they are to be printed.
        seen: The words as the editor saw them; empty to skip the comparison.

    Raises:
        ChangedMeanwhileError: Where it no longer reads as it was seen.
        NoSuchThingError: Where there is no such sentence.
        NotFoundInTextError: Where its place cannot be told.
    """
    place = place_of(Study(path), sentence)
    if seen and folded(seen) != folded(place.sentence.words):
        raise ChangedMeanwhileError("The sentence", place.sentence.words)
    if not words.strip():
        _put(place, "")
        return ()
    said = reword(place.inner, place.values, words)
    _put(place, _again(place.spot, said.inner))
    return said.dropped


def bind_sentence(path: Path, sentence: str, refs: tuple[str, ...]) -> str:
    """Let a sentence rest on these as well; return its id, which one bound to nothing gets now.

    Raises:
        NoSuchThingError: Where there is no such sentence, or nothing of that name to rest on.
        NotFoundInTextError: Where its place cannot be told.
    """
    from colligate.actions.looking import standing_of  # noqa: PLC0415 - looking reads the report too

    binder = standing_of(path).binder
    for ref in refs:
        if binder.bind(ref) is None:
            raise NoSuchThingError("record or finding", ref, binder.names)
    return _change(
        path, sentence, lambda spot: msgspec.structs.replace(
            spot, rests=tuple(dict.fromkeys((*spot.rests, *refs))), argument=False
        ),
    )  # fmt: skip


def unbind_sentence(path: Path, sentence: str, ref: str) -> str:
    """Let a sentence no longer rest on this; return its id. Raises as `bind_sentence`."""
    return _change(
        path, sentence, lambda spot: msgspec.structs.replace(spot, rests=tuple(r for r in spot.rests if r != ref))
    )


def argue_sentence(path: Path, sentence: str, *, argument: bool = True) -> str:
    """Say that a sentence is its author's own argument, or that it is not; return its id. Raises as `bind_sentence`."""
    return _change(path, sentence, lambda spot: msgspec.structs.replace(spot, argument=argument))


def add_sentence(path: Path, words: str, *, after: str = "") -> None:
    """Add a sentence behind another, bound to nothing yet; without one, as a paragraph at the end of the report.

    Raises:
        NoSuchThingError: Where there is no such sentence.
        NotFoundInTextError: Where its place cannot be told.
    """
    study = Study(path)
    plain = escaped(" ".join(words.split()))
    if after:
        place = place_of(study, after)
        _put(place, f"{place.text[place.spot.start : place.spot.end]}\n{plain}")
        return
    files = sorted(study.folder.report.glob("*.md"))
    file = files[-1] if files else study.folder.report / "report.md"
    text = file.read_text(encoding="utf-8").rstrip() if files else f"---\ntitle: {_quoted(study)}\n---"
    write(file, f"{text}\n\n{plain}\n".encode())


def _quoted(study: Study) -> str:
    return msgspec.json.encode(study.settings.title or study.folder.path.absolute().name).decode()


def report_files(path: Path) -> dict[str, tuple[str, str]]:
    """Return each report file's name with its text and the hash that `save_text` asks for."""
    files = sorted(Study(path).folder.report.glob("*.md"))
    return {file.name: (file.read_bytes().decode("utf-8-sig"), digest(file.read_bytes())) for file in files}


def save_text(path: Path, name: str, text: str, *, seen: str) -> None:
    """Write a report file whole, unless it was changed since it was seen.

    Args:
        path: The study folder.
        name: One of `report_files`, or ``report.md`` where there is none.
        text: Pandoc's Markdown.
        seen: Hash of the bytes that the editor saw; empty for a new file.

    Raises:
        NoSuchThingError: Where the report has no such file.
        ChangedMeanwhileError: Where the file is no longer the one seen.
    """
    folder = Study(path).folder
    known = [file.name for file in sorted(folder.report.glob("*.md"))] or ["report.md"]
    if name not in known:
        raise NoSuchThingError("report file", name, known)
    file = folder.report / name
    stands = file.read_bytes() if file.is_file() else b""
    if seen != (digest(stands) if stands else ""):
        raise ChangedMeanwhileError(f"report/{name}", stands.decode("utf-8", "replace"))
    write(file, text.replace("\r\n", "\n").encode())


def _change(path: Path, sentence: str, change: Callable[[Spot], Spot]) -> str:
    study = Study(path)
    place = place_of(study, sentence)
    spot = change(place.spot)
    if not (spot.rests or spot.argument):
        spot = msgspec.structs.replace(spot, id="")  # bound to nothing: it stands bare, and is told so everywhere
    elif not spot.id:
        spot = msgspec.structs.replace(spot, id=_new_id(study, place.sentence.words))
    _put(place, _again(spot, place.inner))
    return spot.id


def _again(spot: Spot, inner: str) -> str:
    if not spot.id and not spot.other:
        return inner
    return written(inner, identity=spot.id, rests=spot.rests, argument=spot.argument, other=spot.other)


def _new_id(study: Study, words: str) -> str:
    taken = {sentence.id for sentence in read_report_of(study).document.sentences}
    base = identity = f"s-{slug(words, limit=28)}"
    number = 2
    while identity in taken:
        identity, number = f"{base}-{number}", number + 1
    return identity


def _put(place: Place, markdown: str) -> None:
    before, after = place.text[: place.spot.start], place.text[place.spot.end :]
    if not markdown:
        after = after.removeprefix("\n") if before.endswith("\n") else after.removeprefix(" ")
    write(place.file, f"{before}{markdown}{after}".encode())
