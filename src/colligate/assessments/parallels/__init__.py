"""Statements laid beside each other: what is told twice, with one part different."""

from colligate.assessments.parallels.clash import Clash, ClashKind, Place
from colligate.assessments.parallels.finding import clashes

__all__ = ["Clash", "ClashKind", "Place", "clashes"]
