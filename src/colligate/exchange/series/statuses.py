"""SDMX's codes for the status of an observation, and what each does to a value here.

Source: SDMX cross-domain code list ``CL_OBS_STATUS`` 2.2.
"""

from __future__ import annotations

#: Codes by which a value does not exist, and why.
MISSING = {
    "M": "data cannot exist",
    "O": "missing",
    "L": "not collected",
    "H": "no data on a holiday or weekend",
    "Q": "suppressed",
    "S": "not collected because of a strike or special event",
    "K": "included in another category",
}
BREAK = "B"
NORMAL = ("", "A")
_NOTED = {
    BREAK: "break in the series before this value",
    "D": "definition differs",
    "E": "estimated",
    "F": "forecast",
    "G": "experimental",
    "I": "imputed",
    "J": "derogation",
    "N": "not significant",
    "P": "provisional",
    "U": "low reliability",
    "V": "not validated",
    "W": "includes data of another category",
}


def noted(code: str) -> str:
    """Return what a status adds to the note of a value; nothing for a normal one."""
    if code in NORMAL:
        return ""
    return f"{_NOTED[code]} (status {code})" if code in _NOTED else f"status {code}"
