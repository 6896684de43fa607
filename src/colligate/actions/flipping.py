"""What findings rest on, for a table: each source, publisher and coder with the findings that change without it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from colligate.actions.coding import NoSuchThingError
from colligate.actions.looking import Standing, standing_of
from colligate.assessments.leaving_out import GROUPS, KINDS, Group, LeftOut, Resting, resting, without_group
from colligate.assessments.results import Finding, Level
from colligate.programmes.programme import Programme


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One finding that changes."""

    key: str
    title: str
    before: Level
    after: Level


class FlipRow(msgspec.Struct, frozen=True, kw_only=True):
    """One thing left out."""

    kind: str
    id: str
    name: str
    changes: tuple[Change, ...]
    #: From which level to which, and how many.
    ways: tuple[tuple[Level, Level, int], ...]


class Flips(msgspec.Struct, frozen=True, kw_only=True):
    """What the findings chosen rest on."""

    #: In one sentence.
    told: str
    supported: int
    on_one_source: int
    rows: tuple[FlipRow, ...]


def flips(
    standing: Standing, *, lens: str = "", programme: str = "", kind: str = "", group: Group | None = None
) -> Flips:
    """Return what changes when one source, publisher or coder is left out, those that change most first.

    Args:
        standing: The study.
        lens: Only findings of this lens.
        programme: Only findings about this programme.
        kind: ``source``, ``publisher`` or ``coder`` alone.
        group: Leave out a group of accounts instead; every finding is read again without it.

    Raises:
        NoSuchThingError: Where the study has no such lens, programme, kind or group.
    """
    _known(standing, lens=lens, programme=programme, kind=kind, group=group)
    chosen = list(_chosen(standing, lens, programme))
    whole = standing.resting if not lens and not programme else resting(chosen)
    left_out = [one for one in whole.left_out if kind in ("", one.kind)]
    if group:
        left_out = [without_group(standing.material, standing.assessment.evidence, chosen, group)]
    return Flips(
        told=_told(whole),
        supported=whole.supported,
        on_one_source=whole.on_one_source,
        rows=tuple(_row(standing, one) for one in left_out),
    )


def flips_of(path: Path, *, lens: str = "", programme: str = "", kind: str = "", group: Group | None = None) -> Flips:
    """Return the flips of the study at `path`; see `flips`."""
    return flips(standing_of(path), lens=lens, programme=programme, kind=kind, group=group)


def _known(standing: Standing, *, lens: str, programme: str, kind: str, group: str | None) -> None:
    programmes = [one.id for one in standing.study.records.of(Programme)]
    for what, asked, known in (
        ("lens", lens, list(standing.study.lenses)),
        ("programme", programme, programmes),
        ("kind of thing to leave out", kind, list(KINDS)),
        ("group", group or "", list(GROUPS)),
    ):
        if asked and asked not in known:
            raise NoSuchThingError(what, asked, known)


def _chosen(standing: Standing, lens: str, programme: str) -> Iterator[Finding]:
    for finding in standing.findings_of(lens) if lens else standing.assessment.findings:
        if programme in ("", finding.programme):
            yield finding


def _told(whole: Resting) -> str:
    if not whole.supported:
        return "No finding has support yet, so nothing rests on anything."
    rest = "rests" if whole.on_one_source == 1 else "rest"
    changing = whole.changing["source"]
    return (
        f"{whole.on_one_source} of {whole.supported} findings with support {rest} on one source; "
        f"{changing} {'changes' if changing == 1 else 'change'} when some one source is left out."
    )


def _row(standing: Standing, one: LeftOut) -> FlipRow:
    name = GROUPS[one.id] if one.kind == "group" else standing.binder.quoting.name(one.id)  # pyright: ignore[reportArgumentType]
    return FlipRow(
        kind=one.kind,
        id=one.id,
        name=name,
        changes=tuple(
            Change(key=moved.key, title=_title(standing, moved.key), before=moved.before, after=moved.after)
            for moved in one.moved
        ),
        ways=tuple((before, after, count) for (before, after), count in one.ways.items()),
    )


def _title(standing: Standing, key: str) -> str:
    finding, quoting = standing.binder.findings[key], standing.binder.quoting
    subject = quoting.name(finding.programme)
    code = quoting.code(f"{finding.lens}/{finding.code}")
    return f"{subject}: {code}" if subject else code
