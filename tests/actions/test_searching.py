"""Searching a study: exact places, fields, counts, what is kept, and when it no longer speaks for the sources."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from colligate.actions.adding import add_sources
from colligate.actions.coding import NoSuchThingError, code_span
from colligate.actions.keeping import NothingSearchedError, keep, kept
from colligate.actions.looking import Standing, standing_of
from colligate.actions.saying import say
from colligate.actions.searching import search
from colligate.actions.searching_for import search_for
from colligate.actions.starting import new_study
from colligate.sources.source import Search, Source
from colligate.study.folder import store
from colligate.study.study import Study
from colligate.suggestions.searching.asking import QueryError, parse

EXAMPLE = Path(__file__).parents[2] / "examples" / "thailand-unodc-2014-2017"
AMINA = "amina@laptop"


@pytest.fixture(scope="module")
def example() -> Standing:
    return standing_of(EXAMPLE)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    new_study(folder, lenses=["causes"])
    _add(folder, "one", "😀 Poverty drives people abroad.\n\nThe police were trained 😀 to find the poor.\n")
    _add(folder, "thai", "ตำรวจไทยช่วยเหลือเหยื่อการค้ามนุษย์ 😀 ตำรวจ\n\nความยากจน\n")
    return folder


def _add(folder: Path, name: str, words: str) -> None:
    path = folder.parent / f"{name}.txt"
    path.write_text(words, encoding="utf-8")
    report = add_sources(folder, [path], by=AMINA, even_if_alike=True)
    assert not report.problems
    assert report.added == [name]


def _places(folder: Path, query: str) -> list[tuple[str, str]]:
    """The words marked, read from the frozen text at the places told."""
    standing = standing_of(folder)
    texts = {source: standing.study.searchable(text).text for source, text in standing.study.texts.items()}
    found = search(standing, query, by="corpus").found
    return [(one.source, texts[one.source][start:end]) for one in found for start, end in one.places]


def test_words_found_are_marked_where_they_stand_in_the_source(example: Standing) -> None:
    found = search(example, "train* NEAR/5 police", filters=["year:2014..2016"])
    assert [(one.source, one.year, one.account, one.codings) for one in found.found] == [
        ("unodc-2014-handover", 2014, "self-reported", ("Personal security",))
    ]
    one = found.found[0]
    text = example.study.searchable(example.study.texts[one.source]).text
    assert [text[start:end] for start, end in one.places] == ["training", "police"]
    assert [snip.words for snip in one.context if snip.marked] == ["training", "police"]
    assert "".join(snip.words for snip in one.context) == text[one.start : one.end]
    assert one.at == text.index("training is to make the police")


def test_the_index_agrees_with_a_plain_reading_of_the_texts(example: Standing) -> None:
    texts = {source: example.study.searchable(text).text for source, text in example.study.texts.items()}
    meant = {source for source, text in texts.items() if "seminar" in text.casefold() and source != "article"}
    assert {row.key for row in search(example, "seminar*").by_source} == meant


def test_fields_narrow_what_is_found_and_counts_are_those_of_everything_found(example: Standing) -> None:
    every = search(example, "trafficking")
    assert every.count == sum(row.count for row in every.by_source) == sum(row.count for row in every.by_year)
    assert every.count == sum(row.count for row in every.by_publisher)
    assert len(every.corpus) == 69
    own = search(example, "trafficking", filters=["account:self-reported"])
    others = search(example, "trafficking NOT account:self-reported")
    assert own.count + others.count == every.count
    assert {one.account for one in own.found} == {"self-reported"}
    assert search(example, "trafficking", filters=["kind:primary"]).count == sum(
        row.count for row in every.by_source
        if next(source for source in example.study.records.by_id.values() if source.id == row.key).kind == "primary"
    )  # fmt: skip


def test_pages_of_results_follow_one_another(example: Standing) -> None:
    for by in ("rank", "corpus"):
        whole = search(example, "trafficking OR police", by=by, size=500)
        pages = [
            search(example, "trafficking OR police", by=by, size=7, page=n) for n in range(1, whole.count // 7 + 2)
        ]
        assert [one for page in pages for one in page.found] == list(whole.found)
    order = [source.id for source in example.study.records.of(Source)]
    assert [order.index(one.source) for one in whole.found] == sorted(order.index(one.source) for one in whole.found)


def test_what_is_coded_and_what_is_not_part_everything_found(small: Path) -> None:
    words = "Poverty drives people abroad."
    code_span(small, source="one", start=2, end=2 + len(words), code="causes/economic.poverty", by=AMINA)
    standing = standing_of(small)
    coded = search(standing, "poverty OR poor", filters=["code:causes/economic"])
    assert [(one.start, one.codings) for one in coded.found] == [(0, ("Poverty",))]
    bare = search(standing, "poverty OR poor", filters=["-code:*"])
    assert [(one.source, one.codings) for one in bare.found] == [("one", ())]


def test_places_count_code_points_whatever_stands_before(small: Path) -> None:
    assert _places(small, "poverty OR train") == [("one", "Poverty"), ("one", "trained")]
    assert _places(small, "ตำรวจ") == [("thai", "ตำรวจ"), ("thai", "ตำรวจ")]
    assert _places(small, "ค้ามนุษย์") == [("thai", "ค้ามนุษย์")]
    assert _places(small, '"ยากจน"') == [("thai", "ยากจน")]


def test_what_limits_a_search_is_said_with_its_result(small: Path) -> None:
    standing = standing_of(small)
    assert search(standing, "ตำรวจ").notes == (
        (
            "Thai words are told apart by a dictionary, which can be wrong. In quotation marks the characters are "
            "found wherever they stand."
        ),
    )
    assert search(standing, '"ꦗꦮ"').notes == ("No word boundaries are known for Javanese; searched by characters.",)
    assert search(standing, "police or army").notes == (
        "‘or’ in small letters was searched as a word. Write OR to join words by it.",  # noqa: RUF001
        "\u2018army\u2019 stands in no source of this study, in any form.",
    )


def test_the_manuscript_is_searched_only_when_it_is_named(example: Standing) -> None:
    assert "article" not in search(example, "trafficking").corpus
    assert search(example, "trafficking", filters=["source:article"]).corpus == ("article",)


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("year:20x4", "'20x4' is no year."),
        ("source:undoc-2014", "the study has no source 'undoc-2014'."),
        ("code:causes/economy", "the study has no code 'causes/economy'."),
        ("kind:third", "'third' is none of primary, secondary."),
        ("publisher:nobody", "the study has no publisher 'nobody'."),
    ],
)
def test_a_field_that_asks_for_what_is_not_there_says_so(example: Standing, query: str, why: str) -> None:
    with pytest.raises(QueryError) as error:
        search(example, f"police {query}")
    assert error.value.why == why
    assert error.value.query[error.value.start : error.value.end] == query


def test_a_source_added_is_found_at_once(small: Path) -> None:
    assert search(standing_of(small), "smuggler").count == 0
    _add(small, "new", "Smugglers came by sea.\n")
    assert [one.source for one in search(standing_of(small), "smuggler").found] == ["new"]


def test_a_kept_search_makes_the_cell_silent_and_says_when_sources_were_added_since(study: Path) -> None:
    cell = ("elearning", "causes/conflict")
    before = {(row.programme, row.code): row for row in standing_of(study).assessment.coverage}[cell]
    assert (before.state, before.searches) == ("not searched", ())
    said = keep(study, "war OR conflict", codes=["causes/conflict"], about=["elearning"], note="No hit.", by=AMINA)
    record = Study(study).records.get(Search, said.id)
    assert record is not None
    assert (record.query, record.codes, record.about, record.note) == (
        "war OR conflict", ("causes/conflict",), ("elearning",), "No hit.",
    )  # fmt: skip
    assert len(record.corpus) == 69
    assert len(record.searched) == 64
    after = {(row.programme, row.code): row for row in standing_of(study).assessment.coverage}[cell]
    assert (after.state, after.searches, after.unsearched) == ("searched and silent", (said.id,), ())
    _add(study, "later", "A war broke out.\n")
    standing = standing_of(study)
    later = {(row.programme, row.code): row for row in standing.assessment.coverage}[cell]
    assert (later.state, later.unsearched) == ("searched and silent", ("later",))
    support = standing.binder.bind("gap:elearning@causes/conflict")
    assert support is not None
    assert "1 source was not searched, so of it nothing is known: later." in support.notes
    logged = next(one for one in kept(standing) if one.search.id == said.id)
    assert logged.unread == ("later",)
    assert logged.stale == (
        "1 source was not searched then: later.",
        f"It found {record.hits} then and finds {record.hits + 1} now.",
    )
    again = keep(study, "war OR conflict", codes=["causes/conflict"], about=["elearning"], by=AMINA)
    assert again.id == said.id
    assert next(one for one in kept(standing_of(study)) if one.search.id == said.id).stale == ()


def test_a_search_narrowed_to_some_years_says_which_sources_it_never_read(study: Path) -> None:
    keep(study, "war", filters=["year:2014"], codes=["causes/conflict"], about=["elearning"], by=AMINA)
    standing = standing_of(study)
    cell = next(r for r in standing.assessment.coverage if (r.programme, r.code) == ("elearning", "causes/conflict"))
    read = {source.id for source in standing.study.records.by_id.values() if getattr(source, "year", None) == 2014}
    assert set(cell.unsearched) == set(standing.study.texts) - read - {"article"}
    assert kept(standing)[0].stale == ()


def test_a_text_read_anew_makes_a_kept_search_stale(small: Path) -> None:
    keep(small, "poverty", by=AMINA)
    assert kept(standing_of(small))[0].stale == ()
    study = Study(small)
    other = store(study.folder.texts, b"Poverty, read otherwise.\n", ".txt")
    text = msgspec.structs.replace(study.texts["one"], id="text-other", sha256=other, characters=25)
    say(study, [text], by=AMINA)
    assert kept(standing_of(small))[0].stale == ("A text was read anew since.",)
    assert [one.context[-1].words for one in search(standing_of(small), "poverty").found] == [", read otherwise."]


def test_a_search_cannot_be_kept_for_a_code_or_programme_that_is_not_there(small: Path) -> None:
    with pytest.raises(NoSuchThingError, match="no code 'causes/nothing'"):
        keep(small, "poverty", codes=["causes/nothing"], by=AMINA)
    with pytest.raises(NoSuchThingError, match="no record 'nobody'"):
        keep(small, "poverty", about=["nobody"], by=AMINA)


def test_every_code_of_the_worked_study_gives_a_query_that_can_be_read(example: Standing) -> None:
    for code in example.study.codes:
        proposed = search_for(example, f"gap:elearning@{code}")
        assert (proposed["for"], proposed["about"]) == (code, "elearning")
        parse(proposed["q"])
    poverty = search_for(example, "gap:*@causes/economic.poverty")
    assert "about" not in poverty
    assert poverty["q"].startswith("poverty OR ")


def test_a_misspelt_word_is_told_with_those_spelt_like_it(small: Path) -> None:
    found = search(standing_of(small), "polise AND traned")
    assert found.count == 0
    assert found.instead == "police AND trained"
    assert (
        "\u2018polise\u2019 stands in no source of this study, in any form. Spelt most like it there: police."
        in found.notes
    )
    either = search(standing_of(small), "police OR povertty")
    assert (either.count, either.instead) == (1, "police OR poverty")
    spelt = search(standing_of(small), "police AND poverty")
    assert (spelt.count, spelt.instead) == (0, "")
    assert search(standing_of(small), "xylophone").instead == ""


def test_a_search_that_read_no_source_says_so_and_is_no_evidence(small: Path) -> None:
    found = search(standing_of(small), "police", filters=["year:2014"])
    assert (found.count, found.corpus) == (0, ())
    assert "No source is what these fields ask for, so nothing was searched." in found.notes
    with pytest.raises(NothingSearchedError, match="'police year:2014' searched no source"):
        keep(small, "police", filters=["year:2014"], codes=["causes/economic.poverty"], by=AMINA)
    assert kept(standing_of(small)) == []


def test_what_a_query_excludes_was_not_searched_either(example: Standing, study: Path) -> None:
    every = search(example, "zzqx").corpus
    some = search(example, "zzqx", filters=["NOT source:tip-2015-thailand"])
    assert set(every) - set(some.corpus) == {"tip-2015-thailand"}
    none = [f"NOT source:{source}" for source in every]
    assert search(example, "zzqx", filters=none).corpus == ()
    with pytest.raises(NothingSearchedError):
        keep(study, "zzqx", filters=none, codes=["causes/economic.poverty"], by=AMINA)


def test_sources_that_a_field_leaves_out_for_want_of_a_particular_are_counted(small: Path) -> None:
    study = Study(small)
    one = study.records.get(Source, "one")
    assert one is not None
    say(study, [msgspec.structs.replace(one, csl={**one.csl, "issued": {"date-parts": [[2014]]}})], by=AMINA)
    told = "year:2014 leaves out 1 source of which no year is recorded."
    assert told in search(standing_of(small), "police", filters=["year:2014"]).notes
    assert told not in search(standing_of(small), "police").notes
