"""Letters that the PDF cannot show: the fonts of typst hold Latin, Greek and Cyrillic, but no Thai or Chinese."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable

import typst

from colligate.problems import Problem
from colligate.reports.appendix import appendix_blocks
from colligate.reports.document import Document
from colligate.reports.nodes import classes_of, walk
from colligate.reports.printing import notes

#: Letters below this one are in every font of typst.
_FIRST = 0x0250
#: A place for private use, which no font fills: what typst draws for it, it draws for every letter it lacks.
_NOWHERE = "\U0010fffd"
#: Letters that a warning names.
_SHOWN = 12


def pdf_problems(document: Document) -> tuple[Problem, ...]:
    """Return a warning that names the letters of a report which its PDF shows as empty boxes."""
    lacking = letters_lacking(_printed(document))
    if not lacking:
        return ()
    shown = " ".join(lacking[:_SHOWN]) + (" …" if len(lacking) > _SHOWN else "")
    return (
        Problem(
            place="build/report.pdf",
            message=f"The PDF shows empty boxes for letters that its fonts lack, {len(lacking)} in all: {shown}",
            remedy="Give readers of these letters the page in HTML or the DOCX, or transcribe them.",
            severity="warning",
        ),
    )


def letters_lacking(texts: Iterable[str]) -> list[str]:
    """Return the letters and signs among some texts that no font of typst holds, in the order of Unicode."""
    asked = sorted({sign for text in texts for sign in text if ord(sign) >= _FIRST and _stands_alone(sign)})
    if not asked:
        return []
    pages = [f'#page(width: 2cm, height: 2cm)[#text("\\u{{{ord(sign):x}}}")]' for sign in (_NOWHERE, *asked)]
    drawn = typst.compile("\n".join(pages).encode(), format="svg", font_paths=[], ignore_system_fonts=True)
    empty, *others = drawn if isinstance(drawn, list) else [drawn]
    return [sign for sign, page in zip(asked, others, strict=True) if page == empty]


def _stands_alone(sign: str) -> bool:
    # Marks are drawn on their letter, and what is no letter, number or sign is not drawn at all.
    return unicodedata.category(sign)[0] in "LNPS"


def _printed(document: Document) -> Iterable[str]:
    """Yield what the PDF shows, and little else."""
    yield from (document.title, document.subtitle, *document.authors)
    yield json.dumps(document.ast["blocks"], ensure_ascii=False)
    yield from (notes(found) for found in document.supports.values() if found)
    yield json.dumps(document.bibliography, ensure_ascii=False)
    if any(node["t"] == "Div" and "appendix" in classes_of(node) for node in walk(document.ast["blocks"])):
        yield json.dumps(appendix_blocks(document), ensure_ascii=False)
