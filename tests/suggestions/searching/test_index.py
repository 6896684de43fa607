"""The index: as exact as the meaning of the query, in step with the texts, made anew when damaged, shared safely."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from searched_texts import Texts, found, indexed, wanted

from colligate.sources.text import Layout, PageStart, Region
from colligate.suggestions.searching import index as indexing
from colligate.suggestions.searching.asking import parse
from colligate.suggestions.searching.index import Wanted, open_index
from colligate.suggestions.searching.looking import Looking
from colligate.suggestions.searching.meeting import Candidate, Meeting
from colligate.suggestions.searching.passages import language_of, passages

WORDS = ["train", "training", "police", "the", "women", "a", "😀", "ค้ามนุษย์", "การค้า", "الاتِّجار", "ꦗꦮꦗ"]
TEXTS: Texts = {
    "one": ("en", ["The police were trained.", "Women train the police 😀 in Thailand."]),
    "two": ("th", ["ตำรวจไทยช่วยเหลือเหยื่อ", "Police และ การค้ามนุษย์"]),
}
_asked = st.sampled_from([word for word in WORDS if word != "😀"])
_passage = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
_texts = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d"]),
    st.tuples(st.sampled_from(["en", "th", "und"]), st.lists(_passage, min_size=1, max_size=6)),
    min_size=1,
)


def _queries() -> st.SearchStrategy[str]:
    phrase = st.tuples(_asked, _asked).map('"{0[0]} {0[1]}"'.format)
    leaf = st.one_of(_asked, _asked.map("{}*".format), _asked.map('"{}"'.format), phrase, phrase.map("{}~2".format))
    near = st.tuples(leaf, st.integers(0, 3), leaf).map("{0[0]} NEAR/{0[1]} {0[2]}".format)

    def joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        pair = st.tuples(inner, st.sampled_from(["AND", "OR", "AND NOT"]), inner)
        return st.one_of(pair.map("({0[0]} {0[1]} {0[2]})".format), inner.map("NOT {}".format))

    return st.recursive(st.one_of(leaf, near), joined, max_leaves=4)


@given(texts=_texts, query=_queries())
@settings(max_examples=25, deadline=None)
def test_the_index_finds_just_the_passages_that_meet_a_query(texts: Texts, query: str) -> None:
    with TemporaryDirectory() as folder:
        hits = found(indexed(Path(folder) / "i", texts), query)
    meant = {
        (source, number)
        for source, (language, said) in texts.items()
        for number, words in enumerate(said)
        if Meeting(Candidate(source, number, words, language), {}).meets(parse(query))
    }
    assert set(hits) == meant
    assert len(hits) == len(meant)


@given(first=_texts, then=_texts, query=_queries())
@settings(max_examples=10, deadline=None)
def test_an_index_made_in_pieces_finds_what_one_made_at_once_finds(first: Texts, then: Texts, query: str) -> None:
    with TemporaryDirectory() as folder:
        indexed(Path(folder) / "pieces", first)
        pieces = found(indexed(Path(folder) / "pieces", then), query)
        once = found(indexed(Path(folder) / "once", then), query)
        added = found(indexed(Path(folder) / "added", then | {"more": ("en", ["police"])}), query)
        indexed(Path(folder) / "grown", then)
        grown = found(indexed(Path(folder) / "grown", then | {"more": ("en", ["police"])}), query)
    assert set(pieces) == set(once)
    assert grown == added  # as long as nothing is taken out, the order too


def test_a_deleted_index_is_made_again_and_finds_the_same(tmp_path: Path) -> None:
    before = found(indexed(tmp_path / "i", TEXTS), "police")
    for path in sorted(tmp_path.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert found(indexed(tmp_path / "i", TEXTS), "police") == before
    assert sorted(before) == [("one", 0), ("one", 1), ("two", 1)]


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    for damage in ("cut", "other bytes", "gone", "half written", "no state"):
        before = found(indexed(tmp_path / "i", TEXTS), "police")
        indexing._open.clear()  # as in another process
        held = max((tmp_path / "i" / "words").iterdir(), key=lambda path: path.stat().st_size)
        if damage == "cut":
            held.write_bytes(held.read_bytes()[:-9])
        elif damage == "other bytes":
            held.write_bytes(bytes(held.stat().st_size))
        elif damage == "gone":
            (tmp_path / "i" / "words" / "meta.json").unlink()
        elif damage == "half written":
            (tmp_path / "i" / "words" / "meta.json").write_text("{")
        else:
            (tmp_path / "i" / "state.json").unlink()
        assert found(indexed(tmp_path / "i", TEXTS), "police") == before, damage


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    read: list[str] = []

    def told(number: int, total: int, source: str) -> None:
        assert 1 <= number <= total
        read.append(source)

    open_index(tmp_path, wanted(TEXTS), told)
    open_index(tmp_path, wanted(TEXTS), told)
    changed = TEXTS | {"two": ("th", ["ใหม่ police"]), "three": ("en", ["New police."])}
    index = open_index(tmp_path, wanted(changed), told)
    assert read == ["one", "two", "two", "three"]
    assert sorted(found(index, "police")) == [("one", 0), ("one", 1), ("three", 0), ("two", 0)]
    without = open_index(tmp_path, wanted({"one": TEXTS["one"]}), told)
    assert sorted(found(without, "police")) == [("one", 0), ("one", 1)]
    assert sorted(found(index, "police")) == [("one", 0), ("one", 1), ("three", 0), ("two", 0)]  # as it was opened


def test_two_processes_at_once_share_one_index(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from searched_texts import found, indexed
for step in range(6):
    texts = {f"{sys.argv[3]}-{n}": ("en", ["police " * 3, f"word{n} police"]) for n in range(step + 1)}
    index = indexed(Path(sys.argv[2]), texts)
    assert sorted(found(index, "police")) == sorted((one, n) for one in texts for n in (0, 1)), step
"""
    command = [sys.executable, "-c", program, str(Path(__file__).parent), str(tmp_path / "i")]
    running = [
        subprocess.Popen([*command, name], stderr=subprocess.PIPE, text=True, env={"PYTHONHASHSEED": "0", **_env()})
        for name in ("left", "right")
    ]
    assert [(process.communicate()[1], process.returncode) for process in running] == [("", 0), ("", 0)]


def test_a_mark_is_placed_by_code_points_across_lines_hyphens_and_pages(tmp_path: Path) -> None:
    text = (
        "😀 Heading\n\nThe 😀 police were trained to find vic-\ntims, no self-\nreported victims, of\n"
        "trafficking in\n\f12\nmany places of the land.\n"
    )
    page = text.index("\f") + 1
    layout = Layout(
        pages=(PageStart(0, "iv"), PageStart(page, "v", "inferred")), regions=(Region(page, page + 2, "header"),)
    )
    index = open_index(tmp_path, [Wanted("s", "1", lambda: ("en", passages(text, layout, "en")))])
    looking = Looking(index, parse("victim OR land OR police"), fields={})
    told = [(text[start:end], hit.page) for hit in looking.page(0, 9) for start, end in hit.places]
    assert ("police", "iv") in told
    assert ("vic-\ntims", "iv") in told
    assert looking.page(0, 9, by="corpus")[0].source == "s"
    land = Looking(index, parse("land"), fields={}).page(0, 9)[0]
    assert (text[slice(*land.places[0])], land.page) == ("land", "[v]")


def test_the_language_of_a_text_is_its_sources_or_its_scripts() -> None:
    assert language_of("en-GB", "") == "en"
    assert language_of("", "ตำรวจไทยช่วยเหลือเหยื่อ of trafficking") == "th"
    assert language_of("", "反对人口贩运的法律") == "zh"
    assert language_of("", "مكافحة الاتجار بالبشر") == "und"


def _env() -> dict[str, str]:
    import os  # noqa: PLC0415

    return {key: value for key, value in os.environ.items() if key != "PYTHONHASHSEED"}


def test_pages_of_hundreds_that_rank_alike_show_each_once(tmp_path: Path) -> None:
    texts: Texts = {name: ("en", ["The same words."] * 160) for name in "abc"}
    looking = Looking(indexed(tmp_path / "i", texts), parse("NOT police"), fields={})
    shown = [(hit.source, hit.number) for offset in range(0, looking.count, 20) for hit in looking.page(offset, 20)]
    assert len(shown) == looking.count == 480
    assert len(set(shown)) == 480
    assert looking.best(300) == shown[:300]
