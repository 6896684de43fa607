"""A library beside what a study has and had: no second copy of a document, nothing withdrawn brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from marking import Marker, typeset
from shelf import ARTICLE, GLOBAL, LOCAL, shelf

from colligate.actions.adding import add_sources
from colligate.actions.receiving import Received, receive
from colligate.actions.saying import say
from colligate.actions.starting import new_study
from colligate.record import Retraction
from colligate.sources.source import Source
from colligate.study.journal import stamp
from colligate.study.study import Study

BY = "amina@laptop"
WITHDRAWN = "files: they were withdrawn here"


class Desk:
    """A study and a library of one entry, in BibTeX."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.study = folder, new_study(folder / "study")

    def put(self, **files: str | bytes) -> None:
        for name, words in files.items():
            (self.folder / name.replace("_", ".")).write_bytes(words.encode() if isinstance(words, str) else words)

    def bring(self, *files: str, title: str = "Global report", key: str = "k1", more: str = "") -> Received:
        links = ";".join(files)
        (self.folder / "l.bib").write_text(
            f"@report{{{key},\n title={{{title}}}, date={{2014}}, file={{{links}}}{more}\n}}\n"
        )
        return receive(self.study, self.folder / "l.bib", by=BY)

    def sources(self) -> dict[str, str]:
        return {one.id: one.name for one in Study(self.study).records.of(Source)}

    def withdraw(self, identity: str) -> None:
        opened = Study(self.study)
        gone = Retraction(id=identity, by=BY, at=stamp(opened.records.latest), reason="Not of this case")
        say(opened, [gone], by=BY)

    def add(self, name: str) -> None:
        assert add_sources(self.study, [self.folder / name], by=BY).added


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def told(received: Received, outcome: str = "left") -> dict[str, tuple[str, ...]]:
    return {f"{loss.what}: {loss.why}".rstrip(": "): loss.ids for loss in received.losses if loss.outcome == outcome}


def test_a_copy_with_the_same_words_is_the_source_that_is_here(desk: Desk) -> None:
    plain = typeset("The office trained six hundred officers in five provinces in 2014.")
    desk.put(mine_pdf=plain, theirs_pdf=Marker(plain).mark("six hundred").data())
    desk.add("mine.pdf")
    assert desk.bring("theirs.pdf").added == {}
    (one,) = Study(desk.study).records.of(Source)
    assert (one.id, one.title, one.name) == ("mine", "Global report", "mine.pdf")
    assert len(list((desk.study / "originals").iterdir())) == 1
    assert desk.bring("theirs.pdf").revised == {}


def test_a_near_copy_of_the_source_an_entry_describes_is_left_out(desk: Desk) -> None:
    desk.put(mine_txt=GLOBAL, theirs_txt=f"{GLOBAL}\n\n")
    desk.add("mine.txt")
    received = desk.bring("theirs.txt", title="Mine")
    assert desk.sources() == {"mine": "mine.txt"}
    assert told(received) == {
        "files: they say nearly the same as another file of their entry": ("theirs.txt (mine, 100%)",)
    }


def test_a_near_copy_of_another_source_is_left_out_and_named(desk: Desk) -> None:
    desk.put(mine_txt=GLOBAL, theirs_txt=f"{GLOBAL}\n\n", else_txt=LOCAL)
    desk.add("mine.txt")
    received = desk.bring("theirs.txt", "else.txt")
    assert desk.sources() == {"mine": "mine.txt", "k1": "else.txt"}
    (ids,) = told(received).values()
    assert ids == ("theirs.txt (mine, 100%)",)


def test_near_copies_among_entries_of_one_library_come_once(desk: Desk) -> None:
    desk.put(one_txt=GLOBAL, two_txt=f"{GLOBAL}\n\n")
    desk.bring("one.txt")
    received = desk.bring("two.txt", title="Another report", key="k2")
    assert desk.sources() == {"k1": "one.txt", "k2": ""}
    assert list(told(received).values()) == [("two.txt (k1, 100%)",)]


def test_texts_without_words_are_not_taken_for_one(desk: Desk) -> None:
    desk.put(one_txt=" . \n", two_txt=" - \n")
    desk.bring("one.txt")
    before = desk.sources()
    desk.bring("two.txt", title="Another report", key="k2")
    assert len(before) == 1
    assert len(desk.sources()) == 2


def test_a_source_that_another_entry_is_does_not_become_a_new_entrys(desk: Desk) -> None:
    desk.put(one_txt=GLOBAL)
    desk.bring("one.txt")
    (desk.folder / "l.bib").write_text(
        "@report{k0,\n title={Summary}, date={2014}, file={one.txt}\n}\n"
        "@report{k1,\n title={Global report}, date={2014}, file={one.txt}\n}\n"
    )
    receive(desk.study, desk.folder / "l.bib", by=BY)
    assert {one.id: one.title for one in Study(desk.study).records.of(Source)} == {
        "k1": "Global report", "k0": "Summary"
    }  # fmt: skip


def test_a_withdrawn_further_file_stays_away(desk: Desk) -> None:
    desk.put(one_txt=GLOBAL, two_txt=LOCAL)
    desk.bring("one.txt", "two.txt")
    desk.withdraw("k1-2")
    received = desk.bring("one.txt", "two.txt")
    assert (desk.sources(), received.added, received.revised) == ({"k1": "one.txt"}, {}, {})
    assert told(received) == {WITHDRAWN: ("two.txt",)}
    desk.put(two_txt=LOCAL.replace("four", "five"))
    assert told(desk.bring("one.txt", "two.txt")) == {WITHDRAWN: ("two.txt",)}


def test_a_withdrawn_entry_does_not_take_over_its_further_file(desk: Desk) -> None:
    desk.put(one_txt=GLOBAL, two_txt=LOCAL)
    more = ", doi={10.1234/x}, isbn={9780262033848}, url={https://example.org/x}"
    desk.bring("one.txt", "two.txt", more=more)
    further = Study(desk.study).records.get(Source, "k1-2")
    assert further
    assert further.title == "Global report: two"
    assert not {"DOI", "ISBN", "URL"} & set(further.csl)
    desk.withdraw("k1")
    received = desk.bring("one.txt", "two.txt", more=more)
    assert (desk.sources(), received.revised) == ({"k1-2": "two.txt"}, {})
    assert told(received) == {"entries: their sources were withdrawn here": ("Global report",)}


def test_a_file_withdrawn_by_itself_does_not_come_back_with_an_entry(desk: Desk) -> None:
    desk.put(mine_txt=GLOBAL, else_txt=LOCAL)
    desk.add("mine.txt")
    desk.withdraw("mine")
    assert told(desk.bring("mine.txt")) == {"entries: their files were withdrawn here": ("Global report",)}
    assert desk.sources() == {}
    assert told(desk.bring("mine.txt", "else.txt")) == {WITHDRAWN: ("mine.txt",)}
    assert desk.sources() == {"k1": "else.txt"}


def test_another_copy_of_a_withdrawn_text_stays_away_and_another_text_does_not(desk: Desk) -> None:
    plain_words = "The office trained six hundred officers in five provinces in 2014."
    plain = typeset(plain_words)
    desk.put(mine_pdf=plain, theirs_pdf=Marker(plain).mark("six hundred").data())
    desk.add("mine.pdf")
    desk.withdraw("mine")
    assert told(desk.bring("theirs.pdf")) == {"entries: their files were withdrawn here": ("Global report",)}
    desk.put(near_txt=plain_words.replace("six", "seven"))
    desk.bring("near.txt")
    assert desk.sources() == {"k1": "near.txt"}


def test_a_file_that_was_damaged_comes_in_when_it_is_mended(desk: Desk) -> None:
    desk.put(one_pdf=b"%PDF-1.4 broken")
    assert [why.split(":")[1] for why in told(desk.bring("one.pdf"))] == [" they cannot be read"]
    desk.put(one_pdf=typeset("The office trained six hundred officers."))
    received = desk.bring("one.pdf")
    assert (received.added, received.revised, told(received)) == ({"Text": 1}, {"Source": 1}, {})
    assert desk.sources() == {"k1": "one.pdf"}


def test_an_entry_of_the_key_of_a_withdrawn_one_is_its_own(tmp_path: Path) -> None:
    study = new_study(tmp_path / "study")
    receive(study, shelf(tmp_path / "export", ARTICLE), by=BY)
    opened = Study(study)
    (one,) = opened.records.of(Source)
    say(opened, [Retraction(id=one.id, by=BY, at=stamp(opened.records.latest), reason="no")], by=BY)
    other = ARTICLE.replace("Shelters on the border", "Quotas at sea").replace("10.1234/borders", "10.1234/sea")
    place = shelf(tmp_path / "other", other)
    (place / "files/21/Shelters.txt").write_text(GLOBAL)
    assert receive(study, place, by=BY).added == {"Source": 1, "Text": 1}


def test_a_changed_file_is_told_also_where_references_have_no_keys_and_moved(desk: Desk) -> None:
    one = "TY  - RPRT\nTI  - Global report\nL1  - one.txt\nER  - \n"
    desk.put(one_txt=GLOBAL, l_ris=one)
    receive(desk.study, desk.folder / "l.ris", by=BY)
    desk.put(one_txt=LOCAL, l_ris=f"TY  - RPRT\nTI  - Another report\nER  - \n{one}")
    received = receive(desk.study, desk.folder / "l.ris", by=BY)
    assert received.added == {"Source": 1}
    assert list(told(received).values()) == [("one.txt",)]
    assert len(Study(desk.study).texts) == 1
