"""The lenses that ship are held against the legal texts they follow, and take no sentence from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from colligate.lenses.shipped import shipped, shipped_lens

#: So many words in a row are no coincidence.
ROW = 8

#: Where each code of the lens stands in article 3 (a), in the Protocol's own word for it.
ARTICLE_3 = {
    "recruitment": "recruitment",
    "transportation": "transportation",
    "transfer": "transfer",
    "harbouring": "harbouring",
    "receipt": "receipt",
    "threat-or-force": "threat or use of force",
    "coercion": "coercion",
    "abduction": "abduction",
    "fraud": "fraud",
    "deception": "deception",
    "abuse-of-power": "abuse of power",
    "payments": "payments or benefits",
    "sexual-exploitation": "sexual exploitation",
    "forced-labour": "forced labour",
    "slavery": "slavery or practices",
    "servitude": "servitude",
    "organ-removal": "removal of organs",
}


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def rows(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[start : start + ROW]) for start in range(len(found) - ROW + 1)}


def our_texts() -> Iterator[str]:
    for lens in shipped():
        yield from (lens.summary, *lens.notes)
        for _, code in lens.walk():
            yield from (code.definition, code.example, code.held_by, *code.use_when, *code.not_when, *code.against)


def test_the_parts_of_trafficking_stand_in_the_order_of_the_protocol(material: Path) -> None:
    protocol = (material / "corpus/treaties/palermo_tip_protocol_2000.md").read_text().replace("the abuse", "abuse")
    article = protocol.split("###Article 3")[-1].split("shall mean the")[1].split("b) The consent")[0]
    places = {code: article.index(word) for code, word in ARTICLE_3.items()}
    assert list(places.values()) == sorted(places.values())
    case = shipped_lens("trafficking").codes[0]
    leaves = [code.id for part in case.codes for code in part.codes]
    assert [leaf for leaf in leaves if leaf != "other-exploitation"] == list(ARTICLE_3)


def test_the_article_and_the_law_know_the_numbers_the_notes_on_tiers_give(material: Path) -> None:
    law = (material / "corpus/us_law/22_usc_chapter_78_tvpa.md").read_text()
    assert "Not later than June 30 of each year" in law
    assert (
        "between April 1 of the year preceding the report and March 31 of the year in which the report is made" in law
    )
    assert "for 2 consecutive years after December 23, 2008" in law
    assert "for up to 1 year if the President determines" in law
    assert "for more than 1 consecutive year after the country" in law


def test_no_eight_words_in_a_row_are_taken_from_a_treaty_the_law_or_the_article(material: Path) -> None:
    sources = [
        *sorted((material / "corpus/treaties").iterdir()),
        material / "corpus/us_law/22_usc_chapter_78_tvpa.md",
        material / "seed/article.txt",
    ]
    theirs = set[tuple[str, ...]]().union(*(rows(source.read_text(errors="replace")) for source in sources))
    ours = set[tuple[str, ...]]().union(*(rows(text) for text in our_texts()))
    assert [" ".join(row) for row in sorted(ours & theirs)] == []
