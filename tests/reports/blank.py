"""Figures for tests that are about words."""

from __future__ import annotations

from colligate.reports.document import Figure


def blank_figure(name: str, *_: object) -> Figure:
    """Draw nothing: these tests are about words."""
    return Figure(name=name, title=name, caption="", svg=b"<svg></svg>", png=b"")
