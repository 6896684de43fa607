"""Findings as a table of cases and conditions for qualitative comparative analysis, with the passage behind each cell.

The degree of membership is read off a finding's level by a calibration that the analyst chooses and that goes out with
the table (Ragin, *Redesigning Social Inquiry*, 2008). Where nobody looked, or the sources are silent, a cell is NA:
silence is no evidence of absence.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec
import yaml

from colligate.assessments.judgement import Judgement
from colligate.assessments.material import Material
from colligate.assessments.results import LEVELS, Assessment, Finding, Level, spoken
from colligate.exchange.faults import RefusedFileError
from colligate.exchange.losses import Losses
from colligate.lenses.lens import Lens
from colligate.programmes.programme import Programme
from colligate.reports.formulas import GUARDED, guarded
from colligate.reports.quoting import Quoting

NA = "NA"
Degree = float | Literal["NA"]

#: Proposed, to be replaced by the analyst's own: see `calibration_bytes` for the reasons.
PROPOSED: dict[Level, Degree] = {
    "established": 1.0, "corroborated": 0.67, "claimed": 0.33, "contested": NA, "refuted": 0.0, "absent": NA,
}  # fmt: skip
_CASE = "case"


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One case under one condition."""

    case: str
    #: The column's name in the table of cases.
    condition: str
    degree: Degree
    #: The level the degree was read off; empty where nobody looked.
    level: str = ""
    #: The rule's own level, where a person judged otherwise.
    read: str = ""
    finding: Finding | None = None


def read_calibration(data: bytes, name: str) -> dict[Level, Degree]:
    """Read a calibration: YAML that gives each level a degree from 0 to 1, or NA.

    Raises RefusedFileError where a level is unknown or missing, a degree is none, or *absent* is to be a number.
    """
    remedy = f"Give each of {', '.join(LEVELS)} a number from 0 to 1, or NA."
    try:
        found = yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise RefusedFileError(name, "It is not YAML.", remedy) from error
    if not isinstance(found, dict) or set(found) != set(LEVELS):
        odd = set(found) ^ set(LEVELS) if isinstance(found, dict) else set(LEVELS)
        raise RefusedFileError(name, f"Unknown or missing: {', '.join(sorted(map(str, odd)))}.", remedy)
    degrees: dict[Level, Degree] = {}
    for level in LEVELS:
        value = found[level]
        if value == NA:
            degrees[level] = NA
        elif isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise RefusedFileError(name, f"'{level}: {value}' is no degree of membership.", remedy)
        else:
            degrees[level] = float(value)
    if degrees["absent"] != NA:
        reason = "'absent' means that there is no evidence, which is no evidence of absence."
        raise RefusedFileError(name, reason, "Set it to NA; 'refuted' is the level for evidence against.")
    return degrees


def calibration_bytes(degrees: Mapping[Level, Degree], *, proposed: bool) -> bytes:
    """Write a calibration as `read_calibration` reads it, with what it was reasoned from."""
    lines = [
        "# Degree of membership read off each level of evidence.",
        "# Proposed, not chosen: replace it by degrees your theory gives." if proposed else "# As given.",
        "# established: two independent sources, one of them primary. corroborated: more in than out.",
        "# claimed: only those concerned say so, more out than in. refuted: only evidence against.",
        "# contested: sources disagree, and no degree can be read off. absent: no evidence, never 0.",
    ]
    lines += [f"{level}: {degree_words(degrees[level])}" for level in reversed(LEVELS)]
    return ("\n".join(lines) + "\n").encode()


def cells(
    material: Material, assessment: Assessment, lens: Lens, degrees: Mapping[Level, Degree]
) -> tuple[dict[str, str], list[str], list[Cell]]:
    """Return column names by code reference, cases in order, and a cell for each case and column."""
    columns = _columns(lens)
    found = {(one.programme, f"{lens.id}/{one.code}"): one for one in assessment.findings if one.lens == lens.id}
    known = [programme.id for programme in material.of(Programme)]
    cases = list(dict.fromkeys([*known, *(case for case, _ in found if case)]))
    made = [
        _cell(material, case, columns[reference], found.get((case, reference)), degrees)
        for case in cases
        for reference in columns
    ]
    return columns, cases, made


def _cell(material: Material, case: str, column: str, finding: Finding | None, degrees: Mapping[Level, Degree]) -> Cell:
    if finding is None or not finding.examined:
        return Cell(case=case, condition=column, degree=NA)
    judged = filter(None, (material.get(Judgement, name) for name in finding.judgements))
    level = spoken(finding.level, [one.decision for one in judged])
    return Cell(
        case=case, condition=column, degree=degrees[level], level=level,
        read=finding.level if level != finding.level else "", finding=finding,
    )  # fmt: skip


def _columns(lens: Lens) -> dict[str, str]:
    """Name a column for each code: capitals, digits and underscores, as R and the QCA package take them."""
    names: dict[str, str] = {}
    for reference, _ in lens.walk():
        plain = re.sub(r"\W+", "_", reference.partition("/")[2], flags=re.ASCII).upper().strip("_") or "CODE"
        name, number = plain if plain[0].isalpha() else f"C_{plain}", 2
        base = name
        while name in names.values():
            name, number = f"{base}_{number}", number + 1
        names[reference] = name
    return names


def files(
    material: Material, assessment: Assessment, lens: Lens, degrees: Mapping[Level, Degree], losses: Losses, *,
    proposed: bool,
) -> dict[str, bytes]:  # fmt: skip
    """Return the files of the export by name; no cell of a table is run as a formula."""
    columns, cases, made = cells(material, assessment, lens, degrees)
    table = {case: {_CASE: case} for case in cases}
    for cell in made:
        table[cell.case][cell.condition] = degree_words(cell.degree)
    tables = {
        "cases.csv": ([_CASE, *columns.values()], table.values()),
        "cells.csv": (_CELLS, _passages(material, assessment, made)),
        "conditions.csv": (_CONDITIONS, _conditions(lens, columns)),
    }
    return {
        **{name: _csv(name, heads, rows, losses) for name, (heads, rows) in tables.items()},
        "calibration.yaml": calibration_bytes(degrees, proposed=proposed),
        "README.md": _readme(lens, made).encode(),
        "read.R": _R.encode(),
    }


_CELLS = (
    "case", "condition", "degree", "level", "rule reads", "side", "quote", "page", "source", "title", "publisher",
    "standing", "passage", "coding",
)  # fmt: skip
_CONDITIONS = ("condition", "code", "name", "definition", "criteria of", "needs")


def _passages(material: Material, assessment: Assessment, made: Iterable[Cell]) -> Iterator[dict[str, str]]:
    """Yield a row for each passage behind each cell; a cell without any has one row."""
    quoting = Quoting(material, assessment)
    for cell in made:
        head = {
            "case": cell.case, "condition": cell.condition, "degree": degree_words(cell.degree),
            "level": cell.level or "not assessed", "rule reads": cell.read,
        }  # fmt: skip
        one = cell.finding
        sides = {"for": one.supporting, "against": one.contradicting, "mentions": one.mentions} if one else {}
        rows = [
            {
                "side": side, "quote": quote.words, "page": quote.page, "source": quote.source,
                "title": quote.source_title, "publisher": quote.publisher,
                "standing": {True: "self-reported", False: "independent", None: ""}[quote.self_reported],
                "passage": quote.passage, "coding": quote.record,
            }
            for side, codings in sides.items()
            for quote in quoting.codings(codings)
        ]  # fmt: skip
        yield from ({**head, **row} for row in rows or [{}])


def _conditions(lens: Lens, columns: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for reference, code in lens.walk():
        above = reference.rpartition(".")[0]
        yield {
            "condition": columns[reference], "code": reference, "name": code.name, "definition": code.definition,
            "criteria of": columns.get(above, ""), "needs": "" if code.needs is None else str(code.needs),
        }  # fmt: skip


def degree_words(degree: Degree) -> str:
    """Write a degree: ``0.67``, ``1``, ``NA``."""
    return NA if degree == NA else f"{degree:g}"


def _csv(name: str, columns: Iterable[str], rows: Iterable[Mapping[str, str]], losses: Losses) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        cells = {column: guarded(words) for column, words in row.items()}
        named = " ".join(row[head] for head in (_CASE, "condition") if head in row)
        losses.changed(f"rows of {name}", GUARDED, [named] if cells != row else [])
        writer.writerow(cells)
    return out.getvalue().encode()


def _readme(lens: Lens, made: list[Cell]) -> str:
    unknown = [cell for cell in made if cell.degree == NA]
    contested = [f"- {cell.case}, {cell.condition}" for cell in unknown if cell.level == "contested"]
    listed = "\n".join(["", "Contested, and NA for that:", "", *contested, ""]) if contested else ""
    return (
        f"# {lens.title}: cases and conditions\n\n"
        "- `cases.csv`: a row for each case, a column for each condition, degrees of membership from 0 to 1\n"
        "- `cells.csv`: the passages behind each cell, with source and page\n"
        "- `conditions.csv`: which code each column is, with its definition\n"
        "- `calibration.yaml`: how degrees were read off levels of evidence; change it and export again with\n"
        "  `--calibration calibration.yaml`\n"
        "- `read.R`: reads the table into R and the package QCA\n\n"
        f"{len(unknown)} of {len(made)} cells are NA: nobody looked, the sources are silent, or they disagree.\n"
        "None of these is a 0. A concept's column is read from those of its criteria: use the one or the others,\n"
        "not both.\n"
        f"{listed}"
    )


_R = """\
# install.packages("QCA")
library(QCA)
cases <- read.csv("cases.csv", row.names = "case", na.strings = "NA", check.names = FALSE)

# Choose an outcome and its conditions. A case with an unknown cell is left out of this analysis, and named.
outcome <- names(cases)[ncol(cases)]
conditions <- setdiff(names(cases), outcome)[1:2]
known <- complete.cases(cases[, c(conditions, outcome)])
message("Left out: ", paste(rownames(cases)[!known], collapse = ", "))

if (sum(known) > 1) {
  table <- truthTable(cases[known, ], outcome = outcome, conditions = conditions, incl.cut = 0.8, show.cases = TRUE)
  print(table)
  print(minimize(table, details = TRUE))
}

# The passages behind a cell:
cells <- read.csv("cells.csv", na.strings = "NA")
"""
