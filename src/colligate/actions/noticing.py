"""What came into the folder while somebody looked at it: told in a line, without reading the study again."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

import msgspec

from colligate.actions.arrivals import told
from colligate.actions.looking import Stamp, stamp_of
from colligate.study.folder import Folder, digest
from colligate.study.journal import AnyRecord
from colligate.study.since import said_since

#: What is told of a change to files that people edit, by the folder or name of the file.
_EDITED = {
    "study.yaml": "the study file was changed", "lenses": "a lens was changed",
    "report": "the text of the report was changed", "report.lock": "sentences of the report were confirmed",
}  # fmt: skip


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """How far a folder had come when a page was made of it."""

    #: Name of each journal to its length in bytes.
    journals: dict[str, int] = {}
    #: Key of `_EDITED` to a mark of the state of those files.
    edited: dict[str, str] = {}


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What came since a mark."""

    #: How far the folder has come now.
    mark: str
    #: What others said, and what was edited, in one line; empty where only one's own journal grew.
    told: str


def mark_of(stamp: Stamp) -> str:
    """Return a stamp as one word, for a page to keep and send back."""
    journals: dict[str, int] = {}
    edited: dict[str, str] = dict.fromkeys(_EDITED, "")
    for name, changed, size in stamp:
        path = Path(name)
        if path.suffix == ".jsonl":
            journals[path.name] = size
        else:
            key = path.name if path.name in _EDITED else path.parent.name
            if key in edited:
                edited[key] = digest(f"{edited[key]} {path.name} {changed} {size}".encode())[:8]
    return urlsafe_b64encode(msgspec.json.encode(Mark(journals=journals, edited=edited))).decode()


def read_mark(word: str) -> Mark:
    """Read what `mark_of` wrote; what is none counts as the beginning of everything."""
    try:
        return msgspec.json.decode(urlsafe_b64decode(word.encode()), type=Mark)
    except (ValueError, msgspec.DecodeError):
        return Mark()


def news(path: Path, *, since: str, seen: str = "", by: str) -> News | None:
    """Return what came into a study's folder since a mark; None where nothing did since `seen`.

    Args:
        path: The study folder.
        since: The mark of the page, as `mark_of` wrote it.
        seen: The mark up to which the page has been told; the page's own if empty.
        by: Who looks: what they said themselves is no news to them.

    Raises:
        NotAStudyError: Where `path` is no study.
    """
    folder = Folder(path).require()
    now = mark_of(stamp_of(folder))
    if now == (seen or since):
        return None
    before = read_mark(since)
    edited = edited_since(before, read_mark(now))
    return News(mark=now, told="; ".join(filter(None, [told(others_since(path, before, by=by)), *edited])))


def others_since(path: Path, before: Mark, *, by: str) -> list[AnyRecord]:
    """Return what everybody but `by` said since a mark, in the order of time."""
    return [record for record in said_since(Folder(path).require(), before.journals) if record.by != by]


def edited_since(before: Mark, now: Mark) -> list[str]:
    """Say which files that people edit were changed between two marks."""
    return [said for key, said in _EDITED.items() if before.edited.get(key, "") != now.edited.get(key, "")]
