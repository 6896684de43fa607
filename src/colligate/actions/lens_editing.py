"""A study's own copy of a lens edited: shown first, then written with all that names its codes, in one act."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.lens_preparing import Prepared, prepare
from colligate.actions.lens_preview import Preview
from colligate.actions.looking import Standing, standing_of
from colligate.actions.saying import say
from colligate.codings.coding import Memo
from colligate.lenses.editions import EARLIER, edit_id
from colligate.lenses.edits import Edit
from colligate.lenses.lens import Lens
from colligate.lenses.writing import lens_bytes
from colligate.problems import ColligateError
from colligate.study.folder import Folder, write
from colligate.study.journal import stamp
from colligate.study.settings import read_settings, settings_bytes


class OtherPreviewError(ColligateError):
    """An edit was confirmed on the ground of a preview that is no longer true."""

    def __init__(self, preview: Preview) -> None:
        """Keep the preview that is true now."""
        self.preview = preview
        super().__init__(
            "The study has changed since this was shown, so nothing was written. Read what the edit would do now, then "
            f"confirm that ({preview.fingerprint})."
        )


class LensAwayError(ColligateError):
    """A lens whose file and pin do not agree, so that nobody can say which version is edited."""

    def __init__(self, lens: str, pinned: str, held: str) -> None:
        """Name both versions."""
        super().__init__(
            f"study.yaml pins '{lens}@{pinned}' and lenses/ holds '{held}'. 'colligate check' says what to do about "
            "it; edit the lens afterwards."
        )


def preview_edit(standing: Standing, lens: str, edit: Edit) -> Preview:
    """Return what an edit would do; nothing is written.

    Args:
        standing: The study as it stands.
        lens: Id of a lens of the study.
        edit: What is to be done to it.

    Raises:
        NoSuchThingError: Where the study has no such lens.
        LensEditError: Where the edit cannot be made.
    """
    return _prepared(standing, lens, edit).preview


def edit_lens(path: Path, lens: str, edit: Edit, *, seen: str, reason: str = "", by: str) -> Preview:
    """Edit a study's copy of a lens, and say again whatever names a code that has gone.

    The journal comes first, then the pin, then the file of the lens. Where it ends halfway the file is the old one,
    `check` tells of it, and the same edit made again brings the rest.

    Args:
        path: The study folder.
        lens: Id of a lens of the study.
        edit: What is to be done to it.
        seen: Fingerprint of the preview that was confirmed.
        reason: Why, kept in the journal.
        by: Whose journal.

    Raises:
        NoSuchThingError: Where the study has no such lens.
        LensEditError: Where the edit cannot be made.
        LensAwayError: Where the pin in the study file does not agree with the lens.
        OtherPreviewError: Where the edit would now do something else than was seen.
    """
    standing = standing_of(path)
    prepared = _prepared(standing, lens, edit)
    if prepared.preview.fingerprint != seen:
        raise OtherPreviewError(prepared.preview)
    folder, file = standing.study.folder, standing.study.lens_files[lens]
    keep(file, lens, prepared.preview.before)
    memo = _memo(standing, prepared, reason, by)
    say(standing.study, [*prepared.said, memo], by=by, carried=prepared.carried)
    pin(folder, lens, prepared.lens.version)
    write(file, lens_bytes(prepared.lens))
    return prepared.preview


def keep(file: Path, lens: str, version: str) -> None:
    """Keep the file of a lens as it is among the earlier ones."""
    write(file.parent / EARLIER / f"{lens}@{version}.yaml", file.read_bytes())


def pin(folder: Folder, lens: str, version: str) -> None:
    """Note in the study file which version of a lens is in use; the rest of the file stays as it is written."""
    text = folder.settings.read_text(encoding="utf-8")
    settings, _ = read_settings(text.encode(), "study.yaml")
    wanted = tuple(f"{lens}@{version}" if entry.partition("@")[0] == lens else entry for entry in settings.lenses)
    pinned = msgspec.structs.replace(settings, lenses=wanted)
    for entry in settings.lenses:
        if entry.partition("@")[0] == lens:
            text = re.sub(rf"(?<![\w-]){re.escape(entry)}(?![\w.+-])", f"{lens}@{version}", text)
    # A file written in another form than ours is set anew from what it says.
    kept = read_settings(text.encode(), "study.yaml")[0] == pinned
    write(folder.settings, text.encode() if kept else settings_bytes(pinned))


def _prepared(standing: Standing, lens: str, edit: Edit) -> Prepared:
    known = standing.study.lenses
    if lens not in known:
        raise NoSuchThingError("lens", lens, known)
    _require_pin(standing, known[lens])
    return prepare(standing, known[lens], edit)


def _require_pin(standing: Standing, lens: Lens) -> None:
    pins = {entry.partition("@")[0]: entry.partition("@")[2] for entry in standing.study.settings.lenses}
    unfinished = standing.study.records.get(Memo, edit_id(lens.id, pins.get(lens.id, "")))
    if pins.get(lens.id) != lens.version and unfinished is None:
        raise LensAwayError(lens.id, pins.get(lens.id, ""), lens.version)


def _memo(standing: Standing, prepared: Prepared, reason: str, by: str) -> Memo:
    shown = prepared.preview
    counted = len(prepared.said)
    again = f" {counted} record{'s' * (counted != 1)} said again." if counted else ""
    why = f" {reason.strip()}" if reason.strip() else ""
    return Memo(
        id=edit_id(shown.lens, shown.after), by=by, at=stamp(standing.study.records.latest),
        text=f"Lens {shown.lens}, {shown.before} to {shown.after}: {shown.title}{again}{why}",
    )  # fmt: skip
