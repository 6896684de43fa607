"""What a named person decides of a finding, beside what the rule reads off the evidence."""

from __future__ import annotations

from colligate.record import Record


class Judgement(Record, frozen=True, kw_only=True):
    """One person's decision on one finding or claim. The report speaks with it and shows the rule's reading too."""

    #: Key of the Finding (``programme@lens/code``) or id of the Claim.
    finding: str
    #: A level of the rule, a verdict, or words of the analyst's own.
    decision: str
    reason: str
