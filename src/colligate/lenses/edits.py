"""What can be done to a lens, each an edit on its own; codes are named by their path in it: ``actor.recognised``."""

from __future__ import annotations

from typing import Literal

import msgspec


class _Edit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="do", tag=str.lower):
    pass


class Wording(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The fields of a code that say what it means; None leaves a field as it is."""

    name: str | None = None
    definition: str | None = None
    use_when: tuple[str, ...] | None = None
    not_when: tuple[str, ...] | None = None
    against: tuple[str, ...] | None = None
    cues: tuple[str, ...] | None = None
    example: str | None = None
    #: How the criteria below combine.
    needs: Literal["all", "any"] | int | None = None


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the codes that a code is split into; what is not given is taken from the code split."""

    id: str
    wording: Wording


class Reword(_Edit, frozen=True, kw_only=True):
    """Say otherwise what a code means."""

    code: str
    wording: Wording


class Add(_Edit, frozen=True, kw_only=True):
    """A new code under `parent`, or at the top where that is empty, after those already there."""

    parent: str = ""
    id: str
    wording: Wording
    #: A Coding of the residual bucket that becomes one of the new code, with this stance.
    coding: str = ""
    stance: Literal["supports", "contradicts", "mentions"] = "supports"


class Remove(_Edit, frozen=True, kw_only=True):
    """Take out a code that nothing names, with those below it."""

    code: str


class Rename(_Edit, frozen=True, kw_only=True):
    """Another id, another name, or both; an empty field stays as it is."""

    code: str
    id: str = ""
    name: str = ""


class Merge(_Edit, frozen=True, kw_only=True):
    """Let a code go and what it held be held by another, whose wording stays."""

    code: str
    into: str


class Split(_Edit, frozen=True, kw_only=True):
    """Put two or more codes in the place of one."""

    code: str
    parts: tuple[Part, ...]
    #: Id of a record that names the code to the id of the part it now belongs to; the others are left for later.
    assigned: dict[str, str] = {}


class Move(_Edit, frozen=True, kw_only=True):
    """Put a code under another, or at the top where `parent` is empty, after those already there."""

    code: str
    parent: str = ""


Edit = Reword | Add | Remove | Rename | Merge | Split | Move
