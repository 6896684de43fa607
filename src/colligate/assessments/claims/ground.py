"""What a claim is set against, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from colligate.assessments.coverage import Coverages
from colligate.assessments.dates import Dates
from colligate.assessments.material import Material
from colligate.assessments.results import Chain, Finding, VerdictWord
from colligate.assessments.sourced import Sourced
from colligate.assessments.windows import Windows


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """The material and all that was derived from it before any claim was looked at."""

    material: Material
    sourced: Sourced
    dates: Dates
    windows: Windows
    coverages: Coverages
    findings: Mapping[str, Finding]
    #: By programme.
    chains: Mapping[str, Chain]

    def name(self, identity: str | None) -> str:
        """Return the name of a record for a sentence."""
        return self.sourced.name(identity)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict in the making; the fields are those of `Verdict`."""

    verdict: VerdictWord
    reason: str
    judged_by: tuple[str, ...] = ()
    would_change: str = ""
    timing: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    missing_links: tuple[str, ...] = ()


def listed(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """Write a list as people do: *a, b and c*."""
    words = list(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)
