"""Citations in running text and the reference list they lead to."""

from __future__ import annotations

from pathlib import Path

import pytest

from colligate.sources.intext import Cited, citations
from colligate.sources.outline import OpenText
from colligate.sources.outlining import outline
from colligate.sources.readers import read
from colligate.sources.text import Layout, Region
from colligate.sources.uncited import uncited

#: Enough citations to show that a text cites by author and year.
ALSO = "Others agree (Abel, 2001; Babel, 2002; Cabel, 2003)."


def opened(text: str, layout: Layout | None = None) -> OpenText:
    return OpenText(source="s", text="t", characters=text, outline=outline(text, layout or Layout()))


def of_file(path: Path) -> OpenText:
    extraction = read(path.read_bytes(), path.name)
    return opened(extraction.text, extraction.layout)


def keys(words: str) -> list[str]:
    return [key.printed for key in citations(opened(f"{words} {ALSO}")).keys][:-3]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Guards matter (Roe et al., 2018).", ["Roe et al., 2018"]),
        ("Roe et al. (2018) show it.", ["Roe et al., 2018"]),
        ("Guards matter (Roe & Lee, 2019; Doe and Poe, 2017).", ["Roe & Lee, 2019", "Doe & Poe, 2017"]),
        ("Scholars such as Roe et al. (2018) and (Doe, 2009) differ.", ["Roe et al., 2018", "Doe, 2009"]),
        ("Roe and Lee (2018), as well as Doe (2016), differ.", ["Roe & Lee, 2018", "Doe, 2016"]),
        ("Roe and Lee (2021) and Doe and Poe (2021) differ.", ["Roe & Lee, 2021", "Doe & Poe, 2021"]),
        ("According to Doe (2001), it is so.", ["Doe, 2001"]),
        ("It did so (Ministry of Health, Kingdom of Norway, 2014).", ["Ministry of Health, Kingdom of Norway, 2014"]),
        ("It is known (UNODC, n.d.).", ["UNODC, n.d."]),
        ("It is known (UNODC, 2014a, 2014b).", ["UNODC, 2014a", "UNODC, 2014b"]),
        ("It is known (see Doe, 2014, p. 12).", ["Doe, 2014"]),
        ("Van Dam's (2014) guards, says O'Neill (2015), were van der Berg's.", ["Van Dam, 2014", "O'Neill, 2015"]),
        ("The Anti-Fraud Act B.E. 2551 (2008) holds.", []),
        ("The Border Guards Act (2008) and the Oslo Protocol (1999) hold.", []),
        ("The UNDP Report (1994) and the UNDP 1994 Report say so.", []),
        ("It ended in May (2014), on a Tuesday (3 June 2014), in Oslo (2012).", []),
        ("The river rose by a third (about 30 cm, 2014 alone).", []),
    ],
)
def test_a_citation_is_told_from_what_only_looks_like_one(words: str, found: list[str]):
    assert keys(words) == found


def test_both_forms_of_a_work_are_one_key_printed_as_most_often():
    cited = citations(opened(f"Roe and Lee (2019) say so. It is so (Roe & Lee, 2019). {ALSO}"))
    key = cited.keys[0]
    assert (key.printed, key.authors, key.year, key.author_is_organisation) == (
        "Roe & Lee, 2019", ("Roe", "Lee"), "2019", False,
    )  # fmt: skip
    assert [mention.bracketed for mention in cited.mentions(key)] == [False, True]


def test_a_mention_spans_its_words_and_keeps_the_page():
    text = opened(f"It is so (see Roe & Lee, 2019, pp. 4-5). {ALSO}")
    mention = citations(text).citations[0]
    assert text.words(mention) == "Roe & Lee, 2019"
    assert mention.locator == "pp. 4-5"


def test_an_organisation_is_told_by_its_acronym_words_or_length():
    cited = citations(
        opened(f"It is so (UNODC, 2014; Ministry of Health, 2015; Northern Border Guards Watch, 2016). {ALSO}")
    )
    assert [key.organisation for key in cited.keys] == [
        "UNODC", "Ministry of Health", "Northern Border Guards Watch", "", "", "",
    ]  # fmt: skip


def test_a_text_that_hardly_cites_is_not_said_to_cite():
    assert citations(opened("They met again (Geneva, 1999).")).keys == ()


def test_names_spelt_in_two_ways_in_one_year_are_shown_as_a_pair():
    cited = citations(opened(f"It is so (Mutagqin, 2018). It holds (Mutaqgin, 2018). {ALSO}"))
    assert cited.variants == (("mutagqin 2018", "mutaqgin 2018"),)


LIST = """Introduction

Guards matter (Roe, 2010; Lee & Doe, 2012a, 2012b). Müller (2013) agrees with van der Berg (2011), and so does
the office (UNODC 2014). Nobody lists him (Poe, 2015). The bank counted them (World Bank, 2016).

References

Berg, P. van der (2011). Guards at the gate. North Press.
Lee, A., & Doe, B. (2012a). First paper on guards. Journal of Guards, 3(2), 1-10.
Lee, A., & Doe, B. (2012b). Second paper on guards. Journal of Guards, 3(3),
11-20. https://doi.org/10.1/2
Müller, C. (2013). Wachen. Springer.
Roe, J. (2010a). Guarding. Press.
Roe, J. (2010b). Guarding again. Press.
Solo, H. (2017). Never cited. Press.
United Nations Office on Drugs and Crime. (2014). Global report on guards. United Nations.
World Bank. (2016). World guard report. World Bank.
"""


@pytest.fixture(scope="module")
def listed() -> Cited:
    return citations(opened(LIST))


def test_entries_give_author_year_and_title(listed: Cited):
    assert [(entry.authors, entry.year, entry.title) for entry in listed.entries] == [
        (("Berg",), "2011", "Guards at the gate"),
        (("Lee", "Doe"), "2012a", "First paper on guards"),
        (("Lee", "Doe"), "2012b", "Second paper on guards"),
        (("Müller",), "2013", "Wachen"),
        (("Roe",), "2010a", "Guarding"),
        (("Roe",), "2010b", "Guarding again"),
        (("Solo",), "2017", "Never cited"),
        (("United Nations Office on Drugs and Crime",), "2014", "Global report on guards"),
        (("World Bank",), "2016", "World guard report"),
    ]


def test_keys_are_set_against_the_list(listed: Cited):
    assert listed.has_list
    assert [key.printed for key in listed.without_entry] == ["Poe, 2015"]
    assert [key.printed for key in listed.ambiguous] == ["Roe, 2010"]
    assert [entry.title for entry in listed.never_cited] == ["Never cited"]
    assert "UNODC, 2014" in [key.printed for key in listed.keys]


def test_a_missing_list_is_said():
    cited = citations(opened(ALSO))
    assert not cited.has_list
    assert cited.without_entry == cited.keys


def test_other_styles_of_lists_are_read():
    chicago = "Roe, Jane. 2014. “Guards of the North.” Guard Studies 3: 1-9."
    harvard = "Lee, B. (2015) 'Boats and guards', Boats, 4(1), pp. 2-3."
    text = f"{ALSO}\n\nBibliography\n\n{chicago}\n\n{harvard}"
    entries = citations(opened(text)).entries
    assert [(entry.authors, entry.year, entry.title) for entry in entries] == [
        (("Roe",), "2014", "Guards of the North"),
        (("Lee",), "2015", "Boats and guards"),
    ]


def test_numbers_in_brackets_lead_to_a_numbered_list():
    text = "Guards matter [1]. Boats do too [2, 4-5].\n\nReferences\n\n" + "\n".join(
        f"[{number}] A. Roe, Paper {name}, 20{number}0."
        for number, name in enumerate(("one", "two", "three", "four", "five"), 1)
    )
    cited = citations(opened(text))
    assert [key.printed for key in cited.keys] == ["[1]", "[2]", "[4]", "[5]"]
    assert cited.fitting == ((0,), (1,), (3,), (4,))
    assert [entry.label for entry in cited.never_cited] == ["3"]


def test_numbers_behind_words_lead_to_footnotes():
    notes = "1 Roe, Guards, p. 1.\n2 Lee, Boats, p. 2.\n3 Doe, Posts, p. 3.\n"
    text = f"Guards matter.1 Boats do too,2 and so do posts.3 There were 14.\n{notes}"
    start = text.index(notes)
    layout = Layout(regions=(Region(start, len(text), "footnote"),))
    cited = citations(opened(text, layout))
    assert [(key.printed, key.style) for key in cited.keys] == [
        ("note 1", "note"),
        ("note 2", "note"),
        ("note 3", "note"),
    ]
    assert cited.without_entry == ()


def test_a_result_without_a_source_in_its_paragraph_is_listed():
    unsourced = "The office trained 600 guards. They were glad of it.\n\nIt proved effective."
    text = opened(f"Results\n\n{unsourced}\n\nIt trained 700. {ALSO}")
    found = uncited(text, citations(text).citations)
    assert [text.outline.units[number].words for number in found] == [
        "The office trained 600 guards.", "It proved effective.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["(" * 1_000_000, "(A, 2014" * 100_000, "a (2014) " * 100_000, "A" * 1_000_000, "[1]" * 300_000]
)
def test_no_text_is_too_odd_to_be_searched_for_citations(text: str):
    citations(opened(text))


def test_the_citations_of_a_real_article(material: Path):
    cited = citations(of_file(material / "seed" / "article.txt"))
    assert len(cited.keys) == 38
    assert len(cited.citations) == 75
    assert sum(key.organisation == "UNODC" for key in cited.keys) == 8
    assert not cited.has_list


def test_speeches_laws_and_minutes_cite_nothing(material: Path):
    for name in ("un-general-debate/THA_73_2018.txt", "treaties/untoc_2000.md", "un_upr/malaysia2009.pdf"):
        assert citations(of_file(material / "corpus" / name)).keys == ()
