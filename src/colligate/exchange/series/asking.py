"""A mapping as a form asks for it: what each column is, in plain words, and what no column says."""

from __future__ import annotations

from collections.abc import Mapping as Fields
from collections.abc import Sequence
from typing import Any

import msgspec

from colligate.exchange.faults import RefusedFileError
from colligate.exchange.series.mapping import Mapping, require_name
from colligate.exchange.series.proposing import period_in_head

#: What a column can be, by the field of a mapping. The first that holds is the one shown.
ROLES = {
    "value": "the value",
    "across": "values of the period in its head",
    "period": "the period",
    "area": "the area",
    "series": "tells series apart",
    "unit_column": "the unit",
    "qualifier": "the sign of a bound, such as <",
    "bound": "a bound with its number, where the value is empty",
    "multiplier": "the power of ten to multiply by",
    "status": "the status of the value (SDMX)",
    "origin": "who gave the value",
    "edition_column": "the edition",
    "notes": "a note on the value",
    "ignore": "leave it out",
}
#: Before the column that a column puts into words.
WORDS_FOR = "words:"
AREAS = {
    "alpha-3": "codes of three letters (THA)", "alpha-2": "codes of two letters (TH)", "m49": "numbers of the UN (764)",
    "names": "names in English (Thailand)", "told": "some other way: take them as they are",
}  # fmt: skip
DECIMALS = {".": "a point (1.5)", ",": "a comma (1,5)"}
THOUSANDS = {"": "nothing (1595)", ",": "a comma (1,595)", ".": "a point (1.595)", " ": "a blank", "'": "an apostrophe"}

_SINGLE = (
    "period", "area", "unit_column", "qualifier", "bound", "multiplier", "status", "origin", "edition_column",
)  # fmt: skip
_SEVERAL = ("value", "series", "notes", "ignore")
_PLAIN = ("dataset", "title", "publisher", "of_area", "areas", "unit", "edition", "decimal")
#: Fields of several words, one a line; and of words with what stands for them.
_LINES = ("missing", "totals", "scale")
_AGAIN = "Choose again, then look again."


def role_of(mapping: Mapping, column: str) -> str:
    """Return what a column is in a mapping: a key of `ROLES`, or `WORDS_FOR` and the column it puts into words."""
    for role in ROLES:
        told = getattr(mapping, role)
        if column == told if isinstance(told, str) else column in told:
            return role
    return next((f"{WORDS_FOR}{key}" for key, words in mapping.names.items() if words == column), "ignore")


def given_of(mapping: Mapping) -> dict[str, str]:
    """Return the fields of a mapping, besides what its columns are, as a form shows them."""
    fiscal = mapping.fiscal
    return {
        **{field: getattr(mapping, field) for field in (*_PLAIN, "thousands")},
        **{field: "\n".join(getattr(mapping, field)) for field in _LINES},
        "marks": "\n".join(f"{mark} = {words}" for mark, words in mapping.marks.items()),
        "only": "\n".join(f"{column} = {cell}" for column, cells in mapping.only.items() for cell in cells),
        "starts": str(fiscal.starts) if fiscal else "",
        "named": fiscal.named if fiscal else "end",
    }


def mapping_told(base: Mapping, roles: Fields[str, str], given: Fields[str, str], name: str) -> Mapping:
    """Return a mapping as a person changed it in a form; what the form does not ask stays.

    Args:
        base: What the form showed.
        roles: What each column is, as `role_of` has it.
        given: The other fields, as `given_of` has them.
        name: Of the file.

    Raises:
        RefusedFileError: Where two columns are said to be one thing, or something needed is not said.
    """
    fields: dict[str, Any] = {**msgspec.structs.asdict(base), **_assigned(base, roles, name)}
    fields |= {field: " ".join(given.get(field, "").split()) for field in _PLAIN}
    fields["thousands"] = given.get("thousands", "")
    fields |= {field: tuple(_lines(given.get(field, ""))) for field in _LINES}
    fields["marks"] = dict(_pairs(given.get("marks", ""), name))
    only: dict[str, tuple[str, ...]] = {}
    for column, cell in _pairs(given.get("only", ""), name):
        if column not in roles:
            raise RefusedFileError(name, f"Rows are asked for by '{column}', which is no column of it.", _AGAIN)
        only[column] = (*only.get(column, ()), cell)
    starts = given.get("starts", "")
    fields |= {"only": only, "fiscal": {"starts": starts, "named": given.get("named", "end")} if starts else None}
    try:
        mapping = msgspec.convert(fields, Mapping, strict=False)
    except (msgspec.ValidationError, ValueError) as error:
        raise RefusedFileError(name, f"What was said of it cannot be taken: {error}.", _AGAIN) from error
    _require_whole(mapping, name)
    return mapping


def _assigned(base: Mapping, roles: Fields[str, str], name: str) -> dict[str, Any]:
    """Return the fields that name columns, those of columns that were said to be something else put in their place."""
    changed = {column: role for column, role in roles.items() if role != role_of(base, column)}
    fields: dict[str, Any] = {one: "" if (old := getattr(base, one)) in changed else old for one in _SINGLE}
    fields |= {one: [column for column in getattr(base, one) if column not in changed] for one in _SEVERAL}
    fields["across"] = {column: period for column, period in base.across.items() if column not in changed}
    fields["names"] = {key: words for key, words in base.names.items() if words not in changed}
    for column, role in changed.items():
        if role in _SEVERAL:
            fields[role].append(column)
        elif role == "across":
            told = period_in_head(column)
            if told is None:
                raise RefusedFileError(
                    name, f"'{column}' is said to hold values of its head, but is no period.", _AGAIN
                )
            fields["across"][column] = told[0]
        elif role.startswith(WORDS_FOR):
            _once(fields["names"], role.removeprefix(WORDS_FOR), column, role, name)
        elif role in _SINGLE:
            _once(fields, role, column, role, name)
        else:
            raise RefusedFileError(name, f"Nothing is said of the column '{column}'.", _AGAIN)
    return fields


def _once(fields: dict[str, Any], key: str, column: str, role: str, name: str) -> None:
    if old := fields.get(key):
        what = ROLES.get(role) or f"words for '{key}'"
        raise RefusedFileError(name, f"Two columns are said to be {what}: '{old}' and '{column}'.", _AGAIN)
    fields[key] = column


def _lines(words: str) -> Sequence[str]:
    return list(dict.fromkeys(line for one in words.splitlines() if (line := one.strip())))


def _pairs(words: str, name: str) -> Sequence[tuple[str, str]]:
    found = []
    for line in _lines(words):
        key, sign, told = line.partition("=")
        if not (sign and key.strip()):
            raise RefusedFileError(name, f"'{line[:60]}' has no equals sign with words before it.", _AGAIN)
        found.append((key.strip(), told.strip()))
    return found


def _require_whole(mapping: Mapping, name: str) -> None:
    require_name(mapping.dataset, name)
    lacks = {
        "No column is said to hold the values.": not mapping.value and not mapping.across,
        "No column is said to hold the periods.": bool(mapping.value) and not mapping.period,
        "Some columns hold the value, others values of the period in their head.": bool(mapping.value)
        and bool(mapping.across),
        "No column is said to hold the areas, and no one area that all of it is about.": not mapping.area
        and not mapping.of_area,
        f"'{mapping.area}' is said to hold the areas, and '{mapping.of_area}' to be the only one.": bool(mapping.area)
        and bool(mapping.of_area),
        "Nothing says what is measured: no title, and no column that tells series apart.": not mapping.title
        and not mapping.series
        and len(mapping.value) < 2,
        "The sign before decimals is none.": mapping.decimal not in DECIMALS,
        "The sign before decimals cannot part thousands, too.": mapping.decimal == mapping.thousands,
        "A year begins in a month from 1 to 12.": mapping.fiscal is not None
        and mapping.fiscal.starts not in range(1, 13),
    }  # fmt: skip
    for reason, lacking in lacks.items():
        if lacking:
            raise RefusedFileError(name, reason, _AGAIN)
