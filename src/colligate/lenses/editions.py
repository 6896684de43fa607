"""Versions of a lens that a study has edited: the version it started from, and how often it was edited since."""

from __future__ import annotations

import re

#: In a study's folder of lenses: files as they were before an edit, named ``lens@version.yaml``.
EARLIER = "earlier"

_EDITED = re.compile(r"(?P<base>.*?)\+study\.(?P<times>[1-9][0-9]*)")
_PREFIX = "lens-edit:"


def parted(version: str) -> tuple[str, int]:
    """Return the version a lens started from and how often a study has edited it: ``1.0+study.2`` is 1.0, twice."""
    found = _EDITED.fullmatch(version)
    return (found["base"], int(found["times"])) if found else (version, 0)


def following(version: str) -> str:
    """Return the version that the next edit in a study makes: ``1.0`` becomes ``1.0+study.1``."""
    base, times = parted(version)
    return f"{base}+study.{times + 1}"


def edit_id(lens: str, version: str) -> str:
    """Return the id of the Memo that tells of the edit by which a lens came to a version."""
    return f"{_PREFIX}{lens}@{version}"


def edit_of(memo: str) -> tuple[str, str] | None:
    """Return lens and version of the edit that a Memo of this id tells of; None for any other Memo."""
    lens, at, version = memo.removeprefix(_PREFIX).partition("@")
    return (lens, version) if memo.startswith(_PREFIX) and at else None
