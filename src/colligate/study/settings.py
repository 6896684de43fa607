"""The study file: question, case, period, lenses in use and preferences, edited by hand."""

from __future__ import annotations

from typing import Any

import msgspec
import yaml

from colligate.problems import Problem

#: Version of the folder format this program writes.
FORMAT = 1
#: Under `Settings.prefer`: the study has looked at the differing sources and prefers none.
NO_PREFERENCE = "none"


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the question is about."""

    area: str = ""
    #: Id of the Actor under study.
    organisation: str = ""
    threat: str = ""


class Publisher(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who publishes the study's programmes, where they go out as IATI activities."""

    #: Identifier of the organisation, such as ``XM-DAC-41128``.
    ref: str = ""
    #: Code of IATI's list OrganisationType: 40 is a multilateral organisation.
    type: str | int = ""
    name: str = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of ``study.yaml``."""

    format: int = FORMAT
    title: str = ""
    question: str = ""
    case: Case = Case()
    #: As `colligate.periods` writes it: ``2014/2017``.
    period: str = ""
    #: Lenses in use, pinned: ``io-roles@1``.
    lenses: tuple[str, ...] = ()
    #: Id of the Source whose claims are checked, if any.
    manuscript: str = ""
    #: Indicator id to the id of the Source preferred where sources differ, or to ``none``.
    prefer: dict[str, str] = {}
    #: Who writes and how the report is set: ``authors``, ``style`` (a CSL file in the folder), ``language``.
    report: dict[str, Any] = {}
    #: Who publishes its programmes as IATI activities.
    publisher: Publisher = Publisher()
    #: Notes on method: sampling, inclusion, coders, limits.
    method: dict[str, str] = {}


def read_settings(data: bytes, place: str) -> tuple[Settings, list[Problem]]:
    """Read ``study.yaml``; what cannot be read becomes a problem and the default stands in."""
    try:
        content = yaml.safe_load(data) or {}
        return msgspec.convert(content, Settings, str_keys=True), []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        return Settings(), [
            Problem(
                place=f"{place}{line}",
                message="The study file is not YAML.",
                remedy="Check quotes, colons and indentation on and above this line.",
            )
        ]
    except msgspec.ValidationError as error:
        return Settings(), [
            Problem(
                place=place,
                message=f"The study file does not hold what it should: {error}.",
                remedy=f"The keys are {', '.join(Settings.__struct_fields__)}; see the study-folder reference.",
            )
        ]


def settings_bytes(settings: Settings) -> bytes:
    """Write the settings as YAML a person can edit."""
    return yaml.safe_dump(msgspec.to_builtins(settings), sort_keys=False, allow_unicode=True, width=100).encode()
