"""The report as every output form receives it: read, bound, values filled in, checked."""

from __future__ import annotations

from typing import Any

import msgspec

from colligate.assessments.material import Material
from colligate.assessments.results import Assessment
from colligate.problems import Problem
from colligate.reports.sentence import Sentence
from colligate.reports.support import Support


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure in its printed forms, with its sources.

    In the SVG a mark may link to ``#r-<record id>`` or ``#r-<finding key>``: the page opens that evidence on a click.
    An ``aria-label`` on a mark is shown as its tip.
    """

    #: The kind of figure: ``series``, ``timeline``, ``tiers``, ``map`` …
    name: str
    title: str
    caption: str
    svg: bytes
    png: bytes
    #: Vega-Lite specification, with its data inline; None for a figure not made with it.
    vega: dict[str, Any] | None = None
    #: Ids of the Sources of its data, sorted.
    sources: tuple[str, ...] = ()
    #: What the figure shows, in words.
    alt: str = ""
    #: How to read its marks and whose data they are: printed under the figure, whatever its caption.
    credit: str = ""


class Completeness(msgspec.Struct, frozen=True, kw_only=True):
    """How far the texts were read for each code, in a study that read by a queue."""

    #: For each code checked by chance, or read wholly, a sentence on what was read and what may be claimed.
    checked: tuple[str, ...] = ()
    #: Codes that somebody decided on passages for, with neither: ``lens/code``, in the order of the lenses.
    unchecked: tuple[str, ...] = ()


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A report ready to be set in any form.

    In `ast` (pandoc's JSON) every sentence is a ``Span`` that keeps its id, with classes out of ``sentence`` (always),
    ``argument``, ``unbound`` and ``stale``, and the attribute ``rests``. Value spans have class ``value``. Citations
    are ``Cite`` elements whose ids are those of `bibliography`; the list of references is not yet in it.
    A figure is a pandoc ``Figure`` whose image has the target ``figures/<key>.svg``, `key` being its key in `figures`.
    A link of class ``evidence`` leads to ``#r-…``, a place only the page in HTML has: other forms keep its words.
    A link of class ``sentence`` leads to another sentence's id. Blocks that only one form can set are Divs with one of
    the classes ``appendix`` or ``sources``, empty, where the author placed them.
    """

    title: str
    authors: tuple[str, ...] = ()
    subtitle: str = ""
    abstract: str = ""
    language: str = "en"
    #: Pandoc's JSON document: ``{"pandoc-api-version": …, "meta": {}, "blocks": […]}``; the title is not in its blocks.
    ast: dict[str, Any]
    #: CSL-JSON items of the sources cited or used, each with ``id``, sorted by it.
    bibliography: tuple[dict[str, Any], ...] = ()
    #: The study's CSL style file; None for the built-in one (Chicago, author and date).
    csl: bytes | None = None
    figures: dict[str, Figure] = {}
    material: Material
    assessment: Assessment
    #: Every sentence in the order of the report, arguments and unbound ones included.
    sentences: tuple[Sentence, ...] = ()
    #: What each sentence rests on, by the sentence's id, in the order written.
    supports: dict[str, tuple[Support, ...]] = {}
    #: Every support that a sentence, table or figure of the report leads to, by its ref.
    register: dict[str, Support] = {}
    #: Question, case and method of the study, as its settings give them.
    settings: dict[str, Any] = {}
    completeness: Completeness = Completeness()
    problems: tuple[Problem, ...] = ()
