"""A study in a notebook: its tables as data frames on demand, and a page that says what it holds."""

from __future__ import annotations

import html

import msgspec
import polars as pl

from colligate.programmes.programme import Programme
from colligate.study.study import Study
from colligate.study.tables import NAMES, rows


class OpenStudy(Study):
    """A `Study` whose tables are Polars data frames, such as ``study.codings`` and ``study.findings``."""

    def __getattr__(self, name: str) -> pl.DataFrame:
        """Return the table of that name as a data frame."""
        if name not in NAMES:
            message = f"a study has no attribute or table '{name}'; its tables are {', '.join(NAMES)}"
            raise AttributeError(message)
        return frame(self, name)

    def __dir__(self) -> list[str]:
        """Offer the tables on completion."""
        return sorted({*super().__dir__(), *NAMES})

    def __repr__(self) -> str:
        """Say what the study asks and holds."""
        return "\n".join(f"{name}: {value}" for name, value in self._summary().items())

    def _repr_html_(self) -> str:
        body = "".join(
            f"<tr><th style='text-align:left'>{html.escape(name)}</th><td>{html.escape(value)}</td></tr>"
            for name, value in self._summary().items()
        )
        return f"<table>{body}</table>"

    def _summary(self) -> dict[str, str]:
        counts = {name: len(rows(self, name)) for name in ("sources", "codings", "events", "facts", "observations")}
        return {
            "Study": self.settings.title,
            "Question": self.settings.question,
            "Lenses": ", ".join(self.settings.lenses) or "none",
            "Programmes": ", ".join(programme.name for programme in self.records.of(Programme)) or "none",
            "Holds": ", ".join(f"{count:,} {name}" for name, count in counts.items()),
            "Problems met on reading": str(len(self.problems)),
        }


def frame(study: Study, name: str) -> pl.DataFrame:
    """Return one table as a data frame. Lists stay lists; an empty table has no columns."""
    return pl.DataFrame([_flat(row) for row in rows(study, name)], infer_schema_length=None, strict=False)


def _flat(row: dict[str, object]) -> dict[str, object]:
    return {key: [_word(item) for item in value] if isinstance(value, tuple) else value for key, value in row.items()}


def _word(item: object) -> object:
    return item if isinstance(item, str | int | float) else msgspec.json.encode(item).decode()
