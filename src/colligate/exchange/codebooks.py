"""Lenses as one table of codes: for programs that take codebooks as CSV, such as Taguette, and for spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping

from colligate.exchange.losses import Losses
from colligate.exchange.refi.codebook import description
from colligate.exchange.writing import csv_bytes
from colligate.lenses.lens import Lens


def codebook_table(lenses: Mapping[str, Lens]) -> tuple[bytes, Losses]:
    """Write a row for each code and say what was lost.

    Columns: ``path`` (ids from the lens down, with dots between), ``description`` (definition and rules of use),
    ``label``, ``colour``. Taguette takes the first two; a column called name or tag would make it refuse the file.
    """
    losses = Losses()
    rows = []
    for lens in lenses.values():
        for reference, code in lens.walk():
            path = reference.replace("/", ".")
            rows.append({"path": path, "description": description(code), "label": code.name, "colour": code.colour})
        losses.carried("codes", [reference for reference, _ in lens.walk()])
        losses.changed("lenses", "kind, version, works and how criteria combine have no column", [lens.id])
    return csv_bytes(rows) if rows else b"path,description\n", losses
