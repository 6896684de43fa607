"""The few code lists of IATI whose meaning a study needs, and the words that versions before 2 had for them.

Facts of the standard: IATI Standard 2.03, code lists (iatistandard.org).
"""

from __future__ import annotations

from typing import Any

ROLES = {"1": "Funding", "2": "Accountable", "3": "Extending", "4": "Implementing"}
STATUSES = {
    "1": "Pipeline/identification", "2": "Implementation", "3": "Finalisation", "4": "Closed", "5": "Cancelled",
    "6": "Suspended",
}  # fmt: skip
DATES = {"1": "planned start", "2": "actual start", "3": "planned end", "4": "actual end"}
TRANSACTIONS = {
    "1": "Incoming funds", "2": "Outgoing commitment", "3": "Disbursement", "4": "Expenditure", "5": "Interest payment",
    "6": "Loan repayment", "7": "Reimbursement", "8": "Purchase of equity", "9": "Sale of equity",
    "10": "Credit guarantee", "11": "Incoming commitment", "12": "Outgoing pledge", "13": "Incoming pledge",
}  # fmt: skip
BUDGETS = {"1": "Original", "2": "Revised"}
BUDGET_STATUSES = {"1": "Indicative", "2": "Committed"}
RESULTS = {"1": "Output", "2": "Outcome", "3": "Impact", "9": "Other"}
MEASURES = {"1": "Unit", "2": "Percentage", "3": "Nominal", "4": "Ordinal", "5": "Qualitative"}
RELATIONS = {"1": "Parent", "2": "Child", "3": "Sibling", "4": "Co-funded", "5": "Third party"}
DESCRIPTIONS = {"1": "General", "2": "Objectives", "3": "Target groups", "4": "Other"}
SECTORS = {
    "1": "DAC 5 digit", "2": "DAC 3 digit", "3": "COFOG", "4": "NACE", "5": "NTEE", "6": "AidData", "7": "SDG goal",
    "8": "SDG target", "9": "SDG indicator", "10": "humanitarian clusters", "11": "NAICS", "12": "UN system function",
    "98": "reporting organisation's second", "99": "reporting organisation's",
}  # fmt: skip
ORGANISATIONS = {
    "10": "Government", "11": "Local government", "15": "Other public sector", "21": "International NGO",
    "22": "National NGO", "23": "Regional NGO", "24": "Partner country based NGO", "30": "Public private partnership",
    "40": "Multilateral", "60": "Foundation", "70": "Private sector", "71": "Private sector in provider country",
    "72": "Private sector in aid recipient country", "73": "Private sector in third country",
    "80": "Academic, training and research", "90": "Other",
}  # fmt: skip
MARKERS = {
    "1": "Gender equality", "2": "Aid to environment", "3": "Participatory development, good governance",
    "4": "Trade development", "5": "Biodiversity", "6": "Climate change: mitigation", "7": "Climate change: adaptation",
    "8": "Desertification", "9": "Reproductive, maternal, newborn and child health", "10": "Disaster risk reduction",
    "11": "Disability", "12": "Nutrition",
}  # fmt: skip
SIGNIFICANCE = {
    "0": "not targeted", "1": "significant objective", "2": "principal objective",
    "3": "principal objective and in support of an action programme", "4": "explicit primary objective",
}  # fmt: skip

#: The list that an attribute of an element takes its codes from.
LISTS: dict[tuple[str, str], dict[str, str]] = {
    ("participating-org", "role"): ROLES, ("participating-org", "type"): ORGANISATIONS,
    ("reporting-org", "type"): ORGANISATIONS, ("provider-org", "type"): ORGANISATIONS,
    ("receiver-org", "type"): ORGANISATIONS, ("activity-status", "code"): STATUSES, ("activity-date", "type"): DATES,
    ("transaction-type", "code"): TRANSACTIONS, ("budget", "type"): BUDGETS, ("budget", "status"): BUDGET_STATUSES,
    ("planned-disbursement", "type"): BUDGETS, ("result", "type"): RESULTS, ("indicator", "measure"): MEASURES,
    ("related-activity", "type"): RELATIONS, ("description", "type"): DESCRIPTIONS, ("sector", "vocabulary"): SECTORS,
    ("policy-marker", "significance"): SIGNIFICANCE,
}  # fmt: skip
#: What versions before 2 wrote where there is a number now.
_BEFORE = {
    ("participating-org", "role"): {"funding": "1", "accountable": "2", "extending": "3", "implementing": "4"},
    ("activity-date", "type"): {"start-planned": "1", "start-actual": "2", "end-planned": "3", "end-actual": "4"},
    ("transaction-type", "code"): {
        "if": "1", "c": "2", "d": "3", "e": "4", "ir": "5", "lr": "6", "r": "7", "qp": "8", "qs": "9", "cg": "10",
    },
    ("transaction", "type"): {"commitment": "2", "disbursement": "3", "expenditure": "4"},
}  # fmt: skip


def code(element: Any, attribute: str) -> str:  # noqa: ANN401 - lxml states no types
    """Return a code as version 2 writes it; what neither version knows comes back as it stands."""
    written = (element.get(attribute) or "").strip()
    return _BEFORE.get((element.tag, attribute), {}).get(written.lower(), written)


def meaning(name: str, attribute: str, written: str) -> str | None:
    """Return what a code means; empty for one its list lacks, None where no list is carried here."""
    codes = LISTS.get((name, attribute))
    return None if codes is None else codes.get(written, "")
