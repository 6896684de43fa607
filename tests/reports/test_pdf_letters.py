"""Letters that the PDF cannot show."""

from __future__ import annotations

from collections.abc import Callable

from colligate.reports.composing import Composed
from colligate.reports.pdf_letters import letters_lacking, pdf_problems

Compose = Callable[[str], Composed]


def test_thai_chinese_and_emoji_are_lacking_and_greek_cyrillic_and_typographic_signs_are_not():
    # What Libertinus and DejaVu Sans Mono, the fonts of typst, are documented to hold.
    assert letters_lacking(["กa人😀", "Ελλάδα Привет ộ “…” → ○ ● ◐ ◇"]) == ["ก", "人", "😀"]


def test_a_report_in_latin_letters_has_no_such_problem(composed: Compose):
    assert pdf_problems(composed("[Größe, naïve, “quoted”…]{#s-one .argument}").document) == ()


def test_a_report_with_thai_words_is_warned_of_by_name_and_not_refused(composed: Compose):
    found = pdf_problems(composed("[The word is กค.]{#s-one .argument}").document)
    assert [problem.severity for problem in found] == ["warning"]
    assert found[0].message == "The PDF shows empty boxes for letters that its fonts lack, 2 in all: ก ค"
